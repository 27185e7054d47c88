#include "exporters/catalogue.h"

#include "exporters/embedded.h"

namespace gangmu {

namespace {

constexpr std::uint32_t kMagic = 0x950412de;
constexpr std::uint32_t kSwappedMagic = 0xde120495;
constexpr std::size_t kHeaderSize = 20;

}  // namespace

Words::Words(std::string_view language) {
  for (unsigned i = 0; i < kCatalogueCount; ++i) {
    const EmbeddedFile& catalogue = kCatalogues[i];
    if (catalogue.name != language || catalogue.size < kHeaderSize) continue;
    data_ = catalogue.bytes();
    swapped_ = word_at(0) == kSwappedMagic;
    if (word_at(0) != kMagic && !swapped_) data_ = {};
  }
}

std::string_view Words::operator()(std::string_view id) const {
  const std::string_view message = find(id);
  return message.empty() ? id : message;
}

// Binary search: the ids of a .mo file are sorted.
std::string_view Words::find(std::string_view id) const {
  if (data_.empty() || id.empty()) return {};
  const std::uint32_t ids = word_at(12), messages = word_at(16);
  std::uint32_t low = 0, high = word_at(8);
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    const int order = entry(ids, middle).compare(id);
    if (order == 0) return entry(messages, middle);
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return {};
}

// Little endian, or big endian in a catalogue of the other byte order.
std::uint32_t Words::word_at(std::size_t offset) const {
  if (offset + 4 > data_.size()) return 0;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto byte = static_cast<unsigned char>(data_[offset + (swapped_ ? i : 3 - i)]);
    value = (value << 8) | byte;
  }
  return value;
}

std::string_view Words::entry(std::size_t table, std::uint32_t index) const {
  const std::size_t at = table + 8 * static_cast<std::size_t>(index);
  const std::size_t length = word_at(at), offset = word_at(at + 4);
  if (offset > data_.size() || length > data_.size() - offset) return {};
  return data_.substr(offset, length);
}

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const std::size_t which =
        pattern[at] == '%' && at + 1 < pattern.size()
            ? static_cast<std::size_t>(static_cast<unsigned char>(pattern[at + 1])) - '1'
            : arguments.size();
    if (which < arguments.size()) {
      out += arguments.begin()[which];
      ++at;
    } else {
      out += pattern[at];
    }
  }
  return out;
}

}  // namespace gangmu
