// Classes of node kinds, as the stages of the parser ask for them.
#pragma once

#include "model/document.h"

namespace gangmu {

// Divisions that are counted in words: parts, chapters, sections, articles.
inline bool is_division(NodeKind kind) {
  return kind == NodeKind::part || kind == NodeKind::chapter || kind == NodeKind::section ||
         kind == NodeKind::article;
}

// What stands above the headings of a plan or beside them: appendices, glossaries, the contents.
inline bool is_annex(NodeKind kind) {
  return kind == NodeKind::appendix || kind == NodeKind::glossary || kind == NodeKind::toc;
}

// Headings down to the third level of GB/T 9704 and all outline numbers: what plans are divided by,
// while lower kinds mostly count the items of a list.
inline bool is_upper_heading(NodeKind kind) {
  return is_division(kind) || kind == NodeKind::h1 || kind == NodeKind::h2 ||
         kind == NodeKind::h3 || (kind >= NodeKind::n1 && kind <= NodeKind::n4);
}

}  // namespace gangmu
