// Empty tables, for the tool that makes the real ones.
#include "parser/grammar_builtin.h"

namespace gangmu::builtin {

extern const std::string_view sha256{};
extern const std::span<const std::string_view> files{}, tables{}, texts{};
extern const std::span<const PartRow> parts{};
extern const std::span<const RuleRow> rules{};
extern const std::span<const WordRow> words{};

}  // namespace gangmu::builtin
