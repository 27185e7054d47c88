#include "readers/docx.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "model/text.h"
#include "readers/docx_numbering.h"
#include "readers/docx_package.h"
#include "readers/flow.h"
#include "model/number_format.h"
#include "readers/xml.h"
#include "readers/zip.h"

namespace gangmu {

namespace {

// Breaks inside the text of a paragraph while it is put together.
constexpr char kSoftBreak = '\n', kHardBreak = '\f';

// Elements that stand around paragraphs, tables or runs and change nothing: their children count as
// the parent's own.
bool is_wrapper(std::string_view name) {
  return name == "ins" || name == "moveTo" || name == "hyperlink" || name == "smartTag" ||
         name == "customXml" || name == "sdt" || name == "sdtContent" || name == "fldSimple" ||
         name == "dir" || name == "bdo" || name == "ruby" || name == "rubyBase" ||
         name == "oMath" || name == "oMathPara";
}

// ------------------------------------------------------------------------------------------ tables

struct GridCell {
  pugi::xml_node node;
  std::uint32_t row_span = 1, column_span = 1;
};
struct Grid {
  std::vector<std::vector<GridCell>> rows;
  std::uint32_t columns = 0;      // the most cells that stand beside one another
  std::uint32_t header_rows = 0;  // those repeated on each page
};

// The children of this name, also those inside wrappers.
void collect(const pugi::xml_node& parent, std::string_view name,
             std::vector<pugi::xml_node>* out) {
  for (const pugi::xml_node node : parent.children()) {
    const std::string_view own = local_name(node);
    if (own == name) {
      out->push_back(node);
    } else if (is_wrapper(own)) {
      collect(node, name, out);
    }
  }
}

bool shows_text(const pugi::xml_node& parent) {
  for (const pugi::xml_node node : parent.children()) {
    if (local_name(node) == "t" ? !trim(node.text().get()).empty() : shows_text(node)) return true;
  }
  return false;
}

// Which cells there are once those merged with one above are part of it.
Grid read_grid(const pugi::xml_node& table) {
  struct Place {
    std::size_t row, cell;
  };
  Grid grid;
  std::map<std::uint32_t, Place> open;  // cells that may go on below, by column
  std::vector<pugi::xml_node> rows;
  collect(table, "tr", &rows);
  for (const pugi::xml_node& row : rows) {
    const pugi::xml_node properties = child_named(row, "trPr");
    if (child_named(properties, "del") || grid.rows.size() == kMostRows) continue;
    const std::size_t r = grid.rows.size();
    if (r == grid.header_rows && is_on(child_named(properties, "tblHeader"))) ++grid.header_rows;
    std::vector<GridCell>& cells = grid.rows.emplace_back();
    auto column = static_cast<std::uint32_t>(
        std::clamp(number_in(child_value_of(properties, "gridBefore"), 0), 0, 64));
    std::map<std::uint32_t, Place> next;
    std::vector<pugi::xml_node> found;
    collect(row, "tc", &found);
    for (const pugi::xml_node& node : found) {
      const pugi::xml_node cell = child_named(node, "tcPr");
      const auto span = static_cast<std::uint32_t>(std::clamp(
          number_in(child_value_of(cell, "gridSpan"), 1), 1, static_cast<int>(kMostColumns)));
      const pugi::xml_node merge = child_named(cell, "vMerge");
      const auto above = open.find(column);
      const bool goes_on = merge && attribute_named(merge, "val") != "restart" &&
                           above != open.end() && !shows_text(node);
      if (goes_on) {
        ++grid.rows[above->second.row][above->second.cell].row_span;
        next[column] = above->second;
      } else if (cells.size() < kMostColumns) {
        if (merge) next[column] = {r, cells.size()};
        cells.push_back({node, 1, span});
      }
      column += span;
    }
    open = std::move(next);
    grid.columns = std::max(grid.columns, static_cast<std::uint32_t>(found.size()));
  }
  return grid;
}

// ------------------------------------------------------------------------------------------- notes

// One of the two kinds of notes: their texts, and how they are counted.
struct Notes {
  std::map<std::string, pugi::xml_node, std::less<>> texts;  // by id
  std::string format;
  int count = 0;

