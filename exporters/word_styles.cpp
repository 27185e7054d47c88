#include "exporters/word_styles.h"

#include <algorithm>
#include <pugixml.hpp>

#include "exporters/word_runs.h"
#include "exporters/word_xml.h"

namespace gangmu {

namespace {

using pugi::xml_node;

constexpr int kTitleLine = 700;  // twentieths of a point
// Half points: the sizes that printers call 2, small 2, 3, 4, small 4 and 5.
constexpr int kSize2 = 44, kSizeSmall2 = 36, kSize3 = 32, kSize4 = 28, kSizeSmall4 = 24,
              kSize5 = 21;
constexpr int kCharacter = 320;  // of size 3
// Between the characters of size 3, so that 28 fill a line.
constexpr int kTightening = -5;

enum class Align { left, centre, right, both };
constexpr const char* name_of(Align align) {
  switch (align) {
    case Align::left:
      return "left";
    case Align::centre:
      return "center";
    case Align::right:
      return "right";
    case Align::both:
      return "both";
  }
  return "left";
}

// The ids of the words for faces.
constexpr const char* kTextFace = msg("face of plan text");
constexpr const char* kTitleFace = msg("face of plan titles");
constexpr const char* kHeadFace = msg("font of heads");
constexpr const char* kSecondFace = msg("face of second heads");
constexpr const char* kSerifFace = msg("font of text");

void add_face(xml_node properties, const Words& words, const char* face) {
  const std::string_view latin = words(msg("face of Latin text"));
  const xml_node fonts = add(properties, "w:rFonts");
  set(fonts, "w:ascii", latin);
  set(fonts, "w:eastAsia", words(face));
  set(fonts, "w:hAnsi", latin);
  set(fonts, "w:cs", latin);
}

void add_size(xml_node properties, int half_points) {
  add_value(properties, "w:sz", half_points);
  add_value(properties, "w:szCs", half_points);
}

const char* face_of(HeadLook look) {
  switch (look) {
    case HeadLook::part:
      return kTitleFace;
    case HeadLook::chapter:
    case HeadLook::first:
      return kHeadFace;
    case HeadLook::section:
    case HeadLook::second:
      return kSecondFace;
    case HeadLook::third:
    case HeadLook::lower:
      return kTextFace;
  }
  return kTextFace;
}

// A style of paragraphs. What a member does not say is inherited.
struct ParagraphStyle {
  const char* id;
  std::string name;
  const char* based_on = "Normal";
  const char* next = nullptr;
  std::string link = {};
  bool built_in = true;
  bool keep_next = false;
  bool framed = false;
  bool leader = false;          // dots up to a number at the right edge
  int num_level = -1, num = 0;  // the list that counts it
  int line = 0;                 // exact; 0: inherited, -1: as high as its letters
  int before = 0, after = 0;
  bool indented = false;
  int inset = 0;                        // at both sides
  int inset_left = 0, inset_right = 0;  // at one side alone
  Align align = Align::both;
  int outline = 0;  // 1 is the highest
  const char* face = nullptr;
  bool bold = false;
  int size = 0;
};

void add_frame(xml_node properties) {
  const xml_node borders = add(properties, "w:pBdr");
  for (const char* side : {"w:top", "w:left", "w:bottom", "w:right"}) {
    const xml_node border = add(borders, side);
    set(border, "w:val", "single");
    set(border, "w:sz", 6);
    set(border, "w:space", 4);
    set(border, "w:color", "auto");
  }
}

void add_spacing(xml_node properties, const ParagraphStyle& style) {
  if (style.line == 0 && style.before == 0 && style.after == 0) return;
  const xml_node spacing = add(properties, "w:spacing");
  if (style.before > 0) set(spacing, "w:before", style.before);
  if (style.after > 0) set(spacing, "w:after", style.after);
  if (style.line == 0) return;
  set(spacing, "w:line", style.line > 0 ? style.line : 240);
  set(spacing, "w:lineRule", style.line > 0 ? "exact" : "auto");
}

void add_indent(xml_node properties, const ParagraphStyle& style) {
  if (!style.indented && style.inset == 0 && style.inset_left == 0 && style.inset_right == 0) {
    return;
  }
  const xml_node indent =
      gangmu::add_indent(properties, style.inset + style.inset_left, style.indented);
  if (style.inset + style.inset_right > 0) set(indent, "w:right", style.inset + style.inset_right);
}

class StyleSheet {
 public:
  explicit StyleSheet(const Words& words) : words_(words), root_(word_root(part_, "w:styles")) {}

