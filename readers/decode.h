// Strict decoding of bytes to UTF-8. Nothing is replaced or skipped: a decoder either accepts every
// byte or names the first that it cannot read.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gangmu {

// Where decoding stopped; `text` is empty unless `bad` is nullopt.
struct Decoded {
  std::string text;
  std::optional<std::size_t> bad;  // offset of the first byte that does not fit
};

// The offset of the first byte that is not part of well-formed UTF-8 (Unicode table 3-7), or
// nullopt. `wide`, when given, receives the number of characters of several bytes before it.
std::optional<std::size_t> find_bad_utf8(std::string_view bytes, std::size_t* wide = nullptr);
Decoded decode_utf16(std::string_view bytes, bool big_endian);
Decoded decode_gb18030(std::string_view bytes);
// From here on decoding opens no file.
void load_decoders();

}  // namespace gangmu
