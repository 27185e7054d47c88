// The columns of each table of the HTML report. The second names the plan; it is left out where
// there is one.
#pragma once

#include <vector>

#include "exporters/html_panel.h"

namespace gangmu {

std::vector<PanelColumn> indicator_columns();
std::vector<PanelColumn> task_columns();
std::vector<PanelColumn> figure_columns();
std::vector<PanelColumn> reference_columns();
std::vector<PanelColumn> name_columns();
std::vector<PanelColumn> goal_columns();

}  // namespace gangmu
