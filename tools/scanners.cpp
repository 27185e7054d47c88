#include "tools/scanners.h"

#include <array>
#include <cstdio>
#include <optional>
#include <string_view>

#include "parser/grammar_builtin.h"
#include "parser/grammar_expression.h"
#include "parser/grammar_match.h"
#include "parser/grammar_pattern.h"

namespace gangmu {

namespace {

using Kind = Expression::Kind;

std::string escaped(char32_t c) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "\\U%08X", static_cast<unsigned>(c));
  return text.data();
}

std::string written(char32_t first, char32_t last) {
  return first == last ? escaped(first) : escaped(first) + "-" + escaped(last);
}

std::string times(int least, int most) {
  if (most == Expression::kAnyNumber) {
    return least == 0 ? "*" : least == 1 ? "+" : "{" + std::to_string(least) + ",}";
  }
  return "{" + std::to_string(least) + "," + std::to_string(most) + "}";
}

// Writes an expression as re2c has it. The end of the text is a NUL that is no character: nothing
// may follow it, and no class holds it.
class Translator {
 public:
  explicit Translator(std::map<std::string, std::string>* classes) : classes_(*classes) {}

  std::optional<std::string> run(const Expression& expression) {
    std::string code = translated(expression, true, false);
    if (failed_) return std::nullopt;
    return code;
  }
  bool captures() const { return captures_; }

 private:
  std::string translated(const Expression& expression, bool last, bool again) {
    switch (expression.kind) {
      case Kind::characters:
        return characters(expression);
      case Kind::sequence:
        return sequence(expression, last, again);
      case Kind::choice:
        return choice(expression, last, again);
      case Kind::repeat:
        return "(" + translated(expression.parts[0], false, true) + ")" +
               times(expression.least, expression.most);
      case Kind::end:
        break;
    }
    failed_ = failed_ || !last;
    return "\"\\x00\"";
  }

  std::string characters(const Expression& expression) {
    std::string all = expression.negated ? "[^\\x00" : "[";
    for (const auto& [first, last] : expression.ranges) {
      failed_ = failed_ || first == 0;
      all += written(first, last);
    }
    for (const std::string& name : expression.classes) all += class_of(name);
    return all + "]";
  }

  const std::string& class_of(const std::string& name) {
    const auto [known, is_new] = classes_.try_emplace(name);
    if (is_new) {
      for (const auto& [first, last] : characters_of(name)) known->second += written(first, last);
    }
    return known->second;
  }

  std::string sequence(const Expression& expression, bool last, bool again) {
    std::string all;
    for (std::size_t i = 0; i < expression.parts.size(); ++i) {
      const bool ends = last && i + 1 == expression.parts.size();
      all += (all.empty() ? "" : " ") + translated(expression.parts[i], ends, again);
    }
    return all.empty() ? "\"\"" : all;
  }

  std::string choice(const Expression& expression, bool last, bool again) {
    std::string all;
    for (const Expression& part : expression.parts) {
      all += (all.empty() ? "(" : " | ") + translated(part, last, again);
    }
    all += ")";
    if (expression.name != "num") return all;
    failed_ = failed_ || again || captures_;
    captures_ = true;
    return "@num_begin " + all + " @num_end";
  }

  std::map<std::string, std::string>& classes_;
  bool failed_ = false;
  bool captures_ = false;  // {num:…}
};

}  // namespace

std::uint16_t Scanners::of(const std::string& pattern) {
  std::string expression;
  translate_pattern(pattern, parts_, &expression);
  return of_expression(expression);
}

std::uint16_t Scanners::of(const std::vector<std::string>& patterns) {
  return patterns.empty() ? builtin::kNone : of_expression(translate_all(patterns, parts_));
}

std::uint16_t Scanners::of_expression(const std::string& expression) {
  if (const auto known = numbers_.find(expression); known != numbers_.end()) return known->second;
  const auto tree = read_expression(expression);
  if (!tree) return builtin::kNoScanner;
  Translator translator(&classes_);
  const auto code = translator.run(*tree);
  if (!code) return builtin::kNoScanner;
  std::string body = "/*!re2c\n  * { return nullptr; }\n  " + *code + " {";
  if (translator.captures()) body += " num->begin = num_begin; num->end = num_end;";
  body += " return at; }\n*/\n";
  const auto number = static_cast<std::uint16_t>(bodies_.size());
  numbers_.emplace(expression, number);
  bodies_.push_back(std::move(body));
  return number;
}

std::string Scanners::source() const {
  std::string out =
      "// Written by gangmu-grammarc for re2c. Do not edit.\n"
      "#include \"parser/grammar_builtin.h\"\n\n"
      "namespace gangmu::builtin {\n\nnamespace {\n\n"
      "struct Num {\n  const unsigned char *begin = nullptr, *end = nullptr;\n};\n\n"
      "/*!re2c\n"
      "  re2c:define:YYCTYPE = \"unsigned char\";\n"
      "  re2c:define:YYCURSOR = at;\n"
      "  re2c:define:YYMARKER = marker;\n"
      "  re2c:yyfill:enable = 0;\n"
      "  re2c:flags:tags = 1;\n"
      "  re2c:flags:utf-8 = 1;\n"
      "*/\n\n";
  std::string cases;
  for (std::size_t i = 0; i < bodies_.size(); ++i) {
    const std::string number = std::to_string(i);
    out += "const unsigned char* scan_" + number +
           "(const unsigned char* at, [[maybe_unused]] Num* num) {\n"
           "  [[maybe_unused]] const unsigned char* marker = at;\n"
           "  /*!stags:re2c format = '[[maybe_unused]] const unsigned char* @@ = nullptr;'; */\n";
    if (bodies_[i].find("num_begin") != std::string::npos) {
      out += "  const unsigned char *num_begin = nullptr, *num_end = nullptr;\n";
    }
    out += bodies_[i] + "}\n\n";
    cases +=
        "    case " + number + ":\n      end = scan_" + number + "(begin, &num);\n      break;\n";
  }
  out +=
      "}  // namespace\n\n"
      "bool scan(std::uint16_t scanner, const char* start, Scanned* found) {\n"
      "  const auto* const begin = reinterpret_cast<const unsigned char*>(start);\n"
      "  const unsigned char* end = nullptr;\n"
      "  [[maybe_unused]] Num num;\n"
      "  switch (scanner) {\n" +
      cases +
      "    default:\n      break;\n"
      "  }\n"
      "  if (end == nullptr) return false;\n"
      "  found->length = static_cast<std::size_t>(end - begin);\n"
      "  if (num.begin != nullptr) {\n"
      "    found->num_begin = static_cast<std::size_t>(num.begin - begin);\n"
      "    found->num_end = static_cast<std::size_t>(num.end - begin);\n"
      "  }\n"
      "  return true;\n"
      "}\n\n"
      "}  // namespace gangmu::builtin\n";
  return out;
}

}  // namespace gangmu
