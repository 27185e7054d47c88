// Small helpers to read XML by the local names of its elements: producers choose the prefixes.
#pragma once

#include <string>
#include <string_view>

#include "model/result.h"
#include "readers/limits.h"

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace gangmu {

// Parses a part of a container. Document types and external entities are never read. Refused: what
// is not well-formed ("input.damaged") and what is nested deeper than any document
// ("input.nested").
Result<bool> load_xml(const std::string& file, const std::string& part, const std::string& bytes,
                      const ReadLimits& limits, pugi::xml_document* out);

// The name without its prefix.
std::string_view local_name(const pugi::xml_node& node);
// The first child element with this local name; an empty node without one.
pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name);
// The value of the attribute with this local name; "" without one.
std::string_view attribute_named(const pugi::xml_node& node, std::string_view name);
// The "val" of a child element; "" without one.
std::string_view child_value_of(const pugi::xml_node& node, std::string_view name);
// The value as a whole number; `other` when it is none.
int number_in(std::string_view text, int other);
// Whether a property that is either on or off is on: it is there and does not say "off".
bool is_on(const pugi::xml_node& property);
// The branch of mc:AlternateContent that is to be read.
pugi::xml_node chosen_branch(const pugi::xml_node& alternate);

}  // namespace gangmu