  void add_defaults() {
    const xml_node defaults = add(root_, "w:docDefaults");
    const xml_node run = add(add(defaults, "w:rPrDefault"), "w:rPr");
    add_face(run, words_, kTextFace);
    add_size(run, kSize3);
    const xml_node language = add(run, "w:lang");
    set(language, "w:val", "en-US");
    set(language, "w:eastAsia", "zh-CN");
    set(language, "w:bidi", "ar-SA");
    add(add(defaults, "w:pPrDefault"), "w:pPr");
  }

  void add_paragraph(const ParagraphStyle& style, bool standard = false) {
    const xml_node out = open("paragraph", style.id, style.name, style.built_in);
    if (standard) set(out, "w:default", 1);
    if (!standard) add_value(out, "w:basedOn", style.based_on);
    if (style.next != nullptr) add_value(out, "w:next", style.next);
    if (!style.link.empty()) add_value(out, "w:link", style.link);
    add(out, "w:qFormat");
    const xml_node paragraph = add(out, "w:pPr");
    if (style.keep_next) {
      add(paragraph, "w:keepNext");
      add(paragraph, "w:keepLines");
    }
    if (standard) add_value(paragraph, "w:widowControl", 0);
    if (style.num_level >= 0) {
      const xml_node list = add(paragraph, "w:numPr");
      if (style.num_level > 0) add_value(list, "w:ilvl", style.num_level);
      add_value(list, "w:numId", style.num);
    }
    if (style.framed) add_frame(paragraph);
    if (style.leader) {
      const xml_node tab = add(add(paragraph, "w:tabs"), "w:tab");
      set(tab, "w:val", "right");
      set(tab, "w:leader", "dot");
      set(tab, "w:pos", kTextWidth);
    }
    // The grid would make lines of other heights two.
    if (style.line != 0 && !standard) add_value(paragraph, "w:snapToGrid", 0);
    add_spacing(paragraph, style);
    add_indent(paragraph, style);
    add_value(paragraph, "w:jc", name_of(style.align));
    if (style.outline > 0) add_value(paragraph, "w:outlineLvl", style.outline - 1);
    if (style.face == nullptr && !style.bold && style.size == 0 && !standard) return;
    const xml_node run = add(out, "w:rPr");
    if (style.face != nullptr) add_face(run, words_, style.face);
    if (style.bold) add(run, "w:b");
    if (standard) add_value(run, "w:spacing", kTightening);
    if (style.size > 0) {
      add_value(run, "w:spacing", 0);
      add_size(run, style.size);
    }
  }

  xml_node add_characters(const std::string& id, const std::string& name, bool built_in,
                          const std::string& link = {}) {
    const xml_node out = open("character", id, name, built_in);
    if (!link.empty()) add_value(out, "w:link", link);
    return add(out, "w:rPr");
  }

  void add_table_grid() {
    const xml_node normal = open("table", "TableNormal", "Normal Table", true);
    set(normal, "w:default", 1);
    const xml_node margins = add(add(normal, "w:tblPr"), "w:tblCellMar");
    for (const char* side : {"w:left", "w:right"}) {
      const xml_node margin = add(margins, side);
      set(margin, "w:w", 85);
      set(margin, "w:type", "dxa");
    }
    const xml_node grid = open("table", style::kTableGrid, "Table Grid", true);
    add_value(grid, "w:basedOn", "TableNormal");
    const xml_node borders = add(add(grid, "w:tblPr"), "w:tblBorders");
    for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
      const xml_node border = add(borders, side);
      set(border, "w:val", "single");
      set(border, "w:sz", 4);
      set(border, "w:space", 0);
      set(border, "w:color", "auto");
    }
  }

  void add_list_none() {
    const xml_node out = open("numbering", "NoList", "No List", true);
    set(out, "w:default", 1);
  }

  std::string bytes() const { return bytes_of(part_); }

 private:
  xml_node open(const char* type, const std::string& id, const std::string& name, bool built_in) {
    const xml_node out = add(root_, "w:style");
    set(out, "w:type", type);
    set(out, "w:styleId", id);
    if (!built_in) set(out, "w:customStyle", 1);
    add_value(out, "w:name", name);
    return out;
  }

