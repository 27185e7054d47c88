#include "exporters/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "exporters/utf8.h"

namespace gangmu {

namespace {

constexpr std::size_t kDeepestIndent = 32;

// Bytes below 0x80 that cannot simply be copied.
constexpr std::array<bool, 128> make_special() {
  std::array<bool, 128> special{};
  for (std::size_t c = 0; c < 32; ++c) special[c] = true;
  special['"'] = special['\\'] = special['<'] = true;
  return special;
}
constexpr std::array<bool, 128> kSpecial = make_special();

void write_control(Sink& sink, unsigned char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  sink.write("\\u00");
  sink.put(kHex[c >> 4]);
  sink.put(kHex[c & 15]);
}

void write_special(Sink& sink, unsigned char c, char next) {
  switch (c) {
    case '"':
      sink.write("\\\"");
      break;
    case '\\':
      sink.write("\\\\");
      break;
    case '\n':
      sink.write("\\n");
      break;
    case '\r':
      sink.write("\\r");
      break;
    case '\t':
      sink.write("\\t");
      break;
    case '<':
      if (next == '/' || next == '!') {
        write_control(sink, c);
      } else {
        sink.put('<');
      }
      break;
    default:
      write_control(sink, c);
  }
}

// How many bytes at `at`, a byte of 0x80 or more, can be copied; 0 when they need an escape.
std::size_t copyable(std::string_view text, std::size_t at) {
  const std::size_t length = utf8_length(text, at);
  if (length == 3 && text[at] == '\xE2' && text[at + 1] == '\x80' &&
      (text[at + 2] == '\xA8' || text[at + 2] == '\xA9')) {
    return 0;
  }
  return length;
}

// Past ASCII that needs no escape and nearly all well-formed characters of three bytes.
std::size_t skip_plain(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  while (at < text.size()) {
    const unsigned char lead = byte(at);
    if (lead < 0x80) {
      if (kSpecial[lead]) break;
      ++at;
    } else {
      const bool any_second = lead > 0xE0 && lead < 0xF0 && lead != 0xED;
      if (!any_second || text.size() - at < 3 || (byte(at + 1) & 0xC0) != 0x80 ||
          (byte(at + 2) & 0xC0) != 0x80) {
        break;
      }
      if (lead == 0xE2 && byte(at + 1) == 0x80 && (byte(at + 2) | 1) == 0xA9) break;
      at += 3;
    }
  }
  return at;
}

}  // namespace

void JsonWriter::key(std::string_view name) {
  separate();
  sink_.put('"');
  sink_.write(name);
  sink_.write("\":");
  after_key_ = true;
}

void JsonWriter::string(std::string_view text) {
  separate();
  sink_.put('"');
  std::size_t run = 0;  // first byte that is not yet written
  for (std::size_t at = 0; at < text.size();) {
    at = skip_plain(text, at);
    if (at >= text.size()) break;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      sink_.write(text.substr(run, at - run));
      write_special(sink_, byte, at + 1 < text.size() ? text[at + 1] : '\0');
      run = ++at;
      continue;
    }
    if (const std::size_t length = copyable(text, at)) {
      at += length;
      continue;
    }
    sink_.write(text.substr(run, at - run));
    const std::size_t length = utf8_length(text, at);
    sink_.write(length == 0 ? "\uFFFD" : text[at + 2] == '\xA8' ? "\\u2028" : "\\u2029");
    run = at += std::max<std::size_t>(length, 1);
  }
  sink_.write(text.substr(run));
  sink_.put('"');
}

void JsonWriter::integer(std::uint64_t value) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  separate();
  sink_.write({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void JsonWriter::range(std::uint64_t first, std::uint64_t last) {
  begin_array();
  integer(first);
  integer(last);
  end_array();
}

void JsonWriter::boolean(bool value) {
  separate();
  sink_.write(value ? "true" : "false");
}

void JsonWriter::null() {
  separate();
  sink_.write("null");
}

void JsonWriter::number(std::string_view lexeme) {
  separate();
  sink_.write(is_decimal(lexeme) ? lexeme : "null");
}

void JsonWriter::member(std::string_view name, std::string_view text) {
  key(name);
  string(text);
}

void JsonWriter::member(std::string_view name, std::uint64_t value) {
  key(name);
  integer(value);
}

void JsonWriter::number_member(std::string_view name, std::string_view lexeme) {
  key(name);
  number(lexeme);
}

void JsonWriter::optional_member(std::string_view name, std::string_view text) {
  key(name);
  text.empty() ? null() : string(text);
}

void JsonWriter::open(char bracket) {
  separate();
  sink_.put(bracket);
  filled_.push_back(false);
}

void JsonWriter::close(char bracket) {
  const bool filled = filled_.back();
  filled_.pop_back();
  if (broken_ && filled) new_line();
  broken_ = false;
  sink_.put(bracket);
}

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!filled_.empty()) {
    if (filled_.back()) sink_.put(',');
    filled_.back() = true;
  }
  if (broken_) new_line();
  broken_ = false;
}

void JsonWriter::new_line() {
  static constexpr std::string_view kBlanks = "\n                                ";
  static_assert(kBlanks.size() == kDeepestIndent + 1);
  sink_.write(kBlanks.substr(0, std::min(filled_.size(), kDeepestIndent) + 1));
}

std::optional<double> double_of(std::string_view text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && at == end ? std::optional(value) : std::nullopt;
}

bool is_decimal(std::string_view lexeme) {
  const auto digits = [&lexeme] {
    std::size_t n = 0;
    while (n < lexeme.size() && lexeme[n] >= '0' && lexeme[n] <= '9') ++n;
    const std::string_view found = lexeme.substr(0, n);
    lexeme.remove_prefix(n);
    return found;
  };
  if (!lexeme.empty() && lexeme.front() == '-') lexeme.remove_prefix(1);
  const std::string_view whole = digits();
  if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return false;
  if (lexeme.empty()) return true;
  if (lexeme.front() != '.') return false;
  lexeme.remove_prefix(1);
  return !digits().empty() && lexeme.empty();
}

}  // namespace gangmu
