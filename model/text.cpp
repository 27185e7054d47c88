#include "model/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "model/char_filter.h"
#include "model/halves.h"

namespace gangmu {

char32_t next_char_slow(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  const int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (length == 1 || at + length > text.size()) {
    ++at;
    return lead;
  }
  char32_t c = lead & (0xFF >> (length + 1));
  for (int i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) {
      ++at;
      return lead;
    }
    c = (c << 6) | (byte(at + i) & 0x3F);
  }
  at += length;
  return c;
}

char32_t previous_char_slow(std::string_view text, std::size_t& end) {
  std::size_t begin = end - 1;
  while (begin > 0 && end - begin < 4 && inside_char(text, begin)) {
    --begin;
  }
  std::size_t at = begin;
  const char32_t c = next_char(text, at);
  if (at != end) {  // malformed: the last byte stands alone
    --end;
    return static_cast<unsigned char>(text[end]);
  }
  end = begin;
  return c;
}

void append_wide_char(std::string& out, char32_t c) {
  if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    const char bytes[] = {static_cast<char>(0xE0 | (c >> 12)),
                          static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
                          static_cast<char>(0x80 | (c & 0x3F))};
    out.append(bytes, sizeof bytes);
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::string ascii_lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = ascii_lower(c);
  return out;
}

std::size_t char_count(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

bool is_rare_wide(char32_t c) {
  if (c < 0x2E80) {
    // Quotation marks, dash, ellipsis: typeset on the full square in Chinese text.
    return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x2014 || c == 0x2026;
  }
  return is_han(c) || (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0xFE30 && c <= 0xFE6F);
}

int columns_of_rare(char32_t c) {
  if (c >= 0x2E80 && is_wide(c)) return 2;  // Unicode leaves dashes and quotes below to the font
  return utf8proc_charwidth(static_cast<utf8proc_int32_t>(c));
}

int columns_of(std::string_view text) {
  int columns = 0;
  for (std::size_t at = 0; at < text.size();) columns += columns_of(next_char(text, at));
  return columns;
}

std::string without_blanks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c != ' ') out += c;
  }
  return out;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t at = begin;
    if (!is_blank(next_char(text, at))) break;
    begin = at;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t at = end;
    if (!is_blank(previous_char(text, at))) break;
    end = at;
  }
  return text.substr(begin, end - begin);
}

char32_t plain_ideograph(char32_t c) {
  const bool radical = c >= 0x2E80 && c <= 0x2FDF;
  const bool compatibility = (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
  if (!radical && !compatibility) return c;
  utf8proc_int32_t out[8];
  int boundary = 0;
  // NOLINTNEXTLINE(clang-analyzer-optin.core.EnumCastOutOfRange): flags of C
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE);
  const auto n =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), out, 8, options, &boundary);
  return n == 1 ? static_cast<char32_t>(out[0]) : c;
}

