// What does not agree in documents and between them: figures, sums, lists, names, numbering, form.
//
// Documents are looked at one by one and may be forgotten then; what compares them keeps the
// figures and titles alone. Rules and their degrees stand in grammar/90-checks.toml.
#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "model/finding.h"
#include "parser/grammar.h"

namespace gangmu {

struct CheckOptions {
  std::set<std::string, std::less<>> silent;    // codes of rules that are switched off
  std::set<std::string, std::less<>> accepted;  // keys of findings that are known
};

class Checker {
 public:
  // Refers to the grammar.
  Checker(const Grammar& grammar, CheckOptions options);
  ~Checker();
  // The next document; its ordinal is how many came before.
  void add(const Document& document);
  // All findings, by the place of their first side; the certain ones first at one place. Then the
  // checker is spent.
  std::vector<Finding> finish();
  // How many findings were left out because they are accepted.
  std::size_t accepted() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::vector<Finding> check_documents(std::span<const Document> documents, const Grammar& grammar,
                                     const CheckOptions& options = {});

}  // namespace gangmu
