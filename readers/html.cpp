#include "readers/html.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <vector>

#include "model/text.h"
#include "readers/flow.h"
#include "readers/html_content.h"
#include "readers/libxml2.h"
#include "model/number_format.h"
#include "readers/text.h"

namespace gangmu {

namespace {

constexpr std::size_t kBeginning = 4096;  // bytes in which a page says what it is
constexpr std::uint64_t kMostForParser = 1ull << 30;
constexpr std::uint64_t kDeepest = 250;  // elements inside one another; libxml2 takes 256

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using Document = std::unique_ptr<xmlDoc, FreeDocument>;

struct FreeParser {
  void operator()(htmlParserCtxt* parser) const { htmlFreeParserCtxt(parser); }
};

// `whole`: whether the parser came to the end; it gives up where elements nest too deep.
Document parse_page(const std::string& text, bool* whole) {
  // The library must be set up once before threads use it.
  [[maybe_unused]] static const bool ready = (xmlInitParser(), true);
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  const std::unique_ptr<htmlParserCtxt, FreeParser> parser(htmlNewParserCtxt());
  if (parser == nullptr) return nullptr;
  Document document(htmlCtxtReadMemory(parser.get(), text.data(), static_cast<int>(text.size()),
                                       nullptr, "UTF-8", kOptions));
  *whole = parser->disableSAX == 0;
  return document;
}

// How many attributes the tag that begins at `at` has, told as the parser tells them; `at` goes
// behind it.
std::size_t attributes_at(std::string_view page, std::size_t* at) {
  constexpr std::string_view kBlanks = " \t\r\n\f";
  const auto is_blank_at = [&](std::size_t i) { return kBlanks.find(page[i]) != kBlanks.npos; };
  std::size_t count = 0, i = *at;
  while (i < page.size() && page[i] != '>') {
    if (page[i] == '=') {
      i = std::min(page.find_first_not_of(kBlanks, i + 1), page.size());
      if (i < page.size() && (page[i] == '"' || page[i] == '\'')) {
        i = std::min(page.find(page[i], i + 1), page.size() - 1) + 1;
        ++count;
        continue;
      }
      while (i < page.size() && page[i] != '>' && !is_blank_at(i)) ++i;
    } else if (is_blank_at(i)) {
      i = std::min(page.find_first_not_of(kBlanks, i), page.size());
      ++count;
    } else {
      ++i;
    }
  }
  *at = i;
  return count;
}

// Whether a tag has so many attributes that the parser, which compares each with all before it,
// takes seconds. Scripts, styles and comments have no tags.
bool has_too_many_attributes(std::string_view page) {
  constexpr std::size_t kMost = 4000;
  struct Skipped {
    std::string_view begin, end;
  };
  constexpr std::array kSkipped = {Skipped{"<!--", "-->"}, Skipped{"<script", "</script"},
                                   Skipped{"<style", "</style"}};
  for (std::size_t at = page.find('<'); at < page.size(); at = page.find('<', at)) {
    const auto skipped = std::find_if(kSkipped.begin(), kSkipped.end(), [&](const Skipped& each) {
      return ascii_lowered(page.substr(at, each.begin.size())) == each.begin;
    });
    const std::size_t from = ++at;
    const bool tag = from < page.size() && is_ascii_letter(static_cast<unsigned char>(page[from]));
    if (tag && attributes_at(page, &at) > kMost) return true;
    if (skipped != kSkipped.end()) at = std::min(page.find(skipped->end, from), page.size());
  }
  return false;
}

bool is_too_deep(const xmlNode* root, std::uint64_t most) {
  std::uint64_t depth = 0;
  for (const xmlNode* at = root; at != nullptr;) {
    if (at->type == XML_ELEMENT_NODE && at->children != nullptr) {
      at = at->children;
      if (++depth > most) return true;
      continue;
    }
    while (at != root && at->next == nullptr) {
      at = at->parent;
      --depth;
    }
    if (at == root) return false;
    at = at->next;
  }
  return false;
}

// Of h1 to h6; 0 of other elements.
int heading_level(std::string_view name) {
  const bool heading = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
  return heading ? name[1] - '0' : 0;
}

bool is_block(std::string_view name) {
  constexpr std::array<std::string_view, 35> kBlocks = {
      "p",     "div",     "ul",      "ol",       "li",      "dl",         "dt",
      "dd",    "section", "article", "header",   "footer",  "blockquote", "pre",
      "hr",    "center",  "form",    "fieldset", "address", "figure",     "figcaption",
      "main",  "aside",   "caption", "tr",       "td",      "th",         "tbody",
      "thead", "tfoot",   "body",    "details",  "summary", "legend",     "br"};
  return std::find(kBlocks.begin(), kBlocks.end(), name) != kBlocks.end();
}

struct PageCell {
  const xmlNode* node;
  std::uint32_t row_span, column_span;
};
struct PageTable {
  std::vector<std::vector<PageCell>> rows;
  std::size_t columns = 0;        // the most cells that stand beside one another
  std::uint32_t header_rows = 0;  // at the top, in thead or of th only
  bool nested = false;            // another table stands in it
};

std::uint32_t span_of(const xmlNode* node, const char* name, std::uint32_t zero) {
  const std::string text = html_attribute(node, name);
  std::uint32_t value = 1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return 1;
  return value == 0 ? zero : value;
}

bool holds_table(const xmlNode* node) {
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type != XML_ELEMENT_NODE) continue;
    if (html_name(child) == "table" || holds_table(child)) return true;
  }
  return false;
}

