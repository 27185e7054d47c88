#include "readers/decode.h"

#include <iconv.h>

#include <array>
#include <cerrno>

#include "model/text.h"

namespace gangmu {

namespace {

unsigned char at_byte(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

// The length of the well-formed sequence at `at`, or 0.
std::size_t utf8_length(std::string_view bytes, std::size_t at) {
  const unsigned char lead = at_byte(bytes, at);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (at + length > bytes.size()) return 0;
  // Only the second byte has a range of its own: no overlong forms, surrogates or planes above 16.
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  const unsigned char second = at_byte(bytes, at + 1);
  if (second < low || second > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if ((at_byte(bytes, at + i) & 0xC0) != 0x80) return 0;
  }
  return length;
}

// An open conversion of iconv.
class Converter {
 public:
  Converter(const char* to, const char* from) : handle_(iconv_open(to, from)) {}
  ~Converter() {
    if (valid()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  // iconv_open() answers (iconv_t)-1 when it does not know an encoding.
  bool valid() const { return handle_ != reinterpret_cast<iconv_t>(-1); }
  iconv_t get() const { return handle_; }

 private:
  iconv_t handle_;
};

}  // namespace

std::optional<std::size_t> find_bad_utf8(std::string_view bytes, std::size_t* wide) {
  std::size_t count = 0;
  std::optional<std::size_t> bad;
  for (std::size_t at = 0; at < bytes.size();) {
    // Most are characters of three bytes whose second may be any.
    if (const unsigned char lead = at_byte(bytes, at);
        lead > 0xE0 && lead < 0xED && bytes.size() - at >= 3 &&
        (at_byte(bytes, at + 1) & 0xC0) == 0x80 && (at_byte(bytes, at + 2) & 0xC0) == 0x80) {
      ++count;
      at += 3;
      continue;
    }
    const std::size_t length = utf8_length(bytes, at);
    if (length == 0) {
      bad = at;
      break;
    }
    count += length > 1;
    at += length;
  }
  if (wide != nullptr) *wide = count;
  return bad;
}

Decoded decode_utf16(std::string_view bytes, bool big_endian) {
  Decoded result;
  result.text.reserve(bytes.size() + bytes.size() / 2);
  const auto unit = [&](std::size_t at) -> char32_t {
    const char32_t first = at_byte(bytes, at), second = at_byte(bytes, at + 1);
    return big_endian ? first << 8 | second : second << 8 | first;
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (c >= 0xD800 && c <= 0xDFFF) {
      const char32_t low = c < 0xDC00 && at + 3 < bytes.size() ? unit(at + 2) : 0;
      if (low < 0xDC00 || low > 0xDFFF) break;
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      at += 2;
    }
    append_char(result.text, c);
  }
  if (at < bytes.size()) return {{}, at};
  return result;
}

void load_decoders() { static const Converter kKept("UTF-8", "GB18030"); }

Decoded decode_gb18030(std::string_view bytes) {
  const Converter converter("UTF-8", "GB18030");
  if (!converter.valid()) return {{}, 0};
  Decoded result;
  result.text.reserve(bytes.size() + bytes.size() / 2);
  std::array<char, 1 << 14> buffer;
  // POSIX declares the input as char**, though iconv does not write to it.
  char* in = const_cast<char*>(bytes.data());
  std::size_t left = bytes.size();
  while (left > 0) {
    char* out = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t status = iconv(converter.get(), &in, &left, &out, &room);
    const int reason = errno;
    result.text.append(buffer.data(), buffer.size() - room);
    if (status == static_cast<std::size_t>(-1) && reason != E2BIG) {
      return {{}, static_cast<std::size_t>(in - bytes.data())};
    }
  }
  return result;
}

}  // namespace gangmu
