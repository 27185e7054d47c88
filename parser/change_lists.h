// Changes told of a list: "A and B rise from 10 and 20 to 15 and 30".
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/grammar.h"
#include "parser/indicator.h"
#include "parser/quantity.h"

namespace gangmu {

// Pairs what the things of a list start from with what they come to, each with its own name. The
// targets from `first` on are those of one sentence, `figures` the numbers of their figures. Which
// of them were paired.
std::vector<std::size_t> pair_changes(std::string_view folded, const Quantities& found,
                                      std::size_t first, const std::vector<std::uint32_t>& figures,
                                      const Grammar& grammar, const IndicatorWords& words,
                                      std::vector<Target>* targets);

}  // namespace gangmu
