#include "model/source.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace gangmu {

namespace {

float in_tenths(float points) { return static_cast<float>(std::lround(points * 10)) / 10.0f; }

}  // namespace

void Source::index() {
  lines.assign(1, 0);
  pages.clear();
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  for (const char* at = begin; at < end; ++at) {
    at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    if (at == nullptr) break;
    if (at + 1 < end) lines.push_back(static_cast<Offset>(at + 1 - begin));
  }
  for (const char* at = begin; at < end; ++at) {
    at = static_cast<const char*>(std::memchr(at, '\f', static_cast<std::size_t>(end - at)));
    if (at == nullptr) break;
    if (pages.empty()) pages.push_back(0);
    pages.push_back(static_cast<Offset>(at + 1 - begin));
  }
}

std::string_view Source::line(std::uint32_t number) const {
  const Offset begin = lines[number - 1];
  Offset end = number < lines.size() ? lines[number] : static_cast<Offset>(text.size());
  if (end > begin && text[end - 1] == '\n') --end;
  return std::string_view(text).substr(begin, end - begin);
}

std::uint32_t Source::line_of(Offset offset) const {
  const auto after = std::upper_bound(lines.begin(), lines.end(), offset);
  return static_cast<std::uint32_t>(after - lines.begin());
}

LineRange Source::lines_of(Span span) const {
  return {line_of(span.begin), line_of(span.end > span.begin ? span.end - 1 : span.begin)};
}

std::optional<std::uint32_t> Source::page_of(Offset offset) const {
  if (pages.empty()) return std::nullopt;
  if (!places.empty()) return places[line_of(offset) - 1].page;
  const auto after = std::upper_bound(pages.begin(), pages.end(), offset);
  return static_cast<std::uint32_t>(after - pages.begin());
}

std::vector<PageBox> Source::boxes_of(Span span) const {
  std::vector<PageBox> boxes;
  if (places.empty() || span.empty()) return boxes;
  const LineRange range = lines_of(span);
  for (std::uint32_t n = range.first; n <= range.last; ++n) {
    const LinePlace& place = places[n - 1];
    const Offset begin = lines[n - 1];
    const std::string_view shown = line(n);
    const auto edge = [&](Offset offset) {
      const std::size_t length =
          offset > begin ? std::min<std::size_t>(offset - begin, shown.size()) : 0;
      return edges[place.first_edge + char_count(shown.substr(0, length))];
    };
    if (shown.empty()) continue;
    const PageBox part = {place.page, edge(span.begin), place.y0, edge(span.end), place.y1};
    const auto known = std::find_if(boxes.begin(), boxes.end(),
                                    [&](const PageBox& b) { return b.page == part.page; });
    if (known == boxes.end()) {
      boxes.push_back(part);
      continue;
    }
    known->x0 = std::min(known->x0, part.x0);
    known->y0 = std::min(known->y0, part.y0);
    known->x1 = std::max(known->x1, part.x1);
    known->y1 = std::max(known->y1, part.y1);
  }
  for (PageBox& box : boxes) {
    for (float* side : {&box.x0, &box.y0, &box.x1, &box.y1}) *side = in_tenths(*side);
  }
  return boxes;
}

}  // namespace gangmu
