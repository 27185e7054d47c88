// The rules that made something in a document, each noted once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace gangmu {

class RuleRefs {
 public:
  // Rules noted by earlier stages are left alone.
  explicit RuleRefs(std::vector<RuleRef>* rules) : rules_(*rules), first_(rules->size()) {}

  // The index of the rule among `rules`.
  std::uint16_t of(std::string_view name, std::string_view file = {}, int line = 0) {
    for (std::size_t i = first_; i < rules_.size(); ++i) {
      const RuleRef& known = rules_[i];
      if (known.line == line && known.name == name && known.file == file) {
        return static_cast<std::uint16_t>(i);
      }
    }
    rules_.push_back({std::string(name), std::string(file), line});
    return static_cast<std::uint16_t>(rules_.size() - 1);
  }

 private:
  std::vector<RuleRef>& rules_;
  std::size_t first_;
};

}  // namespace gangmu
