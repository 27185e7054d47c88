// A plan above beside the plans below it (model/alignment.h).
//
// Documents are looked at one by one and may be forgotten then. What a plan below answers does not
// depend on the others. Words stand in grammar/91-compare.toml and 90-checks.toml.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "model/alignment.h"
#include "parser/grammar.h"

namespace gangmu {

class Comparison {
 public:
  // Refers to the grammar.
  explicit Comparison(const Grammar& grammar);
  ~Comparison();
  // All plans of a document. `file`: the name under which its plans are told. Those above first.
  void add_above(const Document& document, std::string_view file);
  void add_below(const Document& document, std::string_view file);
  // Then the comparison is spent.
  Alignment finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Alignment compare_documents(const Document& above, std::span<const Document> below,
                            const Grammar& grammar);

}  // namespace gangmu