  const Words& words_;
  pugi::xml_document part_;
  xml_node root_;
};

std::string word(const Words& words, const char* id) { return std::string(words(id)); }

void add_text_styles(StyleSheet& sheet, const Words& words, const WordLevels& levels) {
  sheet.add_paragraph({.id = "Normal", .name = "Normal", .line = kLine}, true);
  sheet.add_paragraph({.id = style::kText, .name = "Body Text", .indented = true});
  sheet.add_paragraph(
      {.id = style::kFlush, .name = word(words, msg("style flush text")), .built_in = false});
  sheet.add_paragraph({.id = style::kTitle,
                       .name = "Title",
                       .next = style::kText,
                       .keep_next = true,
                       .line = kTitleLine,
                       .after = kLine,
                       .align = Align::centre,
                       .outline = levels.several_plans() ? 1 : 0,
                       .face = kTitleFace,
                       .size = kSize2});
  sheet.add_paragraph({.id = style::kSubtitle,
                       .name = "Subtitle",
                       .next = style::kText,
                       .align = Align::centre,
                       .face = kSecondFace});
  sheet.add_paragraph({.id = style::kLabel,
                       .name = word(words, msg("style plan label")),
                       .next = style::kTitle,
                       .built_in = false,
                       .keep_next = true,
                       .after = kLine,
                       .align = Align::left,
                       .face = kHeadFace});
  sheet.add_paragraph({.id = style::kNoticeTitle,
                       .name = word(words, msg("style notice title")),
                       .next = style::kText,
                       .built_in = false,
                       .keep_next = true,
                       .line = kTitleLine,
                       .after = kLine,
                       .align = Align::centre,
                       .face = kTitleFace,
                       .size = kSize2});
  sheet.add_paragraph({.id = style::kSignature,
                       .name = "Signature",
                       .inset_right = 2 * kCharacter,
                       .align = Align::right});
  sheet.add_paragraph({.id = style::kContentsTitle,
                       .name = "TOC Heading",
                       .next = style::kText,
                       .keep_next = true,
                       .before = kLine / 2,
                       .after = kLine / 2,
                       .align = Align::centre,
                       .face = kHeadFace});
  sheet.add_paragraph({.id = style::kAppendixTitle,
                       .name = word(words, msg("style appendix title")),
                       .next = style::kText,
                       .built_in = false,
                       .keep_next = true,
                       .line = kTitleLine,
                       .after = kLine / 2,
                       .align = Align::centre,
                       .outline = levels.style_at(0),
                       .face = kTitleFace,
                       .size = kSizeSmall2});
  sheet.add_paragraph({.id = style::kSubheading,
                       .name = word(words, msg("style subheading")),
                       .next = style::kText,
                       .built_in = false,
                       .keep_next = true,
                       .indented = true,
                       .bold = true});
}

void add_box_and_table_styles(StyleSheet& sheet, const Words& words) {
  sheet.add_paragraph({.id = style::kBoxTitle,
                       .name = word(words, msg("style box title")),
                       .next = style::kBoxText,
                       .built_in = false,
                       .keep_next = true,
                       .framed = true,
                       .before = kLine / 4,
                       .inset = kInBox,
                       .align = Align::centre,
                       .face = kHeadFace,
                       .size = kSize4});
  sheet.add_paragraph({.id = style::kBoxText,
                       .name = word(words, msg("style box text")),
                       .built_in = false,
                       .framed = true,
                       .indented = true,
                       .inset = kInBox,
                       .size = kSize4});
  sheet.add_paragraph({.id = style::kCaption,
                       .name = "caption",
                       .next = style::kText,
                       .keep_next = true,
                       .before = kLine / 4,
                       .align = Align::centre,
                       .face = kHeadFace,
                       .size = kSize4});
  sheet.add_paragraph({.id = style::kUnitLine,
                       .name = word(words, msg("style unit line")),
                       .built_in = false,
                       .keep_next = true,
                       .align = Align::right,
                       .size = kSizeSmall4});
  sheet.add_paragraph({.id = style::kTableHead,
                       .name = word(words, msg("style table head")),
                       .built_in = false,
                       .keep_next = true,
                       .line = -1,
                       .before = 30,
                       .after = 30,
                       .align = Align::centre,
                       .face = kHeadFace,
                       .size = kSize5});
  sheet.add_paragraph({.id = style::kTableText,
                       .name = word(words, msg("style table text")),
                       .built_in = false,
                       .line = -1,
                       .before = 30,
                       .after = 30,
                       .align = Align::left,
                       .size = kSize5});
  sheet.add_paragraph({.id = style::kNote,
                       .name = word(words, msg("style note")),
                       .built_in = false,
                       .line = -1,
                       .before = 60,
                       .after = 60,
                       .size = kSizeSmall4});
  sheet.add_table_grid();
  sheet.add_list_none();
}

void add_note_and_page_styles(StyleSheet& sheet, const Words& words) {
  sheet.add_paragraph({.id = style::kFootnote,
                       .name = "footnote text",
                       .line = -1,
                       .align = Align::left,
                       .size = kSize5});
  add_value(sheet.add_characters(style::kFootnoteMark, "footnote reference", true), "w:vertAlign",
            "superscript");
  add(sheet.add_characters(style::kRunIn, word(words, msg("style run-in title")), false), "w:b");
  sheet.add_paragraph({.id = "Footer",
                       .name = "footer",
                       .line = -1,
                       .align = Align::left,
                       .face = kSerifFace,
                       .size = kSize4});
  static const char* const kIds[] = {"TOC1", "TOC2", "TOC3"};
  for (int i = 0; i < 3; ++i) {
    sheet.add_paragraph({.id = kIds[i],
                         .name = "toc " + std::to_string(i + 1),
                         .next = style::kText,
                         .leader = true,
                         .inset_left = i * kCharacter,
                         .align = Align::left});
  }
}

void add_heading_styles(StyleSheet& sheet, const Words& words, const WordLevels& levels,
                        const WordNumbering& numbering) {
  for (int number = 1; number <= kWordLevels; ++number) {
    const int level = number - levels.style_at(0);
    const bool used = level >= 0 && level < static_cast<int>(levels.kinds().size());
    // What the document has no heading for looks as the standard has it.
    const HeadLook look =
        used ? WordLevels::look_of(levels.kinds()[static_cast<std::size_t>(level)])
             : static_cast<HeadLook>(std::min(static_cast<int>(HeadLook::first) + number - 1,
                                              static_cast<int>(HeadLook::lower)));
    const std::string id = "Heading" + std::to_string(number);
    const bool numbered = used && numbering.numbers_style(static_cast<std::size_t>(level));
    const int space = is_centred(look) ? kLine / 2 : 0;
    sheet.add_paragraph(
        {.id = id.c_str(),
         .name = "heading " + std::to_string(number),
         .next = style::kText,
         .link = id + "Char",
         .keep_next = true,
         .num_level = numbered ? level : -1,
         .num = numbered ? numbering.num_of_style(static_cast<std::size_t>(level)) : 0,
         .before = space,
         .after = space,
         .indented = !is_centred(look),
         .align = is_centred(look) ? Align::centre : Align::both,
         .outline = number,
         .face = face_of(look),
         .bold = look == HeadLook::third,
         .size = look == HeadLook::part ? kSizeSmall2 : 0});
    add_look(
        sheet.add_characters(id + "Char", "heading " + std::to_string(number) + " char", false, id),
        words, look);
  }
}

}  // namespace

