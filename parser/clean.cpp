#include "parser/clean.h"

#include "model/char_filter.h"

namespace gangmu {

namespace {

// Letters of words: Latin, Greek, Cyrillic.
bool is_letter(char32_t c) { return is_ascii_letter(c) || (c >= 0xC0 && c < 0x590); }

// Whether a blank between the two parts words and has to stay.
bool blank_stays(char32_t left, char32_t right, bool line_end) {
  const bool wide_left = is_wide(left), wide_right = is_wide(right);
  if (wide_left && wide_right) return false;
  if (wide_left || wide_right) {
    const char32_t narrow = wide_left ? right : left;
    const char32_t wide = wide_left ? left : right;
    return !line_end && is_letter(narrow) && is_han(wide);
  }
  if (!line_end) return true;
  return is_letter(left) && is_letter(right);
}

}  // namespace

Slice Cleaner::append(std::span<const Span> pieces) {
  const auto begin = static_cast<Offset>(document_.clean.size());
  last_ = 0;
  pending_ = line_end_ = false;
  for (const Span piece : pieces) {
    copy(piece, false);
    if (last_ != 0) {
      if (!pending_) blank_at_ = piece.end;
      pending_ = line_end_ = true;
    }
  }
  return {begin, static_cast<Offset>(document_.clean.size())};
}

Slice Cleaner::append_solid(std::span<const Span> pieces) {
  const auto begin = static_cast<Offset>(document_.clean.size());
  last_ = 0;
  for (const Span piece : pieces) copy(piece, true);
  return {begin, static_cast<Offset>(document_.clean.size())};
}

Slice Cleaner::append_printed(Span piece) {
  const auto begin = static_cast<Offset>(document_.clean.size());
  if (!piece.empty()) {
    document_.runs.push_back({begin, piece.begin});
    document_.clean.append(document_.source.text, piece.begin, piece.size());
  }
  return {begin, static_cast<Offset>(document_.clean.size())};
}

void Cleaner::copy(Span piece, bool solid) {
  const std::string_view text = document_.source.text;
  std::string& out = document_.clean;
  bool joined = false;  // the last run can be continued
  std::size_t copied = piece.begin, at = piece.begin;
  const auto flush = [&](std::size_t end) {
    out.append(text.substr(copied, end - copied));
    copied = at;
  };
  while (at < piece.end) {
    const std::size_t from = at;
    if (joined) {
      at = skip_common_han(text.substr(0, piece.end), at);
      if (at > from) {
        std::size_t end = at;
        last_ = previous_char(text, end);
        continue;
      }
    }
    const char32_t c = next_char(text, at);
    if (is_blank(c)) {
      flush(from);
      if (!pending_) blank_at_ = static_cast<Offset>(from);
      pending_ = last_ != 0;
      joined = false;
      continue;
    }
    if (pending_ && !solid && blank_stays(last_, c, line_end_)) {
      flush(from);
      copied = from;
      document_.runs.push_back({static_cast<Offset>(out.size()), blank_at_});
      out += ' ';
      joined = false;
    }
    pending_ = line_end_ = false;
    const char32_t plain = c < 0x2E80 ? c : plain_ideograph(c);
    if (plain != c) {
      flush(from);
      joined = false;
    }
    if (!joined) {
      document_.runs.push_back({static_cast<Offset>(out.size()), static_cast<Offset>(from)});
    }
    if (plain != c) append_char(out, plain);
    joined = plain == c;
    last_ = c;
  }
  flush(at);
}

}  // namespace gangmu
