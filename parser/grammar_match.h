// The compiled side of a grammar: functions that the build made of its patterns, or programs of
// RE2. Internal to parser/grammar*.cpp and tools/.
//
// Most texts are turned away by their first character. What is left is shown to the rules of the
// built-in grammar that can begin with it; of other grammars one pass of an RE2::Set of all rules
// of the stage tells which match, and a rule's own programs are compiled when it first does.
// Thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/grammar_data.h"

namespace gangmu {

class Matcher {
 public:
  // `data` must outlive the matcher and hold only patterns that translate; whether it is the
  // grammar that was built in, without anything laid over it.
  Matcher(const GrammarData& data, bool built_in);
  ~Matcher();
  // Whether the sets of the stages are still to be compiled; each is when first asked for.
  bool is_slow_to_start() const;
  // Compiles all of them.
  void prepare() const;
  // Whether a rule may match a folded text that begins with the character.
  bool may_match(Stage stage, char32_t first) const;
  void match(Stage stage, std::string_view folded, std::vector<Match>* out) const;
  std::optional<Match> match_rule(Stage stage, std::uint16_t rule, std::string_view folded) const;
  bool before_ok(Stage stage, std::uint16_t rule, std::string_view folded_before) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What RE2 has against an expression, or "".
std::string expression_mistake(const std::string& expression);
bool has_groups(const std::string& expression);
// Whether the expression matches the empty text.
bool matches_nothing(const std::string& expression);
// The characters that the expression matches, as ranges: first and last.
std::vector<std::pair<char32_t, char32_t>> characters_of(const std::string& expression);

}  // namespace gangmu
