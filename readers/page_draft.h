// The rules that tables of a page lack, drawn where their words say that they would be.
#pragma once

#include <optional>
#include <vector>

#include "readers/page.h"
#include "readers/page_strips.h"

namespace gangmu {

// A table that reaches the foot of its page.
struct OpenTable {
  std::vector<float> uprights;  // with its outer sides
  bool ruled = false;           // level rules close it above and below
};

struct TablesFound {
  std::vector<PageRule> rules;
  std::vector<Band> taken;        // where the tables lie
  std::optional<OpenTable> open;  // the last of them
  // `xs`: the uprights and sides of the table. What stands alone in its middle is set across on
  // the page's lines.
  void add(TablePage* at, const TableDraft& draft, const std::vector<float>& xs);
};

}  // namespace gangmu
