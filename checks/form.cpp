#include "checks/form.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "checks/fields.h"

namespace gangmu {

namespace {

// The words of one table wherever they stand in unfolded text; those with a value are right.
class WordCheck {
 public:
  WordCheck(const Checked& in, std::string_view table, Check check, Findings* findings)
      : in_(in), words_(in.grammar.words(table)), check_(check), findings_(findings) {}

  void run(const FieldText& field) {
    std::size_t from = 0, at = 0;
    while (const Word* word = words_.find(field.folded.text, from, &at)) {
      const std::size_t end = at + word->text.size();
      from = end;
      if (!word->value.empty()) continue;
      const Slice slice = field.at(at, end);
      findings_->add(check_, {std::string(in_.document.text(slice))},
                     {in_.side(slice, field.slice)});
    }
  }

 private:
  const Checked& in_;
  const WordTable& words_;
  Check check_;
  Findings* findings_;
};

bool is_narrow_mark(char32_t c) { return c == ',' || c == ';' || c == ':' || c == '?' || c == '!'; }
bool is_full_mark(char32_t c) {
  return c == 0xFF0C || c == 0xFF1B || c == 0xFF1A || c == 0x3002 || c == 0x3001;
}

// Half-width marks of a plan behind an ideograph, and full-width ones beside them.
class NarrowMarks {
 public:
  explicit NarrowMarks(const Checked& in) : in_(in) {}

  void look(Slice field) {
    const std::string_view text = in_.document.text(field);
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t from = at;
      const char32_t c = next_char(text, at);
      full_ += is_full_mark(c);
      if (is_narrow_mark(c) && is_han(before)) {
        ++count_;
        const Slice mark = {field.begin + static_cast<Offset>(from),
                            field.begin + static_cast<Offset>(at)};
        if (sides_.size() < kMostShown) sides_.push_back(in_.side(mark, field));
      }
      before = c;
    }
  }

  // A plan that is set in half-width marks throughout means to be.
  void tell(Findings* findings) {
    if (count_ > 0 && full_ > 2 * count_) {
      findings->add(Check::punctuation_narrow, {std::to_string(count_)}, std::move(sides_));
    }
    count_ = full_ = 0;
    sides_.clear();
  }

 private:
  static constexpr std::size_t kMostShown = 20;
  const Checked& in_;
  std::size_t count_ = 0, full_ = 0;
  std::vector<Finding::Side> sides_;
};

// What a paragraph may end with.
bool is_close(char32_t c) {
  switch (c) {
    case 0x3002:  // full stop
    case 0xFF01:
    case 0xFF1F:
    case 0xFF1A:
    case 0xFF1B:
    case 0x2026:
    case '.':
    case '!':
    case '?':
    case ':':
    case ';':
      return true;
    default:
      return false;
  }
}
bool is_bracket(char32_t c) {
  return c == ')' || c == 0xFF09 || c == 0x201D || c == '"' || c == 0x300B || c == 0x3011;
}

}  // namespace

void check_marks(const Checked& in, Findings* findings) {
  WordCheck doubled(in, "check_doubled", Check::punctuation_doubled, findings);
  WordCheck before(in, "check_after_comma", Check::punctuation_before, findings);
  WordCheck repeated(in, "check_repeated", Check::word_repeated, findings);
  NarrowMarks narrow(in);
  std::uint32_t plan = 0;
  for_each_field(in, false, [&](const FieldText& field) {
    if (field.node.plan != plan) narrow.tell(findings);
    plan = field.node.plan;
    doubled.run(field);
    before.run(field);
    repeated.run(field);
    if (field.field == Field::title && field.node.marker.end == field.slice.begin) {
      narrow.look({field.node.marker.begin, field.slice.begin});
    }
    // The mark between title and body belongs to neither.
    narrow.look({field.slice.begin, field.field == Field::title
                                        ? std::max(field.slice.end, field.node.close.end)
                                        : field.slice.end});
  });
  narrow.tell(findings);
}

