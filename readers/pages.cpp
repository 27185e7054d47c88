// Pages → the text view.
#include <algorithm>
#include <cmath>
#include <iterator>

#include "readers/flow.h"
#include "readers/page.h"
#include "readers/page_items.h"
#include "readers/page_table.h"

namespace gangmu {

namespace {

using Note = std::vector<TableBuilder::Line>;

// Whether the mark of a note stands in a line behind other words. Plain digits are none there.
bool refers_to(const std::string& text, std::string_view mark) {
  int wanted = 0;
  note_mark(mark, &wanted);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t from = at;
    int number = 0;
    const std::size_t length = note_mark(std::string_view(text).substr(from), &number);
    next_char(text, at);
    if (length == 0) continue;
    const bool plain = is_ascii_digit(static_cast<unsigned char>(text[from]));
    at = from + length;
    if (from == 0 || plain) continue;
    if (number == wanted && (number > 0 || text.compare(from, length, mark) == 0)) return true;
  }
  return false;
}

bool refers_to(const PageItem& item, std::string_view mark) {
  if (!item.table) return refers_to(item.line.text, mark);
  for (const auto& cell : item.cells) {
    for (const PageLine& line : cell) {
      if (refers_to(line.text, mark)) return true;
    }
  }
  return false;
}

// Takes the notes out of the items: each goes to the line or table of its page that has its mark,
// else to the last one of the page.
std::vector<std::vector<Note>> take_notes(std::vector<PageItem>* items) {
  std::vector<std::vector<Note>> notes(items->size());
  std::size_t first = 0;  // of the page
  for (std::size_t i = 0; i < items->size(); ++i) {
    PageItem& item = (*items)[i];
    if (item.page != (*items)[first].page) first = i;
    if (item.use != ItemUse::note || item.start != LineStart::paragraph) continue;
    int number = 0;
    const std::size_t length = note_mark(item.line.text, &number);
    std::string mark = item.line.text.substr(0, length);
    item.line.text.replace(0, length, raised(mark));  // the same characters, smaller
    mark = raised(mark);
    std::size_t at = i;
    for (std::size_t k = first; k < i; ++k) {
      if ((*items)[k].use != ItemUse::body) continue;
      at = k;
      if (!mark.empty() && refers_to((*items)[k], mark)) break;
    }
    Note note;
    for (std::size_t k = i; k < items->size() && (*items)[k].page == item.page; ++k) {
      PageItem& line = (*items)[k];
      if (line.use == ItemUse::margin) continue;
      if (line.use != ItemUse::note || (k > i && line.start == LineStart::paragraph)) break;
      note.push_back({std::move(line.line), line.page});
    }
    notes[at].push_back(std::move(note));
  }
  return notes;
}

class Writer {
 public:
  explicit Writer(std::size_t pages) : first_of_page_(pages, kUnwritten) {}

  // Lines and tables of the body in order; notes come when the paragraph or table has ended that
  // they interrupt, what belongs to the page when a table has.
  void add(PageItem item, std::vector<Note> notes) {
    take(std::move(item));
    std::move(notes.begin(), notes.end(), std::back_inserter(notes_));
  }

  Source finish() {
    end_table();
    flush_notes();
    std::size_t at = source_.text.size();
    source_.pages.resize(first_of_page_.size());
    for (std::size_t p = first_of_page_.size(); p-- > 0;) {  // an empty page begins as the next
      at = std::min(at, first_of_page_[p]);
      source_.pages[p] = static_cast<Offset>(at);
    }
    return std::move(source_);
  }

 private:
  static constexpr std::size_t kUnwritten = static_cast<std::size_t>(-1);

  void take(PageItem item) {
    if (item.use == ItemUse::note) return;
    if (may_be_caption(item)) {
      held_.push_back(std::move(item));
      return;
    }
    if (item.use == ItemUse::margin) {
      margins_.push_back({std::move(item.line), item.page});
      if (table_.empty()) flush_margins();
      return;
    }
    if (item.table) {
      if (table_.goes_on(item) && (held_.empty() || table_.repeats(item))) {
        for (PageItem& line : held_) margins_.push_back({std::move(line.line), line.page});
        held_.clear();
        table_.add(std::move(item), &margins_);
        return;
      }
      end_table();
      flush_notes();
      table_.begin(std::move(item));
      return;
    }
    end_table();
    if (item.start == LineStart::paragraph) flush_notes();
    const Span span = write(item.line, item.page, item.start);
    if (item.heading > 0) source_.headings.push_back({span, item.heading});
    caption_ = std::move(item.line.text);
  }

  Span write(const PageLine& line, std::uint32_t page, LineStart start) {
    const std::size_t begin = source_.text.size();
    first_of_page_[page] = std::min(first_of_page_[page], begin);
    LinePlace place;
    place.page = page + 1;
    place.x0 = line.x0();
    place.x1 = line.x1();
    place.y0 = line.top();
    place.y1 = line.bottom();
    place.size = line.size;
    place.bold = line.bold;
    place.font = line.font;
    place.start = start;
    place.first_edge = static_cast<std::uint32_t>(source_.edges.size());
    source_.places.push_back(place);
    source_.edges.insert(source_.edges.end(), line.edges.begin(), line.edges.end());
    source_.text += line.text;
    source_.text += '\n';
    return {static_cast<Offset>(begin), static_cast<Offset>(source_.text.size() - 1)};
  }

