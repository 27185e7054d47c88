// What a line looks like by its own text and the marks of the lines before it: a heading of its
// own, a row of cells, a remark, the start of a note. How lines are joined is the breaker's to say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/grammar.h"
#include "parser/layout.h"

namespace gangmu {

// An entry of a table of contents: leaders and a page number at the end.
bool is_contents_entry(std::string_view text, const Grammar& grammar);

class LineLooks {
 public:
  LineLooks(const Document& document, const Grammar& grammar, const Layout& layout);
  // The mark that each line ends with, seen through brackets behind a sentence.
  const std::vector<char32_t>& marks() const { return marks_; }
  // A line that is nothing but the number of the document.
  bool is_document_number(std::size_t i) const;
  // A line that is one bracket from end to end: an approval, a period.
  bool is_remark(std::size_t i) const;
  // No paragraph begins with a comma, a stop or a closing bracket.
  bool begins_with_closing_mark(std::size_t i) const;
  // A short line that a rule knows to be a heading of its own (contents, foreword, appendix).
  bool stands_alone(std::size_t i) const;
  // The title of a plan on one line: at the start of the text, below the mark of an appendix or the
  // number of the document.
  bool is_plan_title(std::size_t i) const;
  // The line ends with the word of a title and holds no mark that titles have not.
  bool ends_title(std::size_t i) const;
  // A note ("note: …"), or on a line without a mark of sentences an appendix or a caption: what
  // stands before it has ended, unless by a comma or an opening mark.
  bool begins_aside(std::size_t i) const;
  // A caption, and the head of a first column below it.
  bool begins_table(std::size_t i) const;
  // The line that names who gets a copy begins a paragraph.
  bool names_copies(std::size_t i) const;
  // A line of cells: parted by a tab, or ending with two cells of figures without any mark of
  // sentences, or all column heads.
  bool is_columnar(const LayoutLine& line) const;
  bool is_entry(std::size_t i) const;
  bool has_comma(std::size_t i) const;
  // A round bracket, or one of the kind that stands around years.
  bool has_bracket(std::size_t i) const;
  // Digits behind the marker of the line.
  bool has_figure(std::size_t i) const;
  bool has_sentence(std::size_t i) const;
  bool strong_marker(std::size_t i) const;
  // The marker of a part, chapter or section, behind which no text goes on in the same paragraph.
  bool opens_division(std::size_t i) const;
  // A bracket or quotation opened in this line is closed in the next: one title over two lines.
  bool closes_next(std::size_t i) const;

 private:
  bool numbers_document(std::size_t i) const;
  const LayoutLine& line_at(std::size_t i) const { return layout_.lines[i]; }
  // The mark before the bracket that ends with the line, when that mark ends a sentence: a remark
  // behind a sentence belongs to it ("…. (responsible: A)"). The bracket may have begun some lines
  // above. Else 0.
  char32_t mark_before_remark(std::size_t i) const;
  // The same where blanks stand inside the heads.
  bool is_row_of_heads(std::string text) const;
  bool is_cell_value(std::string_view word) const;
  bool is_column_head(std::string_view word) const;

  const Document& document_;
  const Grammar& grammar_;
  const Layout& layout_;
  const WordTable& copies_;
  // Which marks a line holds.
  struct Holds {
    bool comma = false, sentence = false, bracket = false;
  };
  std::vector<char32_t> marks_;
  std::vector<Holds> holds_;
};

}  // namespace gangmu