namespace {

bool is_comma(char32_t c) { return c == ',' || c == 0xFF0C || c == 0x3002; }

// Sentences of running text: long enough, in the body of a plan, below no table or box of items.
bool is_prose(const Document& document, const Node& node) {
  constexpr std::size_t kFewest = 18;  // characters
  const bool running = node.kind == NodeKind::paragraph || (node.run_in && !node.text.empty());
  if (!running || node.zone != Zone::body) return false;
  const std::string_view text = document.text(node.text);
  bool sentence = false;
  for (std::size_t at = 0; at < text.size() && !sentence;) sentence = is_comma(next_char(text, at));
  return sentence && char_count(text) >= kFewest;
}

// Where the bracket at the end of a text opens; its size where none ends it.
std::size_t last_bracket(std::string_view text) {
  constexpr std::size_t kLongest = 1200;  // bytes
  int depth = 0;
  for (std::size_t at = text.size(); at > 0 && text.size() - at < kLongest;) {
    const char32_t c = fold_char(previous_char(text, at));
    depth += c == ')';
    depth -= c == '(';
    if (depth == 0) return c == '(' ? at : text.size();
  }
  return text.size();
}

// Whether a text ends as a sentence does: behind its mark brackets and quotation marks may follow,
// or a whole bracket.
bool is_closed(std::string_view text) {
  constexpr int kMost = 6;  // brackets one behind the other
  text = trim(text);
  for (int n = 0; n < kMost && !text.empty(); ++n) {
    std::size_t end = text.size();
    const char32_t last = previous_char(text, end);
    if (is_close(last)) return true;
    if (!is_bracket(last)) return false;
    std::size_t inner = end;
    if (inner > 0 && is_close(previous_char(text, inner))) return true;
    const std::size_t bracket = last_bracket(text);
    text = trim(text.substr(0, bracket < text.size() ? bracket : end));
  }
  return true;
}

// Whether paragraphs of the plan take several lines, so that one may have been torn.
bool is_wrapped(const Document& document, const Plan& plan) {
  constexpr std::size_t kOneIn = 10;
  if (document.source.flowing) return false;
  std::size_t prose = 0, wrapped = 0;
  for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
    if (!is_prose(document, document.nodes[i])) continue;
    const LineRange lines = document.source.lines_of(document.nodes[i].span);
    ++prose;
    wrapped += lines.last > lines.first;
  }
  return wrapped * kOneIn > prose;
}

// Whether another paragraph follows: lines that were not joined end without a mark too.
bool goes_on(const Document& document, const Node& node) {
  const std::size_t next = static_cast<std::size_t>(&node - document.nodes.data()) + 1;
  if (next >= document.nodes.size()) return false;
  const Node& behind = document.nodes[next];
  return behind.kind == NodeKind::paragraph && behind.plan == node.plan;
}

// What a node is counted with: the items of a box close with a mark all or none.
using ListKey = std::tuple<std::uint32_t, NodeKind, bool>;

ListKey list_of(const Document& document, const Node& node) {
  for (std::uint32_t above = node.parent; above != kNone; above = document.nodes[above].parent) {
    if (document.nodes[above].kind == NodeKind::box) return {above, NodeKind::box, node.run_in};
  }
  return {node.parent, node.kind, node.run_in};
}

void tell_open(const Checked& in, const Node& node, Findings* findings) {
  constexpr Offset kShown = 60;  // bytes
  const Slice text = node.text;
  Slice tail = {text.end - std::min(text.size(), kShown), text.end};
  while (tail.begin < tail.end && inside_char(in.document.clean, tail.begin)) ++tail.begin;
  const std::string words(in.document.text(tail));
  findings->add(Check::punctuation_end, {words}, {in.side(in.document.source_of(tail), words)});
}

}  // namespace

void check_ends(const Checked& in, Findings* findings) {
  constexpr double kMostly = 0.7;  // of a plan's paragraphs close with a mark
  struct List {
    std::size_t closed = 0;
    std::vector<const Node*> open;
  };
  const auto& nodes = in.document.nodes;
  for (const Plan& plan : in.document.plans) {
    std::size_t closed = 0, prose = 0;
    const bool wrapped = is_wrapped(in.document, plan);
    std::map<ListKey, List> lists;
    for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
      if (!is_prose(in.document, nodes[i])) continue;
      ++prose;
      List& list = lists[list_of(in.document, nodes[i])];
      if (is_closed(in.document.text(nodes[i].text))) {
        ++closed;
        ++list.closed;
      } else if (!wrapped || !goes_on(in.document, nodes[i])) {
        list.open.push_back(&nodes[i]);
      }
    }
    if (static_cast<double>(closed) < kMostly * static_cast<double>(prose)) continue;
    for (const auto& [key, list] : lists) {
      const bool boxed = std::get<1>(key) == NodeKind::box;
      const bool items = list.open.size() > 1 && list.closed < list.open.size();
      if (boxed ? list.closed <= list.open.size() : items) continue;
      for (const Node* node : list.open) tell_open(in, *node, findings);
    }
  }
}

namespace {

// The form of a marker: its characters with the number taken out.
std::string form_of(std::string_view marker) {
  std::string form;
  bool number = false;
  for (std::size_t at = 0; at < marker.size();) {
    const char32_t c = next_char(marker, at);
    const bool counts = is_han(c) || is_ascii_digit(c) || (c >= 0xFF10 && c <= 0xFF19);
    if (counts && !number) form += '1';
    number = counts;
    if (!counts && !is_blank(c)) append_char(form, c);
  }
  return form;
}

}  // namespace

