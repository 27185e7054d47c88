// The list of attachments at the end of a notice or a plan, which names what is attached further
// on: no appendix begins there.
#pragma once

#include <cstdint>
#include <vector>

#include "parser/layout.h"
#include "parser/plan_title.h"

namespace gangmu {

struct AttachmentList {
  std::uint32_t first_block = 0, last_block = 0;  // half-open
};

std::vector<AttachmentList> find_attachment_lists(const Document& document, const Layout& layout,
                                                  const std::vector<PlanTitle>& titles,
                                                  const Grammar& grammar);

}  // namespace gangmu