  void read(const pugi::xml_node& root) {
    for (const pugi::xml_node note : root.children()) {
      texts.emplace(std::string(attribute_named(note, "id")), note);
    }
  }
};

class DocxReader {
 public:
  explicit DocxReader(const DocxPackage& package) : package_(package) {
    numbering_.read_styles(package.styles->document_element());
    numbering_.read_numbering(package.numbering->document_element());
    footnotes_.read(package.footnotes->document_element());
    endnotes_.read(package.endnotes->document_element());
    footnotes_.format = note_format("footnotePr", "decimal");
    endnotes_.format = note_format("endnotePr", "lowerRoman");
  }

  FlowWriter run() {
    blocks(child_named(package_.body->document_element(), "body"));
    return std::move(out_);
  }

 private:
  // ---------------------------------------------------------------------------------- the document

  // The last section has a say before the settings of the document.
  std::string note_format(std::string_view properties, std::string_view usual) const {
    const pugi::xml_node body = child_named(package_.body->document_element(), "body");
    for (const pugi::xml_node& holder :
         {child_named(body, "sectPr"), package_.settings->document_element()}) {
      const std::string_view format = child_value_of(child_named(holder, properties), "numFmt");
      if (!format.empty()) return std::string(format);
    }
    return std::string(usual);
  }

  void blocks(const pugi::xml_node& parent) {
    for (const pugi::xml_node node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "p") {
        paragraph(node);
      } else if (name == "tbl") {
        table(node);
      } else if (name == "AlternateContent") {
        blocks(chosen_branch(node));
      } else if (is_wrapper(name)) {
        blocks(node);
      }
    }
  }

  void table(const pugi::xml_node& node) {
    const Grid table = read_grid(node);
    const bool frame = table.columns < 2 || inside_ || note_lines_ != nullptr;
    if (frame) {
      for (const auto& row : table.rows) {
        for (const GridCell& cell : row) blocks(cell.node);
      }
      return;
    }
    inside_ = true;
    out_.begin_table();
    for (const auto& row : table.rows) {
      out_.begin_row();
      for (const GridCell& cell : row) {
        out_.begin_cell(cell.row_span, cell.column_span);
        blocks(cell.node);
        out_.end_cell();
      }
    }
    inside_ = false;
    out_.end_table(table.header_rows);
  }

  // ------------------------------------------------------------------------------------ paragraphs

  void paragraph(const pugi::xml_node& node) {
    const pugi::xml_node properties = child_named(node, "pPr");
    const pugi::xml_node mark = child_named(properties, "rPr");
    style_ = child_value_of(properties, "pStyle");
    std::vector<pugi::xml_node> boxes;
    std::swap(boxes, boxes_);
    std::swap(text_, carried_);
    carried_.clear();
    runs(node);
    // Without its mark the paragraph goes on in the next.
    if (child_named(mark, "del") || child_named(mark, "moveFrom")) {
      std::swap(text_, carried_);
    } else {
      std::string number = is_hidden(mark) && text_.empty() ? "" : numbering_.next(properties);
      emit(number + text_, numbering_.outline_level(properties));
    }
    text_.clear();
    // Instructions end with their paragraph: where a separator is missing no more text is lost.
    std::fill(fields_.begin(), fields_.end(), false);
    std::swap(boxes, boxes_);
    // Boxes stand behind the paragraph that they are anchored to.
    for (const pugi::xml_node& box : boxes) blocks(box);
    // The paragraph of a note stands in the one that cites it, which is not yet written.
    if (note_lines_ == nullptr) out_.flush_notes();
  }

