// How lines were broken, where that can be told exactly: each line took all words that fitted.
//
// Texts that a program wrapped (an editor, a converter, a mail) keep to one width throughout, and a
// line that had room for the next word ends its paragraph, by however little it is short. Texts
// taken from printed pages do so only nearly (justified lines, marks squeezed at the margin); there
// is_exact() is false and nothing is known.
#pragma once

#include <cstddef>
#include <vector>

#include "parser/layout.h"

namespace gangmu {

enum class Room : std::uint8_t {
  unknown,
  ends,  // the next word had fitted: the paragraph ends here
  full,  // it had not: the line tells nothing of the paragraph's end
};

class LineSetting {
 public:
  // `final_marks`: the last character of each line that counts for punctuation. `columnar`: lines
  // of cells.
  LineSetting(const Document& document, const Layout& layout,
              const std::vector<char32_t>& final_marks, const std::vector<bool>& columnar);

  bool is_exact() const { return width_ > 0; }
  Room room(std::size_t line) const { return is_exact() ? rooms_[line] : Room::unknown; }
  // Whether the line is too wide to be the first of a paragraph whose indent was lost.
  bool is_inner(std::size_t line) const { return indent_ > 0 && used_[line] > width_ - indent_; }

 private:
  LineSetting() = default;
  std::size_t fit(int square, int indent, const std::vector<char32_t>& final_marks,
                  const std::vector<bool>& columnar);

  std::vector<std::size_t> inner_;  // lines that end with a comma or amid words: most go on
  std::vector<int> used_;           // what each line takes of the width
  std::vector<int> first_;          // what its first word takes
  std::vector<Room> rooms_;
  int width_ = 0;   // 0: not exact
  int indent_ = 0;  // by which first lines are shorter
};

}  // namespace gangmu
