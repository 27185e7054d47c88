// A stored container is written here by hand: raw bytes of a packed one teach a fuzzer little.
#include <cstdint>
#include <span>
#include <utility>

#include "tests/fuzz/targets.h"

namespace fuzz {

namespace {

constexpr std::string_view kWord[] = {"word/document.xml", "word/numbering.xml",
                                      "word/styles.xml",   "word/footnotes.xml",
                                      "word/endnotes.xml", "word/settings.xml"};
constexpr std::string_view kOfd[] = {"Doc_0/Pages/Page_0/Content.xml", "Doc_0/PublicRes.xml",
                                     "Doc_0/Document.xml", "Doc_0/Tpls/Tpl_0/Content.xml",
                                     "OFD.xml"};

// A workbook of one sheet: its XML, the strings it shares, its formats.
constexpr std::string_view kBook[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                      "xl/styles.xml"};
constexpr std::string_view kBookXml =
    R"(<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>)";
constexpr std::string_view kBookRelations =
    R"(<a><b Id="r1" Type="/worksheet" Target="worksheets/sheet1.xml"/></a>)";

std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t value = 0xFFFFFFFFu;
  for (const char c : bytes) {
    value ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) value = value >> 1 ^ ((value & 1) != 0 ? 0xEDB88320u : 0u);
  }
  return ~value;
}

void put(std::string* out, std::uint32_t value, int bytes) {
  for (; bytes > 0; --bytes, value >>= 8) *out += static_cast<char>(value & 0xFF);
}

// What local and central headers share: from the version to the length of the extra field.
std::string header(std::string_view name, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  std::string out;
  put(&out, 10, 2);     // version
  put(&out, 0, 2 + 2);  // flags, stored
  put(&out, 0x21, 2);   // time: 0x21, date below: 1980-01-01
  put(&out, 0x21, 2);
  put(&out, checksum(text), 4);
  put(&out, size, 4);
  put(&out, size, 4);
  put(&out, static_cast<std::uint32_t>(name.size()), 2);
  put(&out, 0, 2);
  return out;
}

std::string stored_zip(const std::vector<std::pair<std::string_view, std::string>>& entries) {
  std::string out, central;
  for (const auto& [name, text] : entries) {
    central += "PK\1\2";
    put(&central, 10, 2);
    central += header(name, text);
    put(&central, 0, 2 + 2 + 2 + 4);  // comment, disk, internal and external attributes
    put(&central, static_cast<std::uint32_t>(out.size()), 4);
    central += name;
    out += "PK\3\4" + header(name, text);
    out += name;
    out += text;
  }
  const auto begin = static_cast<std::uint32_t>(out.size());
  out += central + "PK\5\6";
  put(&out, 0, 4);
  put(&out, static_cast<std::uint32_t>(entries.size()), 2);
  put(&out, static_cast<std::uint32_t>(entries.size()), 2);
  put(&out, static_cast<std::uint32_t>(central.size()), 4);
  put(&out, begin, 4);
  put(&out, 0, 2);
  return out;
}

// The XML with its elements closed: end tags without a start are left out, missing ones added, so
// that what the fuzzer cuts and joins stays something to read.
std::string closed(std::string_view xml) {
  std::string out;
  std::vector<std::string_view> open;
  for (std::size_t at = 0; at < xml.size();) {
    const std::size_t tag = xml.find('<', at), end = xml.find('>', tag);
    out += xml.substr(at, tag - at);
    if (tag == xml.npos || end == xml.npos) break;
    const std::string_view inner = xml.substr(tag + 1, end - tag - 1);
    const std::string_view name = inner.substr(0, inner.find_first_of(" \t\n/", 1));
    at = end + 1;
    if (inner.starts_with('/')) {
      if (open.empty() || open.back() != inner.substr(1)) continue;
      open.pop_back();
    } else if (!inner.starts_with('?') && !inner.starts_with('!') && !inner.ends_with('/')) {
      open.push_back(name);
    }
    out += xml.substr(tag, at - tag);
  }
  for (; !open.empty(); open.pop_back()) out += "</" + std::string(open.back()) + ">";
  return out;
}

using Entries = std::vector<std::pair<std::string_view, std::string>>;

std::string package_of(std::span<const std::string_view> names, std::string_view parts,
                       Entries entries = {}) {
  constexpr std::string_view kBetween = "\n%%\n";
  for (const std::string_view name : names) {
    const std::size_t end = parts.find(kBetween);
    const std::string_view part = parts.substr(0, end);
    if (!part.empty() || entries.empty()) entries.emplace_back(name, closed(part));
    if (end == parts.npos) break;
    parts.remove_prefix(end + kBetween.size());
  }
  return stored_zip(entries);
}

}  // namespace

std::string docx_of_parts(std::string_view parts) { return package_of(kWord, parts); }
std::string ofd_of_parts(std::string_view parts) { return package_of(kOfd, parts); }

std::string workbook_of_parts(std::string_view parts) {
  return package_of(kBook, parts,
                    {{"xl/workbook.xml", std::string(kBookXml)},
                     {"xl/_rels/workbook.xml.rels", std::string(kBookRelations)}});
}

}  // namespace fuzz
