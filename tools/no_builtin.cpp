// Empty tables, for the tool that makes the real ones.
#include "parser/grammar_builtin.h"

namespace gangmu::builtin {

extern const std::string_view sha256{}, text{};
extern const std::span<const Text> files{}, texts{};
extern const std::span<const PartRow> parts{};
extern const std::span<const RuleRow> rules{};
extern const std::span<const TableRow> tables{};
extern const std::span<const WordRow> words{};
extern const std::span<const WordIndex::Key> keys{}, end_keys{};
extern const std::span<const WordIndex::Group> groups{}, end_groups{};
extern const std::span<const WordIndex::Slot> first{}, last{};
extern const std::span<const std::uint16_t> first_places{}, first_rules{};
extern const std::span<const FirstRow> firsts{};

bool scan(std::uint16_t, const char*, Scanned*) { return false; }

}  // namespace gangmu::builtin
