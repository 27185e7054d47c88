// Work on two processors: halves of a loop, and what goes on beside something else.
#pragma once

#include <cstddef>
#include <future>
#include <system_error>
#include <utility>

namespace gangmu {

inline constexpr std::size_t kLinesWorthAThread = 1000;
inline constexpr std::size_t kBytesWorthAThread = std::size_t{1} << 17;  // of text

// Does work on a thread of its own, which ends before the future does; without one to be had, and
// where it is not `worth` one, in get(). A future costs a system call also then: not for short
// texts.
template <typename Work>
auto beside(bool worth, Work work) -> std::future<decltype(work())> {
  if (worth) {
    try {
      return std::async(std::launch::async, work);
    } catch (const std::system_error&) {  // NOLINT(bugprone-empty-catch): no thread to be had
    }
  }
  return std::async(std::launch::deferred, std::move(work));
}

// Calls part(begin, end) for the two halves of a loop over `count` things, at the same time where
// they are `fewest` or more: no round may read what another writes. The second begins at a multiple
// of 64, so that the rounds may set bits of a std::vector<bool>.
template <typename Part>
void in_halves(std::size_t count, std::size_t fewest, const Part& part) {
  const std::size_t middle = count / 2 / 64 * 64;
  if (count < fewest || middle == 0) return part(0, count);
  std::future<void> second = beside(true, [&] { part(middle, count); });
  part(0, middle);
  second.get();
}

}  // namespace gangmu