namespace {

// Radicals of the supplement that Unicode gives no decomposition for, though PDF fonts print them
// for these ideographs (Unihan kRSUnicode; Unicode 15 chapter 18.2).
struct Pair {
  char32_t from, to;
};
constexpr std::array kSupplement = {
    Pair{0x2E81, 0x5382}, Pair{0x2E84, 0x4E59}, Pair{0x2E85, 0x4EBB}, Pair{0x2E86, 0x5182},
    Pair{0x2E88, 0x5200}, Pair{0x2E89, 0x5202}, Pair{0x2E8A, 0x535C}, Pair{0x2E8B, 0x353E},
    Pair{0x2E8C, 0x5C0F}, Pair{0x2E8D, 0x5C0F}, Pair{0x2E8E, 0x5140}, Pair{0x2E8F, 0x5C22},
    Pair{0x2E91, 0x5C22}, Pair{0x2E92, 0x5DF3}, Pair{0x2E93, 0x5E7A}, Pair{0x2E95, 0x5F50},
    Pair{0x2E96, 0x5FC4}, Pair{0x2E97, 0x5FC3}, Pair{0x2E98, 0x624C}, Pair{0x2E99, 0x6535},
    Pair{0x2E9B, 0x65E1}, Pair{0x2E9C, 0x65E5}, Pair{0x2E9D, 0x6708}, Pair{0x2E9E, 0x6B7A},
    Pair{0x2EA0, 0x6C11}, Pair{0x2EA1, 0x6C35}, Pair{0x2EA2, 0x6C3A}, Pair{0x2EA3, 0x706C},
    Pair{0x2EA4, 0x722B}, Pair{0x2EA6, 0x4E2C}, Pair{0x2EA7, 0x725B}, Pair{0x2EA8, 0x72AD},
    Pair{0x2EA9, 0x738B}, Pair{0x2EAA, 0x758B}, Pair{0x2EAB, 0x76EE}, Pair{0x2EAC, 0x793A},
    Pair{0x2EAD, 0x793B}, Pair{0x2EAE, 0x7AF9}, Pair{0x2EAF, 0x7CF9}, Pair{0x2EB0, 0x7E9F},
    Pair{0x2EB1, 0x7F53}, Pair{0x2EB3, 0x34C1}, Pair{0x2EB6, 0x7F8A}, Pair{0x2EB7, 0x7F8A},
    Pair{0x2EB9, 0x8002}, Pair{0x2EBA, 0x8080}, Pair{0x2EBB, 0x807F}, Pair{0x2EBC, 0x8089},
    Pair{0x2EBD, 0x81FC}, Pair{0x2EBE, 0x8279}, Pair{0x2EC0, 0x8279}, Pair{0x2EC1, 0x864E},
    Pair{0x2EC2, 0x8864}, Pair{0x2EC3, 0x897F}, Pair{0x2EC4, 0x897F}, Pair{0x2EC5, 0x89C1},
    Pair{0x2EC6, 0x89D2}, Pair{0x2EC8, 0x8BA0}, Pair{0x2EC9, 0x8D1D}, Pair{0x2ECA, 0x8DB3},
    Pair{0x2ECB, 0x8F66}, Pair{0x2ECC, 0x8FB6}, Pair{0x2ECD, 0x8FB6}, Pair{0x2ED0, 0x9485},
    Pair{0x2ED1, 0x9577}, Pair{0x2ED2, 0x9578}, Pair{0x2ED3, 0x957F}, Pair{0x2ED4, 0x95E8},
    Pair{0x2ED6, 0x961D}, Pair{0x2ED7, 0x96E8}, Pair{0x2ED8, 0x9752}, Pair{0x2ED9, 0x97E6},
    Pair{0x2EDA, 0x9875}, Pair{0x2EDB, 0x98CE}, Pair{0x2EDC, 0x98DE}, Pair{0x2EDD, 0x98DF},
    Pair{0x2EDF, 0x98E0}, Pair{0x2EE0, 0x9963}, Pair{0x2EE2, 0x9A6C}, Pair{0x2EE3, 0x9AA8},
    Pair{0x2EE4, 0x9B3C}, Pair{0x2EE5, 0x9C7C}, Pair{0x2EE6, 0x9E1F}, Pair{0x2EE7, 0x5364},
    Pair{0x2EE8, 0x9EA6}, Pair{0x2EE9, 0x9EC4}, Pair{0x2EEA, 0x9EFE}, Pair{0x2EEB, 0x6589},
    Pair{0x2EEC, 0x9F50}, Pair{0x2EED, 0x6B6F}, Pair{0x2EEE, 0x9F7F}, Pair{0x2EEF, 0x7ADC},
    Pair{0x2EF0, 0x9F99}, Pair{0x2EF2, 0x4E80}};

}  // namespace

char32_t fold_rare_char(char32_t c) {
  if (c < 0x80) return is_blank(c) ? U' ' : c;
  if (is_han(c)) {
    if (c >= 0x2E80 && c <= 0x2EFF) {
      for (const auto& pair : kSupplement) {
        if (pair.from == c) return pair.to;
      }
    }
    return plain_ideograph(c);
  }
  if (c == 0xFF5E) return U'~';
  if (is_blank(c)) return U' ';
  switch (c) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0x2500:
    case 0x2501:
    case 0xFE58:
    case 0xFE63:
    case 0xFE31:
      return U'-';
    case 0xFE52:
      return U'.';
    case 0xFF61:
      return 0x3002;
    case 0xFF64:
      return 0x3001;
    case 0x2022:
    case 0x2027:
    case 0x30FB:
    case 0xFF65:
    case 0x2219:
    case 0x22C5:
    case 0x0387:
      return 0x00B7;
    case 0x301C:
    case 0x223C:
    case 0x02DC:
      return U'~';
    case 0x301D:
    case 0x201F:
      return 0x201C;
    case 0x301E:
    case 0x301F:
      return 0x201D;
    case 0xFE50:
      return U',';
    case 0xFE51:
      return 0x3001;
    case 0xFE54:
      return U';';
    case 0xFE55:
    case 0x2236:
    case 0xFE13:
      return U':';
    case 0xFE59:
    case 0x2768:
      return U'(';
    case 0xFE5A:
    case 0x2769:
      return U')';
    case 0xFE6A:
      return U'%';
    default:
      return c;
  }
}

