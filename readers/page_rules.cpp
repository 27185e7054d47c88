#include "readers/page_rules.h"

#include <algorithm>

namespace gangmu {

namespace {

constexpr float kTouch = 3;  // a line that ends so near another meets it

// Segments on one line that touch become one.
std::vector<Segment> merged(std::vector<Segment> all) {
  std::sort(all.begin(), all.end(), [](const Segment& a, const Segment& b) {
    return a.at != b.at ? a.at < b.at : a.from < b.from;
  });
  std::vector<Segment> out;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i + 1;
    while (end < all.size() && all[end].at - all[end - 1].at < 1 &&
           all[end].at - all[i].at < kSameRule)
      ++end;
    std::vector<Segment> same(all.begin() + static_cast<long>(i),
                              all.begin() + static_cast<long>(end));
    std::sort(same.begin(), same.end(),
              [](const Segment& a, const Segment& b) { return a.from < b.from; });
    for (const Segment& segment : same) {
      if (!out.empty() && out.back().at == same.front().at &&
          segment.from <= out.back().to + kTouch) {
        out.back().to = std::max(out.back().to, segment.to);
      } else {
        out.push_back({same.front().at, segment.from, segment.to});
      }
    }
    i = end;
  }
  return out;
}

}  // namespace

bool meets(const Segment& level, const Segment& upright) {
  return upright.at >= level.from - kTouch && upright.at <= level.to + kTouch &&
         level.at >= upright.from - kTouch && level.at <= upright.to + kTouch;
}

Drawing draw_rules(std::span<const PageRule> rules) {
  Drawing drawing;
  for (const PageRule& rule : rules) {
    if (rule.y0 == rule.y1) {
      drawing.levels.push_back({rule.y0, rule.x0, rule.x1});
    } else {
      drawing.uprights.push_back({rule.x0, rule.y0, rule.y1});
    }
  }
  drawing.levels = merged(std::move(drawing.levels));
  drawing.uprights = merged(std::move(drawing.uprights));
  return drawing;
}

}  // namespace gangmu
