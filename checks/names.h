// Documents, programmes and bodies under several names.
#pragma once

#include <memory>

#include "checks/findings.h"

namespace gangmu {

class NameCheck {
 public:
  explicit NameCheck(const Grammar& grammar);
  ~NameCheck();
  void add(const Checked& in, Findings* findings);
  void finish(Findings* findings);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Whether one text is the other with up to two neighbouring characters put in, or one changed.
bool is_variant(std::u32string_view a, std::u32string_view b);

}  // namespace gangmu
