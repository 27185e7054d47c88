// Automatic numbers of DOCX: numbering.xml, and the styles that lead to it (ECMA-376, 17.9).
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace pugi {
class xml_node;
}

namespace gangmu {

inline constexpr int kNumberLevels = 9;

// Signs of the symbol fonts lie in the private use area; those that bullets are made of have
// characters of their own.
char32_t plain_sign(char32_t c);

class DocxNumbering {
 public:
  void read_styles(const pugi::xml_node& styles);
  void read_numbering(const pugi::xml_node& numbering);
  // The number of the next paragraph in reading order, with the blank that parts it from the text;
  // "" when it has none. Takes the paragraph's properties (w:pPr), which may be missing.
  std::string next(const pugi::xml_node& properties);
  // The outline level of a paragraph, its own or that of its style, from 1; 0: it is no heading.
  int outline_level(const pugi::xml_node& properties) const;
  // Whether a style, or one that it is based on, hides text.
  bool hides(std::string_view style) const;

 private:
  struct Level {
    int start = 1;
    std::optional<int> restart;  // the level, from 1, that begins this one anew; 0: none does
    std::string format = "decimal";
    std::string text;
    std::string style;  // the paragraph style that is numbered by this level
    bool blank = true;  // between number and text
    bool legal = false;
    bool hidden = false;
  };
  using Levels = std::array<Level, kNumberLevels>;
  struct Abstract {
    Levels levels;
    std::string style_link;  // the numbering stands in the list of this style
  };
  struct Num {
    std::string abstract;
    std::array<std::optional<int>, kNumberLevels> starts;
    std::map<int, Level> levels;  // that replace those of the abstract list
  };
  struct Style {
    std::string based_on, num;
    int level = -1;
    std::optional<bool> hidden;
    std::optional<int> outline;  // as the file counts, from 0
  };
  struct Counter {
    std::array<int, kNumberLevels> values{};
    std::array<bool, kNumberLevels> running{};
  };
  struct Place {
    std::string num;
    int level = -1;
  };

  static Level read_level(const pugi::xml_node& node);
  Place place_of(const pugi::xml_node& properties) const;
  const Style* style_of(std::string_view id) const;
  std::string abstract_of(const Num& num) const;
  const Level& level_of(const Num& num, const Abstract& list, int level) const;
  int start_of(const Num& num, const Abstract& list, int level) const;
  void count(const Place& place, const Num& num, const Abstract& list, Counter* counter);
  std::string text_of(const Num& num, const Abstract& list, int level,
                      const Counter& counter) const;

  std::map<std::string, Abstract, std::less<>> lists_;
  std::map<std::string, Num, std::less<>> nums_;
  std::map<std::string, Style, std::less<>> styles_;
  std::string default_style_;
  std::map<std::string, Counter> counters_;          // by abstract list
  std::set<std::pair<std::string, int>> restarted_;  // overrides that were applied
};

}  // namespace gangmu