void read_row(const xmlNode* row, bool in_head, PageTable* table) {
  if (table->rows.size() == kMostRows) return;
  std::vector<PageCell>& cells = table->rows.emplace_back();
  bool heads = true;
  for (const xmlNode* cell = row->children; cell != nullptr; cell = cell->next) {
    const std::string_view name = html_name(cell);
    if ((name != "td" && name != "th") || is_left_out(cell)) continue;
    heads = heads && name == "th";
    if (cells.size() == kMostColumns) continue;
    cells.push_back({cell, span_of(cell, "rowspan", kMostRows),
                     std::min(span_of(cell, "colspan", 1), kMostColumns)});
    table->nested = table->nested || holds_table(cell);
  }
  table->columns = std::max(table->columns, cells.size());
  const bool top = table->header_rows + 1 == table->rows.size();
  if (top && (in_head || (heads && !cells.empty()))) ++table->header_rows;
}

void read_rows(const xmlNode* parent, bool in_head, PageTable* table) {
  for (const xmlNode* child = parent->children; child != nullptr; child = child->next) {
    if (is_left_out(child)) continue;
    const std::string_view name = html_name(child);
    if (name == "tr") {
      read_row(child, in_head, table);
    } else if (name == "thead" || name == "tbody" || name == "tfoot") {
      read_rows(child, name == "thead", table);
    }
  }
}

PageTable read_page_table(const xmlNode* node) {
  PageTable table;
  read_rows(node, false, &table);
  std::erase_if(table.rows, [](const auto& row) { return row.empty(); });
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    for (PageCell& cell : table.rows[r]) {
      const auto rest = static_cast<std::uint32_t>(table.rows.size() - r);
      cell.row_span = std::min(cell.row_span, rest);
    }
  }
  table.header_rows = std::min(table.header_rows, static_cast<std::uint32_t>(table.rows.size()));
  return table;
}

class PageReader {
 public:
  FlowWriter run(const xmlNode* root) {
    const HtmlContent content = find_html_content(root);
    rows_as_lines_ = true;
    for (const xmlNode* facts : content.facts) block(facts);
    rows_as_lines_ = false;
    if (content.title != nullptr) block(content.title);
    block(content.body);
    return std::move(out_);
  }

 private:
  struct List {
    std::string format;  // "" for lists without numbers
    int next = 1;
  };

  void block(const xmlNode* node) {
    flush();
    if (html_name(node) == "table") {
      table(node);
    } else {
      children(node);
    }
    flush();
  }

