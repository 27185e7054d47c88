#include "parser/names.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parser/marks.h"
#include "parser/rule_refs.h"
#include "parser/work_facts.h"
#include "parser/works.h"

namespace gangmu {

namespace {

constexpr char32_t kOpen = 0x201C, kClose = 0x201D;  // quotation marks
constexpr std::size_t kLongestCore = 16;             // characters between them
constexpr std::size_t kLongestItem = 30;             // characters of a work in a list
constexpr std::size_t kLongestPart = 4;              // characters of a name whose noun is shared

class Finder {
 public:
  Finder(Document* document, const Grammar& grammar, const Folded& clean,
         std::vector<RuleRef>* rules)
      : document_(*document),
        grammar_(grammar),
        clean_(clean),
        heads_(grammar.words("name_head")),
        shared_(grammar.words("name_shared_head")),
        natures_(grammar.words("nature")),
        rules_(rules),
        facts_(grammar) {}

  void run() {
    std::uint32_t works_end = 0;  // of the box of works around the node
    for (std::uint32_t i = 0; i < document_.nodes.size(); ++i) {
      const Node& node = document_.nodes[i];
      if (node.kind == NodeKind::toc || node.kind == NodeKind::glossary) continue;
      if (node.kind == NodeKind::box && lists_works(document_, node, grammar_)) {
        works_end = std::max(works_end, node.end);
      } else if (i < works_end && is_item(node.kind) && !node.title.empty()) {
        add_item(i, node);
      }
      read(i, node.title);
      read(i, node.text);
      if (node.table != kNone) read_table(i, document_.tables[node.table]);
    }
  }

 private:
  static bool is_item(NodeKind kind) {
    return kind == NodeKind::lead || kind == NodeKind::dash ||
           (kind >= NodeKind::h1 && kind <= NodeKind::n4);
  }

  // ---------------------------------------------------------------------------- works of a list

  // An item with what its text tells. What it costs or when it is built tells that it is a work.
  void add_item(std::uint32_t index, const Node& node) {
    const std::string_view text = document_.text(node.text);
    folded_ = clean_.view(node.text);
    const WorkFacts::Told told = facts_.read(folded_.text);
    if (!add_work(index, node.title, {}, !told.any())) return;
    const auto words = [&](Span own) {
      return std::string(
          text.substr(folded_.back[own.begin], folded_.back[own.end] - folded_.back[own.begin]));
    };
    Name& name = document_.names.back();
    name.place = words(told.place);
    name.investment = words(told.investment);
    name.years = words(told.years);
  }

  // The nature is the first word of the title, or stands in a cell of its own. A heading may as
  // well tell what is to be done: it must end as names do. False: none was added.
  bool add_work(std::uint32_t node, Slice title, Slice told, bool heading) {
    const std::string folded = without_blanks(fold(document_.text(title)));
    if (folded.empty() || char_count(folded) > kLongestItem) return false;
    const Word* nature = natures_.longest_at(folded, 0);
    if (nature == nullptr && !told.empty()) {
      nature = natures_.longest_at(fold(document_.text(told)), 0);
    }
    const Word* head = heads_.longest_at_end(folded);
    if (heading && head == nullptr && nature == nullptr) return false;  // no name
    Name name;
    name.node = node;
    name.name = without_blanks(document_.text(title));
    constexpr std::size_t kShortest = 4;  // characters of a name behind the verb
    if (nature != nullptr && folded.starts_with(nature->text) &&
        name.name.starts_with(nature->text) &&
        char_count(folded) >= char_count(nature->text) + kShortest) {
      name.name.erase(0, nature->text.size());
    }
    name.core = quoted_core(name.name);
    name.type = head != nullptr && head->value == "platform" ? NameType::platform : NameType::work;
    if (nature != nullptr) name.nature = nature_named(nature->value).value_or(Nature::none);
    name.span = document_.source_of(title);
    name.rule = rules_.of("names/work");
    document_.names.push_back(std::move(name));
    return true;
  }

