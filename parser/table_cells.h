// The words of a table's lines: what looks like a value, a unit, a column head.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/layout.h"
#include "parser/quantity.h"
#include "parser/table_rows.h"

namespace gangmu {

struct Piece {
  Span span;
  CellLook token = CellLook::text;
};

class CellReader {
 public:
  CellReader(std::string_view source, const Layout& layout, const Grammar& grammar,
             const QuantityReader& quantities)
      : source_(source), layout_(layout), grammar_(grammar), quantities_(quantities) {}

  // The words of a line, parted by blanks; a year and its sign are one word.
  std::vector<Piece> words_of(std::uint32_t line) const;
  CellLook classify(const std::string& folded) const;
  // The year that a head names.
  std::optional<int> year_of(std::string_view folded) const;
  ColumnRole role_of(std::string_view folded) const;
  // A head with its year and role.
  Column column_named(std::string name) const;
  // Whether the text can be a head: words, or a year, and no value.
  bool may_be_head(std::string_view text) const;
  // The column heads of a line; empty when it holds anything else. Blanks may stand inside a head.
  std::vector<Span> heads_of(std::uint32_t line) const;

 private:
  bool is_value(std::string_view text) const;
  bool is_head_word(std::string_view folded) const;
  std::vector<Span> segmented_heads(std::uint32_t line) const;
  bool has_wide_gaps(Span span) const;
  std::vector<Span> joined_brackets(const std::vector<Span>& heads) const;
  char32_t first_char(Span span) const;

  std::string_view source_;
  const Layout& layout_;
  const Grammar& grammar_;
  const QuantityReader& quantities_;
};

// Columns without a role: years before the last one are baselines, the last one is the target.
void set_year_roles(std::vector<Column>* columns);

}  // namespace gangmu
