// diff: what changed between two drafts, in the terminal or as a file.
#include "checks/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/side_by_side.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "exporters/diff_rows.h"

namespace gangmu::cli {

namespace {

// Words with what changed in brackets, or in colours; long stretches that are the same are cut.
class MarkedLine {
 public:
  explicit MarkedLine(bool colours) : colours_(colours) {}

  std::string of(const std::vector<Edit>& edits) const {
    std::string line;
    for (std::size_t i = 0; i < edits.size(); ++i) {
      const std::string text = printable(edits[i].text);
      if (edits[i].kind == EditKind::same) {
        line += context(text, i == 0, i + 1 == edits.size());
      } else if (edits[i].kind == EditKind::erased) {
        line += marked(text, "[-", "-]", "\x1B[31;9m");
      } else {
        line += marked(text, "{+", "+}", "\x1B[34;4m");
      }
    }
    return line;
  }

 private:
  static constexpr int kContext = 20, kLongest = 160;  // columns

  std::string marked(const std::string& text, std::string_view open, std::string_view close,
                     std::string_view colour) const {
    const std::string cut = shortened(text, kLongest);
    if (colours_) return std::string(colour) + cut + "\x1B[0m";
    return std::string(open) + cut + std::string(close);
  }
  static std::string context(const std::string& text, bool first, bool last) {
    if (first && last) return shortened(text, kLongest);
    if (columns_of(text) <= (first || last ? kContext + 2 : 2 * kContext)) return text;
    std::string out;
    if (!first) out = shortened(text, kContext);
    if (last) return out;
    if (first) out = "\u2026";
    return out + tail(text);
  }
  static std::string tail(std::string_view text) {
    int room = kContext;
    std::size_t begin = text.size();
    while (begin > 0) {
      std::size_t at = begin;
      room -= columns_of(previous_char(text, at));
      if (room < 0) break;
      begin = at;
    }
    return std::string(text.substr(begin));
  }

  bool colours_;
};

void print_changes(const ComparedDrafts& drafts, const Words& words) {
  const std::vector<DiffRow> rows = diff_rows(drafts, words);
  print(diff_summary(rows, words) + "\n");
  constexpr int kWidestKind = 24;
  const int digits = static_cast<int>(std::to_string(rows.size()).size());
  const auto places = [](const DiffRow& row) {
    const auto shown = [](const std::string& place) { return place.empty() ? "-" : place; };
    return shown(row.before_place) + " \u2192 " + shown(row.after_place);
  };
  int kind = 0, place = 0;
  for (const DiffRow& row : rows) {
    kind = std::max(kind, std::min(columns_of(row.kind), kWidestKind));
    place = std::max(place, columns_of(places(row)));
  }
  const MarkedLine line(has_colours(Stream::out));
  const std::string indent(static_cast<std::size_t>(digits) + 2, ' ');
  std::size_t number = 0;
  for (const DiffRow& row : rows) {
    const std::string head =
        fmt::format("{:>{}}  {}  {}  {}", ++number, digits, padded(row.kind, kind),
                    padded(places(row), place), printable(row.section));
    print(head.substr(0, head.find_last_not_of(' ') + 1) + "\n");
    if (!row.note.empty()) print(indent + printable(row.note) + "\n");
    const std::string text = row.edits.empty()
                                 ? line.of(row.before) + " \u2192 " + line.of(row.after)
                                 : line.of(row.edits);
    print(indent + text + "\n");
  }
}

}  // namespace

int run_diff(const Options& options) {
  const auto fail = [](const Error& error) {
    print_error(error);
    return kFailed;
  };
  const auto exporter = choose_format(diff_exporters(), options);
  if (!exporter) return fail(exporter.error());
  const auto grammar = load_grammar(options);
  if (!grammar) return fail(grammar.error());
  std::vector<Document> drafts;
  const int status = for_each_document(
      options, [&](const Input&, const Document& document) { drafts.push_back(document); });
  if (status == kFailed) return status;
  if (drafts.size() != 2) {
    return fail({"usage", said("diff takes two drafts, and there are %1", drafts.size()), "",
                 "name one file each; of an archive that holds several, unpack it first"});
  }
  const Diff diff = diff_documents(drafts[0], drafts[1], **grammar);
  const ComparedDrafts compared = {drafts[0], drafts[1], diff};
  if (*exporter == nullptr) {
    print_changes(compared, Words(language_of(options)));
    return status;
  }
  const DiffExporter& format = **exporter;
  const Status written = write_side_by_side(
      options, format.name, format.binary,
      [&](const ExportOptions& given, Sink& sink) { return format.write(compared, given, sink); });
  return written ? status : fail(written.error());
}

}  // namespace gangmu::cli
