#include "readers/ofd_page.h"

#include <algorithm>
#include <cmath>
#include <pugixml.hpp>
#include <utility>

#include "model/text.h"
#include "readers/ofd_path.h"
#include "readers/xml.h"

namespace gangmu {

namespace {

// What an object, a character and a part of a path cost of the budget.
constexpr std::size_t kObjectCost = 8, kCharCost = 1, kPathCost = 4;
constexpr std::size_t kMostInside = 8;  // composite objects inside one another
constexpr double kBoldWeight = 600;
constexpr double kUsualPen = 0.353;    // millimetres, as the standard has it
constexpr double kPictureShare = 0.5;  // of the page
constexpr std::size_t kMostFonts = 65535;

bool is_true(std::string_view text, bool usual) {
  return text == "true" || text == "1" ? true : text == "false" || text == "0" ? false : usual;
}

bool is_hidden(const pugi::xml_node& object) {
  return !is_true(attribute_named(object, "Visible"), true);
}

// Whether an object or its colour lets everything through.
bool is_clear(const pugi::xml_node& node) {
  return ofd_number(attribute_named(node, "Alpha"), 255) <= 0;
}

OfdMatrix placed(const pugi::xml_node& object, const OfdMatrix& to_page) {
  const OfdBox box = ofd_box(attribute_named(object, "Boundary")).value_or(OfdBox{});
  const OfdMatrix own = ofd_matrix(attribute_named(object, "CTM"));
  return to_page.over({1, 0, 0, 1, box.x, box.y}).over(own);
}

// By quarters, clockwise.
OfdPoint turned(OfdPoint p, double degrees) {
  const auto quarter = static_cast<int>(std::lround(std::fmod(degrees, 360) / 90)) & 3;
  switch (quarter) {
    case 1:
      return {-p.y, p.x};
    case 2:
      return {-p.x, -p.y};
    case 3:
      return {p.y, -p.x};
    default:
      return p;
  }
}

std::size_t char_count_of(const std::vector<OfdPiece>& pieces) {
  std::size_t count = 0;
  for (const OfdPiece& piece : pieces) count += piece.chars.size();
  return count;
}

// Line ends at either side come from programs that lay XML out.
std::string code_of(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node part : node.children()) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
  }
  const std::size_t first = text.find_first_not_of(" \t\n");
  if (first == text.npos) return text;
  const std::size_t last = text.find_last_not_of(" \t\n");
  if (text.find('\n', last) != text.npos) text.resize(last + 1);
  if (text.substr(0, first).find('\n') != text.npos) text.erase(0, first);
  return text;
}

}  // namespace

std::uint16_t OfdFonts::index_of(const PageFont& font) {
  const auto found = indices_.find({font.name, font.bold});
  if (found != indices_.end()) return found->second;
  if (fonts_.size() == kMostFonts) return 0;
  const auto index = static_cast<std::uint16_t>(fonts_.size());
  fonts_.push_back(font);
  indices_.emplace(std::pair(font.name, font.bold), index);
  return index;
}

OfdPageReader::OfdPageReader(const OfdBox& area, const OfdResources& resources, OfdFonts* fonts,
                             OfdBudget* budget)
    : resources_(resources),
      fonts_(fonts),
      budget_(budget),
      to_page_{kPointsPerMm, 0, 0, kPointsPerMm, -area.x * kPointsPerMm, -area.y * kPointsPerMm} {
  page_.width = page_length(area.width * kPointsPerMm);
  page_.height = page_length(area.height * kPointsPerMm);
}

void OfdPageReader::content(const pugi::xml_node& content) { objects(content, to_page_); }

Page OfdPageReader::finish() {
  const double area = static_cast<double>(page_.width) * page_.height;
  page_.picture = pictures_ > 0 && pictures_ >= area * kPictureShare;
  // Text without colour on the picture of a page is what recognition found in it.
  if (page_.picture && char_count_of(unseen_) > char_count_of(pieces_)) {
    pieces_.insert(pieces_.end(), unseen_.begin(), unseen_.end());
  }
  set_runs(pieces_, &page_);
  return std::move(page_);
}

void OfdPageReader::objects(const pugi::xml_node& parent, const OfdMatrix& to_page) {
  for (const pugi::xml_node object : parent.children()) {
    if (object.type() != pugi::node_element || is_hidden(object)) continue;
    if (!budget_->take(kObjectCost)) return;
    const std::string_view name = local_name(object);
    if (name == "Layer" || name == "PageBlock") {
      objects(object, to_page);
    } else if (name == "TextObject") {
      text(object, placed(object, to_page));
    } else if (name == "PathObject") {
      path(object, placed(object, to_page));
    } else if (name == "ImageObject") {
      image(object, to_page);
    } else if (name == "CompositeObject") {
      composite(object, placed(object, to_page));
    }
  }
}

// -------------------------------------------------------------------------------------------- text

