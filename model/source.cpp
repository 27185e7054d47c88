#include "model/source.h"

#include <algorithm>
#include <cstring>

namespace gangmu {

void Source::index() {
  lines.assign(1, 0);
  pages.clear();
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  for (const char* at = begin; at < end; ++at) {
    at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    if (at == nullptr) break;
    if (at + 1 < end) lines.push_back(static_cast<Offset>(at + 1 - begin));
  }
  for (const char* at = begin; at < end; ++at) {
    at = static_cast<const char*>(std::memchr(at, '\f', static_cast<std::size_t>(end - at)));
    if (at == nullptr) break;
    if (pages.empty()) pages.push_back(0);
    pages.push_back(static_cast<Offset>(at + 1 - begin));
  }
}

std::string_view Source::line(std::uint32_t number) const {
  const Offset begin = lines[number - 1];
  Offset end = number < lines.size() ? lines[number] : static_cast<Offset>(text.size());
  if (end > begin && text[end - 1] == '\n') --end;
  return std::string_view(text).substr(begin, end - begin);
}

std::uint32_t Source::line_of(Offset offset) const {
  const auto after = std::upper_bound(lines.begin(), lines.end(), offset);
  return static_cast<std::uint32_t>(after - lines.begin());
}

LineRange Source::lines_of(Span span) const {
  return {line_of(span.begin), line_of(span.end > span.begin ? span.end - 1 : span.begin)};
}

std::optional<std::uint32_t> Source::page_of(Offset offset) const {
  if (pages.empty()) return std::nullopt;
  const auto after = std::upper_bound(pages.begin(), pages.end(), offset);
  return static_cast<std::uint32_t>(after - pages.begin());
}

}  // namespace gangmu
