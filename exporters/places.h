// Lines and pages of spans for exports that go over a document in order: the last answer is
// remembered, so that the next one is usually a step away.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/source.h"

namespace gangmu {

struct Place {
  LineRange lines;
  std::optional<std::uint32_t> page;
};

class Places {
 public:
  explicit Places(const Source& source)
      : lines_(source.lines), pages_(source.pages), fixed_(source.places) {}

  Place of(Span span) {
    Place place;
    place.lines.first = lines_.ordinal(span.begin);
    place.lines.last = lines_.ordinal(span.end > span.begin ? span.end - 1 : span.begin);
    if (!fixed_.empty()) {
      place.page = fixed_[place.lines.first - 1].page;
    } else if (!pages_.empty()) {
      place.page = pages_.ordinal(span.begin);
    }
    return place;
  }

 private:
  // Finds the last start at or before an offset; counts from 1, 1 when there are no starts.
  class Cursor {
   public:
    explicit Cursor(const std::vector<Offset>& starts) : starts_(starts) {}
    bool empty() const { return starts_.empty(); }
    std::uint32_t ordinal(Offset offset) {
      constexpr int kSteps = 8;
      for (int step = 0; step < kSteps; ++step) {
        if (at_ > 0 && starts_[at_] > offset) {
          --at_;
        } else if (at_ + 1 < starts_.size() && starts_[at_ + 1] <= offset) {
          ++at_;
        } else {
          return static_cast<std::uint32_t>(at_ + 1);
        }
      }
      const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
      at_ = after == starts_.begin() ? 0 : static_cast<std::size_t>(after - starts_.begin()) - 1;
      return static_cast<std::uint32_t>(at_ + 1);
    }

   private:
    const std::vector<Offset>& starts_;
    std::size_t at_ = 0;
  };

  Cursor lines_, pages_;
  const std::vector<LinePlace>& fixed_;
};

}  // namespace gangmu
