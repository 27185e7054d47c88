// Elements of a part of a Word document, over pugixml. What XML forbids becomes U+FFFD. Schemas of
// Word ask for an order of elements: callers add them in it.
#pragma once

#include <string>
#include <string_view>

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace gangmu {

// `name` with its prefix: "w:p".
pugi::xml_node add(pugi::xml_node parent, const char* name);
// <name w:val="value"/>
pugi::xml_node add_value(pugi::xml_node parent, const char* name, std::string_view value);
pugi::xml_node add_value(pugi::xml_node parent, const char* name, int value);
void set(pugi::xml_node node, const char* attribute, std::string_view value);
void set(pugi::xml_node node, const char* attribute, int value);
// The text of an element.
void put_text(pugi::xml_node node, std::string_view text);
// The root of a part in the namespace of Word, with the one for relationships.
pugi::xml_node word_root(pugi::xml_document& part, const char* name);
// The part as bytes, its declaration before it, nothing indented.
std::string bytes_of(const pugi::xml_document& part);

}  // namespace gangmu
