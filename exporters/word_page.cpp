#include "exporters/word_page.h"

#include <pugixml.hpp>

#include "exporters/word_package.h"
#include "exporters/word_runs.h"
#include "exporters/word_xml.h"

namespace gangmu {

using pugi::xml_node;

std::string word_settings(const WordNotes& given) {
  pugi::xml_document part;
  const xml_node root = word_root(part, "w:settings");
  set(add(root, "w:zoom"), "w:percent", 100);
  add(root, "w:bordersDoNotSurroundHeader");
  add(root, "w:bordersDoNotSurroundFooter");
  add_value(root, "w:defaultTabStop", 420);
  add(root, "w:evenAndOddHeaders");
  add_value(root, "w:characterSpacingControl", "compressPunctuation");
  if (!given.empty()) {
    const xml_node notes = add(root, "w:footnotePr");
    if (given.counted()) add_value(notes, "w:numFmt", given.format());
    for (const int id : {-1, 0}) set(add(notes, "w:footnote"), "w:id", id);
  }
  const xml_node compat = add(root, "w:compat");
  for (const char* name :
       {"w:spaceForUL", "w:balanceSingleByteDoubleByteWidth", "w:doNotLeaveBackslashAlone",
        "w:ulTrailSpace", "w:doNotExpandShiftReturn", "w:adjustLineHeightInTable",
        "w:useFELayout"}) {
    add(compat, name);
  }
  const xml_node mode = add(compat, "w:compatSetting");
  set(mode, "w:name", "compatibilityMode");
  set(mode, "w:uri", "http://schemas.microsoft.com/office/word");
  set(mode, "w:val", 15);
  const xml_node language = add(root, "w:themeFontLang");
  set(language, "w:val", "en-US");
  set(language, "w:eastAsia", "zh-CN");
  add_value(root, "w:decimalSymbol", ".");
  add_value(root, "w:listSeparator", ",");
  return bytes_of(part);
}

std::string word_footer(bool odd) {
  pugi::xml_document part;
  const xml_node paragraph = add_paragraph(word_root(part, "w:ftr"), "Footer");
  const xml_node properties = properties_of(paragraph);
  const xml_node indent = add(properties, "w:ind");  // one character from the edge
  set(indent, odd ? "w:rightChars" : "w:leftChars", 100);
  set(indent, odd ? "w:right" : "w:left", 280);
  add_value(properties, "w:jc", odd ? "right" : "left");
  add_text(paragraph, "\u2014 ");
  add_field_mark(paragraph, "begin");
  add_instruction(paragraph, " PAGE ");
  add_field_mark(paragraph, "separate");
  add_text(paragraph, "1");
  add_field_mark(paragraph, "end");
  add_text(paragraph, " \u2014");
  return bytes_of(part);
}

std::string word_core(std::string_view title, std::string_view mark) {
  pugi::xml_document part;
  xml_node root = part.append_child("cp:coreProperties");
  set(root, "xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
  set(root, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  put_text(add(root, "dc:identifier"), mark);
  put_text(add(root, "dc:title"), title);
  put_text(add(root, "dc:language"), "zh-CN");
  return bytes_of(part);
}

void add_section(xml_node parent, bool wide, const WordNotes& notes) {
  constexpr int kWidth = 11906, kHeight = 16838;                           // A4
  constexpr int kTop = 2098, kLeft = 1588, kRight = 1474, kBottom = 1984;  // 37, 28, 26, 35 mm
  const xml_node section = add(parent, "w:sectPr");
  for (const bool odd : {true, false}) {
    const xml_node footer = add(section, "w:footerReference");
    set(footer, "w:type", odd ? "default" : "even");
    set(footer, "r:id", odd ? kFooterOddId : kFooterEvenId);
  }
  if (notes.counted()) add_value(add(section, "w:footnotePr"), "w:numFmt", notes.format());
  const xml_node size = add(section, "w:pgSz");
  set(size, "w:w", wide ? kHeight : kWidth);
  set(size, "w:h", wide ? kWidth : kHeight);
  if (wide) set(size, "w:orient", "landscape");
  const xml_node margins = add(section, "w:pgMar");
  set(margins, "w:top", wide ? kLeft : kTop);
  set(margins, "w:right", wide ? kTop : kRight);
  set(margins, "w:bottom", wide ? kRight : kBottom);
  set(margins, "w:left", wide ? kBottom : kLeft);
  set(margins, "w:header", 851);
  set(margins, "w:footer", wide ? 794 : 1304);  // the number 7 mm below the text
  set(margins, "w:gutter", 0);
  set(add(section, "w:cols"), "w:space", 425);
  const xml_node grid = add(section, "w:docGrid");
  set(grid, "w:type", "lines");
  set(grid, "w:linePitch", kLine);
}

}  // namespace gangmu
