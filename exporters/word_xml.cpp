#include "exporters/word_xml.h"

#include <pugixml.hpp>

#include "exporters/utf8.h"

namespace gangmu {

namespace {

class StringWriter : public pugi::xml_writer {
 public:
  void write(const void* data, std::size_t size) override {
    text.append(static_cast<const char*>(data), size);
  }
  std::string text;
};

}  // namespace

pugi::xml_node add(pugi::xml_node parent, const char* name) { return parent.append_child(name); }

pugi::xml_node add_value(pugi::xml_node parent, const char* name, std::string_view value) {
  pugi::xml_node node = parent.append_child(name);
  set(node, "w:val", value);
  return node;
}

pugi::xml_node add_value(pugi::xml_node parent, const char* name, int value) {
  pugi::xml_node node = parent.append_child(name);
  set(node, "w:val", value);
  return node;
}

void set(pugi::xml_node node, const char* attribute, std::string_view value) {
  node.append_attribute(attribute).set_value(xml_text(value).c_str());
}

void set(pugi::xml_node node, const char* attribute, int value) {
  node.append_attribute(attribute).set_value(value);
}

void put_text(pugi::xml_node node, std::string_view text) {
  node.append_child(pugi::node_pcdata).set_value(xml_text(text).c_str());
}

pugi::xml_node word_root(pugi::xml_document& part, const char* name) {
  pugi::xml_node root = part.append_child(name);
  set(root, "xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
  set(root, "xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
  return root;
}

std::string bytes_of(const pugi::xml_document& part) {
  StringWriter writer;
  writer.text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  part.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return std::move(writer.text);
}

}  // namespace gangmu
