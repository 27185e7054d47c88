#include "checks/list_counts.h"

#include <algorithm>
#include <string>

#include "model/text.h"

namespace gangmu {

namespace {

constexpr int kMost = 30;          // larger numbers count no list
constexpr std::size_t kNear = 30;  // bytes between a count and what it counts

}  // namespace

ListCounts::ListCounts(const Grammar& grammar)
    : numerals_(grammar),
      counters_(grammar.words("check_counter")),
      about_(grammar.words("check_about")) {}

std::optional<Count> ListCounts::at(std::string_view text, std::size_t at) const {
  Count count;
  count.begin = at;
  std::size_t end = at;
  if (const auto number = number_at(text, at); number && number->integer) {
    if (number->value.size() > 2) return std::nullopt;
    count.number = std::stoi(number->value);
    end = number->end;
  } else if (const auto numeral = numerals_.at(text, at); numeral && numeral->integer) {
    if (numeral->value.size() > 2) return std::nullopt;
    count.number = std::stoi(numeral->value);
    end = numeral->end;
  } else {
    return std::nullopt;
  }
  end = skip_blanks(text, end);
  const Word* word = counters_.longest_at(text, end);
  if (word == nullptr || !word->value.empty() || count.number > kMost) {
    return std::nullopt;
  }
  count.end = end + word->text.size();
  if (about_.longest_at(text, count.end) != nullptr) return std::nullopt;
  return count;
}

std::optional<Count> ListCounts::only(std::string_view text) const {
  std::optional<Count> found;
  for (std::size_t from = 0; from < text.size();) {
    if (const auto count = at(text, from)) {
      if (found) return std::nullopt;  // which of them is meant?
      found = count;
      from = count->end;
    } else {
      next_char(text, from);
    }
  }
  return found;
}

std::optional<Count> ListCounts::last(std::string_view text) const {
  std::optional<Count> found;
  for (std::size_t from = text.size() - std::min(text.size(), kNear + kNear); from < text.size();
       ++from) {
    if (inside_char(text, from)) continue;
    if (const auto count = at(text, from)) found = count;
  }
  if (found && text.size() - found->end > kNear) return std::nullopt;
  return found;
}

}  // namespace gangmu
