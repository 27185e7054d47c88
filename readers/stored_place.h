// Where in an export a piece of the document stands that check_invariants() names.
#pragma once

#include <string>
#include <string_view>

#include "model/document.h"

namespace gangmu {

struct StoredPlace {
  std::uint32_t plan = kNone;  // kNone: the pointer begins at the root
  std::string pointer;         // "/children/0/children/3"
};

// Of "node 12", "target 3", "furniture 0" and the like; else the text view's.
StoredPlace stored_place(const Document& document, std::string_view what);

}  // namespace gangmu
