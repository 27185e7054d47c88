// RE2 expressions as trees, as far as the rules of grammars use them. Internal to
// parser/grammar*.cpp and tools/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gangmu {

struct Expression {
  enum class Kind : std::uint8_t {
    characters,  // one of `ranges` and of the classes of Unicode `classes`, or none of them
    sequence,    // `parts`, one behind the other
    choice,      // one of `parts`
    repeat,      // parts[0], `least` to `most` times
    end,         // the end of the text
  };
  static constexpr int kAnyNumber = -1;

  Kind kind = Kind::sequence;
  bool negated = false;
  std::vector<std::pair<char32_t, char32_t>> ranges;  // first and last
  std::vector<std::string> classes;                   // as written: "\p{Han}"
  int least = 1, most = 1;                            // kAnyNumber: without a limit
  std::string name;                                   // what a choice is captured as, or ""
  std::vector<Expression> parts;
};

// The tree of an expression that RE2 accepts; nothing where it holds what is not understood here:
// literals, escaped marks, \d, \x{…}, \p{…}, classes of characters and ranges, groups,
// alternatives, repetitions and $ are.
std::optional<Expression> read_expression(std::string_view expression);

}  // namespace gangmu
