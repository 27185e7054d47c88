// The rules of the built-in grammar as source text of re2c, which makes functions of it
// (scan() of parser/grammar_builtin.h).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "parser/grammar_data.h"

namespace gangmu {

class Scanners {
 public:
  explicit Scanners(const Parts& parts) : parts_(parts) {}
  // The number of the scanner for a pattern, or for one of several; builtin::kNone where there is
  // none to ask for, builtin::kNoScanner where re2c could not say the same as RE2.
  std::uint16_t of(const std::string& pattern);
  std::uint16_t of(const std::vector<std::string>& patterns);
  // The source text of all.
  std::string source() const;

 private:
  std::uint16_t of_expression(const std::string& expression);

  const Parts& parts_;
  std::map<std::string, std::uint16_t> numbers_;  // by expression
  std::vector<std::string> bodies_;               // of the functions, in this order
  // What RE2 counts to a class of Unicode, as re2c writes it.
  std::map<std::string, std::string> classes_;
};

}  // namespace gangmu
