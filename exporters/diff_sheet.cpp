// What changed between two drafts as a workbook of one sheet, and as a page with one table that can
// be pasted into Word. Both have the rows of diff_rows.h.
#include <string>
#include <vector>

#include "exporters/diff_rows.h"
#include "exporters/ids.h"
#include "exporters/staff_page.h"
#include "exporters/xlsx.h"
#include "exporters/xlsx_sheets.h"

namespace gangmu {

namespace {

std::vector<ColumnHead> columns() {
  return {{msg("No. of a change"), 6},      {msg("Kind of change"), 13},
          {msg("Section of a change"), 26}, {msg("Old draft"), 52},
          {msg("New draft"), 52},           {msg("Notes on a change"), 34},
          {msg("Place (old)"), 13},         {msg("Place (new)"), 13}};
}

CellContent marked(const std::vector<Edit>& edits) {
  CellContent cell;
  for (const Edit& edit : edits) {
    cell.text += edit.text;
    const Emphasis emphasis = edit.kind == EditKind::same     ? Emphasis::none
                              : edit.kind == EditKind::erased ? Emphasis::erased
                                                              : Emphasis::inserted;
    cell.marked.push_back({edit.text, emphasis});
  }
  return cell;
}

Status write_sheet(const ComparedDrafts& drafts, const ExportOptions& options,
                   const std::string& file) {
  const Words words(options.language);
  Workbook book(file, words, options.filled);
  Typed typed{0, {}, LostSheet(book)};
  std::vector<ColumnHead> heads = columns();
  heads.push_back({msg("Decision"), 24});
  constexpr std::size_t kNewDraft = 4;
  PlanSheet sheet(book, msg("Changes between drafts"), std::move(heads), kNone, kNewDraft,
                  Overview());
  std::size_t number = 0;
  for (const DiffRow& row : diff_rows(drafts, words)) {
    CellContent before = marked(row.before);
    const std::string key = row.kind + " " + before.text;
    sheet.add({{std::to_string(++number), Look::centred, true},
               {row.kind, Look::centred},
               {row.section},
               std::move(before),
               marked(row.after),
               {row.note},
               {row.before_place, Look::centred},
               {row.after_place, Look::centred},
               {}},
              text_sum(key));
  }
  sheet.finish(&typed);
  typed.before.write(book, typed.lost);
  add_own_sheets(book, &typed);
  return book.close();
}

constexpr std::string_view kErased = "color:#C00000;text-decoration:line-through";
constexpr std::string_view kInserted = "color:#0B5CAD;text-decoration:underline";

class DiffPage {
 public:
  DiffPage(const ComparedDrafts& drafts, const Words& words, Sink& sink)
      : drafts_(drafts), words_(words), out_(sink) {}

  void write(std::string_view version) {
    const std::vector<DiffRow> rows = diff_rows(drafts_, words_);
    open_page(out_, words_, words_(msg("Changes between drafts")), version);
    out_.element("p", {},
                 fill(words_(msg("change of %1 to %2")),
                      {drafts_.before.source.name, drafts_.after.source.name}) +
                     std::string(words_(msg("; "))) + diff_summary(rows, words_));
    out_.raw("\n");
    table(rows);
    close_page(out_);
  }

 private:
  void table(const std::vector<DiffRow>& rows) {
    if (rows.empty()) return;
    out_.open("table", {{"style", kPageTable}});
    out_.raw("\n<thead><tr>");
    // Shares of the width; those of the workbook would leave the places none.
    static constexpr const char* kWidths[] = {"4%", "8%", "13%", "25%", "25%", "13%", "6%", "6%"};
    std::size_t column = 0;
    for (const ColumnHead& head : columns()) {
      out_.element("th", {{"style", kPageHead}, {"width", kWidths[column++]}}, words_(head.id));
    }
    out_.raw("</tr></thead>\n<tbody>\n");
    std::size_t number = 0;
    for (const DiffRow& row : rows) {
      out_.raw("<tr>");
      out_.element("td", {{"style", kPageMiddle}}, std::to_string(++number));
      out_.element("td", {{"style", kPageMiddle}}, row.kind);
      out_.element("td", {{"style", kPageCell}}, row.section);
      edits(row.before);
      edits(row.after);
      out_.element("td", {{"style", kPageCell}}, row.note);
      out_.element("td", {{"style", kPageMiddle}}, row.before_place);
      out_.element("td", {{"style", kPageMiddle}}, row.after_place);
      out_.raw("</tr>\n");
    }
    out_.raw("</tbody>\n</table>\n");
  }
  void edits(const std::vector<Edit>& edits) {
    out_.open("td", {{"style", kPageCell}});
    for (const Edit& edit : edits) {
      if (edit.kind == EditKind::same) {
        lines(edit.text);
        continue;
      }
      const bool erased = edit.kind == EditKind::erased;
      out_.open(erased ? "del" : "ins", {{"style", erased ? kErased : kInserted}});
      lines(edit.text);
      out_.close(erased ? "del" : "ins");
    }
    out_.close("td");
  }
  void lines(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      out_.text(text.substr(at, end - at));
      if (end < text.size()) out_.raw("<br>");
      at = end + 1;
    }
  }

  const ComparedDrafts& drafts_;
  const Words& words_;
  HtmlWriter out_;
};

}  // namespace

Status write_diff_sheet(const ComparedDrafts& drafts, const ExportOptions& options, Sink& sink) {
  return write_workbook(
      sink, [&](const std::string& file) { return write_sheet(drafts, options, file); });
}

Status write_diff_html(const ComparedDrafts& drafts, const ExportOptions& options, Sink& sink) {
  const Words words(options.language);
  DiffPage(drafts, words, sink).write(options.generator_version);
  return Done{};
}

}  // namespace gangmu
