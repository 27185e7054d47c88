#include "parser/grammar_builtin.h"

#include "parser/grammar_data.h"

namespace gangmu {

namespace {

std::vector<std::string> texts_of(builtin::TextRange range) {
  const auto rows = builtin::texts.subspan(range.begin, range.count);
  return {rows.begin(), rows.end()};
}

Rule rule_of(const builtin::RuleRow& row) {
  Rule rule;
  rule.name = row.name;
  rule.match = row.match;
  rule.kind = row.kind;
  rule.level = row.level;
  rule.at = row.at;
  rule.before = texts_of(row.before);
  rule.after = texts_of(row.after);
  rule.not_before = texts_of(row.not_before);
  rule.not_after = texts_of(row.not_after);
  rule.flags = texts_of(row.flags);
  rule.yes = texts_of(row.yes);
  rule.no = texts_of(row.no);
  rule.file = builtin::files[row.file];
  rule.line = row.line;
  return rule;
}

Word word_of(const builtin::WordRow& row) {
  Word word;
  word.text = row.text;
  word.value = row.value;
  word.file = row.file;
  word.line = row.line;
  const auto more = builtin::texts.subspan(row.more.begin, row.more.count);
  for (std::size_t i = 0; i + 1 < more.size(); i += 2) word.more.emplace_back(more[i], more[i + 1]);
  return word;
}

}  // namespace

GrammarData builtin_data() {
  GrammarData data;
  data.sha256 = builtin::sha256;
  data.files.assign(builtin::files.begin(), builtin::files.end());
  for (const auto& row : builtin::parts) {
    data.parts.emplace(row.name, Part{std::string(row.expression),
                                      std::string(builtin::files[row.file]), row.line});
  }
  for (const auto& row : builtin::rules) {
    data.rules[static_cast<std::size_t>(row.stage)].push_back(rule_of(row));
  }
  std::vector<std::vector<Word>*> tables;
  for (const auto name : builtin::tables) tables.push_back(&data.tables[std::string(name)]);
  for (const auto& row : builtin::words) tables[row.table]->push_back(word_of(row));
  return data;
}

}  // namespace gangmu
