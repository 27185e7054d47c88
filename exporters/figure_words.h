// A figure in words that staff read: its period, operator and measure, and its value as the plan
// states it. Shared by the workbook and the listing in the terminal.
#pragma once

#include <optional>
#include <string>

#include "exporters/catalogue.h"
#include "model/document.h"

namespace gangmu {

// "by 2025", "2016-2020", "each year"; without a mark for periods that are inferred.
std::string period_words(const Words& words, const Period& period);
// The one year that a period is about: none where it has two, none at all, or comes back yearly.
std::optional<int> one_year(const Period& period);
std::string operator_words(const Words& words, Op op);
// The measure with its rhythm: "yearly growth", "cumulative".
std::string measure_words(const Words& words, const Target& target);
// The value without sign and unit: "150", "10-15", "1/3", the words of a value that is no number.
std::string value_words(const Words& words, const Target& target);
// What stands around the figures of a value, which are at %1: that it falls, with `sign` the sign
// of its operator; empty where nothing does.
std::string around_value(const Words& words, const Target& target, bool sign = false);
// The value that `main` starts from, with its unit where that is not the one of `main`.
std::string base_words(const Words& words, const Target& base, const Target& main);
// The value with its sign and unit, and what it is relative to. `printed` stands for ranks and for
// what has no value.
std::string stated_words(const Words& words, const Target& target, const std::string& printed);

}  // namespace gangmu
