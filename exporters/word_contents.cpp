#include "exporters/word_contents.h"

#include <string_view>

#include "exporters/ids.h"
#include "model/text.h"

namespace gangmu {

namespace {

bool is_leader(char32_t c) {
  return c == '.' || c == U'\u2026' || c == U'\u00B7' || c == U'\u2025' || c == U'\uFF0E' ||
         c == U'\u22EF';
}

// An entry that ends with a number behind a blank or leaders has that for its page.
ContentsEntry entry_of(std::string_view line) {
  ContentsEntry entry;
  std::size_t end = line.size();
  while (end > 0 && is_ascii_digit(static_cast<unsigned char>(line[end - 1]))) --end;
  std::size_t before = end;
  while (before > 0) {
    std::size_t at = before;
    const char32_t c = previous_char(line, at);
    if (c != ' ' && !is_leader(c)) break;
    before = at;
  }
  const bool paged = end < line.size() && before < end && before > 0;
  entry.text = line.substr(0, paged ? before : line.size());
  if (paged) entry.page = line.substr(end);
  return entry;
}

// The text of the slice as lines of the source, blanks put back where the source has some.
std::vector<std::string> lines_of(const Document& document, Slice slice) {
  std::vector<std::string> lines;
  const std::string_view clean = document.clean;
  Offset behind = 0;  // the last character, in the source
  for (std::size_t at = slice.begin; at < slice.end;) {
    const auto begin = static_cast<Offset>(at);
    next_char(clean, at);
    const Offset source = document.source_of(begin);
    bool parted = false, blank = false;
    if (begin > slice.begin && source > behind) {
      const std::string_view gap =
          std::string_view(document.source.text).substr(behind, source - behind);
      parted = gap.find('\n') != gap.npos;
      blank = !parted;
    }
    if (lines.empty() || parted) lines.emplace_back();
    if (blank && !lines.back().empty() && lines.back().back() != ' ') lines.back() += ' ';
    lines.back().append(clean, begin, at - begin);
    behind = document.source_of({begin, static_cast<Offset>(at)}).end;
  }
  return lines;
}

std::string key_of(std::string_view text) { return without_blanks(fold(text)); }

}  // namespace

WordContents::WordContents(const Document& document) : named_(document.nodes.size(), false) {
  for (std::uint32_t toc = 0; toc < document.nodes.size(); ++toc) {
    const Node& node = document.nodes[toc];
    if (node.kind != NodeKind::toc) continue;
    std::unordered_map<std::string, std::uint32_t> headings;  // the first behind the contents
    for (std::uint32_t i = toc + 1; i < document.plans[node.plan].last_node; ++i) {
      const Node& other = document.nodes[i];
      if (other.title.empty() || other.run_in) continue;
      headings.emplace(key_of(heading_text(document, other)), i);
    }
    std::vector<ContentsEntry>& entries = entries_[toc];
    const std::vector<std::string> lines = lines_of(document, node.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      ContentsEntry entry = entry_of(lines[i]);
      auto found = headings.find(key_of(entry.text));
      if (found == headings.end() && entry.page.empty() && i + 1 < lines.size()) {
        const ContentsEntry longer = entry_of(lines[i] + lines[i + 1]);  // on two lines
        const auto other = headings.find(key_of(longer.text));
        if (other != headings.end()) {
          entry = longer;
          found = other;
          ++i;
        }
      }
      if (found != headings.end()) {
        entry.node = found->second;
        named_[entry.node] = true;
      }
      entries.push_back(std::move(entry));
    }
  }
}

std::string WordContents::bookmark(std::uint32_t node) const {
  return named_[node] ? "_Toc" + std::to_string(node + 1) : std::string();
}

}  // namespace gangmu
