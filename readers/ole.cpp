#include "readers/ole.h"

#include <cstddef>

namespace gangmu {

namespace {

constexpr std::string_view kMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::size_t kEntry = 128;    // bytes of an entry of the directory, at multiples of it
constexpr std::size_t kNameSize = 64;  // where the entry tells the size of its name
constexpr std::size_t kFirstBlock = 116;

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;) {
    const std::size_t place = at + i;
    value = value << 8 | (place < bytes.size() ? static_cast<unsigned char>(bytes[place]) : 0);
  }
  return value;
}

// Where the entry of this name stands; npos when there is none. Its name is UTF-16 with a NUL.
std::size_t find_entry(std::string_view bytes, std::string_view name) {
  for (std::size_t at = 4 * kEntry; at + kEntry <= bytes.size(); at += kEntry) {
    if (number_at(bytes, at + kNameSize, 2) != 2 * (name.size() + 1)) continue;
    std::size_t same = 0;
    while (same < name.size() && bytes[at + 2 * same] == name[same] &&
           bytes[at + 2 * same + 1] == '\0') {
      ++same;
    }
    if (same == name.size()) return at;
  }
  return bytes.npos;
}

// Blocks are counted from the one behind the head.
std::uint64_t place_of_block(std::string_view bytes, std::uint32_t block) {
  constexpr std::size_t kShift = 30;
  return (std::uint64_t{block} + 1) << (number_at(bytes, kShift, 2) & 31);
}

// What Word writes in front of its text says whether it needs a password.
bool is_locked(std::string_view bytes, std::size_t entry) {
  constexpr std::uint32_t kWord = 0xA5EC, kLocked = 0x0100;
  const std::uint64_t start = place_of_block(bytes, number_at(bytes, entry + kFirstBlock, 4));
  if (start + 12 > bytes.size() || number_at(bytes, start, 2) != kWord) return false;
  return (number_at(bytes, start + 10, 2) & kLocked) != 0;
}

}  // namespace

bool is_ole(std::string_view bytes) { return bytes.starts_with(kMagic); }

OleKind ole_kind(std::string_view bytes) {
  const auto has = [&](std::string_view name) { return find_entry(bytes, name) != bytes.npos; };
  if (has("EncryptedPackage")) return OleKind::encrypted;
  if (const std::size_t word = find_entry(bytes, "WordDocument"); word != bytes.npos) {
    return is_locked(bytes, word) ? OleKind::encrypted : OleKind::word;
  }
  if (has("Workbook") || has("Book")) return OleKind::workbook;
  if (has("PowerPoint Document")) return OleKind::slides;
  constexpr std::size_t kDirectory = 48;
  const bool whole = place_of_block(bytes, number_at(bytes, kDirectory, 4)) < bytes.size();
  return whole ? OleKind::other : OleKind::cut_off;
}

}  // namespace gangmu