  void children(const xmlNode* node) {
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
        text(reinterpret_cast<const char*>(child->content));
      } else if (!is_left_out(child)) {
        element(child);
      }
    }
  }

  void element(const xmlNode* node) {
    const std::string_view name = html_name(node);
    if (name == "ol" || name == "ul") {
      list(node, name == "ol");
    } else if (name == "li") {
      flush();
      item(node);
      block(node);
    } else if (name == "pre") {
      flush();
      ++preserving_;
      block(node);
      --preserving_;
    } else if (const int level = heading_level(name); level > 0) {
      const int outer = std::exchange(heading_, level);
      block(node);
      heading_ = outer;
    } else if (name == "table" || is_block(name)) {
      block(node);
    } else if (name == "sup") {
      const std::size_t begin = line_.size();
      children(node);
      if (line_.size() > begin) line_.replace(begin, line_.npos, raised(line_.substr(begin)));
    } else {
      children(node);
    }
  }

  // Blanks of the markup count as one; those that the author wrote as characters stay.
  void text(std::string_view raw) {
    for (const char c : raw) {
      if (preserving_ > 0 && c == '\n') {
        flush();
      } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        blank_ = !line_.empty();
      } else {
        if (blank_) line_ += ' ';
        blank_ = false;
        line_ += c;
      }
    }
  }

  void flush() {
    if (joining_ > 0) {
      blank_ = !line_.empty();
      return;
    }
    blank_ = false;
    if (line_.empty()) return;
    out_.line(number_ + line_, heading_);
    line_.clear();
    number_.clear();
  }

  // -------------------------------------------------------------------------------- lists, tables

  void list(const xmlNode* node, bool ordered) {
    List own;
    std::string style = ascii_lowered(html_attribute(node, "style"));
    const bool plain = style.find("none") != style.npos;
    if (ordered && !plain) {
      const std::string type = html_attribute(node, "type");
      own.format = type == "a"   ? "lowerLetter"
                   : type == "A" ? "upperLetter"
                   : type == "i" ? "lowerRoman"
                   : type == "I" ? "upperRoman"
                                 : "decimal";
      own.next = whole_number(html_attribute(node, "start"), 1);
    }
    lists_.push_back(own);
    block(node);
    lists_.pop_back();
  }

  static int whole_number(const std::string& text, int other) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && value > -100000 &&
                   value < 100000
               ? value
               : other;
  }

  // The number of an item stands before the first thing that it shows.
  void item(const xmlNode* node) {
    number_.clear();
    if (lists_.empty() || lists_.back().format.empty()) return;
    List& own = lists_.back();
    own.next = whole_number(html_attribute(node, "value"), own.next);
    number_ = format_number(own.format, own.next++) + ". ";
  }

  void table(const xmlNode* node) {
    const PageTable table = read_page_table(node);
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (html_name(child) == "caption" && !is_left_out(child)) block(child);
    }
    if (rows_as_lines_) return lines_of(table);
    if (table.columns < 2 || table.nested || inside_) {  // it only lays the page out
      for (const auto& row : table.rows) {
        for (const PageCell& cell : row) block(cell.node);
      }
      return;
    }
    inside_ = true;
    out_.begin_table();
    for (const auto& row : table.rows) {
      out_.begin_row();
      for (const PageCell& cell : row) {
        out_.begin_cell(cell.row_span, cell.column_span);
        block(cell.node);
        out_.end_cell();
      }
    }
    inside_ = false;
    out_.end_table(table.header_rows);
  }

  // Facts about the document: a line a row, or where a row holds several a line for each name that
  // a colon ends.
  void lines_of(const PageTable& table) {
    for (const auto& row : table.rows) {
      for (const PageCell& cell : row) {
        if (holds_table(cell.node)) {
          block(cell.node);
          continue;
        }
        std::string before;
        std::swap(before, line_);
        blank_ = false;
        ++joining_;
        children(cell.node);
        --joining_;
        std::swap(before, line_);
        const std::string_view own = trim(before);
        if (own.ends_with(':') || own.ends_with("\xEF\xBC\x9A")) flush();
        if (!line_.empty() && !own.empty()) line_ += ' ';
        line_ += own;
      }
      flush();
    }
  }

  FlowWriter out_;
  std::string line_, number_;
  bool blank_ = false;
  int preserving_ = 0;  // open elements that keep line ends
  int heading_ = 0;     // level of the open heading
  int joining_ = 0;     // open cells whose paragraphs make one line
  bool inside_ = false;
  bool rows_as_lines_ = false;
  std::vector<List> lists_;
};

