#include "cli/typed.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <vector>

#include "cli/input.h"
#include "cli/platform.h"
#include "cli/suggest.h"
#include "model/text.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

// Hyphens, en and em dashes, the minus sign, lines of boxes, small and full-width hyphens.
bool is_typeset_dash(char32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500 || c == 0x2501 || c == 0xFE58 ||
         c == 0xFE63 || c == 0xFF0D;
}

bool is_file(std::string_view path) {
  std::error_code none;
  return fs::exists(path_of(path), none);
}

// Without quotation marks around it; the same where there are none.
std::string unquoted(std::string_view text) {
  std::size_t first = 0;
  if (!text.empty() && !is_typeset_quote(next_char(text, first))) first = 0;
  std::size_t last = text.size();
  if (last > first && !is_typeset_quote(previous_char(text, last))) last = text.size();
  return std::string(text.substr(first, std::max(last, first) - first));
}

// What "-" would have made of an argument that begins with another dash, "" where none does. Word
// makes one dash of two hyphens, so that the length of the name decides how many there were.
std::string with_hyphens(std::string_view argument) {
  std::size_t at = 0, dashes = 0;
  bool typeset = false;
  for (std::size_t next = 0; next < argument.size(); at = next, ++dashes) {
    const char32_t c = next_char(argument, next);
    if (c != '-' && !is_typeset_dash(c)) break;
    typeset = typeset || c != '-';
  }
  const std::string_view name = argument.substr(at);
  const bool named = name.empty() || is_ascii_letter(static_cast<unsigned char>(name[0]));
  if (dashes == 0 || !typeset || !named) return "";
  return (name.substr(0, name.find('=')).size() < 2 ? "-" : "--") + std::string(name);
}

}  // namespace

bool is_typeset_quote(char32_t c) {
  return (c >= 0x2018 && c <= 0x201F) || c == 0xFF02 || c == 0xFF07 || (c >= 0x300C && c <= 0x300F);
}

std::string name_in_quotes(std::string_view name) {
  std::size_t begin = 0, end = name.size();
  if (name.empty() || !is_typeset_quote(next_char(name, begin)) || begin == end) return "";
  if (!is_typeset_quote(previous_char(name, end))) {
    end = name.size();  // the name was cut at a blank, unless quotation marks stand inside it
    for (std::size_t at = begin; at < end;) {
      if (is_typeset_quote(next_char(name, at))) return "";
    }
  }
  return begin < end ? std::string(name.substr(begin, end - begin)) : "";
}

Status check_typed(std::span<const std::string> arguments) {
  constexpr std::size_t kMostPieces = 8;
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    if (arguments[i].starts_with('-') && with_hyphens(arguments[i]).empty()) continue;
    if (is_file(arguments[i])) continue;
    if (const std::string meant = with_hyphens(arguments[i]); !meant.empty()) {
      return Error{"usage", said("\"%1\" begins with a dash that is not \"-\"", arguments[i]), "",
                   said("type %1 with the - of the keyboard in place of %2", meant, arguments[i])};
    }
    std::string whole = arguments[i];
    for (std::size_t k = i + 1; k < std::min(arguments.size(), i + kMostPieces); ++k) {
      whole += " " + arguments[k];
      const std::string plain = unquoted(whole);
      if (!is_file(plain)) continue;
      return Error{"usage", said("the name \"%1\" has a blank in it", plain), "",
                   said("put it in quotation marks: \"%1\"", plain)};
    }
  }
  return Done{};
}

std::string language_meant(std::string_view value) {
  const std::string lower = ascii_lowered(value);
  if (lower.starts_with("zh") || lower.starts_with("chi") || lower == "cn" ||
      std::any_of(value.begin(), value.end(), [](char c) { return (c & 0x80) != 0; })) {
    return "zh";
  }
  return lower.starts_with("en") ? "en" : "";
}

std::string format_meant(std::string_view name) {
  using Pair = std::pair<std::string_view, std::string_view>;
  constexpr std::array kMeant = {Pair{"excel", "xlsx"}, Pair{"xls", "xlsx"},   Pair{"xlsm", "xlsx"},
                                 Pair{"et", "xlsx"},    Pair{"ods", "xlsx"},   Pair{"word", "docx"},
                                 Pair{"doc", "docx"},   Pair{"wps", "docx"},   Pair{"odt", "docx"},
                                 Pair{"htm", "html"},   Pair{"md", "markdown"}};
  const std::string lower = ascii_lowered(name.substr(name.rfind('.') + 1));
  for (const auto& [typed, meant] : kMeant) {
    if (lower == typed) return std::string(meant);
  }
  return "";
}

Message file_remedy(const std::string& path) {
  constexpr int kMostLooked = 1000;
  const std::string plain = unquoted(path);
  if (plain != path && is_file(plain)) {
    return said("type the name without these quotation marks: %1", plain);
  }
  std::error_code error;
  const fs::path own = path_of(plain), folder = own.parent_path();
  std::vector<std::string> beside;
  // Many names of one list may be missing from a folder of many files.
  int looked = kMostLooked;
  for (fs::directory_iterator at(folder.empty() ? fs::path(".") : folder, error), end;
       !error && at != end && looked > 0; at.increment(error), --looked) {
    const std::string name = text_of(at->path().filename());
    if (is_readable_name(name)) beside.push_back(name);
  }
  std::sort(beside.begin(), beside.end());
  std::vector<std::string> stems;
  for (const std::string& name : beside) stems.push_back(text_of(path_of(name).stem()));
  const std::string stem = text_of(own.stem());
  auto same = std::find(stems.begin(), stems.end(), stem);
  if (same == stems.end()) same = std::find(stems.begin(), stems.end(), nearest(stem, stems));
  if (same == stems.end()) return {};
  const std::string& meant = beside[static_cast<std::size_t>(same - stems.begin())];
  return said("did you mean \"%1\"?", text_of(folder / path_of(meant)));
}

}  // namespace gangmu::cli