  // `heading`: its level.
  void emit(std::string_view text, int heading) {
    std::size_t begin = 0;
    std::string line;
    for (std::size_t at = 0; at <= text.size(); ++at) {
      const bool end = at == text.size() || text[at] == kHardBreak;
      const bool soft = !end && text[at] == kSoftBreak;
      if (!end && !soft) continue;
      line += text.substr(begin, at - begin);
      begin = at + 1;
      // A break behind words only shapes the paragraph, unless what follows is set as a new one.
      if (soft && !closes_line(line) && !text.substr(begin).starts_with("\xE3\x80\x80")) {
        line += ' ';
        continue;
      }
      put(line, heading);
      line.clear();
    }
  }

  void put(const std::string& line, int heading) {
    if (note_lines_ != nullptr) {
      note_lines_->push_back(line);
    } else {
      out_.line(line, heading);
    }
  }

  // Whether a run of these properties is hidden: they say so, or else a style does.
  bool is_hidden(const pugi::xml_node& properties) const {
    if (const pugi::xml_node vanish = child_named(properties, "vanish")) return is_on(vanish);
    const std::string_view style = child_value_of(properties, "rStyle");
    return (!style.empty() && numbering_.hides(style)) || numbering_.hides(style_);
  }

  void runs(const pugi::xml_node& parent) {
    for (const pugi::xml_node node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "r") {
        const pugi::xml_node look = child_named(node, "rPr");
        const std::size_t begin = text_.size();
        if (!is_hidden(look)) run(node);
        if (child_value_of(look, "vertAlign") == "superscript") {
          text_.replace(begin, text_.npos, raised(text_.substr(begin)));
        }
      } else if (name == "AlternateContent") {
        runs(chosen_branch(node));
      } else if (name == "fldChar") {
        field(node);
      } else if (is_wrapper(name) || parent_is_formula(name)) {
        runs(node);
      }
    }
  }

  // The elements of formulas that hold others; their text is read in the order it is written.
  static bool parent_is_formula(std::string_view name) {
    return name == "e" || name == "num" || name == "den" || name == "sub" || name == "sup" ||
           name == "f" || name == "d" || name == "rad" || name == "sSub" || name == "sSup" ||
           name == "sSubSup" || name == "nary" || name == "func" || name == "fName";
  }