  Span write(const std::vector<TableBuilder::Line>& lines) {
    Span span;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const Span line =
          write(lines[i].line, lines[i].page, i == 0 ? LineStart::paragraph : LineStart::inside);
      span = {i == 0 ? line.begin : span.begin, line.end};
    }
    return span;
  }

  void flush_margins() {
    for (const TableBuilder::Line& line : margins_) {
      source_.margins.push_back(write(line.line, line.page, LineStart::paragraph));
    }
    margins_.clear();
  }

  void flush_notes() {
    for (const Note& lines : notes_) {
      SourceNote note;
      note.span = write(lines);
      int number = 0;
      const std::size_t mark = note_mark(lines.front().line.text, &number);
      note.marker = {note.span.begin, note.span.begin + static_cast<Offset>(mark)};
      source_.notes.push_back(note);
    }
    notes_.clear();
  }

  // The first lines of a page may be the caption again, or say no more than that the table goes on
  // there: whether they do is seen when it comes, with its heads.
  bool may_be_caption(const PageItem& item) const {
    constexpr std::size_t kMostLines = 2, kLongest = 14;
    return !item.table && !table_.empty() && table_.is_next(item) && held_.size() < kMostLines &&
           (char_count(item.line.text) <= kLongest || item.line.text == caption_);
  }

  void end_table() {
    if (table_.empty()) return;
    write_table();
    std::vector<PageItem> held = std::move(held_);
    held_.clear();
    for (PageItem& item : held) take(std::move(item));
  }

  void write_table() {
    const std::vector<float>& xs = table_.columns();
    const auto column = [&](float x) {
      std::size_t best = 0;
      for (std::size_t c = 1; c < xs.size(); ++c) {
        if (std::fabs(xs[c] - x) < std::fabs(xs[best] - x)) best = c;
      }
      return best;
    };
    SourceTable table;
    table.rows.resize(table_.rows());
    const std::size_t begin = source_.text.size();
    for (const TableBuilder::Cell& cell : table_.cells()) {
      SourceCell out;
      const std::size_t from = column(cell.x0), to = std::max(column(cell.x1), from + 1);
      out.column_span = static_cast<std::uint16_t>(std::min<std::size_t>(to - from, kMostColumns));
      out.row_span = static_cast<std::uint16_t>(std::min(cell.row_span, kMostRows));
      out.span = write(cell.lines);
      table.rows[cell.row].push_back(out);
    }
    table.span = {static_cast<Offset>(begin),
                  static_cast<Offset>(std::max(source_.text.size(), begin + 1) - 1)};
    table_.clear();
    if (!table.span.empty()) source_.tables.push_back(std::move(table));
    flush_margins();
  }

  Source source_;
  TableBuilder table_;
  std::vector<TableBuilder::Line> margins_;
  std::string caption_;         // the last line before the table
  std::vector<PageItem> held_;  // lines between a table and what may be the rest of it
  std::vector<Note> notes_;
  std::vector<std::size_t> first_of_page_;  // byte where each page begins
};

void keep_in_reach(Pages* pages) {
  const auto keep = [](float* length) {
    *length = std::clamp(*length, -kLongestPage, kLongestPage);
  };
  for (Page& page : pages->pages) {
    page.width = std::clamp(page.width, 0.0f, kLongestPage);
    page.height = std::clamp(page.height, 0.0f, kLongestPage);
    for (PageRun& run : page.runs) {
      for (float& edge : run.edges) keep(&edge);
      keep(&run.base);
      keep(&run.size);
    }
    for (PageRule& rule : page.rules) {
      for (float* length : {&rule.x0, &rule.y0, &rule.x1, &rule.y1}) keep(length);
    }
  }
}

}  // namespace

Result<Source> finish_pages(Pages pages, std::string name, std::string_view bytes,
                            std::string_view format) {
  keep_in_reach(&pages);
  set_watermarks_apart(&pages);
  PageItems items = find_items(pages);
  find_margins(pages, &items);
  find_notes(pages, &items);
  find_starts(pages, &items);
  Writer writer(pages.pages.size());
  std::vector<std::vector<Note>> notes = take_notes(&items.items);
  for (std::size_t i = 0; i < items.items.size(); ++i) {
    writer.add(std::move(items.items[i]), std::move(notes[i]));
  }
  Source written = writer.finish();
  std::vector<Offset> page_starts = std::move(written.pages);
  Result<Source> source =
      finish_source(std::move(written), std::move(name), bytes, format, "UTF-8");
  if (!source) return source;
  source->pages = std::move(page_starts);
  for (const Page& page : pages.pages) source->page_sizes.push_back({page.width, page.height});
  for (PageFont& font : pages.fonts) source->fonts.push_back(std::move(font.name));
  const Offset last = source->text.empty() ? 0 : static_cast<Offset>(source->text.size() - 1);
  for (PageDoubt& doubt : pages.doubts) {
    const Offset at = std::min(source->pages[doubt.page], last);
    source->doubts.push_back(diagnose(doubt.code, std::move(doubt.args), {at, at}));
  }
  return source;
}

}  // namespace gangmu
