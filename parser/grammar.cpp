#include "parser/grammar.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "model/once.h"
#include "model/text.h"
#include "parser/grammar_builtin.h"
#include "parser/grammar_data.h"
#include "parser/grammar_match.h"

namespace gangmu {

std::string_view name_of(Stage stage) {
  constexpr std::array<std::string_view, kStageCount> kNames = {"layout", "outline", "tables",
                                                                "targets"};
  return kNames[static_cast<std::size_t>(stage)];
}

std::string_view name_of(At at) {
  constexpr std::array<std::string_view, 3> kNames = {"paragraph", "line", "inline"};
  return kNames[static_cast<std::size_t>(at)];
}

namespace {

using WordPairs = std::vector<std::pair<std::string_view, std::string_view>>;

std::vector<Word> words_of(const std::vector<GivenWord>& given, WordPairs* more) {
  std::size_t pairs = 0;
  for (const GivenWord& word : given) pairs += word.more.size();
  more->reserve(pairs);  // words show them
  std::vector<Word> words;
  words.reserve(given.size());
  for (const GivenWord& word : given) {
    const std::size_t first = more->size();
    more->insert(more->end(), word.more.begin(), word.more.end());
    words.push_back({word.text, word.value, std::span(*more).subspan(first), word.file, word.line});
  }
  return words;
}

std::vector<Word> words_of(std::span<const builtin::WordRow> rows, WordPairs* more) {
  std::size_t pairs = 0;
  for (const auto& row : rows) pairs += row.more.count / 2;
  more->reserve(pairs);
  std::vector<Word> words;
  words.reserve(rows.size());
  for (const auto& row : rows) {
    const std::size_t first = more->size();
    const auto texts = builtin::texts.subspan(row.more.begin, row.more.count);
    for (std::size_t i = 0; i + 1 < texts.size(); i += 2) {
      more->emplace_back(builtin::shown(texts[i]), builtin::shown(texts[i + 1]));
    }
    words.push_back({builtin::shown(row.text), builtin::shown(row.value),
                     std::span(*more).subspan(first), row.file, row.line});
  }
  return words;
}

template <typename Row>
std::span<const Row> rows_in(std::span<const Row> rows, builtin::Range range) {
  return rows.subspan(range.begin, range.count);
}

// Most commands ask for a part of the tables only.
class LazyTable {
 public:
  explicit LazyTable(const std::vector<GivenWord>& words) : given_(&words) {}
  explicit LazyTable(const builtin::TableRow& row) : built_in_(&row) {}
  const WordTable& get() const {
    once_.run([this] { table_ = given_ != nullptr ? made() : built_in(); });
    return table_;
  }

 private:
  WordTable made() const { return WordTable(words_of(*given_, &more_)); }
  WordTable built_in() const {
    const builtin::TableRow& row = *built_in_;
    return {words_of(rows_in(builtin::words, row.words), &more_),
            {rows_in(builtin::keys, row.words), rows_in(builtin::end_keys, row.words),
             rows_in(builtin::groups, row.groups), rows_in(builtin::end_groups, row.end_groups),
             rows_in(builtin::first, row.first), rows_in(builtin::last, row.last)}};
  }

  const std::vector<GivenWord>* given_ = nullptr;
  const builtin::TableRow* built_in_ = nullptr;
  mutable Once once_;
  mutable WordPairs more_;
  mutable WordTable table_;
};

}  // namespace

struct Grammar::Impl {
  // The built-in grammar.
  Impl() : data(builtin_rules()), matcher(data, true) {
    tables.reserve(builtin::tables.size());
    for (const auto& row : builtin::tables) tables.try_emplace(builtin::shown(row.name), row);
    find_numerals();
  }
  explicit Impl(GrammarData read) : data(std::move(read)), matcher(data, false) {
    tables.reserve(data.tables.size());
    for (const auto& [name, words] : data.tables) tables.try_emplace(name, words);
    find_numerals();
  }
  void find_numerals() {
    digits = &table("numeral_digit");
    magnitudes = &table("numeral_magnitude");
  }
  const WordTable& table(std::string_view name) const {
    const auto found = tables.find(name);
    return found == tables.end() ? empty : found->second.get();
  }
  bool example_matches(Stage stage, std::uint16_t rule, std::string_view example) const;