void add_look(xml_node properties, const Words& words, HeadLook look) {
  add_face(properties, words, face_of(look));
  if (look == HeadLook::third) add(properties, "w:b");
  if (look == HeadLook::part) add_size(properties, kSizeSmall2);
}

std::string word_styles(const Words& words, const WordLevels& levels,
                        const WordNumbering& numbering) {
  StyleSheet sheet(words);
  sheet.add_defaults();
  add_text_styles(sheet, words, levels);
  add_heading_styles(sheet, words, levels, numbering);
  add_box_and_table_styles(sheet, words);
  add_note_and_page_styles(sheet, words);
  return sheet.bytes();
}

std::string word_fonts(const Words& words) {
  struct Face {
    const char *name, *others;
  };
  constexpr Face kFaces[] = {
      {kTextFace, msg("other faces of plan text")},
      {kTitleFace, msg("other faces of plan titles")},
      {kHeadFace, msg("other faces of heads")},
      {kSecondFace, msg("other faces of second heads")},
      {kSerifFace, msg("other faces of text")},
  };
  pugi::xml_document part;
  const xml_node root = word_root(part, "w:fonts");
  for (const Face& face : kFaces) {
    const xml_node font = add(root, "w:font");
    set(font, "w:name", words(face.name));
    add_value(font, "w:altName", words(face.others));
    add_value(font, "w:charset", "86");
    add_value(font, "w:pitch", "default");
  }
  return bytes_of(part);
}

}  // namespace gangmu
