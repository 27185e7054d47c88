#include "readers/markdown.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <vector>

#include "model/text.h"
#include "readers/flow.h"
#include "readers/libmd4c.h"
#include "readers/text.h"

namespace gangmu {

namespace {

// One to six number signs and a blank before words.
bool is_heading(std::string_view line) {
  const std::size_t signs = line.find_first_not_of('#');
  return signs != line.npos && signs >= 1 && signs <= 6 && line[signs] == ' ' &&
         line.find_first_not_of(" #", signs) != line.npos;
}

// The line below the heads of a table: dashes in columns.
bool is_table_rule(std::string_view line) {
  constexpr std::size_t kShortest = 5;
  return line.size() >= kShortest && line.find('|') != line.npos && line.find("--") != line.npos &&
         line.find_first_not_of("|-: \t") == line.npos;
}

// The parser looks for the line of each bracket from the first line of its paragraph on: whether
// that takes seconds. The cells of a table are looked at one by one.
bool has_too_many_brackets(std::string_view text) {
  constexpr std::uint64_t kMost = 2'000'000'000;  // lines times brackets, 0.2 ns each
  std::uint64_t lines = 0, brackets = 0;          // of the paragraph
  bool table = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (trim(line).empty()) {
      lines = brackets = 0;
      table = false;
      continue;
    }
    ++lines;
    table = table || (lines == 2 && is_table_rule(trim(line)));
    brackets += static_cast<std::uint64_t>(std::count(line.begin(), line.end(), '['));
    if (!table && lines * brackets > kMost) return true;
  }
  return false;
}

// The character that an entity stands for; the entity itself when it is none of these.
std::string unescaped(std::string_view entity) {
  struct Named {
    std::string_view name;
    char32_t character;
  };
  constexpr std::array kNamed = {
      Named{"&amp;", '&'},      Named{"&lt;", '<'},       Named{"&gt;", '>'},
      Named{"&quot;", '"'},     Named{"&nbsp;", 0xA0},    Named{"&emsp;", 0x2003},
      Named{"&ensp;", 0x2002},  Named{"&ldquo;", 0x201C}, Named{"&rdquo;", 0x201D},
      Named{"&mdash;", 0x2014}, Named{"&middot;", 0xB7},  Named{"&hellip;", 0x2026},
  };
  std::string out;
  for (const Named& row : kNamed) {
    if (row.name != entity) continue;
    append_char(out, row.character);
    return out;
  }
  if (!entity.starts_with("&#") || entity.size() < 4) return std::string(entity);
  const bool hex = entity[2] == 'x' || entity[2] == 'X';
  const char* const begin = entity.data() + (hex ? 3 : 2);
  std::uint32_t code = 0;
  const auto [end, error] =
      std::from_chars(begin, entity.data() + entity.size() - 1, code, hex ? 16 : 10);
  const bool valid = error == std::errc() && end == entity.data() + entity.size() - 1 &&
                     code >= 0x20 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (!valid) return std::string(entity);
  append_char(out, code);
  return out;
}

// Receives what the parser finds, in order.
class MarkdownReader {
 public:
  FlowWriter take() { return std::move(out_); }

