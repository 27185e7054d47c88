#include "readers/text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "model/halves.h"
#include "model/sha256.h"
#include "readers/decode.h"
#include "readers/flow.h"

namespace gangmu {

namespace {

using namespace std::string_view_literals;

enum class Encoding { utf8, utf16le, utf16be, gb18030 };

std::string_view name_of(Encoding encoding) {
  constexpr std::array kNames = {"UTF-8"sv, "UTF-16LE"sv, "UTF-16BE"sv, "GB18030"sv};
  return kNames[static_cast<std::size_t>(encoding)];
}

// Encodings by the labels that people and files give them, in upper case.
struct Label {
  std::string_view label;
  Encoding encoding;
};
constexpr std::array kLabels = {
    Label{"UTF-8", Encoding::utf8},       Label{"UTF8", Encoding::utf8},
    Label{"UTF-16LE", Encoding::utf16le}, Label{"UTF-16", Encoding::utf16le},
    Label{"UTF-16BE", Encoding::utf16be}, Label{"GB18030", Encoding::gb18030},
    Label{"GBK", Encoding::gb18030},      Label{"GB2312", Encoding::gb18030},
    Label{"CP936", Encoding::gb18030},
};

std::optional<Encoding> encoding_labelled(std::string label) {
  for (char& c : label) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  for (const Label& row : kLabels) {
    if (row.label == label) return row.encoding;
  }
  return std::nullopt;
}

struct Mark {
  std::string_view bytes;
  Encoding encoding;
};
constexpr std::array kMarks = {
    Mark{"\xEF\xBB\xBF", Encoding::utf8},
    Mark{"\xFF\xFE", Encoding::utf16le},
    Mark{"\xFE\xFF", Encoding::utf16be},
    Mark{"\x84\x31\x95\x33", Encoding::gb18030},
};

const Mark* byte_order_mark(std::string_view bytes) {
  for (const Mark& mark : kMarks) {
    if (bytes.substr(0, mark.bytes.size()) == mark.bytes) return &mark;
  }
  return nullptr;
}

// Formats that are no text, told by their first bytes, and what to do with them.
struct Magic {
  std::string_view bytes;
  std::string_view what;
  std::string_view remedy;
};
constexpr std::string_view kSaveAsText = "save it as plain text (.txt, UTF-8) first";
constexpr std::string_view kUnpack = "unpack it first";
constexpr std::string_view kRecognise =
    "make a PDF of the picture: its text is recognised where Tesseract is installed (gangmu "
    "doctor)";

constexpr std::array kMagics = {
    Magic{"PK\x03\x04", "a zip container", kSaveAsText},
    Magic{"PK\x05\x06", "an empty zip archive", kUnpack},
    Magic{"\x89PNG\r\n\x1A\n", "a PNG picture", kRecognise},
    Magic{"\xFF\xD8\xFF", "a JPEG picture", kRecognise},
    Magic{"GIF8", "a GIF picture", kRecognise},
    Magic{"II*\0"sv, "a TIFF picture", kRecognise},
    Magic{"MM\0*"sv, "a TIFF picture", kRecognise},
    Magic{"\x1F\x8B\x08", "a gzip archive", kUnpack},
    Magic{"Rar!\x1A\x07", "a RAR archive", kUnpack},
    Magic{"7z\xBC\xAF\x27\x1C", "a 7z archive", kUnpack},
    Magic{"\x7F"
          "ELF",
          "a program", "name a text file"},
    Magic{"SQLite format 3\0"sv, "an SQLite database", "name a text file"},
};

Error binary_error(const std::string& name, std::string_view what, std::string_view remedy) {
  return {"input.binary", said("\"%1\" is no text: it looks like %2", name, Message::words(what)),
          name, Message::words(remedy)};
}

std::string hex(unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  return {'0', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
}

Message byte_at(std::string_view bytes, std::size_t offset) {
  if (offset >= bytes.size()) return said("the end of the file at offset %1", offset);
  return said("byte %1 at offset %2", hex(static_cast<unsigned char>(bytes[offset])), offset);
}

Error encoding_error(const std::string& name, std::string_view bytes, Encoding encoding,
                     std::size_t bad) {
  std::string place = name;
  if (encoding == Encoding::utf8 || encoding == Encoding::gb18030) {
    const auto before = bytes.substr(0, bad);
    place += ":" + std::to_string(1 + std::count(before.begin(), before.end(), '\n'));
  }
  return {
      "input.encoding",
      said("\"%1\" is no valid %2: %3 does not fit", name, name_of(encoding), byte_at(bytes, bad)),
      std::move(place), "repair the file, or save it as UTF-8 text"};
}

// The share of characters that running Chinese or Latin text is made of, in percent.
int plausibility(std::string_view bytes, bool big_endian) {
  const std::size_t units = std::min<std::size_t>(bytes.size() / 2, 4096);
  if (units == 0) return 0;
  std::size_t good = 0;
  for (std::size_t i = 0; i < units; ++i) {
    const auto first = static_cast<unsigned char>(bytes[2 * i]);
    const auto second = static_cast<unsigned char>(bytes[2 * i + 1]);
    const char32_t c = big_endian ? first << 8 | second : second << 8 | first;
    good += (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' || c == '\t' || c == '\f' ||
            (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x2010 && c <= 0x2026) ||
            (c >= 0x3000 && c <= 0x3020) || (c >= 0xFF00 && c <= 0xFF5E);
  }
  return static_cast<int>(100 * good / units);
}

// UTF-16 without a mark: text of ASCII and Han characters reads as such in one byte order only.
// Pairs of ASCII letters read as Han too, but UTF-16 has a NUL or a byte above 0x7F in every other
// unit or so.
std::optional<Encoding> utf16_by_pattern(std::string_view bytes) {
  const auto sample = bytes.substr(0, 8192);
  const auto foreign =
      static_cast<std::size_t>(std::count_if(sample.begin(), sample.end(), [](char c) {
        return c == 0 || static_cast<unsigned char>(c) >= 0x80;
      }));
  if (6 * foreign < sample.size()) return std::nullopt;
  constexpr int kEnough = 90;
  const int little = plausibility(bytes, false);
  const int big = plausibility(bytes, true);
  if (std::max(little, big) < kEnough || little == big) return std::nullopt;
  return little > big ? Encoding::utf16le : Encoding::utf16be;
}

struct Text {
  std::string text;
  Encoding encoding;
  std::size_t skip = 0;  // bytes of the text that are its mark
};

// So many well-formed characters of several bytes are no accident: what follows is damage, and
// reading the file as GB18030 would turn all of it into other characters.
constexpr std::size_t kSurelyUtf8 = 8;

// Bytes without mark, label or NUL. `bytes` is moved from when it already is UTF-8.
Result<Text> decode_unmarked(const std::string& name, std::string& bytes) {
  std::size_t wide = 0;
  const auto bad_utf8 = find_bad_utf8(bytes, &wide);
  if (!bad_utf8) return Text{std::move(bytes), Encoding::utf8};
  if (wide >= kSurelyUtf8) return encoding_error(name, bytes, Encoding::utf8, *bad_utf8);
  Decoded gb = decode_gb18030(bytes);
  if (!gb.bad) return Text{std::move(gb.text), Encoding::gb18030};
  Error error = encoding_error(name, bytes, Encoding::gb18030, *gb.bad);
  error.message = said("\"%1\" is neither UTF-8 (%2) nor GB18030 (%3)", name,
                       byte_at(bytes, *bad_utf8), byte_at(bytes, *gb.bad));
  return error;
}

Result<Text> decode_as(const std::string& name, std::string& bytes, std::size_t skip,
                       Encoding encoding) {
  if (encoding == Encoding::utf8) {
    if (const auto bad = find_bad_utf8(bytes)) return encoding_error(name, bytes, encoding, *bad);
    return Text{std::move(bytes), encoding, skip};
  }
  const auto body = std::string_view(bytes).substr(skip);
  Decoded decoded = encoding == Encoding::gb18030
                        ? decode_gb18030(body)
                        : decode_utf16(body, encoding == Encoding::utf16be);
  if (decoded.bad) return encoding_error(name, bytes, encoding, skip + *decoded.bad);
  return Text{std::move(decoded.text), encoding};
}

// No byte is changed, but `bytes` may be moved from.
Result<Text> decode(const std::string& name, std::string& bytes, const std::string& label) {
  const Mark* const mark = byte_order_mark(bytes);
  if (!label.empty()) {
    const auto encoding = encoding_labelled(label);
    if (!encoding) {
      return Error{"input.encoding", said("unknown encoding \"%1\"", label), name,
                   "known are UTF-8, UTF-16LE, UTF-16BE, GB18030 and GBK"};
    }
    const bool marked = mark != nullptr && mark->encoding == *encoding;
    return decode_as(name, bytes, marked ? mark->bytes.size() : 0, *encoding);
  }
  if (bytes.starts_with("PK\x03\x04") && bytes.find("xl/workbook") != bytes.npos) {
    return binary_error(name, "a workbook (XLSX)", kFormatsOfPlans);
  }
  if (bytes.starts_with("PK\x03\x04") && bytes.find("ppt/presentation") != bytes.npos) {
    return binary_error(name, "slides (PPTX)", kFormatsOfPlans);
  }
  for (const Magic& magic : kMagics) {
    if (bytes.compare(0, magic.bytes.size(), magic.bytes) == 0) {
      return binary_error(name, magic.what, magic.remedy);
    }
  }
  if (mark != nullptr) return decode_as(name, bytes, mark->bytes.size(), mark->encoding);
  if (bytes.find('\0') == std::string::npos) return decode_unmarked(name, bytes);
  if (const auto encoding = utf16_by_pattern(bytes)) return decode_as(name, bytes, 0, *encoding);
  return binary_error(name, "binary data (it has NUL bytes)", kSaveAsText);
}

// CR LF and CR become LF.
void normalise_line_ends(std::string& text) {
  std::size_t to = text.find('\r');
  if (to == std::string::npos) return;
  for (std::size_t from = to; from < text.size(); ++from) {
    if (text[from] != '\r') {
      text[to++] = text[from];
      continue;
    }
    text[to++] = '\n';
    if (from + 1 < text.size() && text[from + 1] == '\n') ++from;
  }
  text.resize(to);
}

}  // namespace

Result<DecodedText> decode_text(const std::string& name, std::string bytes,
                                const std::string& label) {
  Result<Text> decoded = decode(name, bytes, label);
  if (!decoded) return decoded.error();
  decoded->text.erase(0, decoded->skip);
  return DecodedText{std::move(decoded->text), name_of(decoded->encoding)};
}

Result<Source> read_text(std::string name, std::string bytes, const ReadOptions& options) {
  const Result<bool> small = check_size(name, bytes.size(), options);
  if (!small) return small.error();
  Source source;
  source.format = "text";
  source.bytes = bytes.size();
  const bool is_long = bytes.size() >= kBytesWorthAThread;
  // Decoding may move a long text, but not its bytes.
  Beside<std::string> sum =
      beside(is_long, [all = std::string_view(bytes)] { return sha256_hex(all); });
  if (!is_long) source.sha256 = sum.get();
  Result<Text> decoded = decode(name, bytes, options.encoding);
  if (is_long) source.sha256 = sum.get();
  if (!decoded) return decoded.error();
  decoded->text.erase(0, decoded->skip);
  source.text = std::move(decoded->text);
  const Result<bool> countable = check_text_size(name, source.text.size());
  if (!countable) return countable.error();
  if (source.text.find('\0') != std::string::npos) {
    return binary_error(name, "binary data (it has NUL characters)", kSaveAsText);
  }
  normalise_line_ends(source.text);
  source.encoding = name_of(decoded->encoding);
  source.name = std::move(name);
  source.index();
  return source;
}

}  // namespace gangmu
