// Whether words do something about a task or only name it.
#pragma once

#include <string_view>
#include <vector>

#include "model/text.h"
#include "parser/grammar.h"

namespace gangmu {

enum class Wording : std::uint8_t {
  acts,    // "carry out the works", "the works are completed by 2024"
  bare,    // no word of doing stands with it
  refers,  // "in step with the works", "what was said about the works"
};

class TaskWording {
 public:
  explicit TaskWording(const Grammar& grammar);
  // `plain`: plain_text() of a sentence or heading; `object`: where it names the task.
  Wording of(std::string_view plain, Slice object) const;

 private:
  const WordTable &act_, &refer_, &referred_;
};

// What stands between commas, semicolons and full stops, which are left out.
std::vector<Slice> clauses_of(std::string_view plain);

}  // namespace gangmu
