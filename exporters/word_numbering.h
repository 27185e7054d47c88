// Which markers Word counts by itself, and the lists that make it do so.
//
// All headings of a document are one list with a level a kind, so that a heading that staff add or
// move renumbers what follows; boxes have a list of their own beside it. What Word would show is
// counted along, and a marker is automatic where that is the marker character for character; a
// series that begins where Word would go on starts anew. A marker out of the series, and one with
// other signs than most of its kind, is typed.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "exporters/word_levels.h"
#include "model/document.h"

namespace gangmu {

class WordNumbering {
 public:
  WordNumbering(const Document& document, const WordLevels& levels);

  struct Automatic {
    int num = 0, level = 0;
  };
  // Nothing when the marker of the node is to be typed.
  const std::optional<Automatic>& of(std::uint32_t node) const { return automatic_[node]; }
  // Whether the heading styles number their level: that of the first list.
  bool numbers_style(std::size_t level) const { return !lists_[kMain][level].text.empty(); }
  std::string part() const;

  // Whether a blank parts a marker from what follows it.
  static bool needs_blank(std::string_view marker);

 private:
  static constexpr std::size_t kMain = 0, kBox = 1, kLists = 2;
  struct Level {
    std::string format, text;  // "decimal", "(%3)"
    bool goes_on = false;      // higher headings do not make it begin anew
  };
  struct Counter {
    std::array<int, kWordLevels> values = {};
    std::array<bool, kWordLevels> running = {};
    std::array<int, kWordLevels> last = {};  // the number of the marker printed last, typed or not
    int num = 0;                             // that is in use
  };
  struct Num {
    std::size_t list = kMain;
    int level = -1, start = 0;  // of the level that begins anew; -1: none
  };

  void choose_patterns(const Document& document, const WordLevels& levels);
  void choose_running(const Document& document, const WordLevels& levels);
  void number(const Document& document, const WordLevels& levels, std::uint32_t node);
  int start_of(int num, int level) const;
  Counter counted(const Counter& counter, std::size_t list, int level,
                  std::optional<int> start) const;
  std::string shown(const Counter& counter, std::size_t list, int level) const;

  std::array<std::array<Level, kWordLevels>, kLists> lists_;
  std::array<Counter, kLists> counters_;
  std::vector<Num> nums_;
  std::vector<std::optional<Automatic>> automatic_;
  std::vector<int> styles_;  // by level: of the heading that belongs to it
};

}  // namespace gangmu
