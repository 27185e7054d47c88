// convert over many inputs, each in a worker process.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/conversion.h"
#include "cli/input.h"
#include "cli/ordered.h"

namespace gangmu::cli {

// Converts the inputs, each to a file of its own or all to one output, tells what came of them, and
// returns the exit status. `failed`: inputs that could not even be listed.
int run_batch(const Conversion& conversion, std::vector<Input> inputs, std::size_t failed,
              PassedOver passed_over);

// As many as asked for, at most `jobs`, else one a processor.
std::size_t worker_count(const Options& options, std::size_t jobs);

}  // namespace gangmu::cli
