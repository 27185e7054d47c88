// The package of a Word document (ECMA-376 part 2): its parts in a zip archive, with their types
// and relationships. Order, dates and attributes are fixed, so that the same parts give the same
// bytes.
#pragma once

#include <string>
#include <vector>

#include "model/result.h"

namespace gangmu {

// The parts of a document. Those that are empty are left out.
struct WordParts {
  std::string document, styles, numbering, settings, fonts, footnotes;
  std::string footer_odd, footer_even;
  std::string core;  // its properties
};

// The ids that sections name the footers by.
inline constexpr const char* kFooterOddId = "rIdFooterOdd";
inline constexpr const char* kFooterEvenId = "rIdFooterEven";

Result<std::string> word_package(const WordParts& parts);

}  // namespace gangmu
