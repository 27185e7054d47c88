// One loop on two processors.
#pragma once

#include <cstddef>
#include <future>
#include <system_error>

namespace gangmu {

inline constexpr std::size_t kLinesWorthAThread = 20000;

// Calls part(begin, end) for the two halves of a loop over `count` things, at the same time where
// they are `fewest` or more: no round may read what another writes. The second begins at a multiple
// of 64, so that the rounds may set bits of a std::vector<bool>.
template <typename Part>
void in_halves(std::size_t count, std::size_t fewest, const Part& part) {
  const std::size_t middle = count / 2 / 64 * 64;
  std::future<void> second;
  if (count >= fewest && middle > 0) {
    try {
      second = std::async(std::launch::async, [&] { part(middle, count); });
    } catch (const std::system_error&) {
      second = {};  // no thread to be had
    }
  }
  if (!second.valid()) return part(0, count);
  part(0, middle);
  second.get();
}

}  // namespace gangmu
