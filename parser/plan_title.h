// Blocks that may be the title of a plan: a line or a few that stand alone and end with a word such
// as the Chinese for plan, scheme or opinion (grammar table title_end).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "parser/layout.h"

namespace gangmu {

struct PlanTitle {
  std::uint32_t first_block = 0, last_block = 0;  // half-open
  PlanKind kind = PlanKind::plan;
  std::uint32_t label_block = kNone;  // the appendix mark right above
};

// The title of a notice that issues a plan.
struct CoverTitle {
  std::uint32_t first_block = 0, last_block = 0;  // half-open
};

struct PlanTitles {
  std::vector<PlanTitle> plans;
  std::vector<CoverTitle> covers;
};

PlanTitles find_plan_titles(const Document& document, const Layout& layout, const Grammar& grammar);

// The kind of plan that a text names at its end; nothing when it is no title.
std::optional<PlanKind> title_kind(std::string_view text, const Grammar& grammar);

}  // namespace gangmu
