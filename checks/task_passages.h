// The sentences of the plans above, so that a heading below is found in them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "checks/plan_tasks.h"

namespace gangmu {

class TaskPassages {
 public:
  // `bigrams`: of the sentence. `row`: of the task that it belongs to.
  void add(std::string plain, const Bigrams& bigrams, std::uint32_t row);
  // The row of the first sentence in which something is done about what the words name.
  std::optional<std::uint32_t> find(std::string_view words, const Bigrams& bigrams,
                                    const TaskWording& wording) const;

 private:
  struct Passage {
    std::string plain;
    std::uint32_t row = 0;
  };
  std::vector<Passage> passages_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> postings_;  // by pair
};

}  // namespace gangmu