  static std::string quoted_core(const std::string& name) {
    const std::size_t open = name.find("\xE2\x80\x9C"), close = name.find("\xE2\x80\x9D");
    return open != name.npos && close != name.npos && close > open + 3
               ? name.substr(open + 3, close - open - 3)
               : name;
  }

  // A column of projects: each cell is a work, other columns tell more of it.
  void read_table(std::uint32_t node, const Table& table) {
    const WorkColumns columns = columns_of(table);
    if (!columns.name) return;
    const bool merged = has_merged_cells(table);
    for (std::uint32_t r = table.header_rows; r < table.rows.size(); ++r) {
      const auto& cells = table.rows[r];
      // Rows parted by tabs lack empty cells at their end; where cells are merged, a short row may
      // lack others.
      const bool whole = cells.size() == table.columns.size();
      const bool shorter = cells.size() < table.columns.size() && !merged;
      if (!(whole || shorter) || *columns.name >= cells.size()) continue;
      if (cells[*columns.name].text.empty()) continue;
      const bool natured = columns.nature && *columns.nature < cells.size();
      const Slice told = natured ? cells[*columns.nature].text : Slice{};
      if (!is_whole(cells[*columns.name].text)) continue;
      if (!add_work(node, cells[*columns.name].text, told, false)) continue;
      Name& name = document_.names.back();
      name.row = r;
      name.column = *columns.name;
      name.place = told_by(columns.place, cells);
      name.host = told_by(columns.host, cells);
      name.investment = told_by(columns.investment, cells);
      name.years = told_by(columns.years, cells);
      const bool charged = columns.bodies.at && *columns.bodies.at < cells.size();
      if (charged && !is_unit(fold(document_.text(cells[*columns.bodies.at].text)))) {
        name.bodies = told_by(columns.bodies, cells);
      }
    }
  }

  static bool has_merged_cells(const Table& table) {
    const auto merged = [](const Cell& cell) { return cell.row_span > 1 || cell.column_span > 1; };
    return std::any_of(table.rows.begin(), table.rows.end(), [&](const std::vector<Cell>& row) {
      return std::any_of(row.begin(), row.end(), merged);
    });
  }

  struct WorkColumn {
    std::optional<std::uint32_t> at;
    std::string unit;  // in brackets at the end of its head
  };
  struct WorkColumns {
    std::optional<std::uint32_t> name, nature;
    WorkColumn place, host, investment, years, bodies;
  };

  // The first column of each kind. A bracket at the end of a head counts for nothing but its unit;
  // names have none there, so that numbers of works are no works.
  WorkColumns columns_of(const Table& table) const {
    WorkColumns columns;
    for (std::uint32_t c = 0; c < table.columns.size(); ++c) {
      const std::string printed = without_blanks(table.columns[c].name);
      Folded head;
      head.assign(printed);
      const auto [bare, unit] = parted(head, printed);
      const Word* word = grammar_.words("work_column").exact(bare);
      if (word == nullptr) continue;
      const bool bracket = bare.size() < head.text.size();
      if (word->value == "name" && !bracket && !columns.name) columns.name = c;
      if (word->value == "nature" && !columns.nature) columns.nature = c;
      for (const auto& [value, column] : {std::pair{"place", &columns.place},
                                          {"host", &columns.host},
                                          {"investment", &columns.investment},
                                          {"years", &columns.years},
                                          {"bodies", &columns.bodies}}) {
        if (word->value == value && !column->at) *column = {c, unit};
      }
    }
    return columns;
  }

  // A head without the bracket at its end, and the unit in that: alone or behind a colon.
  std::pair<std::string_view, std::string> parted(const Folded& head,
                                                  std::string_view printed) const {
    const std::string_view whole = head.text;
    const std::size_t open = whole.rfind('(');
    if (!whole.ends_with(')') || open == whole.npos) return {whole, {}};
    const std::size_t colon = whole.find(':', open);
    const std::size_t begin = (colon == whole.npos ? open : colon) + 1, end = whole.size() - 1;
    if (begin >= end || !is_unit(whole.substr(begin, end - begin))) {
      return {whole.substr(0, open), {}};
    }
    const Offset first = head.back[begin], last = head.back[end];
    return {whole.substr(0, open), std::string(printed.substr(first, last - first))};
  }

