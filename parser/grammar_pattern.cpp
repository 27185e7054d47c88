#include "parser/grammar_pattern.h"

#include "model/text.h"

namespace gangmu {

namespace {

void append_literal(std::string_view text, std::string* expression) {
  constexpr std::string_view kBlanks = " *";
  const std::string folded = fold(text);
  for (const char c : folded) {
    if (c == ' ') {
      if (!expression->ends_with(kBlanks)) *expression += kBlanks;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x80 && !is_ascii_digit(byte) && !is_ascii_letter(byte)) *expression += '\\';
      *expression += c;
    }
  }
}

bool is_name(std::string_view name) {
  if (name.empty() || is_ascii_digit(static_cast<unsigned char>(name[0]))) return false;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (!is_ascii_digit(byte) && !is_ascii_letter(byte) && c != '_') return false;
  }
  return true;
}

// `inside` is what stands between the braces.
std::optional<PatternMistake> append_part(std::string_view inside, const Parts& parts,
                                          std::string* expression) {
  const std::size_t colon = inside.find(':');
  const std::string_view name = colon == std::string_view::npos ? inside : inside.substr(colon + 1);
  const auto part = parts.find(name);
  if (part == parts.end()) {
    return PatternMistake{said("unknown part \"%1\"", name), "{" + std::string(inside) + "}"};
  }
  if (colon == std::string_view::npos) {
    *expression += "(?:";
  } else {
    const std::string_view capture = inside.substr(0, colon);
    if (!is_name(capture)) {
      return PatternMistake{said("bad name \"%1\" before the colon", capture),
                            "{" + std::string(inside) + "}"};
    }
    const std::string group = "(?P<" + std::string(capture) + ">";
    if (expression->find(group) != std::string::npos) {
      return PatternMistake{said("\"%1\" is captured twice", capture),
                            "{" + std::string(inside) + "}"};
    }
    *expression += group;
  }
  *expression += part->second.expression;
  *expression += ')';
  return std::nullopt;
}

}  // namespace

std::optional<PatternMistake> translate_pattern(std::string_view pattern, const Parts& parts,
                                                std::string* expression) {
  expression->clear();
  std::size_t at = 0;
  while (at < pattern.size()) {
    const std::size_t brace = pattern.find('{', at);
    append_literal(pattern.substr(at, brace - at), expression);
    if (brace == std::string_view::npos) break;
    if (pattern.substr(brace).starts_with("{{")) {
      *expression += "\\{";
      at = brace + 2;
      continue;
    }
    const std::size_t close = pattern.find('}', brace);
    if (close == std::string_view::npos) {
      return PatternMistake{"\"{\" without \"}\"", std::string(pattern.substr(brace))};
    }
    if (auto mistake =
            append_part(pattern.substr(brace + 1, close - brace - 1), parts, expression)) {
      return mistake;
    }
    at = close + 1;
  }
  return std::nullopt;
}

std::string translate_all(const std::vector<std::string>& patterns, const Parts& parts) {
  std::string all;
  std::string one;
  for (const auto& pattern : patterns) {
    translate_pattern(pattern, parts, &one);
    all += (all.empty() ? "(?:" : "|(?:") + one + ")";
  }
  return all;
}

}  // namespace gangmu