// The encoding that the page names in its first bytes.
std::string declared_encoding(std::string_view bytes) {
  const std::string start = ascii_lowered(bytes.substr(0, kBeginning));
  constexpr std::string_view kName = "charset";
  for (std::size_t at = start.find(kName); at != start.npos; at = start.find(kName, at)) {
    at += kName.size();
    const std::size_t begin = start.find_first_not_of(" =\"'", at);
    if (begin == start.npos || start.find('=', at) >= begin) continue;
    const std::size_t end = start.find_first_of(" \"';>/", begin);
    return start.substr(begin, end == start.npos ? end : end - begin);
  }
  return {};
}

// By the caller's word, else the page's own where all bytes fit it, else by what does fit.
Result<DecodedText> decode_page(const std::string& name, const std::string& bytes,
                                const std::string& encoding) {
  if (!encoding.empty()) return decode_text(name, bytes, encoding);
  const std::string own = declared_encoding(bytes);
  const bool marked = bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xFF\xFE") ||
                      bytes.starts_with("\xFE\xFF");
  if (!own.empty() && !marked && !own.starts_with("utf-16")) {
    Result<DecodedText> decoded = decode_text(name, bytes, own);
    if (decoded) return decoded;
  }
  return decode_text(name, bytes, "");
}

}  // namespace

bool is_html(std::string_view bytes) {
  std::string start = ascii_lowered(bytes.substr(0, kBeginning));
  std::erase(start, '\0');  // of UTF-16
  std::string_view view = start;
  const auto skip = [&](std::string_view opening, std::string_view closing) {
    if (!view.starts_with(opening)) return false;
    const std::size_t end = view.find(closing);
    view = end == view.npos ? std::string_view() : view.substr(end + closing.size());
    return true;
  };
  const auto skip_blanks = [&] {
    const std::size_t at = view.find_first_not_of(" \t\r\n\f\xEF\xBB\xBF\xFF\xFE");
    view = at == view.npos ? std::string_view() : view.substr(at);
  };
  do {
    skip_blanks();
  } while (skip("<!--", "-->") || skip("<?xml", "?>"));
  constexpr std::array<std::string_view, 6> kOpenings = {"<!doctype html", "<html", "<head",
                                                         "<body",          "<meta", "<title"};
  return std::any_of(kOpenings.begin(), kOpenings.end(),
                     [&](std::string_view opening) { return view.starts_with(opening); });
}

Result<Source> read_html(std::string name, std::string bytes, const ReadOptions& options) {
  const Result<bool> small = check_size(name, bytes.size(), options);
  if (!small) return small.error();
  Result<DecodedText> decoded = decode_page(name, bytes, options.encoding);
  if (!decoded) return decoded.error();
  ReadOptions parser;
  parser.max_bytes = std::min(options.max_bytes, kMostForParser / 2) * 2;
  const Result<bool> readable = check_size(name, decoded->text.size(), parser);
  if (!readable) return readable.error();
  std::replace(decoded->text.begin(), decoded->text.end(), '\0', ' ');
  if (has_too_many_attributes(decoded->text)) {
    return Error{"input.nested", said("\"%1\" has an element with thousands of attributes", name),
                 name, "open the page in a browser and save its text"};
  }
  if (const Status& library = load_libxml2(); !library) return placed(library.error(), name);
  bool whole = true;
  const Document document = parse_page(decoded->text, &whole);
  const xmlNode* root = document == nullptr ? nullptr : xmlDocGetRootElement(document.get());
  const std::uint64_t most = std::min(options.limits.nesting_or(kDeepest), kDeepest);
  if (!whole || (root != nullptr && is_too_deep(root, most))) {
    return Error{"input.nested", said("\"%1\" nests elements more than %2 deep", name, most), name,
                 "open the page in a browser and save its text"};
  }
  FlowWriter text = root == nullptr ? FlowWriter() : PageReader().run(root);
  return finish_flow(std::move(text), std::move(name), bytes, "html", decoded->encoding);
}

}  // namespace gangmu
