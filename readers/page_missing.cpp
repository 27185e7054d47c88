#include "readers/page_missing.h"

#include <algorithm>

#include "readers/page_columns.h"
#include "readers/page_unruled.h"

namespace gangmu {

namespace {

constexpr float kNarrowest = 120;  // points: a shorter line is none of a table

// Level rules that meet no upright.
std::vector<Segment> rules_alone(const Drawing& drawing) {
  std::vector<Segment> levels;
  for (const Segment& level : drawing.levels) {
    const bool alone = level.to - level.from >= kNarrowest &&
                       std::none_of(drawing.uprights.begin(), drawing.uprights.end(),
                                    [&](const Segment& upright) { return meets(level, upright); });
    if (alone) levels.push_back(level);
  }
  return levels;
}

}  // namespace

std::vector<PageRule> missing_rules(const Pages& pages, const Page& page,
                                    std::span<const PageGrid> drawn,
                                    std::optional<OpenTable>* open) {
  const std::optional<OpenTable> before = std::move(*open);
  TablePage at(pages, page, rules_alone(draw_rules(page.rules)));
  TablesFound found;
  find_ruled(&at, before, &found);
  find_unruled(&at, drawn, before, &found);
  *open = std::move(found.open);
  return std::move(found.rules);
}

}  // namespace gangmu
