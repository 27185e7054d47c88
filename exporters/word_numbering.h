// Which markers Word counts by itself, and the lists that make it do so.
//
// The headings of a document are one list with a level a kind, so that a heading that staff add or
// move renumbers what follows; boxes have a list of their own beside it. A kind that goes on over
// those above it, as chapters do over parts, begins another list, since not all programs know
// levels that do not begin anew. What Word would show is counted along, and a marker is automatic
// where that is the marker character for character; a series that begins where Word would go on
// starts anew. A marker out of the series, and one with other signs than most of its kind, is
// typed.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "exporters/word_levels.h"
#include "model/document.h"

namespace pugi {
class xml_node;
}

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
  bool numbers_style(std::size_t level) const { return !levels_[kMain][level].text.empty(); }
  // The list that numbers the headings of a level.
  int num_of_style(std::size_t level) const { return base_num(list_of(level, kMain)); }
  std::string part() const;

  // Whether a blank parts a marker from what follows it.
  static bool needs_blank(std::string_view marker);

 private:
  static constexpr std::size_t kMain = 0, kBox = 1, kPlaces = 2;  // outside boxes, and inside
  struct Level {
    std::string format, text;  // "decimal", "(%3)"
  };
  struct Counter {
    std::array<int, kWordLevels> values = {};
    std::array<bool, kWordLevels> running = {};
    std::array<int, kWordLevels> last = {};  // the number of the marker printed last, typed or not
    int num = 0;                             // that is in use
  };
  struct Num {
    std::size_t list = 0;
    int level = -1, start = 0;  // of the level that begins anew; -1: none
  };

  void choose_patterns(const Document& document, const WordLevels& levels);
  void choose_running(const Document& document, const WordLevels& levels);
  void number(const Document& document, const WordLevels& levels, std::uint32_t node);
  int start_of(int num, int level) const;
  Counter counted(const Counter& counter, int level, std::optional<int> start) const;
  std::string shown(const Counter& counter, std::size_t place, int level) const;
  // Lists are counted from that of boxes, whose levels are together.
  std::size_t list_of(std::size_t level, std::size_t place) const {
    return place == kBox ? 0 : first_lists_[level];
  }
  static int base_num(std::size_t list) { return static_cast<int>(list) + 1; }
  void add_list(pugi::xml_node root, std::size_t list) const;

  std::array<std::array<Level, kWordLevels>, kPlaces> levels_;
  std::array<std::size_t, kWordLevels> first_lists_ = {};  // by level, outside boxes
  std::vector<Counter> counters_;                          // by list
  std::vector<Num> nums_;
  std::vector<std::optional<Automatic>> automatic_;
  std::vector<int> styles_;      // by level: of the heading that belongs to it
  std::vector<HeadLook> looks_;  // by level
};

}  // namespace gangmu