  bool is_unit(std::string_view folded) const {
    const Word* magnitude = grammar_.words("magnitude").longest_at(folded, 0);
    if (magnitude != nullptr) folded.remove_prefix(magnitude->text.size());
    return grammar_.words("unit").exact(folded) != nullptr;
  }

  std::string told_by(const WorkColumn& column, const std::vector<Cell>& cells) const {
    if (!column.at || *column.at >= cells.size()) return {};
    std::string text(document_.text(cells[*column.at].text));
    if (!text.empty() && is_ascii_digit(static_cast<unsigned char>(fold(text).back()))) {
      text += column.unit;
    }
    return text;
  }

  // Whether nothing but the cell's own text stands in its place of the source: no other cells.
  bool is_whole(Slice cell) const {
    const Span span = document_.source_of(cell);
    const std::string_view place =
        std::string_view(document_.source.text).substr(span.begin, span.size());
    return char_count(without_blanks(place)) == char_count(without_blanks(document_.text(cell)));
  }

  // ------------------------------------------------------------------------------- running text

  void read(std::uint32_t node, Slice slice) {
    if (slice.empty()) return;
    const std::string_view text = document_.text(slice);
    const bool quoted = text.find("\xE2\x80\x9C") != text.npos;
    const std::size_t comma = text.find(kListCommaText);  // a list has two of them
    const bool listed =
        comma != text.npos && text.find(kListCommaText, comma + kListCommaText.size()) != text.npos;
    if (!quoted && !listed) return;
    folded_ = clean_.view(slice);
    slice_ = slice;
    node_ = node;
    if (quoted) quotes();
    if (listed) lists();
  }

  std::string_view text() const { return folded_.text; }
  Slice slice_of(std::size_t begin, std::size_t end) const {
    return {slice_.begin + folded_.back[begin], slice_.begin + folded_.back[end]};
  }

  void quotes() {
    static constexpr CharFilter kMarks = {kOpen, kClose};
    std::size_t open = text().npos;
    for (std::size_t at = 0; (at = kMarks.next(text(), at)) < text().size();) {
      const std::size_t from = at;
      const char32_t c = next_char(text(), at);
      if (c == kOpen) open = at;
      if (c != kClose || open == text().npos) continue;
      add_quoted(open, from, at);
      open = text().npos;
    }
  }

  // The head noun stands behind the quotation, or ends it.
  void add_quoted(std::size_t open, std::size_t close, std::size_t behind) {
    const std::string_view core = text().substr(open, close - open);
    const std::size_t length = char_count(core);
    if (length < 2 || length > kLongestCore) return;
    for (std::size_t at = 0; at < core.size();) {
      const char32_t c = next_char(core, at);
      if (c == ',' || c == ';' || ends_sentence(c)) return;
    }
    const Word* years = grammar_.words("five_year").longest_at(core, 0);
    if (years != nullptr && years->text.size() == core.size()) return;
    if (grammar_.words("five_year").longest_at(text(), open - 3) != nullptr) return;
    const std::size_t next = skip_blanks(text(), behind);
    const Word* head = heads_.longest_at(text(), next);
    const bool list = core.find(kListCommaText) != core.npos || core.find('-') != core.npos;
    const Word* inner = list ? nullptr : heads_.longest_at_end(core);
    if (head != nullptr && inner != nullptr && inner->value != "programme") inner = nullptr;
    Name name;
    name.node = node_;
    const std::size_t end = head != nullptr ? next + head->text.size() : behind;
    const Slice whole = slice_of(open - 3, end);  // the mark is three bytes long
    name.name = without_blanks(document_.text(whole));
    name.core = without_blanks(document_.text(slice_of(open, close)));
    if (inner != nullptr && inner->text.size() < core.size()) {
      name.core = without_blanks(document_.text(slice_of(open, close - inner->text.size())));
    }
    const Word* word = head != nullptr ? head : inner;
    name.type =
        word == nullptr ? NameType::phrase : name_type(word->value).value_or(NameType::phrase);
    name.span = document_.source_of(whole);
    name.rule = word == nullptr
                    ? rules_.of("names/quoted")
                    : rules_.of("names/quoted", grammar_.files()[word->file], word->line);
    document_.names.push_back(std::move(name));
  }

