#include "readers/xml.h"

#include <charconv>
#include <pugixml.hpp>

namespace gangmu {

namespace {

constexpr std::uint64_t kUsualDepth = 400;  // elements inside one another; Word writes some thirty

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

bool is_too_deep(const pugi::xml_node& root, std::uint64_t most) {
  std::uint64_t depth = 0;
  for (pugi::xml_node at = root.first_child(); at;) {
    if (at.first_child()) {
      at = at.first_child();
      if (++depth > most) return true;
      continue;
    }
    while (at && !at.next_sibling()) {
      at = at.parent();
      --depth;
      if (at == root) return false;
    }
    if (at) at = at.next_sibling();
  }
  return false;
}

}  // namespace

Result<bool> load_xml(const std::string& file, const std::string& part, const std::string& bytes,
                      const ReadLimits& limits, pugi::xml_document* out) {
  // Blanks that stand alone in a run are text.
  const unsigned options = pugi::parse_default | pugi::parse_ws_pcdata_single;
  const pugi::xml_parse_result parsed = out->load_buffer(bytes.data(), bytes.size(), options);
  if (!parsed) {
    return Error{"input.damaged",
                 said("\"%1\" is damaged: its part \"%2\" is no XML at byte %3 (%4)", file, part,
                      parsed.offset, parsed.description()),
                 file, "get the file again, or open it in Word or WPS and save it anew"};
  }
  if (const std::uint64_t most = limits.nesting_or(kUsualDepth); is_too_deep(*out, most)) {
    return Error{"input.nested",
                 said("\"%1\": its part \"%2\" nests elements more than %3 deep", file, part, most),
                 file,
                 said("%1; --limit %2 takes it all the same",
                      Message("this is no document that a word processor made"), "nesting=N")};
  }
  return true;
}

std::string_view local_name(const pugi::xml_node& node) { return without_prefix(node.name()); }

pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node child : node.children()) {
    if (local_name(child) == name) return child;
  }
  return {};
}

std::string_view attribute_named(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    if (without_prefix(attribute.name()) == name) return attribute.value();
  }
  return {};
}

std::string_view child_value_of(const pugi::xml_node& node, std::string_view name) {
  return attribute_named(child_named(node, name), "val");
}

int number_in(std::string_view text, int other) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : other;
}

bool is_on(const pugi::xml_node& property) {
  if (!property) return false;
  const std::string_view value = attribute_named(property, "val");
  return value != "0" && value != "false" && value != "off";
}

// The first choice is what the producer meant; readers without its features take the fallback.
pugi::xml_node chosen_branch(const pugi::xml_node& alternate) {
  const pugi::xml_node choice = child_named(alternate, "Choice");
  return choice ? choice : child_named(alternate, "Fallback");
}

}  // namespace gangmu