  const GrammarData data;  // of the built-in grammar without its words
  const Matcher matcher;
  std::unordered_map<std::string_view, LazyTable> tables;
  const WordTable empty;
  const WordTable* digits = nullptr;
  const WordTable* magnitudes = nullptr;
};

Grammar::Grammar(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Grammar::~Grammar() = default;

std::shared_ptr<const Grammar> Grammar::builtin() {
  static const std::shared_ptr<const Grammar> grammar(new Grammar(std::make_unique<const Impl>()));
  return grammar;
}

Result<std::shared_ptr<const Grammar>> Grammar::with_overlays(
    std::span<const std::filesystem::path> folders) {
  if (folders.empty()) return builtin();
  auto data = lay_folders(builtin_data(), folders);
  if (!data) return data.error();
  return std::shared_ptr<const Grammar>(
      new Grammar(std::make_unique<const Impl>(std::move(*data))));
}

Result<std::shared_ptr<const Grammar>> Grammar::from_folders(
    std::span<const std::filesystem::path> folders) {
  auto data = lay_folders({}, folders);
  if (!data) return data.error();
  return std::shared_ptr<const Grammar>(
      new Grammar(std::make_unique<const Impl>(std::move(*data))));
}

std::span<const Rule> Grammar::rules(Stage stage) const {
  return impl_->data.rules[static_cast<std::size_t>(stage)];
}

const Rule* Grammar::find_rule(Stage stage, std::string_view name) const {
  for (const auto& rule : rules(stage)) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

bool Grammar::is_slow_to_start() const { return impl_->matcher.is_slow_to_start(); }
void Grammar::prepare() const { impl_->matcher.prepare(); }
bool Grammar::may_match(Stage stage, char32_t first) const {
  return impl_->matcher.may_match(stage, fold_char(first));
}
void Grammar::match(Stage stage, std::string_view folded, std::vector<Match>* out) const {
  impl_->matcher.match(stage, folded, out);
}

bool Grammar::before_ok(Stage stage, std::uint16_t rule, std::string_view folded_before) const {
  return impl_->matcher.before_ok(stage, rule, folded_before);
}

const WordTable& Grammar::words(std::string_view table) const { return impl_->table(table); }

std::optional<int> Grammar::number(std::string_view folded) const {
  return number_of(folded, *impl_->digits, *impl_->magnitudes);
}

const std::string& Grammar::sha256() const { return impl_->data.sha256; }
std::span<const std::string> Grammar::files() const { return impl_->data.files; }
std::span<const std::string> Grammar::overlays() const { return impl_->data.overlays; }

std::vector<std::pair<std::string_view, std::string_view>> Grammar::parts() const {
  std::vector<std::pair<std::string_view, std::string_view>> parts;
  for (const auto& [name, part] : impl_->data.parts) parts.emplace_back(name, part.expression);
  return parts;
}

std::vector<std::string_view> Grammar::tables() const {
  std::vector<std::string_view> names;
  for (const auto& [name, words] : impl_->tables) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

std::string Grammar::show() const {
  return show_grammar(this == builtin().get() ? builtin_data() : impl_->data);
}

// In an example of a rule that says what stands before, a first "|" is the place of the match.
bool Grammar::Impl::example_matches(Stage stage, std::uint16_t index,
                                    std::string_view example) const {
  const Rule& rule = data.rules[static_cast<std::size_t>(stage)][index];
  std::string before;
  if (!rule.before.empty() || !rule.not_before.empty()) {
    const std::size_t bar = example.find('|');
    if (bar != std::string_view::npos) {
      before = fold(example.substr(0, bar));
      example.remove_prefix(bar + 1);
    }
  }
  return matcher.match_rule(stage, index, fold(example)) && matcher.before_ok(stage, index, before);
}

Grammar::ExampleReport Grammar::run_examples() const {
  ExampleReport report;
  for (int i = 0; i < kStageCount; ++i) {
    const Stage stage = static_cast<Stage>(i);
    std::uint16_t index = 0;
    for (const auto& rule : rules(stage)) {
      const auto run = [&](const std::string& example, bool expected) {
        ++report.examples;
        if (impl_->example_matches(stage, index, example) == expected) return;
        report.failures.push_back(
            {rule.file + ":" + std::to_string(rule.line),
             expected ? said("rule \"%1\" does not match its yes example \"%2\"",
                             std::string(name_of(stage)) + "/" + rule.name, example)
                      : said("rule \"%1\" matches its no example \"%2\"",
                             std::string(name_of(stage)) + "/" + rule.name, example)});
      };
      for (const auto& example : rule.yes) run(example, true);
      for (const auto& example : rule.no) run(example, false);
      ++report.rules;
      ++index;
    }
  }
  return report;
}

}  // namespace gangmu
