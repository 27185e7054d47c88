// A grammar as TOML that loads again to the same grammar.
#include "parser/grammar_data.h"

namespace gangmu {

namespace {

std::string escaped(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + "\"";
}

std::string toml_string(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\'' || byte < 0x20 || byte == 0x7F) return escaped(text);
  }
  return "'" + std::string(text) + "'";
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const auto& text : texts) out += (out.size() > 1 ? ", " : "") + toml_string(text);
  return out + "]";
}

bool is_bare_key(std::string_view key) {
  if (key.empty()) return false;
  for (const char c : key) {
    const bool bare = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-';
    if (!bare) return false;
  }
  return true;
}

std::string key_of(std::string_view key) {
  return is_bare_key(key) ? std::string(key) : toml_string(key);
}

void show_rule(const Rule& rule, Stage stage, std::string* out) {
  const auto line = [&](std::string_view key, const std::string& value) {
    *out += std::string(key) + std::string(key.size() < 5 ? 5 - key.size() : 0, ' ') + " = " +
            value + "\n";
  };
  const auto list = [&](std::string_view key, const std::vector<std::string>& texts) {
    if (!texts.empty()) line(key, list_of(texts));
  };
  *out += "\n# " + rule.file + ":" + std::to_string(rule.line) + "\n[[rule]]\n";
  line("stage", toml_string(name_of(stage)));
  line("name", toml_string(rule.name));
  line("match", toml_string(rule.match));
  if (!rule.kind.empty()) line("kind", toml_string(rule.kind));
  if (rule.level != 0) line("level", std::to_string(rule.level));
  if (rule.at != At::paragraph) line("at", toml_string(name_of(rule.at)));
  list("before", rule.before);
  list("after", rule.after);
  list("not_before", rule.not_before);
  list("not_after", rule.not_after);
  list("flags", rule.flags);
  list("yes", rule.yes);
  list("no", rule.no);
}

// Words that share value and further keys, by these.
using WordGroups =
    std::map<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>,
             std::vector<std::string>>;

void show_table(const std::string& name, const std::vector<GivenWord>& words, std::string* out) {
  WordGroups groups;
  bool is_simple = true;  // "list" as a value would read back as no value
  for (const auto& word : words) {
    groups[{word.value, word.more}].push_back(word.text);
    is_simple = is_simple && word.more.empty() && word.value != "list";
  }
  if (is_simple) *out += "\n[words." + key_of(name) + "]\n";
  for (const auto& [properties, texts] : groups) {
    const auto& [value, more] = properties;
    if (is_simple) {
      *out += (value.empty() ? "list" : key_of(value)) + " = " + list_of(texts) + "\n";
      continue;
    }
    *out += "\n[[words." + key_of(name) + "]]\nwords = " + list_of(texts) + "\n";
    if (!value.empty()) *out += "value = " + toml_string(value) + "\n";
    for (const auto& [key, text] : more) *out += key_of(key) + " = " + toml_string(text) + "\n";
  }
}

}  // namespace

std::string show_grammar(const GrammarData& data) {
  std::string out = "# sha256 " + data.sha256 + "\n";
  for (const auto& overlay : data.overlays) out += "# laid over: " + overlay + "\n";
  out += "\n[parts]\n";
  for (const auto& [name, part] : data.parts) {
    out += key_of(name) + " = " + toml_string(part.expression) + "\n";
  }
  for (int i = 0; i < kStageCount; ++i) {
    for (const auto& rule : data.rules[static_cast<std::size_t>(i)]) {
      show_rule(rule, static_cast<Stage>(i), &out);
    }
  }
  for (const auto& [name, words] : data.tables) show_table(name, words, &out);
  return out;
}

}  // namespace gangmu
