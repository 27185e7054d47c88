// The compiled side of a grammar: patterns as RE2 programs. Internal to parser/grammar*.cpp.
//
// Most texts are turned away by their first character, and those that are left by one pass of an
// RE2::Set of all rules of the stage; a rule's own programs are compiled when it first matches.
// Thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "parser/grammar_data.h"

namespace gangmu {

class Matcher {
 public:
  // `data` must outlive the matcher and hold only patterns that translate.
  explicit Matcher(const GrammarData& data);
  ~Matcher();
  // Compiles the sets of all stages, each of which is otherwise compiled when first asked for.
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

}  // namespace gangmu
