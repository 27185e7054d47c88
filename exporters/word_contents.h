// The printed table of contents of a plan: its entries, and the headings that they name.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/document.h"

namespace gangmu {

struct ContentsEntry {
  std::string text, page;      // the leaders between them are left to the layout; page may be empty
  std::uint32_t node = kNone;  // the heading
};

class WordContents {
 public:
  explicit WordContents(const Document& document);

  // Of a node that is a table of contents.
  const std::vector<ContentsEntry>& entries(std::uint32_t toc) const { return entries_.at(toc); }
  // The bookmark of a heading, empty when no entry names it.
  std::string bookmark(std::uint32_t node) const;

 private:
  std::unordered_map<std::uint32_t, std::vector<ContentsEntry>> entries_;
  std::vector<bool> named_;
};

}  // namespace gangmu
