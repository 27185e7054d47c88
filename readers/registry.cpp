#include <array>

#include "readers/reader.h"
#include "readers/text.h"

namespace gangmu {

std::span<const Reader> readers() {
  static const std::array kReaders = {
      Reader{"text", {".txt", ".text"}, "plain text in UTF-8, UTF-16 or GB18030/GBK", read_text},
  };
  return kReaders;
}

Result<Source> read_bytes(std::string name, std::string bytes, const ReadOptions& options) {
  return read_text(std::move(name), std::move(bytes), options);
}

}  // namespace gangmu
