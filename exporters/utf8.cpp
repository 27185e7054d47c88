#include "exporters/utf8.h"

#include <algorithm>

namespace gangmu {

namespace {

// XML 1.0, production Char; `length` is that of a well-formed character at `at`.
bool is_xml_char(std::string_view text, std::size_t at, std::size_t length) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (length == 1) return byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r';
  return !(length == 3 && byte == 0xEF && text[at + 1] == '\xBF' &&
           static_cast<unsigned char>(text[at + 2]) >= 0xBE);
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  std::size_t run = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    if (length > 0 && is_xml_char(text, at, length)) {
      at += length;
      continue;
    }
    clean.append(text, run, at - run);
    clean += "\uFFFD";
    run = at += std::max<std::size_t>(length, 1);
  }
  return clean.append(text, run);
}

}  // namespace gangmu