  void enter(MD_BLOCKTYPE type, const void* detail) {
    switch (type) {
      case MD_BLOCK_OL: {
        const auto* list = static_cast<const MD_BLOCK_OL_DETAIL*>(detail);
        flush();
        lists_.push_back({list->start, list->mark_delimiter});
        break;
      }
      case MD_BLOCK_UL:
        flush();
        lists_.push_back({});
        break;
      case MD_BLOCK_LI:
        flush();
        begin_item();
        break;
      case MD_BLOCK_H:
        flush();
        heading_ = static_cast<int>(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
        break;
      case MD_BLOCK_TABLE:
        flush();
        out_.begin_table();
        break;
      case MD_BLOCK_THEAD:
        in_head_ = true;
        break;
      case MD_BLOCK_TR:
        out_.begin_row();
        header_rows_ += in_head_;
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        out_.begin_cell(1, 1);
        break;
      default:
        flush();
    }
  }

  void leave(MD_BLOCKTYPE type) {
    flush();
    switch (type) {
      case MD_BLOCK_OL:
      case MD_BLOCK_UL:
        lists_.pop_back();
        break;
      case MD_BLOCK_LI:
        number_.clear();
        break;
      case MD_BLOCK_H:
        heading_ = 0;
        break;
      case MD_BLOCK_THEAD:
        in_head_ = false;
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        out_.end_cell();
        break;
      case MD_BLOCK_TABLE:
        out_.end_table(header_rows_);
        header_rows_ = 0;
        break;
      default:
        break;
    }
  }

  void enter(MD_SPANTYPE type) { pictures_ += type == MD_SPAN_IMG; }
  void leave(MD_SPANTYPE type) { pictures_ -= type == MD_SPAN_IMG; }

  void text(MD_TEXTTYPE type, std::string_view text) {
    if (pictures_ > 0) return;  // the words for a picture are not shown
    switch (type) {
      case MD_TEXT_BR:
        flush();
        break;
      case MD_TEXT_SOFTBR:
        soft_break();
        break;
      case MD_TEXT_ENTITY:
        line_ += unescaped(text);
        break;
      case MD_TEXT_NULLCHAR:
        line_ += ' ';
        break;
      case MD_TEXT_HTML:
        if (text.starts_with("<br")) flush();
        break;
      case MD_TEXT_CODE:
        code(text);
        break;
      default:
        line_ += text;
    }
  }

 private:
  struct List {
    unsigned next = 0;
    char delimiter = '\0';  // none: a list without numbers
  };

  // A line end inside a paragraph is a blank, but plans are often typed a line a paragraph.
  void soft_break() { closes_line(line_) ? flush() : line_.push_back(' '); }

  void code(std::string_view text) {
    for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
      line_ += text.substr(0, end);
      flush();
      text.remove_prefix(end + 1);
    }
    line_ += text;
  }

  void begin_item() {
    number_.clear();
    if (lists_.empty() || lists_.back().delimiter == '\0') return;
    List& list = lists_.back();
    number_ = std::to_string(list.next++) + list.delimiter + " ";
  }

  void flush() {
    if (line_.empty()) return;
    out_.line(number_ + line_, heading_);
    number_.clear();
    line_.clear();
  }

  FlowWriter out_;
  std::string line_, number_;
  std::vector<List> lists_;
  bool in_head_ = false;
  std::uint32_t header_rows_ = 0;
  int pictures_ = 0;
  int heading_ = 0;  // its level, inside one
};

MarkdownReader& reader_of(void* data) { return *static_cast<MarkdownReader*>(data); }

// The parser works through C callbacks.
MD_PARSER callbacks() {
  MD_PARSER parser = {};
  // Four blanks are the indent of a Chinese paragraph and no code.
  parser.flags = MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTMLBLOCKS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
    return reader_of(data).enter(type, detail), 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* data) {
    return reader_of(data).leave(type), 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void*, void* data) {
    return reader_of(data).enter(type), 0;
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* data) {
    return reader_of(data).leave(type), 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
    return reader_of(data).text(type, {text, size}), 0;
  };
  return parser;
}

}  // namespace

bool is_markdown(std::string_view bytes) {
  constexpr std::size_t kFewest = 2;  // headings; one number sign may be anything
  if (bytes.find('#') == bytes.npos && bytes.find('|') == bytes.npos) return false;
  std::size_t headings = 0;
  std::string_view before;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = trim(bytes.substr(0, std::min<std::size_t>(end, 2000)));
    headings += is_heading(line);
    if (headings >= kFewest) return true;
    if (is_table_rule(line) && before.find('|') != before.npos) return true;
    before = line;
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return false;
}

Result<Source> read_markdown(std::string name, std::string bytes, const ReadOptions& options) {
  const Result<bool> small = check_size(name, bytes.size(), options);
  if (!small) return small.error();
  const Result<DecodedText> decoded = decode_text(name, bytes, options.encoding);
  if (!decoded) return decoded.error();
  ReadOptions parser_limit;
  parser_limit.max_bytes = std::numeric_limits<MD_SIZE>::max();
  const Result<bool> readable = check_size(name, decoded->text.size(), parser_limit);
  if (!readable) return readable.error();
  if (has_too_many_brackets(decoded->text)) {
    return Error{"input.too_large",
                 said("\"%1\" has a paragraph with thousands of lines and brackets", name), name,
                 "part it by blank lines"};
  }
  if (const Status& library = load_libmd4c(); !library) return placed(library.error(), name);
  MarkdownReader reader;
  const MD_PARSER parser = callbacks();
  const auto size = static_cast<MD_SIZE>(decoded->text.size());
  if (md_parse(decoded->text.data(), size, &parser, &reader) != 0) {
    return Error{"internal", said("the Markdown parser gave up on \"%1\"", name), name, ""};
  }
  return finish_flow(reader.take(), std::move(name), bytes, "markdown", decoded->encoding);
}

}  // namespace gangmu