  // "A, B and C laboratories": each is one, and the noun stands once.
  void lists() {
    std::size_t at = 0, from = 0;
    while (const Word* head = shared_.find(text(), from, &at)) {
      from = at + head->text.size();
      add_list(at, *head);
    }
  }

  void add_list(std::size_t head_at, const Word& head) {
    std::size_t end = head_at;
    const Word* rest = grammar_.words("name_list_rest").longest_at_end(text().substr(0, end));
    if (rest == nullptr) return;
    end -= rest->text.size();
    std::vector<std::size_t> bounds = {end};  // of the parts, from behind
    std::size_t at = end, part = 0;
    while (at > 0 && part <= kLongestPart) {
      std::size_t before = at;
      const char32_t c = previous_char(text(), before);
      const Word* joint = grammar_.words("list_joint").longest_at(text(), before);
      if (joint != nullptr && c == kListComma) {
        bounds.push_back(at);
        part = 0;
      } else if (!is_han(c)) {
        break;
      } else {
        ++part;
      }
      at = before;
    }
    if (bounds.size() < 3) return;
    // The first part begins behind the verb before it.
    std::size_t first = bounds.back();
    add_parts(bounds, begin_of_first(first, at), head, head_at);
  }

  // Where the first part of a list begins: behind the last verb within a few characters of the
  // comma, or behind a mark.
  std::size_t begin_of_first(std::size_t comma, std::size_t floor) const {
    const std::string_view left = text().substr(floor, comma - floor);
    std::size_t best = floor;
    for (std::size_t at = 0; at < left.size();) {
      const Word* verb = grammar_.words("lead_verb").longest_at(left, at);
      if (verb != nullptr) best = floor + at + verb->text.size();
      next_char(left, at);
    }
    return best;
  }

  void add_parts(const std::vector<std::size_t>& bounds, std::size_t first, const Word& head,
                 std::size_t head_at) {
    std::vector<std::pair<std::size_t, std::size_t>> parts;
    std::size_t begin = first;
    for (std::size_t i = bounds.size(); i-- > 0;) {
      // Each bound but the last is the end of a comma.
      std::size_t end = bounds[i];
      if (i > 0) previous_char(text(), end);
      parts.emplace_back(begin, end);
      begin = bounds[i];
    }
    for (const auto& [from, to] : parts) {
      const std::size_t length = from < to ? char_count(text().substr(from, to - from)) : 0;
      if (length < 2 || length > kLongestPart) return;
    }
    const std::string noun =
        without_blanks(document_.text(slice_of(head_at, head_at + head.text.size())));
    for (const auto& [from, to] : parts) {
      Name name;
      name.node = node_;
      name.core = without_blanks(document_.text(slice_of(from, to)));
      name.name = name.core + noun;
      name.type = name_type(head.value).value_or(NameType::platform);
      name.span = document_.source_of(slice_of(from, to));
      name.rule = rules_.of("names/list", grammar_.files()[head.file], head.line);
      document_.names.push_back(std::move(name));
    }
  }

  Document& document_;
  const Grammar& grammar_;
  const Folded& clean_;
  const WordTable &heads_, &shared_, &natures_;
  RuleRefs rules_;
  WorkFacts facts_;
  FoldedView folded_;
  Slice slice_;
  std::uint32_t node_ = 0;
};

}  // namespace

void find_names(Document* document, const Grammar& grammar, const Folded& clean,
                std::vector<RuleRef>* rules) {
  Finder(document, grammar, clean, rules).run();
}

}  // namespace gangmu