namespace {

// What folding makes of a character in one step.
struct Fold {
  std::uint8_t size;   // bytes of the character; 0: it takes more than a step
  std::uint8_t ascii;  // the byte that it becomes; 0: its own bytes
};

// Printable ASCII, common ideographs, the frequent marks and full-width ASCII.
inline Fold plain_fold(const char* at, std::size_t left) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(at[i]); };
  const unsigned lead = byte(0);
  if (lead > ' ' && lead < 0x7F) return {1, static_cast<std::uint8_t>(lead)};
  if (lead < 0xE2 || lead > 0xEF || left < 3) return {0, 0};
  const unsigned second = byte(1), third = byte(2);
  if ((lead >= 0xE5 && lead <= 0xE9) || (lead == 0xE4 && second >= 0xB8)) return {3, 0};
  if (lead == 0xEF) {
    if (second == 0xBC && third >= 0x81 && third <= 0xBF) {
      return {3, static_cast<std::uint8_t>(third - 0x81 + '!')};
    }
    if (second == 0xBD && third >= 0x80 && third <= 0x9D) {
      return {3, static_cast<std::uint8_t>(third - 0x80 + '`')};
    }
    return {0, 0};
  }
  const bool stop = lead == 0xE3 && second == 0x80 &&
                    (third == 0x81 || third == 0x82 || third == 0x8A || third == 0x8B);
  const bool quote = lead == 0xE2 && second == 0x80 && (third == 0x9C || third == 0x9D);
  return {static_cast<std::uint8_t>(stop || quote ? 3 : 0), 0};
}

// Folds at most `limit` characters to the end of `out`; `changed` is told where the places of the
// two texts part anew. Returns the bytes that were read.
template <typename Changed>
std::size_t fold_into(std::string_view original, std::size_t limit, std::string* out,
                      Changed&& changed) {
  std::size_t at = 0;
  while (at < original.size() && limit > 0) {
    const std::size_t begin = at;  // of a run that is copied as it is
    Fold step = {0, 0};
    for (; at < original.size() && limit > 0; --limit) {
      const std::size_t last = std::min(original.size(), at + (limit - 1) * kHan);
      const std::size_t next = skip_common_han(original.substr(0, last), at);
      limit -= (next - at) / kHan;
      at = next;
      if (at >= original.size()) break;
      step = plain_fold(original.data() + at, original.size() - at);
      if (step.size == 0 || (step.ascii != 0 && step.size == 3)) break;
      at += step.size;
    }
    out->append(original.data() + begin, at - begin);
    if (at >= original.size() || limit == 0) break;
    const std::size_t from = at, size = out->size();
    if (step.size != 0) {
      *out += static_cast<char>(step.ascii);
      at += step.size;
    } else {
      append_char(*out, fold_char(next_char(original, at)));
    }
    --limit;
    if (out->size() - size != at - from) changed(out->size(), at);
  }
  return at;
}

}  // namespace

void Folded::assign(std::string_view original) { assign(original, original.size()); }

void Folded::assign(std::string_view original, std::size_t limit) {
  constexpr std::size_t kLongest = 4;  // bytes of one character
  text.clear();
  text.reserve(std::min(original.size(), limit * kLongest));
  steps_.clear();
  if (limit < original.size() || original.size() < kBytesWorthAThread) {
    assign_part(original, limit);
  } else {
    assign_halves(original);
  }
  back = FoldBack(steps_, {});
}

void Folded::append(std::string_view original, std::size_t size) {
  if (size == 0) {
    text.reserve(original.size() + original.size() / 4);  // some more is expected
    assign_part(original, original.size());
  } else {
    Folded rest;
    rest.assign_part(original, original.size());
    add(rest, size);
  }
  back = FoldBack(steps_, {});
}

// The second half is folded beside the first.
void Folded::assign_halves(std::string_view original) {
  std::size_t middle = original.size() / 2;
  while (inside_char(original, middle)) ++middle;
  Folded rest;
  auto second = beside(true, [&] { rest.assign_part(original.substr(middle), original.size()); });
  assign_part(original.substr(0, middle), original.size());
  second.get();
  add(rest, middle);
}

// What was folded of the original from byte `size` on.
void Folded::add(const Folded& rest, std::size_t size) {
  const auto folded = static_cast<Offset>(text.size()), at = static_cast<Offset>(size);
  text += rest.text;
  for (const FoldStep& step : rest.steps_) {
    steps_.push_back({step.folded + folded, step.original + at});
  }
}

void Folded::assign_part(std::string_view original, std::size_t limit) {
  fold_into(original, limit, &text, [&](std::size_t folded, std::size_t at) {
    steps_.push_back({static_cast<Offset>(folded), static_cast<Offset>(at)});
  });
}

Offset Folded::place_of(Offset original) const {
  const auto next =
      std::upper_bound(steps_.begin(), steps_.end(), original,
                       [](Offset offset, const FoldStep& step) { return offset < step.original; });
  const FoldStep step = next == steps_.begin() ? FoldStep{} : *(next - 1);
  return step.folded + (original - step.original);
}

FoldedView Folded::view(Slice original) const {
  const Offset begin = place_of(original.begin), end = place_of(original.end);
  return {std::string_view(text).substr(begin, end - begin),
          FoldBack(steps_, {begin, original.begin})};
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  fold_into(text, text.size(), &out, [](std::size_t, std::size_t) {});
  return out;
}

}  // namespace gangmu
