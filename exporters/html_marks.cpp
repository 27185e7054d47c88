#include "exporters/html_marks.h"

#include <algorithm>
#include <tuple>

namespace gangmu {

Marks::Marks(const Document& document) : document_(document) {
  for (const Plan& plan : document.plans) {
    add_field(plan.label, kNone);
    add_field(plan.title, kNone);
  }
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
    const Node& node = document.nodes[i];
    for (const Slice field : {node.marker, node.title, node.close, node.text}) add_field(field, i);
    if (node.table == kNone) continue;
    for (const auto& row : document.tables[node.table].rows) {
      for (const Cell& cell : row) add_field(cell.text, i);
    }
  }
  std::sort(places_.begin(), places_.end(),
            [](const Place& a, const Place& b) { return a.span.begin < b.span.begin; });
  std::sort(fields_.begin(), fields_.end(), [](Slice a, Slice b) { return a.begin < b.begin; });
}

void Marks::add_field(Slice field, std::uint32_t node) {
  if (field.empty()) return;
  places_.push_back({document_.source_of(field), field, node});
  fields_.push_back(field);
}

// The last place that begins at or before an offset; the first where there is none.
std::size_t Marks::place_at(Offset offset) const {
  const auto after =
      std::upper_bound(places_.begin(), places_.end(), offset,
                       [](Offset at, const Place& place) { return at < place.span.begin; });
  return after == places_.begin() ? 0 : static_cast<std::size_t>(after - places_.begin()) - 1;
}

std::uint32_t Marks::node_at(Offset offset) const {
  return places_.empty() ? kNone : places_[place_at(offset)].node;
}

// The first byte of a field that does not come from before an offset of the text view.
Offset Marks::clean_at(Slice field, Offset offset) const {
  Offset low = field.begin, high = field.end;
  while (low < high) {
    const Offset middle = low + (high - low) / 2;
    if (document_.source_of(middle) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  while (low < field.end && inside_char(document_.clean, low)) ++low;
  return low;
}

Slice Marks::overlap(const Place& place, Span span) const {
  return {clean_at(place.clean, span.begin), clean_at(place.clean, span.end)};
}

bool Marks::add(Span span, Mark mark) {
  std::vector<Slice> slices;
  for (std::size_t i = place_at(span.begin); i < places_.size() && places_[i].span.begin < span.end;
       ++i) {
    if (places_[i].span.end > span.begin) slices.push_back(overlap(places_[i], span));
  }
  return keep(slices, std::move(mark));
}

bool Marks::add_within(Span span, Mark mark) {
  if (places_.empty()) return false;
  const Place& place = places_[place_at(span.begin)];
  if (span.begin < place.span.begin || span.end > place.span.end) return false;
  return keep({overlap(place, span)}, std::move(mark));
}

bool Marks::add(Slice slice, Mark mark) {
  auto field = std::upper_bound(fields_.begin(), fields_.end(), slice.begin,
                                [](Offset at, Slice other) { return at < other.begin; });
  if (field != fields_.begin()) --field;
  std::vector<Slice> slices;
  for (; field != fields_.end() && field->begin < slice.end; ++field) {
    slices.push_back({std::max(field->begin, slice.begin), std::min(field->end, slice.end)});
  }
  return keep(slices, std::move(mark));
}

bool Marks::keep(const std::vector<Slice>& slices, Mark mark) {
  const auto id = static_cast<std::uint32_t>(marks_.size());
  bool first = true;
  for (const Slice slice : slices) {
    if (slice.empty()) continue;
    pieces_.push_back({slice, id, first});
    first = false;
  }
  if (first) return false;
  marks_.push_back(std::move(mark));
  return true;
}

void Marks::finish() {
  std::stable_sort(pieces_.begin(), pieces_.end(), [](const MarkPiece& a, const MarkPiece& b) {
    return std::tuple(a.at.begin, b.at.end) < std::tuple(b.at.begin, a.at.end);
  });
}

std::span<const MarkPiece> Marks::in(Slice field) const {
  const auto before = [](const MarkPiece& piece, Offset at) { return piece.at.begin < at; };
  const auto first = std::lower_bound(pieces_.begin(), pieces_.end(), field.begin, before);
  const auto last = std::lower_bound(first, pieces_.end(), field.end, before);
  return {first, last};
}

}  // namespace gangmu
