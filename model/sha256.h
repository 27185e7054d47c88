// The checksum that names a file's bytes in exports.
#pragma once

#include <string>
#include <string_view>

namespace gangmu {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace gangmu
