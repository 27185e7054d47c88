// Things that are striven for in one place and there already in another, within a plan and between
// plans of one place.
#pragma once

#include <memory>

#include "checks/findings.h"

namespace gangmu {

class StatusCheck {
 public:
  explicit StatusCheck(const Grammar& grammar);
  ~StatusCheck();
  void add(const Checked& in);
  void finish(Findings* findings);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gangmu
