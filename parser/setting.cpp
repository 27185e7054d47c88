#include "parser/setting.h"

#include <algorithm>
#include <map>

#include "model/halves.h"
#include "parser/marks.h"

namespace gangmu {

namespace {

constexpr int kNarrowest = 10;
constexpr std::size_t kFewest = 8;      // lines to judge by
constexpr std::size_t kTolerated = 16;  // of these, one in so many may be set otherwise
constexpr std::size_t kBeyond = 4;      // of all lines, one in so many may be wider

bool in_word(char32_t c) {
  return is_ascii_digit(c) || is_ascii_letter(c) || c == '.' || c == '%' || c == '+' || c == '&' ||
         c == '/' || c == '-';
}

bool opens(char32_t c) {
  return c == '(' || c == 0xFF08 || c == 0x300A || c == 0x201C || c == 0x3014;
}

bool is_comma(char32_t c) { return c == 0xFF0C || c == ',' || c == kListComma; }

// Marks that begin no line.
bool hangs(char32_t c) { return is_comma(c) || is_list_mark(c) || ends_sentence(c) || closes(c); }

int width_of(char32_t c, bool columns) { return columns ? set_width(c) : 1; }

// The width of what cannot be parted at the start of the text.
int first_word(std::string_view text, bool columns, bool marks) {
  int width = 0;
  std::size_t at = 0;
  char32_t c = 0;
  const auto take = [&](auto&& wanted) {
    while (at < text.size()) {
      std::size_t next = at;
      c = next_char(text, next);
      if (!wanted(c)) return;
      width += width_of(c, columns);
      at = next;
    }
  };
  if (marks) take(opens);
  const std::size_t word = at;
  take(in_word);
  if (at == word && at < text.size()) width += width_of(next_char(text, at), columns);
  if (marks) take(hangs);
  return width;
}

}  // namespace

LineSetting::LineSetting(const Document& document, const Layout& layout,
                         const std::vector<char32_t>& final_marks,
                         const std::vector<bool>& columnar) {
  const auto& lines = layout.lines;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const char32_t mark = final_marks[i];
    const bool words = is_han(mark) || is_ascii_digit(mark) || is_ascii_letter(mark);
    const bool marker_next = lines[i + 1].first_match != lines[i + 1].last_match;
    if (!columnar[i] && (is_comma(mark) || (words && !marker_next))) inner_.push_back(i);
  }
  if (inner_.size() < kFewest) return;
  // Marks are kept off the starts of lines unless some stand there.
  const bool marks = std::none_of(lines.begin(), lines.end(), [&](const LayoutLine& line) {
    std::size_t at = 0;
    return hangs(next_char(text_of(document, line.span), at));
  });
  std::size_t least = inner_.size();
  LineSetting best, in_columns, in_characters;
  in_columns.inner_ = in_characters.inner_ = inner_;
  for (LineSetting* setting : {&in_columns, &in_characters}) {
    setting->used_.resize(lines.size());
    setting->first_.resize(lines.size());
  }
  const auto measure = [&](std::size_t i) {
    const std::string_view text = text_of(document, lines[i].span);
    int columns = 0, characters = 0;
    for (std::size_t at = 0; at < text.size();) {
      if (const std::size_t next = skip_common_han(text, at); next > at) {
        characters += static_cast<int>((next - at) / kHan);
        columns += static_cast<int>((next - at) / kHan) * 2;
        at = next;
        continue;
      }
      columns += set_width(next_char(text, at));
      ++characters;
    }
    in_columns.used_[i] = columns + lines[i].trailing;
    in_characters.used_[i] = characters + lines[i].trailing;
    in_columns.first_[i] = first_word(text, true, marks);
    in_characters.first_[i] = first_word(text, false, marks);
  };
  in_halves(lines.size(), kLinesWorthAThread, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) measure(i);
  });
  for (const bool columns : {true, false}) {
    LineSetting& trial = columns ? in_columns : in_characters;
    for (const int indent : {0, columns ? 4 : 2}) {
      const std::size_t strange = trial.fit(columns ? 2 : 1, indent, final_marks, columnar);
      if (strange * kTolerated > inner_.size() || strange >= least) continue;
      least = strange;
      best = trial;
    }
  }
  *this = std::move(best);
}

// How many of the lines that go on contradict a setting in which each line took all words that
// fitted. `square`: what an ideograph takes.
std::size_t LineSetting::fit(int square, int indent, const std::vector<char32_t>& final_marks,
                             const std::vector<bool>& columnar) {
  std::map<int, std::size_t> widths;
  for (const std::size_t i : inner_) ++widths[used_[i]];
  width_ = 0;
  for (const auto& [width, lines] : widths) {
    if (lines * 20 >= inner_.size()) width_ = std::max(width_, width);
  }
  if (width_ < kNarrowest * square) return inner_.size();
  indent_ = indent;
  const std::size_t count = used_.size();
  rooms_.assign(count, Room::unknown);
  std::size_t strange = 0;
  std::size_t beyond = 0, running = 0;
  bool after_end = true;  // whether line i may be the first of a paragraph
  for (std::size_t i = 0; i < count; ++i) {
    const int needed = used_[i] + (i + 1 == count ? width_ : first_[i + 1]);
    if (used_[i] <= width_ && needed > width_) {
      rooms_[i] = Room::full;
    } else if (needed <= width_ - indent_ || (needed <= width_ && !after_end)) {
      rooms_[i] = Room::ends;
    } else if (needed <= width_ && (i == 0 || rooms_[i - 1] == Room::ends)) {
      rooms_[i] = Room::full;  // a first line
    }
    running += !columnar[i];
    beyond += !columnar[i] && used_[i] > width_;
    // A first line without the indent that first lines should have.
    strange += i > 0 && indent_ > 0 && rooms_[i - 1] == Room::ends && !columnar[i] &&
               used_[i] <= width_ && used_[i] > width_ - indent_;
    const char32_t mark = final_marks[i];
    after_end = rooms_[i] != Room::full || ends_sentence(mark) || is_list_mark(mark);
  }
  // Short headings of a text whose lines are not broken agree with many widths.
  if (beyond * kBeyond > running) return inner_.size();
  // A line much shorter is a heading or the last of a paragraph.
  for (const std::size_t i : inner_) {
    const bool goes_on = is_comma(final_marks[i]) || used_[i] * 10 >= width_ * 7;
    strange += goes_on && (used_[i] > width_ || rooms_[i] == Room::ends);
  }
  return strange;
}

}  // namespace gangmu
