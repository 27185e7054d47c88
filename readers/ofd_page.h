// The content of a page: its objects, one by one, brought to points on the page.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "readers/ofd_matrix.h"
#include "readers/ofd_text.h"
#include "readers/page.h"

namespace pugi {
class xml_node;
struct xml_node_struct;
}  // namespace pugi

namespace gangmu {

// Fonts and drawings of several objects, by their identifiers.
struct OfdResources {
  std::map<std::string, PageFont, std::less<>> fonts;
  std::map<std::string, pugi::xml_node_struct*, std::less<>> units;
};

// The fonts that the text is set in, each once.
class OfdFonts {
 public:
  std::uint16_t index_of(const PageFont& font);
  std::vector<PageFont> take() { return std::move(fonts_); }

 private:
  std::vector<PageFont> fonts_;
  std::map<std::pair<std::string, bool>, std::uint16_t> indices_;
};

// How much comes out of a file in all. Parts can be shown again and again, so that a small file
// makes more than memory holds.
class OfdBudget {
 public:
  explicit OfdBudget(std::size_t left) : left_(left) {}
  bool take(std::size_t amount) {
    left_ = amount > left_ ? 0 : left_ - amount;
    return left_ > 0;
  }
  std::size_t left() const { return left_; }

 private:
  std::size_t left_;
};

// Reads the content of one page, and of the templates behind and before it.
class OfdPageReader {
 public:
  OfdPageReader(const OfdBox& area, const OfdResources& resources, OfdFonts* fonts,
                OfdBudget* budget);
  void content(const pugi::xml_node& content);
  // Glyphs without the characters they stand for, which are not in the text.
  std::size_t unnamed() const { return unnamed_; }
  Page finish();

 private:
  void objects(const pugi::xml_node& parent, const OfdMatrix& to_page);
  void text(const pugi::xml_node& object, const OfdMatrix& to_page);
  void text_code(const pugi::xml_node& code, const pugi::xml_node& object, OfdPoint start,
                 double size, double scale, const OfdMatrix& to_page, OfdPiece* piece);
  std::uint16_t font_of(const pugi::xml_node& object);
  void path(const pugi::xml_node& object, const OfdMatrix& to_page);
  void image(const pugi::xml_node& object, const OfdMatrix& to_page);
  void composite(const pugi::xml_node& object, const OfdMatrix& to_page);

  const OfdResources& resources_;
  OfdFonts* fonts_;
  OfdBudget* budget_;
  OfdMatrix to_page_;  // from millimetres of the page's box to points
  Page page_;
  std::vector<OfdPiece> pieces_, unseen_;  // text that shows, and text without colour
  std::vector<std::string_view> open_;     // composite objects around the one that is read
  double pictures_ = 0;                    // their area
  std::size_t unnamed_ = 0;
};

}  // namespace gangmu
