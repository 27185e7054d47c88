// The notes that become footnotes of a Word document: those whose mark stands in the text before
// them. Other notes stay text.
//
// Word counts them by itself where their marks are one, two, three … of a kind that it prints;
// elsewhere, as where the source counts anew on each page, the marks stand as they are.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "model/document.h"

namespace gangmu {

class WordNotes {
 public:
  explicit WordNotes(const Document& document);

  struct Mark {
    std::uint32_t node;  // that it stands in
    bool in_text;        // else in the title
    Slice at;
    std::uint32_t note;  // the node of the note
    int id;              // from 1, in the order of the marks
  };
  bool empty() const { return marks_.empty(); }
  // The marks in the title or text of a node, in order.
  std::vector<Mark> marks_in(std::uint32_t node, bool in_text) const;
  bool is_footnote(std::uint32_t node) const { return footnote_[node]; }
  bool counted() const { return !format_.empty(); }
  // The number format of footnotes; empty without any that Word counts.
  const std::string& format() const { return format_; }
  const std::vector<Mark>& marks() const { return marks_; }

 private:
  void find_mark(const Document& document, std::uint32_t note);
  void choose_format(const Document& document);

  std::vector<Mark> marks_;  // in reading order
  std::set<Offset> taken_;   // where marks begin
  std::vector<bool> footnote_;
  std::string format_;
};

}  // namespace gangmu