  void run(const pugi::xml_node& parent) {
    for (const pugi::xml_node node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "fldChar") {
        field(node);
      } else if (!in_instruction()) {
        piece(node, name);
      }
    }
  }

  void piece(const pugi::xml_node& node, std::string_view name) {
    if (name == "t") {
      std::string text = node.text().get();
      std::replace(text.begin(), text.end(), '\n', ' ');
      text_ += text;
    } else if (name == "tab" || name == "ptab") {
      text_ += '\t';
    } else if (name == "br") {
      const std::string_view type = attribute_named(node, "type");
      text_ += type == "page" || type == "column" ? kHardBreak : kSoftBreak;
    } else if (name == "cr") {
      text_ += kSoftBreak;
    } else if (name == "noBreakHyphen") {
      text_ += '-';
    } else if (name == "sym") {
      symbol(node);
    } else if (name == "footnoteReference") {
      cite(node, &footnotes_);
    } else if (name == "endnoteReference") {
      cite(node, &endnotes_);
    } else if (name == "AlternateContent") {
      run(chosen_branch(node));
    } else if (name == "drawing" || name == "pict" || name == "object") {
      find_boxes(node);
    } else if (is_wrapper(name)) {
      runs(node);
    }
  }

  void symbol(const pugi::xml_node& node) {
    const std::string code(attribute_named(node, "char"));
    const unsigned long c = std::strtoul(code.c_str(), nullptr, 16);
    if (c >= 0x20 && c <= 0xFFFF && (c < 0xD800 || c > 0xDFFF)) {
      append_char(text_, plain_sign(static_cast<char32_t>(c)));
    }
  }

  void find_boxes(const pugi::xml_node& parent) {
    for (const pugi::xml_node node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "txbxContent") {
        boxes_.push_back(node);
      } else if (name == "AlternateContent") {
        find_boxes(chosen_branch(node));
      } else {
        find_boxes(node);
      }
    }
  }

  // ---------------------------------------------------------------------------- fields and notes

  // A field has instructions, a separator, and its result; fields nest.
  void field(const pugi::xml_node& node) {
    const std::string_view type = attribute_named(node, "fldCharType");
    if (type == "begin") {
      fields_.push_back(true);
    } else if (type == "separate" && !fields_.empty()) {
      fields_.back() = false;
    } else if (type == "end" && !fields_.empty()) {
      fields_.pop_back();
    }
  }
  bool in_instruction() const {
    return std::find(fields_.begin(), fields_.end(), true) != fields_.end();
  }

  void cite(const pugi::xml_node& reference, Notes* notes) {
    const auto text = notes->texts.find(attribute_named(reference, "id"));
    if (text == notes->texts.end() || note_lines_ != nullptr) return;
    // Marks of the author's own stand in the text already, here and in the note.
    const std::string_view custom = attribute_named(reference, "customMarkFollows");
    const bool counted = custom.empty() || custom == "0" || custom == "false";
    std::string mark = counted ? raised(format_number(notes->format, ++notes->count)) : "";
    text_ += mark;
    std::vector<std::string> lines;
    note_lines_ = &lines;
    std::string outer_text, outer_carried;
    std::swap(outer_text, text_);
    std::swap(outer_carried, carried_);
    const std::string_view outer_style = style_;
    blocks(text->second);
    style_ = outer_style;
    std::swap(outer_carried, carried_);
    std::swap(outer_text, text_);
    note_lines_ = nullptr;
    if (!counted) mark = take_own_mark(reference, &lines);
    out_.note(std::move(mark), std::move(lines));
  }

  // The mark behind the reference, where the note begins with it too; it is taken out of the note.
  static std::string take_own_mark(const pugi::xml_node& reference,
                                   std::vector<std::string>* lines) {
    std::string mark;
    for (pugi::xml_node node = reference.next_sibling(); node; node = node.next_sibling()) {
      if (local_name(node) == "t") mark += trim(node.text().get());
    }
    if (lines->empty() || mark.empty() || !lines->front().starts_with(mark)) return {};
    lines->front().erase(0, mark.size());
    return mark;
  }

  const DocxPackage& package_;
  FlowWriter out_;
  DocxNumbering numbering_;
  Notes footnotes_, endnotes_;
  std::string text_;                                // of the paragraph
  std::string carried_;                             // of one whose mark was deleted
  std::vector<pugi::xml_node> boxes_;               // anchored in the paragraph
  std::vector<bool> fields_;                        // open fields: whether in their instructions
  std::string_view style_;                          // of the paragraph
  bool inside_ = false;                             // a table
  std::vector<std::string>* note_lines_ = nullptr;  // of the note that is being read
};

}  // namespace

// The names of entries stand in the container as they are; but an archive of Word documents holds
// those of theirs too.
bool is_docx(std::string_view bytes) {
  if (!bytes.starts_with("PK\x03\x04") || bytes.find("word/") == bytes.npos) return false;
  const Result<ZipArchive> zip = ZipArchive::open("", bytes);
  if (!zip || zip->has("word/document.xml")) return true;
  const std::vector<ZipEntry> entries = zip->entries();
  return zip->is_document() &&
         std::any_of(entries.begin(), entries.end(),
                     [](const ZipEntry& entry) { return entry.name.starts_with("word/"); });
}

Result<Source> read_docx(std::string name, std::string bytes, const ReadOptions& options) {
  const Result<bool> small = check_size(name, bytes.size(), options);
  if (!small) return small.error();
  const Result<DocxPackage> package = open_docx(name, bytes, options.limits);
  if (!package) return package.error();
  return finish_flow(DocxReader(*package).run(), std::move(name), bytes, "docx", "UTF-8");
}

}  // namespace gangmu
