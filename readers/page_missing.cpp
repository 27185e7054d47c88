#include "readers/page_missing.h"

#include <algorithm>
#include <cmath>

#include "readers/page_columns.h"
#include "readers/page_unruled.h"

namespace gangmu {

namespace {

constexpr float kNarrowest = 120;  // points: a shorter line is none of a table

// The rules of a page without the level ones of its frames, which those of tables in them may
// touch.
std::vector<PageRule> without_frames(const Page& page, std::span<const PageGrid> drawn) {
  constexpr float kSameEnd = 2;
  std::vector<PageRule> rules;
  for (const PageRule& rule : page.rules) {
    const bool frames = std::any_of(drawn.begin(), drawn.end(), [&](const PageGrid& grid) {
      return grid.columns() == 1 && rule.y0 == rule.y1 &&
             std::fabs(rule.x0 - grid.x0()) < kSameEnd &&
             std::fabs(rule.x1 - grid.x1()) < kSameEnd && rule.y0 > grid.y0() - kSameRule &&
             rule.y1 < grid.y1() + kSameRule;
    });
    if (!frames) rules.push_back(rule);
  }
  return rules;
}

// Level rules that meet no upright.
std::vector<Segment> rules_alone(const Page& page, std::span<const PageGrid> drawn) {
  const std::vector<Segment> uprights = draw_rules(page.rules).uprights;
  std::vector<Segment> levels = draw_rules(without_frames(page, drawn)).levels;
  std::erase_if(levels, [&](const Segment& level) {
    return level.to - level.from < kNarrowest ||
           std::any_of(
               uprights.begin(), uprights.end(),
               [&](const Segment& upright) { return meets(level, upright); });
  });
  return levels;
}

}  // namespace

std::vector<PageRule> missing_rules(const Pages& pages, const Page& page,
                                    std::span<const PageGrid> drawn,
                                    std::optional<OpenTable>* open) {
  const std::optional<OpenTable> before = std::move(*open);
  TablePage at(pages, page, rules_alone(page, drawn));
  TablesFound found;
  find_ruled(&at, before, &found);
  find_unruled(&at, drawn, before, &found);
  *open = std::move(found.open);
  return std::move(found.rules);
}

}  // namespace gangmu
