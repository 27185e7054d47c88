// One input of a batch, as a worker converts it and as its answer is read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/batch_state.h"
#include "cli/conversion.h"
#include "cli/workers.h"

namespace gangmu::cli {

struct Verdict {
  bool failed = false, doubted = false, warned = false, skipped = false;
  std::string done;  // line_of() what was written; empty: nothing to note
};
std::string packed(const Verdict& verdict);
// nullopt for what no worker of ours says.
std::optional<Verdict> verdict_of(std::string_view packed);

// Runs in the worker. Everything it refers to was there before the worker was started.
class BatchJob {
 public:
  // `state`: of a batch into a folder, else nullptr. All must outlive it.
  BatchJob(const Conversion& conversion, const std::vector<Input>& inputs, const BatchState* state)
      : conversion_(conversion), inputs_(inputs), state_(state) {}
  // `job`: the number of the input. With -d its output is written, else it is answered, for formats
  // that append as it is to stand, for others as JSON.
  void operator()(std::string_view job, Answering& answer);

 private:
  Verdict convert(const Input& input, Answering& answer);
  const DoneFile* done_before(const Input& input) const;
  Status put(const Input& input, const Document& document, std::string_view sum, Answering& answer,
             Verdict* verdict) const;

  const Conversion& conversion_;
  const std::vector<Input>& inputs_;
  const BatchState* state_;
  const std::string settings_ = conversion_.settings();
  const Input* last_ = nullptr;
};

}  // namespace gangmu::cli
