// The rules that made something in a document, each noted once.
#pragma once

#include <string>
#include <utility>

#include "model/document.h"

namespace gangmu {

class RuleRefs {
 public:
  // Rules noted by earlier stages are left alone.
  explicit RuleRefs(Document* document) : document_(*document), first_(document->rules.size()) {}

  // The index of the rule in Document::rules.
  std::uint16_t of(std::string name, std::string file = {}, int line = 0) {
    const RuleRef rule{std::move(name), std::move(file), line};
    auto& rules = document_.rules;
    for (std::size_t i = first_; i < rules.size(); ++i) {
      if (rules[i] == rule) return static_cast<std::uint16_t>(i);
    }
    rules.push_back(rule);
    return static_cast<std::uint16_t>(rules.size() - 1);
  }

 private:
  Document& document_;
  std::size_t first_;
};

}  // namespace gangmu
