// The text reader: every encoding, line ends, what is refused, and hostile bytes.
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "readers/decode.h"
#include "readers/reader.h"

using namespace gangmu;
using namespace std::string_literals;

namespace {

// Han, ASCII, full width, a character above the BMP and one that GBK alone has (镕, 㐀 needs
// GB18030).
const std::string kSample = "云溪市“十五五”规划\n一、总体要求\nGDP达到１.5万亿元，𠀀㐀镕\n";

std::string as_utf16(std::string_view utf8, bool big_endian) {
  std::string out;
  const auto put = [&](char32_t unit) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_char(utf8, at);
    if (c < 0x10000) {
      put(c);
    } else {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return out;
}

// "规划\n一、总则\n𠀀㐀" in GB18030, the last two as four bytes each.
const std::string kGb =
    "\xB9\xE6\xBB\xAE\n\xD2\xBB\xA1\xA2\xD7\xDC\xD4\xF2\n\x95\x32\x82\x36\x81\x39\xEE\x39"s;
const std::string kGbText = "规划\n一、总则\n𠀀㐀";

Source read(const std::string& bytes, const ReadOptions& options = {}) {
  Result<Source> source = read_bytes("a.txt", bytes, options);
  INFO((source ? gangmu::Message() : source.error().message));
  REQUIRE(source);
  return *source;
}

Error refused(const std::string& bytes, const ReadOptions& options = {}) {
  Result<Source> source = read_bytes("a.txt", bytes, options);
  REQUIRE_FALSE(source);
  return source.error();
}

// What every Source promises, whatever the bytes were.
void check_source(const Source& source) {
  REQUIRE_FALSE(find_bad_utf8(source.text));
  REQUIRE(source.text.find('\r') == std::string::npos);
  REQUIRE(source.text.find('\0') == std::string::npos);
  REQUIRE(source.sha256.size() == 64);
  REQUIRE_FALSE(source.lines.empty());
  REQUIRE(source.lines.front() == 0);
  for (std::size_t i = 1; i < source.lines.size(); ++i) {
    REQUIRE(source.lines[i] > source.lines[i - 1]);
    REQUIRE(source.text[source.lines[i] - 1] == '\n');
  }
}

void check_any(const std::string& bytes) {
  const Result<Source> source = read_bytes("a.txt", bytes);
  if (source) {
    check_source(*source);
  } else {
    REQUIRE((source.error().code == "input.encoding" || source.error().code == "input.binary"));
    REQUIRE_FALSE(source.error().message.empty());
  }
}

void random_inputs(int count) {
  std::mt19937 random(20210607);
  // Bytes that mean something somewhere come as often as all others together.
  const std::string spice =
      "\0\n\r\f\xEF\xBB\xBF\xFF\xFE\x84\x31\x95\x33\xE4\xB8\x80\xD8\xDC\x4E\xA1\xF0\x9F\x85"
      "\xE2\x80\xA8 PK%"s;
  for (int i = 0; i < count; ++i) {
    std::string bytes(random() % 48, '\0');
    for (char& c : bytes) {
      c = random() % 2 == 0 ? spice[random() % spice.size()] : static_cast<char>(random());
    }
    check_any(bytes);
  }
}

}  // namespace

TEST_CASE("text reader: utf-8 with and without a mark", "[text_reader]") {
  const Source plain = read(kSample);
  CHECK(plain.text == kSample);
  CHECK(plain.encoding == "UTF-8");
  CHECK(plain.format == "text");
  CHECK(plain.name == "a.txt");
  CHECK(plain.bytes == kSample.size());
  CHECK(plain.lines.size() == 3);
  CHECK(plain.pages.empty());
  const Source marked = read("\xEF\xBB\xBF" + kSample);
  CHECK(marked.text == kSample);
  CHECK(marked.encoding == "UTF-8");
  CHECK(marked.bytes == kSample.size() + 3);
  CHECK(marked.sha256 != plain.sha256);
}

TEST_CASE("text reader: sha-256 is that of the bytes", "[text_reader]") {
  // The test vectors of FIPS 180-2.
  CHECK(read("").sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(read("abc").sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("text reader: utf-16 with and without a mark", "[text_reader]") {
  for (const bool big_endian : {false, true}) {
    const std::string name = big_endian ? "UTF-16BE" : "UTF-16LE";
    const std::string body = as_utf16(kSample, big_endian);
    const std::string mark = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    const Source marked = read(mark + body);
    CHECK(marked.text == kSample);
    CHECK(marked.encoding == name);
    const Source plain = read(body);
    CHECK(plain.text == kSample);
    CHECK(plain.encoding == name);
    CHECK(read(as_utf16("plain ascii\r\ntext", big_endian)).text == "plain ascii\ntext");
    // U+4E00 has a NUL byte where ASCII of the other byte order has it.
    CHECK(read(as_utf16("一一一一\n一一", big_endian)).text == "一一一一\n一一");
  }
}

TEST_CASE("text reader: gb18030 and its subsets", "[text_reader]") {
  const Source source = read(kGb);
  CHECK(source.text == kGbText);
  CHECK(source.encoding == "GB18030");
  CHECK(read("\x84\x31\x95\x33" + kGb).text == kGbText);
  // A trail byte may be '\\' or '|': 乗 is 81 5C; no byte inside a character counts for itself.
  CHECK(read("\x81\x5C\r\n\x81\x7C").text == "乗\n亅");
}

TEST_CASE("text reader: a label overrides what the bytes look like", "[text_reader]") {
  ReadOptions options;
  options.encoding = "gbk";
  CHECK(read("\xC2\xB7", options).text == "路");
  CHECK(read("\xC2\xB7").text == "·");
  options.encoding = "utf-16le";
  CHECK(read("\x00\x4E"s, options).text == "一");
  CHECK(read("\xFF\xFE\x00\x4E"s, options).text == "一");
  options.encoding = "latin-9";
  const Error error = refused("abc", options);
  CHECK(error.code == "input.encoding");
  CHECK(error.message == "unknown encoding \"latin-9\"");
}

TEST_CASE("text reader: line ends", "[text_reader]") {
  CHECK(read("a\r\nb\rc\nd\r\r\ne").text == "a\nb\nc\nd\n\ne");
  CHECK(read("\r").text == "\n");
  const Source others = read("a\fb\u2028c\u0085d\ve\n");
  CHECK(others.text == "a\fb\u2028c\u0085d\ve\n");
  CHECK(others.lines == std::vector<Offset>{0});
  CHECK(others.pages == std::vector<Offset>{0, 2});
  CHECK(*others.page_of(1) == 1);
  CHECK(*others.page_of(2) == 2);
}

TEST_CASE("text reader: control characters other than NUL are kept", "[text_reader]") {
  CHECK(read("a\x01\x1B[0m\x7F\n").text == "a\x01\x1B[0m\x7F\n");
  CHECK(refused("plain text\0more"s).code == "input.binary");
  CHECK(refused("\xFF\xFE"
                "a\0\0\0b\0"s)
            .code == "input.binary");
}

TEST_CASE("text reader: an empty file is a text", "[text_reader]") {
  CHECK(read("").lines == std::vector<Offset>{0});
  CHECK(read("\xEF\xBB\xBF").text.empty());
  CHECK(read("\xFF\xFE").encoding == "UTF-16LE");
}

TEST_CASE("text reader: binary files are named with a remedy", "[text_reader]") {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"PK\x03\x04\x14\0"s, "zip container"},
      {"\x89PNG\r\n\x1A\n"s, "PNG"},
      {"\x01\x02\0\x03\0\0\xFF"s, "NUL"},
  };
  for (const auto& [bytes, word] : files) {
    const Error error = refused(bytes);
    CHECK(error.code == "input.binary");
    CHECK(error.message.find(word) != std::string::npos);
    CHECK(error.message.find("\"a.txt\"") == 0);
    CHECK_FALSE(error.detail.empty());
    CHECK(error.place == "a.txt");
  }
}

TEST_CASE("text reader: the first bad byte is named", "[text_reader]") {
  const Error damaged = refused("一二三四五六七八\n九\xFFxxx");
  CHECK(damaged.code == "input.encoding");
  CHECK(damaged.message == "\"a.txt\" is no valid UTF-8: byte 0xFF at offset 28 does not fit");
  CHECK(damaged.place == "a.txt:2");
  const Error neither = refused("abc\n\xD6\xD0\xFF\xFF");
  CHECK(neither.message ==
        "\"a.txt\" is neither UTF-8 (byte 0xD6 at offset 4) nor GB18030 (byte 0xFF at offset 6)");
  CHECK(neither.place == "a.txt:2");
  const Error surrogate = refused(
      "\xFF\xFE"
      "a\0\x00\xD8"
      "b\0"s);
  CHECK(surrogate.message == "\"a.txt\" is no valid UTF-16LE: byte 0x00 at offset 4 does not fit");
  CHECK(refused("\xFF\xFE"
                "a")
            .message == "\"a.txt\" is no valid UTF-16LE: byte 0x61 at offset 2 does not fit");
}

TEST_CASE("text reader: ill-formed utf-8 is never accepted", "[text_reader]") {
  for (const char* bad :
       {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80", "\x80", "\xE4\xB8", "\xF0\x9F\x98"}) {
    CHECK(find_bad_utf8(bad) == 0u);
  }
  for (const char* good : {"\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    CHECK_FALSE(find_bad_utf8(good));
  }
}

TEST_CASE("text reader: limits", "[text_reader]") {
  ReadOptions options;
  options.max_bytes = 4;
  CHECK(read("abcd", options).text == "abcd");
  const Error error = refused("abcde", options);
  CHECK(error.code == "input.too_large");
  CHECK(error.message == "\"a.txt\" has 5 bytes, more than the limit of 4");
}

TEST_CASE("text reader: every prefix of every encoding", "[text_reader]") {
  std::vector<std::string> samples = {kSample, "\xEF\xBB\xBF" + kSample, kGb,
                                      "\x84\x31\x95\x33" + kGb};
  for (const bool big_endian : {false, true}) {
    const std::string body = as_utf16(kSample, big_endian);
    samples.push_back(body);
    samples.push_back((big_endian ? "\xFE\xFF" : "\xFF\xFE") + body);
  }
  for (const std::string& sample : samples) {
    for (std::size_t size = 0; size <= sample.size(); ++size) check_any(sample.substr(0, size));
  }
}

TEST_CASE("text reader: a prefix of whole characters is read as the same text", "[text_reader]") {
  for (std::size_t at = 0; at < kSample.size();) {
    next_char(kSample, at);
    CHECK(read(kSample.substr(0, at)).text == kSample.substr(0, at));
    const std::string part = kSample.substr(0, at);
    CHECK(read("\xFE\xFF" + as_utf16(part, true)).text == part);
  }
}

TEST_CASE("text reader: random bytes", "[text_reader]") { random_inputs(20'000); }
TEST_CASE("text reader: many random bytes", "[.long][text_reader]") { random_inputs(2'000'000); }

TEST_CASE("text reader: readers are listed", "[text_reader]") {
  REQUIRE_FALSE(readers().empty());
  CHECK(readers().back().name == "text");  // the one that takes everything
  CHECK(readers().back().extensions.front() == ".txt");
}
