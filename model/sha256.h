// The checksum that names a file's bytes in exports.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace gangmu {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

// The same of bytes that come one after the other.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::string_view bytes);
  std::string hex();  // once, at the end

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gangmu
