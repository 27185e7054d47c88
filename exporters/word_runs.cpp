#include "exporters/word_runs.h"

#include <algorithm>
#include <pugixml.hpp>

#include "exporters/word_xml.h"

namespace gangmu {

using pugi::xml_node;

xml_node add_paragraph(xml_node parent, std::string_view style) {
  const xml_node paragraph = add(parent, "w:p");
  add_value(add(paragraph, "w:pPr"), "w:pStyle", style);
  return paragraph;
}

xml_node properties_of(xml_node paragraph) { return paragraph.first_child(); }

xml_node add_indent(xml_node properties, int inset, bool first_line) {
  constexpr int kTwoCharacters = 640;  // of size 3
  const xml_node indent = add(properties, "w:ind");
  set(indent, "w:left", inset);
  set(indent, "w:firstLineChars", first_line ? 200 : 0);
  set(indent, "w:firstLine", first_line ? kTwoCharacters : 0);
  return indent;
}

xml_node add_run(xml_node paragraph, const char* style) {
  const xml_node run = add(paragraph, "w:r");
  const xml_node properties = add(run, "w:rPr");
  if (style != nullptr) add_value(properties, "w:rStyle", style);
  set(add(properties, "w:rFonts"), "w:hint", "eastAsia");
  return run;
}

void add_words(xml_node run, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n\r\f\t"), text.size());
    if (end > 0) {
      const xml_node words = add(run, "w:t");
      set(words, "xml:space", "preserve");
      put_text(words, text.substr(0, end));
    }
    if (end == text.size()) return;
    add(run, text[end] == '\t' ? "w:tab" : "w:br");
    text.remove_prefix(end + 1);
  }
}

void add_text(xml_node paragraph, std::string_view text, const char* style) {
  if (!text.empty()) add_words(add_run(paragraph, style), text);
}

void add_field_mark(xml_node paragraph, const char* type) {
  set(add(add_run(paragraph), "w:fldChar"), "w:fldCharType", type);
}

void add_instruction(xml_node paragraph, std::string_view text) {
  const xml_node instruction = add(add_run(paragraph), "w:instrText");
  set(instruction, "xml:space", "preserve");
  put_text(instruction, text);
}

}  // namespace gangmu
