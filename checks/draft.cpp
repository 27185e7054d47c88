#include "checks/draft.h"

#include <algorithm>

namespace gangmu {

std::string counted(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = fold_char(next_char(text, at));
    if (!is_blank(c)) append_char(out, c);
  }
  return out;
}

namespace {

// Whether a text ends in leaders and the number of a page, as entries of a table of contents do.
bool is_entry(std::string_view key) {
  constexpr int kFewest = 4;
  while (!key.empty() && is_ascii_digit(static_cast<unsigned char>(key.back()))) {
    key.remove_suffix(1);
  }
  int leaders = 0;
  for (std::size_t end = key.size(); end > 0; ++leaders) {
    const char32_t c = previous_char(key, end);
    if (c != '.' && c != U'\u00B7' && c != U'\u2026') break;
  }
  return leaders >= kFewest;
}

}  // namespace

Draft::Draft(const Document& document)
    : document_(document), unit_of_node_(document.nodes.size(), kNone) {
  for (std::uint32_t plan = 0; plan < document.plans.size(); ++plan) add_plan(plan);
  for (std::uint32_t i = 0; i < units_.size(); ++i) units_[i].end = i + 1;
  for (std::size_t i = units_.size(); i-- > 0;) {
    const DraftUnit& unit = units_[i];
    if (unit.parent != kNone) {
      units_[unit.parent].end = std::max(units_[unit.parent].end, unit.end);
    }
  }
}

void Draft::add_plan(std::uint32_t index) {
  const Plan& plan = document_.plans[index];
  const auto own = static_cast<std::uint32_t>(units_.size());
  DraftUnit unit;
  unit.of = UnitClass::plan;
  unit.plan = index;
  unit.marker = counted(document_.text(plan.label));
  unit.key = counted(document_.text(plan.title));
  units_.push_back(std::move(unit));
  for (std::uint32_t i = plan.first_node; i < plan.last_node;) {
    const Node& node = document_.nodes[i];
    if (node.kind == NodeKind::toc) {
      i = node.end;
    } else {
      add_node(i++, own);
    }
  }
}

void Draft::add_node(std::uint32_t index, std::uint32_t plan_unit) {
  const Node& node = document_.nodes[index];
  DraftUnit unit;
  unit.plan = node.plan;
  unit.node = index;
  unit.parent = plan_unit;
  for (std::uint32_t at = node.parent; at != kNone; at = document_.nodes[at].parent) {
    if (unit_of_node_[at] == kNone) continue;
    unit.parent = unit_of_node_[at];
    break;
  }
  unit.marker = counted(document_.text(node.marker));
  for (const Slice field : {node.title, node.close, node.text}) {
    unit.key += counted(document_.text(field));
  }
  unit.heading = !node.marker.empty() || !node.title.empty();
  if (node.table != kNone) {
    unit.of = UnitClass::table;
    for (const auto& row : document_.tables[node.table].rows) {
      for (const Cell& cell : row) unit.key += counted(document_.text(cell.text));
    }
  }
  if (unit.of == UnitClass::text && is_entry(unit.key)) return;
  if (unit.key.empty() && unit.marker.empty()) return;
  unit_of_node_[index] = static_cast<std::uint32_t>(units_.size());
  units_.push_back(std::move(unit));
}

void PrintedText::add(Slice slice) {
  if (slice.empty()) return;
  pieces_.push_back({text_.size(), slice});
  text_ += document_.text(slice);
}

void PrintedText::add_line() {
  if (!text_.empty()) text_ += '\n';
}

void PrintedText::add(const DraftUnit& unit) {
  if (unit.node == kNone) {
    const Plan& plan = document_.plans[unit.plan];
    add(plan.label);
    if (!plan.label.empty() && !plan.title.empty()) text_ += ' ';
    return add(plan.title);
  }
  const Node& node = document_.nodes[unit.node];
  add(node.marker);
  if (!node.marker.empty() && (!node.title.empty() || !node.text.empty())) {
    // A marker that ends in punctuation needs no blank behind it.
    std::size_t end = text_.size();
    const char32_t last = previous_char(text_, end);
    if (is_han(last) || is_ascii_digit(last) || is_ascii_letter(last)) text_ += ' ';
  }
  add(node.title);
  add(node.close);
  add(node.text);
}

Offset PrintedText::clean(std::size_t at) const {
  for (const Piece& piece : pieces_) {
    if (at < piece.at) return piece.slice.begin;
    if (at < piece.at + piece.slice.size()) {
      return piece.slice.begin + static_cast<Offset>(at - piece.at);
    }
  }
  return pieces_.empty() ? 0 : pieces_.back().slice.end;
}

std::string row_text(const Document& document, const std::vector<Cell>& row) {
  std::string text;
  for (const Cell& cell : row) {
    if (!text.empty()) text += " | ";
    text += document.text(cell.text);
  }
  return text;
}

}  // namespace gangmu