void OfdPageReader::text(const pugi::xml_node& object, const OfdMatrix& to_page) {
  const double size = ofd_number(attribute_named(object, "Size"), 0);
  const double scale = ofd_number(attribute_named(object, "HScale"), 1);
  const OfdPoint letters =
      turned({scale * size, 0}, ofd_number(attribute_named(object, "CharDirection"), 0));
  OfdPiece piece;
  piece.em = to_page.turn(letters);
  piece.size = length_of(to_page.turn({0, size}));
  if (!(size > 0) || !(piece.size > 0) || !(length_of(piece.em) > 0)) return;
  piece.quarter = quarter_of(piece.em);
  const pugi::xml_node color = child_named(object, "FillColor");
  const bool fills = is_true(attribute_named(object, "Fill"), true);
  const bool strokes = is_true(attribute_named(object, "Stroke"), false);
  const bool clear = is_clear(object) || (!strokes && (!fills || is_clear(color)));
  piece.font = font_of(object);
  bool any = false;
  OfdPoint start;
  for (const pugi::xml_node code : object.children()) {
    if (local_name(code) != "TextCode") continue;
    // What is not said is as in the one before.
    start = {ofd_number(attribute_named(code, "X"), start.x),
             ofd_number(attribute_named(code, "Y"), start.y)};
    piece.chars.clear();
    text_code(code, object, start, size, scale, to_page, &piece);
    if (piece.chars.empty()) continue;
    any = true;
    std::vector<OfdPiece::Char> chars = std::exchange(piece.chars, {});
    OfdPiece& kept = (clear ? unseen_ : pieces_).emplace_back(piece);
    kept.chars = std::move(chars);
  }
  if (any || clear) return;
  for (const pugi::xml_node transform : object.children()) {
    if (local_name(transform) != "CGTransform") continue;
    constexpr double kMost = 10000;
    const double glyphs = ofd_number(attribute_named(transform, "GlyphCount"), 1);
    unnamed_ += static_cast<std::size_t>(std::clamp(glyphs, 1.0, kMost));
  }
}

void OfdPageReader::text_code(const pugi::xml_node& code, const pugi::xml_node& object,
                              OfdPoint start, double size, double scale, const OfdMatrix& to_page,
                              OfdPiece* piece) {
  const std::string text = code_of(code);
  const std::string_view across = trim(attribute_named(code, "DeltaX")),
                         down = trim(attribute_named(code, "DeltaY"));
  OfdDeltas deltas_x(across), deltas_y(down);
  const double reading = ofd_number(attribute_named(object, "ReadDirection"), 0);
  OfdPoint at = start;
  bool visible = false;
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = next_char(text, i);
    if (!budget_->take(kCharCost)) return;
    if (c < 0x20 || c == 0x7F) c = ' ';
    const bool nothing = c == 0xFEFF || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF;
    if (!nothing) {
      piece->chars.push_back({c, to_page.place(at)});
      visible = visible || !is_blank(c);
    }
    // One list alone moves in its direction alone. Where it ends the font goes on.
    const OfdPoint step = turned({natural_width(c) * size * scale, 0}, reading);
    const auto moved = [&](std::string_view own, std::string_view other, OfdDeltas* deltas,
                           double usual) {
      if (own.empty()) return other.empty() ? usual : 0;
      return deltas->next().value_or(usual);
    };
    at.x += moved(across, down, &deltas_x, step.x);
    at.y += moved(down, across, &deltas_y, step.y);
  }
  if (!visible) piece->chars.clear();
}

std::uint16_t OfdPageReader::font_of(const pugi::xml_node& object) {
  const auto known = resources_.fonts.find(attribute_named(object, "Font"));
  PageFont font = known == resources_.fonts.end() ? PageFont{} : known->second;
  // Programs embolden a font that has no bold by drawing its outline too.
  const bool outlined = is_true(attribute_named(object, "Stroke"), false) &&
                        is_true(attribute_named(object, "Fill"), true);
  font.bold = font.bold || outlined || is_true(attribute_named(object, "Bold"), false) ||
              ofd_number(attribute_named(object, "Weight"), 0) >= kBoldWeight;
  return fonts_->index_of(font);
}

// --------------------------------------------------------------------------------- what is drawn

void OfdPageReader::path(const pugi::xml_node& object, const OfdMatrix& to_page) {
  if (is_clear(object)) return;
  const pugi::xml_node fill = child_named(object, "FillColor");
  OfdPen pen;
  pen.strokes = is_true(attribute_named(object, "Stroke"), true) &&
                !is_clear(child_named(object, "StrokeColor"));
  pen.fills = is_true(attribute_named(object, "Fill"), false) && !is_clear(fill);
  if (!pen.strokes && !pen.fills) return;
  const double width = ofd_number(attribute_named(object, "LineWidth"), kUsualPen);
  pen.width = width * length_of(to_page.turn({std::sqrt(0.5), std::sqrt(0.5)}));
  const std::size_t parts = add_rules(child_named(object, "AbbreviatedData").text().get(), to_page,
                                      pen, budget_->left() / kPathCost, &page_.rules);
  budget_->take(parts * kPathCost);
}

void OfdPageReader::image(const pugi::xml_node& object, const OfdMatrix& to_page) {
  const auto box = ofd_box(attribute_named(object, "Boundary"));
  if (!box || is_clear(object)) return;
  const OfdPoint a = to_page.place({box->x, box->y});
  const OfdPoint b = to_page.place({box->x + box->width, box->y + box->height});
  const double left = std::max(std::min(a.x, b.x), 0.0), top = std::max(std::min(a.y, b.y), 0.0);
  const double width = std::min<double>(std::max(a.x, b.x), page_.width) - left;
  const double height = std::min<double>(std::max(a.y, b.y), page_.height) - top;
  if (width > 0 && height > 0) pictures_ += width * height;
}

void OfdPageReader::composite(const pugi::xml_node& object, const OfdMatrix& to_page) {
  const std::string_view id = attribute_named(object, "ResourceID");
  const auto unit = resources_.units.find(id);
  if (unit == resources_.units.end() || is_clear(object)) return;
  if (open_.size() == kMostInside || std::count(open_.begin(), open_.end(), id) > 0) return;
  open_.push_back(id);
  objects(child_named(pugi::xml_node(unit->second), "Content"), to_page);
  open_.pop_back();
}

}  // namespace gangmu
