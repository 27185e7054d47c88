#include "parser/grammar_builtin.h"

#include "parser/grammar_data.h"

namespace gangmu {

namespace {

using builtin::shown;

std::vector<std::string> texts_of(builtin::Range range) {
  std::vector<std::string> texts;
  for (const auto& row : builtin::texts.subspan(range.begin, range.count)) {
    texts.emplace_back(shown(row));
  }
  return texts;
}

Rule rule_of(const builtin::RuleRow& row) {
  Rule rule;
  rule.name = shown(row.name);
  rule.match = shown(row.match);
  rule.kind = shown(row.kind);
  rule.level = row.level;
  rule.at = row.at;
  rule.before = texts_of(row.before);
  rule.after = texts_of(row.after);
  rule.not_before = texts_of(row.not_before);
  rule.not_after = texts_of(row.not_after);
  rule.flags = texts_of(row.flags);
  rule.yes = texts_of(row.yes);
  rule.no = texts_of(row.no);
  rule.file = shown(builtin::files[row.file]);
  rule.line = row.line;
  return rule;
}

GivenWord word_of(const builtin::WordRow& row) {
  GivenWord word;
  word.text = shown(row.text);
  word.value = shown(row.value);
  word.file = row.file;
  word.line = row.line;
  const auto more = builtin::texts.subspan(row.more.begin, row.more.count);
  for (std::size_t i = 0; i + 1 < more.size(); i += 2) {
    word.more.emplace_back(shown(more[i]), shown(more[i + 1]));
  }
  return word;
}

}  // namespace

GrammarData builtin_rules() {
  GrammarData data;
  data.sha256 = builtin::sha256;
  for (const auto& file : builtin::files) data.files.emplace_back(shown(file));
  for (const auto& row : builtin::parts) {
    data.parts.emplace(shown(row.name),
                       Part{std::string(shown(row.expression)), data.files[row.file], row.line});
  }
  for (const auto& row : builtin::rules) {
    data.rules[static_cast<std::size_t>(row.stage)].push_back(rule_of(row));
  }
  return data;
}

GrammarData builtin_data() {
  GrammarData data = builtin_rules();
  for (const auto& table : builtin::tables) {
    std::vector<GivenWord>& words = data.tables[std::string(shown(table.name))];
    words.resize(table.words.count);
    for (const auto& row : builtin::words.subspan(table.words.begin, table.words.count)) {
      words[row.place] = word_of(row);
    }
  }
  return data;
}

}  // namespace gangmu
