#include "parser/grammar_firsts.h"

#include "parser/grammar_expression.h"

namespace gangmu {

namespace {

using Kind = Expression::Kind;

// Returns whether the expression can match nothing.
bool add_firsts(const Expression& expression, CharFilter* filter, bool* any) {
  switch (expression.kind) {
    case Kind::characters:
      *any = *any || expression.negated || !expression.classes.empty();
      for (const auto& [first, last] : expression.ranges) filter->add_range(first, last);
      return false;
    case Kind::sequence:
      for (const Expression& part : expression.parts) {
        if (!add_firsts(part, filter, any)) return false;
      }
      return true;
    case Kind::choice: {
      bool nullable = false;
      for (const Expression& part : expression.parts) {
        nullable = add_firsts(part, filter, any) || nullable;
      }
      return nullable;
    }
    case Kind::repeat:
      return add_firsts(expression.parts[0], filter, any) || expression.least == 0;
    case Kind::end:
      break;
  }
  return true;
}

}  // namespace

bool add_first_characters(std::string_view expression, CharFilter* filter) {
  const auto tree = read_expression(expression);
  if (!tree) return false;
  bool any = false;
  const bool nullable = add_firsts(*tree, filter, &any);
  return !any && !nullable;
}

}  // namespace gangmu