namespace {

std::string heading_of(const Checked& in, const Node& node) {
  return std::string(in.document.text(node.marker)) + std::string(in.document.text(node.title));
}

// A first heading below another that counts on from it: "4." below the third of "(1)", "(2)".
void check_followers(const Checked& in, Findings* findings) {
  const auto& nodes = in.document.nodes;
  for (std::uint32_t i = 1; i < nodes.size(); ++i) {
    const Node& own = nodes[i];
    if (own.parent == kNone || own.kind < NodeKind::h1 || own.kind > NodeKind::h4) continue;
    const Node& above = nodes[own.parent];
    const bool listed = above.kind >= NodeKind::h1 && above.kind < own.kind && above.number > 1;
    if (!listed || own.number != above.number + 1) continue;
    bool only = true;
    for (std::uint32_t j = own.parent + 1; j < above.end; j = nodes[j].end) {
      only = only && (j == i || nodes[j].marker.empty() || nodes[j].kind >= NodeKind::box);
    }
    if (!only) continue;
    findings->add(
        Check::numbering_mixed,
        {std::string(in.document.text(above.marker)), std::string(in.document.text(own.marker))},
        {in.side(above.span, heading_of(in, above)), in.side(own.span, heading_of(in, own))});
  }
}

}  // namespace

// Among the headings below one node each form is told once, at its first marker, beside the first
// of the form that most of them have.
void check_markers(const Checked& in, Findings* findings) {
  using Key = std::pair<std::uint32_t, NodeKind>;
  std::map<Key, std::vector<std::uint32_t>> lists;
  const auto& nodes = in.document.nodes;
  check_followers(in, findings);
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const bool listed = nodes[i].kind >= NodeKind::h1 && nodes[i].kind <= NodeKind::h4;
    if (listed && !nodes[i].marker.empty()) lists[{nodes[i].parent, nodes[i].kind}].push_back(i);
  }
  for (const auto& [key, list] : lists) {
    std::map<std::string, std::vector<std::uint32_t>> forms;
    for (const std::uint32_t i : list) {
      forms[form_of(in.document.text(nodes[i].marker))].push_back(i);
    }
    if (forms.size() < 2) continue;
    const auto most = std::max_element(
        forms.begin(), forms.end(),
        [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    for (const auto& [form, own] : forms) {
      if (form == most->first) continue;
      const auto side = [&](std::uint32_t i) {
        return in.side(nodes[i].span, std::string(in.document.text(nodes[i].marker)) +
                                          std::string(in.document.text(nodes[i].title)));
      };
      const std::uint32_t first = std::min(most->second[0], own[0]);
      const std::uint32_t second = std::max(most->second[0], own[0]);
      findings->add(Check::numbering_mixed,
                    {std::string(in.document.text(nodes[first].marker)),
                     std::string(in.document.text(nodes[second].marker))},
                    {side(first), side(second)});
    }
  }
}

namespace {

void tell_box(const Checked& in, Check check, std::uint32_t box, std::uint32_t other,
              Findings* findings) {
  const auto& nodes = in.document.nodes;
  const auto side = [&](std::uint32_t i) {
    return in.side(nodes[i].span, heading_of(in, nodes[i]));
  };
  findings->add(check, {heading_of(in, nodes[box]), heading_of(in, nodes[other])},
                {side(box), side(other)});
}

// Whether the marker has one number, not that of a chapter and its own.
bool has_one_number(std::string_view marker) {
  const std::string form = form_of(marker);
  return std::count(form.begin(), form.end(), '1') == 1;
}

// Each follows the one before it, or begins anew with 1; one without a number takes the next.
void check_order(const Checked& in, const std::vector<std::uint32_t>& boxes, Findings* findings) {
  const auto& nodes = in.document.nodes;
  const auto number_of = [&](std::size_t i) {
    return i < boxes.size() ? std::int64_t{nodes[boxes[i]].number} : -1;
  };
  std::int64_t before = 0;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const std::int64_t number = number_of(i);
    const bool follows = i == 0 || number < 0 || number == before + 1 || number == 1;
    if (!follows) tell_box(in, Check::box_order, boxes[i], boxes[i - 1], findings);
    // A number that is wrong in itself does not make those behind it wrong.
    const bool alone = number < 0 || (!follows && number_of(i + 1) == before + 2);
    before = alone ? before + 1 : number;
  }
}

}  // namespace

// Boxes of a plan are numbered all or none, and counted on.
void check_boxes(const Checked& in, Findings* findings) {
  const auto& nodes = in.document.nodes;
  for (const Plan& plan : in.document.plans) {
    std::vector<std::uint32_t> boxes, bare;
    std::uint32_t numbered = kNone;
    bool counted = true;
    for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
      if (nodes[i].kind != NodeKind::box) continue;
      boxes.push_back(i);
      if (nodes[i].number < 0) {
        bare.push_back(i);
      } else {
        numbered = std::min(numbered, i);
        counted = counted && has_one_number(in.document.text(nodes[i].marker));
      }
    }
    if (2 * bare.size() <= boxes.size()) {
      for (const std::uint32_t i : bare) {
        tell_box(in, Check::box_numbering, i, numbered, findings);
      }
    }
    if (counted && bare.size() < boxes.size()) check_order(in, boxes, findings);
  }
}

}  // namespace gangmu
