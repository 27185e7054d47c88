// What two sequences of numbers have in common. Shared by the comparison of words and of the rows
// and columns of tables.
#pragma once

#include <cstdint>
#include <vector>

namespace gangmu {

// A stretch in which the two differ: [before, before_end) of the one stands for [after, after_end)
// of the other. Between stretches both are the same.
struct Hunk {
  std::size_t before = 0, before_end = 0, after = 0, after_end = 0;
  std::size_t before_size() const { return before_end - before; }
  std::size_t after_size() const { return after_end - after; }
};

// In order, none empty on both sides, none touching the next. Long sequences with little in common
// become one stretch.
std::vector<Hunk> differences(const std::vector<std::uint32_t>& before,
                              const std::vector<std::uint32_t>& after);

// The members of the heaviest increasing subsequence, as flags. A member without a weight is none.
// Time n log n.
std::vector<bool> in_order(const std::vector<std::uint32_t>& places,
                           const std::vector<std::uint64_t>& weights);

}  // namespace gangmu
