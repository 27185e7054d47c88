#include "exporters/html_writer.h"

#include <string>

#include "exporters/utf8.h"

namespace gangmu {

namespace {

constexpr std::string_view kGenerator = "gangmu ";

std::string_view entity_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

void HtmlWriter::open(std::string_view name, std::span<const HtmlAttribute> attributes) {
  sink_.put('<');
  sink_.write(name);
  for (const HtmlAttribute& attribute : attributes) {
    if (attribute.value.empty()) continue;
    sink_.put(' ');
    sink_.write(attribute.name);
    sink_.write("=\"");
    text(attribute.value);
    sink_.put('"');
  }
  sink_.put('>');
}

void HtmlWriter::close(std::string_view name) {
  sink_.write("</");
  sink_.write(name);
  sink_.put('>');
}

void HtmlWriter::text(std::string_view text) {
  const std::string clean = xml_text(text);
  const std::string_view view = clean;
  std::size_t run = 0;
  for (std::size_t at = 0; at < view.size(); ++at) {
    const std::string_view entity = entity_of(view[at]);
    if (entity.empty()) continue;
    sink_.write(view.substr(run, at - run));
    sink_.write(entity);
    run = at + 1;
  }
  sink_.write(view.substr(run));
}

void HtmlWriter::generator(std::string_view version) {
  open("meta", {{"name", "generator"}, {"content", std::string(kGenerator).append(version)}});
  raw("\n");
}

bool is_own_page(std::string_view bytes) {
  constexpr std::size_t kHead = 4096;
  const std::string mark = "<meta name=\"generator\" content=\"" + std::string(kGenerator);
  return bytes.starts_with("<!DOCTYPE html>\n<html lang=\"") &&
         bytes.substr(0, kHead).find(mark) != std::string_view::npos;
}

}  // namespace gangmu
