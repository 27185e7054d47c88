// Writes HTML through a Sink. What comes from documents goes through text() and attributes alone,
// which escape it; raw() is for markup that stands in our own source.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "exporters/exporter.h"

namespace gangmu {

struct HtmlAttribute {
  std::string_view name;
  std::string_view value;
};

class HtmlWriter {
 public:
  explicit HtmlWriter(Sink& sink) : sink_(sink) {}

  // <name a="b">; attributes without a value are left out.
  void open(std::string_view name, std::span<const HtmlAttribute> attributes);
  void open(std::string_view name, std::initializer_list<HtmlAttribute> attributes = {}) {
    open(name, std::span(attributes.begin(), attributes.size()));
  }
  void close(std::string_view name);
  // Characters that HTML cannot hold become U+FFFD.
  void text(std::string_view text);
  // <name a="b">text</name>
  void element(std::string_view name, std::initializer_list<HtmlAttribute> attributes,
               std::string_view content) {
    open(name, attributes);
    text(content);
    close(name);
  }
  void raw(std::string_view markup) { sink_.write(markup); }
  // Which program made the page. Others that save it write their own name there.
  void generator(std::string_view version);

 private:
  Sink& sink_;
};

// Whether the program made a page, as its head says.
bool is_own_page(std::string_view bytes);

}  // namespace gangmu
