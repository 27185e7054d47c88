// Paragraphs and runs of a Word document: what its text and its notes share.
#pragma once

#include <string_view>

namespace pugi {
class xml_node;
}

namespace gangmu {

pugi::xml_node add_paragraph(pugi::xml_node parent, std::string_view style);
// The properties of a paragraph of add_paragraph().
pugi::xml_node properties_of(pugi::xml_node paragraph);
inline constexpr int kInBox = 120;  // between the edge of the page's text and that of a box
// <w:ind>: `inset` from the left in twentieths of a point, the first line two characters more.
pugi::xml_node add_indent(pugi::xml_node properties, int inset, bool first_line);
// A run without text. `style`: of characters, or none. Signs that exist in two widths get the wide
// one.
pugi::xml_node add_run(pugi::xml_node paragraph, const char* style = nullptr);
// The text in an open run: line ends and tabs as Word has them.
void add_words(pugi::xml_node run, std::string_view text);
// The same in a run of its own; nothing where there is no text.
void add_text(pugi::xml_node paragraph, std::string_view text, const char* style = nullptr);
void add_field_mark(pugi::xml_node paragraph, const char* type);  // "begin", "separate", "end"
void add_instruction(pugi::xml_node paragraph, std::string_view text);

}  // namespace gangmu
