// What was counted most often.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>

namespace gangmu {

// The key that was counted most, the least of several; 0 when nothing was.
template <typename Key>
Key most_counted(const std::map<Key, std::size_t>& counts) {
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? Key() : most->first;
}

}  // namespace gangmu
