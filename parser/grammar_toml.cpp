// TOML → GrammarFile. The only file that includes toml++.
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "model/document.h"
#include "model/text.h"
#include "parser/grammar_file.h"

namespace gangmu {

namespace {

Spot spot_of(const toml::source_region& region) {
  return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

class FileReader {
 public:
  explicit FileReader(GrammarFile* file) : file_(file) {}
  void read();

 private:
  [[noreturn]] void fail(Spot spot, Message message) const {
    throw GrammarMistake{file_, spot, std::move(message)};
  }
  [[noreturn]] void unknown_key(const toml::key& key) const {
    fail(spot_of(key.source()), said("unknown key \"%1\"", key.str()));
  }

  const toml::table& table(const toml::node& node, std::string_view name) const;
  Quoted quoted(const toml::node& node, std::string_view name) const;
  std::vector<Quoted> quoted_list(const toml::node& node, std::string_view name) const;
  std::string scalar(const toml::node& node, std::string_view name) const;

  void read_parts(const toml::table& parts);
  void read_rules(const toml::node& rules, std::optional<Stage> stage);
  void read_rule(const toml::table& table, std::optional<Stage> stage);
  void read_rule_key(const toml::key& key, const toml::node& node, RuleEntry* entry);
  void check_rule(const toml::table& table, const RuleEntry& entry) const;
  std::optional<Stage> read_stage(const toml::node& node) const;
  void read_words(const std::string& name, const toml::node& node);
  void read_word_list(const std::string& name, GivenWord word, const toml::node& list);
  void read_word_entry(const std::string& name, const toml::table& entry);
  void read_removed_words(const toml::table& tables);

  GrammarFile* file_;
};

const toml::table& FileReader::table(const toml::node& node, std::string_view name) const {
  if (const auto* table = node.as_table()) return *table;
  fail(spot_of(node.source()), said("\"%1\" is no table", name));
}

Quoted FileReader::quoted(const toml::node& node, std::string_view name) const {
  if (const auto* string = node.as_string()) return {string->get(), spot_of(node.source())};
  fail(spot_of(node.source()), said("\"%1\" is no string", name));
}

std::vector<Quoted> FileReader::quoted_list(const toml::node& node, std::string_view name) const {
  const auto* array = node.as_array();
  if (array == nullptr) {
    fail(spot_of(node.source()), said("\"%1\" is no list of strings", name));
  }
  std::vector<Quoted> list;
  for (const auto& element : *array) {
    if (!element.is_string()) {
      fail(spot_of(element.source()), said("\"%1\" holds something else than strings", name));
    }
    list.push_back(quoted(element, name));
  }
  return list;
}

// A further key of a word: kept as text whatever its type.
std::string FileReader::scalar(const toml::node& node, std::string_view name) const {
  if (const auto* string = node.as_string()) return string->get();
  if (const auto* integer = node.as_integer()) return std::to_string(integer->get());
  if (const auto* boolean = node.as_boolean()) return boolean->get() ? "true" : "false";
  if (const auto* number = node.as_floating_point()) {
    char digits[400];
    const auto end =
        std::to_chars(digits, digits + sizeof digits, number->get(), std::chars_format::fixed).ptr;
    return {digits, end};
  }
  fail(spot_of(node.source()), said("\"%1\" is no string, number or truth value", name));
}

std::optional<Stage> FileReader::read_stage(const toml::node& node) const {
  const Quoted name = quoted(node, "stage");
  const auto stage = stage_named(name.text);
  if (!stage) {
    fail(name.spot, said("unknown stage \"%1\" (layout, outline, tables, targets)", name.text));
  }
  return stage;
}

void FileReader::read_parts(const toml::table& parts) {
  for (const auto& [key, node] : parts) {
    const Spot spot = spot_of(key.source());
    file_->parts.push_back({{std::string(key.str()), spot}, quoted(node, key.str())});
  }
}

void FileReader::read_rules(const toml::node& rules, std::optional<Stage> stage) {
  const auto* array = rules.as_array();
  if (array == nullptr) fail(spot_of(rules.source()), "\"rule\" is no [[rule]]");
  for (const auto& element : *array) read_rule(table(element, "rule"), stage);
}

void FileReader::read_rule(const toml::table& table, std::optional<Stage> stage) {
  RuleEntry entry;
  if (const auto* own = table.get("stage")) stage = read_stage(*own);
  if (!stage) {
    fail(spot_of(table.source()),
         "no stage = \"…\" at the top of a file with rules (layout, outline, tables, targets)");
  }
  entry.stage = *stage;
  entry.rule.file = file_->name;
  entry.rule.line = spot_of(table.source()).line;
  for (const auto& [key, node] : table) read_rule_key(key, node, &entry);
  check_rule(table, entry);
  if (const auto* match = table.get("match")) {
    entry.patterns.insert(entry.patterns.begin(), quoted(*match, "match"));
  }
  file_->rules.push_back(std::move(entry));
}

void FileReader::read_rule_key(const toml::key& key, const toml::node& node, RuleEntry* entry) {
  Rule& rule = entry->rule;
  const std::string_view name = key.str();
  const auto strings = [&](std::vector<std::string>* out) {
    for (auto& one : quoted_list(node, name)) out->push_back(std::move(one.text));
  };
  const auto patterns = [&](std::vector<std::string>* out) {
    strings(out);
    for (auto& one : quoted_list(node, name)) entry->patterns.push_back(std::move(one));
  };
  if (name == "stage") return;
  if (name == "name") {
    entry->name = quoted(node, name);
    rule.name = entry->name.text;
  } else if (name == "match") {
    rule.match = quoted(node, name).text;
  } else if (name == "kind") {
    rule.kind = quoted(node, name).text;
  } else if (name == "level") {
    const auto level = node.value_exact<std::int64_t>();
    if (!level || *level < 0 || *level > 1000) {
      fail(spot_of(node.source()), "\"level\" is no whole number from 0 to 1000");
    }
    rule.level = static_cast<int>(*level);
  } else if (name == "at") {
    const Quoted at = quoted(node, name);
    if (at.text == name_of(At::paragraph))
      rule.at = At::paragraph;
    else if (at.text == name_of(At::line))
      rule.at = At::line;
    else if (at.text == name_of(At::inline_text))
      rule.at = At::inline_text;
    else
      fail(at.spot, said("unknown place \"%1\" (paragraph, line, inline)", at.text));
  } else if (name == "order_after") {
    entry->order_after = quoted(node, name);
  } else if (name == "before") {
    patterns(&rule.before);
  } else if (name == "after") {
    patterns(&rule.after);
  } else if (name == "not_before") {
    patterns(&rule.not_before);
  } else if (name == "not_after") {
    patterns(&rule.not_after);
  } else if (name == "flags") {
    strings(&rule.flags);
  } else if (name == "yes") {
    strings(&rule.yes);
  } else if (name == "no") {
    strings(&rule.no);
  } else {
    unknown_key(key);
  }
}

void FileReader::check_rule(const toml::table& table, const RuleEntry& entry) const {
  const Spot spot = spot_of(table.source());
  const Rule& rule = entry.rule;
  if (rule.name.empty()) fail(spot, "rule without a \"name\"");
  if (rule.name.find_first_of("/ \t\n") != std::string::npos) {
    fail(entry.name.spot, said("\"/\" or a blank in the name \"%1\"", rule.name));
  }
  if (rule.match.empty()) fail(spot, said("rule \"%1\" has no \"match\"", rule.name));
  if (rule.yes.empty()) fail(spot, said("rule \"%1\" has no \"yes\" example", rule.name));
  if (rule.no.empty()) fail(spot, said("rule \"%1\" has no \"no\" example", rule.name));
  const auto* kind = table.get("kind");
  if (entry.stage == Stage::outline && kind == nullptr) {
    fail(spot, said("rule \"%1\" has no \"kind\"", rule.name));
  }
  if (kind == nullptr) return;
  const bool known = entry.stage == Stage::outline  ? node_kind(rule.kind).has_value()
                     : entry.stage == Stage::layout ? furniture_kind(rule.kind).has_value()
                                                    : true;
  if (!known) {
    fail(spot_of(kind->source()),
         said("unknown kind \"%1\" of the stage \"%2\"", rule.kind, name_of(entry.stage)));
  }
}

void FileReader::read_words(const std::string& name, const toml::node& node) {
  if (const auto* array = node.as_array()) {
    for (const auto& element : *array) read_word_entry(name, table(element, name));
    return;
  }
  for (const auto& [key, list] : table(node, name)) {
    GivenWord word;
    if (key.str() != "list") word.value = std::string(key.str());
    read_word_list(name, std::move(word), list);
  }
}

void FileReader::read_word_list(const std::string& name, GivenWord word, const toml::node& list) {
  for (const auto& one : quoted_list(list, word.value.empty() ? "list" : word.value)) {
    word.text = fold(one.text);
    if (word.text.empty()) fail(one.spot, said("empty word in \"%1\"", name));
    word.line = static_cast<std::uint16_t>(
        std::min<int>(one.spot.line, std::numeric_limits<std::uint16_t>::max()));
    file_->words.push_back({name, word, one.spot});
  }
}

void FileReader::read_word_entry(const std::string& name, const toml::table& entry) {
  GivenWord word;
  const toml::node* list = nullptr;
  for (const auto& [key, node] : entry) {
    if (key.str() == "words") {
      list = &node;
    } else if (key.str() == "value") {
      word.value = scalar(node, key.str());
    } else {
      word.more.emplace_back(std::string(key.str()), scalar(node, key.str()));
    }
  }
  if (list == nullptr) {
    fail(spot_of(entry.source()), said("entry of \"%1\" without \"words\"", name));
  }
  read_word_list(name, std::move(word), *list);
}

void FileReader::read_removed_words(const toml::table& tables) {
  for (const auto& [key, node] : tables) {
    for (auto& word : quoted_list(node, key.str())) {
      file_->removed_words.push_back({std::string(key.str()), std::move(word)});
    }
  }
}

void FileReader::read() {
  const toml::table top = toml::parse(std::string_view(file_->text), file_->path);
  std::optional<Stage> stage;
  if (const auto* node = top.get("stage")) stage = read_stage(*node);
  for (const auto& [key, node] : top) {
    const std::string_view name = key.str();
    if (name == "stage") continue;
    if (name == "parts") {
      read_parts(table(node, name));
    } else if (name == "rule") {
      read_rules(node, stage);
    } else if (name == "words") {
      for (const auto& [word_table, words] : table(node, name)) {
        read_words(std::string(word_table.str()), words);
      }
    } else if (name == "remove") {
      file_->removed_rules = quoted_list(node, name);
    } else if (name == "remove_words") {
      read_removed_words(table(node, name));
    } else {
      unknown_key(key);
    }
  }
}

// toml++ writes "Error while parsing string: …" or "Encountered …", with names in single quotes.
Message own_style(std::string_view description) {
  constexpr std::string_view kPrefix = "Error while ";
  const bool at_work = description.starts_with(kPrefix);
  if (at_work) description.remove_prefix(kPrefix.size());
  std::string words(description);
  if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z') words[0] |= 32;
  std::replace(words.begin(), words.end(), '\'', '"');
  return at_work ? said("bad TOML while %1", words) : said("bad TOML: %1", words);
}

}  // namespace

void read_grammar_file(GrammarFile* file) {
  try {
    FileReader(file).read();
  } catch (const toml::parse_error& error) {
    throw GrammarMistake{file, spot_of(error.source()), own_style(error.description()),
                         "grammar.syntax"};
  }
}

}  // namespace gangmu
