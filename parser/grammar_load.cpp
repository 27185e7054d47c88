// Folders of grammar files, laid one over the other.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "model/sha256.h"
#include "model/text.h"
#include "parser/grammar_file.h"
#include "parser/grammar_match.h"
#include "parser/grammar_pattern.h"

namespace gangmu {

namespace {

namespace fs = std::filesystem;

std::string utf8(const fs::path& path) {
  const std::u8string text = path.generic_u8string();
  return {text.begin(), text.end()};
}

// The source line with a caret below the column, aligned by terminal columns.
std::string caret_lines(std::string_view text, Spot spot) {
  std::size_t begin = 0;
  for (int line = 1; line < spot.line && begin < text.size(); ++line) {
    const std::size_t end = text.find('\n', begin);
    begin = end == std::string_view::npos ? text.size() : end + 1;
  }
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::string shown(line);
  std::replace(shown.begin(), shown.end(), '\t', ' ');
  std::size_t at = 0;
  for (int column = 1; column < spot.column && at < shown.size(); ++column) next_char(shown, at);
  const int indent = columns_of(std::string_view(shown).substr(0, at));
  return shown + "\n" + std::string(static_cast<std::size_t>(indent), ' ') + "^";
}

Error error_of(const GrammarMistake& mistake) {
  return {mistake.code, mistake.message,
          mistake.file->path + ":" + std::to_string(mistake.spot.line) + ":" +
              std::to_string(mistake.spot.column),
          caret_lines(mistake.file->text, mistake.spot)};
}

// The place of `piece` inside a string, when it stands there as written; else of the string.
Spot spot_within(const GrammarFile& file, const Quoted& quoted, std::string_view piece) {
  std::size_t begin = 0;
  for (int line = 1; line < quoted.spot.line; ++line) begin = file.text.find('\n', begin) + 1;
  const std::string_view text = file.text;
  const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  std::size_t at = 0;
  for (int column = 1; column < quoted.spot.column && at < line.size(); ++column) {
    next_char(line, at);
  }
  const std::size_t found = line.find(piece, at);
  if (found == std::string_view::npos) return quoted.spot;
  return {quoted.spot.line, static_cast<int>(char_count(line.substr(0, found))) + 1};
}

class Layer {
 public:
  Layer(GrammarData* data, const fs::path& folder, bool is_base)
      : data_(data), folder_(folder), is_base_(is_base) {}
  // Throws GrammarMistake or Error.
  void lay();

 private:
  void read_files();
  void remove_rules();
  void remove_words();
  void lay_parts();
  void lay_rules();
  void lay_words();
  void check_patterns() const;
  void check_part(const GrammarFile& file, const PartEntry& entry) const;
  void check_others(const GrammarFile& file, const PartEntry& entry) const;
  std::optional<PatternMistake> mistake_in(const std::string& pattern, bool is_match) const;
  std::vector<Rule>& rules(Stage stage) { return data_->rules[static_cast<std::size_t>(stage)]; }

  GrammarData* data_;
  const fs::path& folder_;
  bool is_base_;
  std::vector<GrammarFile> files_;
};

std::vector<fs::path> files_of(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".toml") paths.push_back(at->path());
  }
  if (error) {
    throw Error{"grammar.unreadable",
                said("cannot read the grammar folder \"%1\": %2", utf8(folder),
                     Message::words(error.message())),
                utf8(folder), ""};
  }
  if (paths.empty()) {
    throw Error{"grammar.unreadable",
                said("no .toml file in the grammar folder \"%1\"", utf8(folder)), utf8(folder), ""};
  }
  std::sort(paths.begin(), paths.end(), [](const fs::path& a, const fs::path& b) {
    return utf8(a.filename()) < utf8(b.filename());
  });
  return paths;
}

std::string folder_name(const fs::path& folder) {
  const fs::path normal = folder.lexically_normal();
  return utf8(normal.has_filename() ? normal.filename() : normal.parent_path().filename());
}

void Layer::read_files() {
  const std::string prefix = is_base_ ? "" : folder_name(folder_) + "/";
  std::string digest_of = data_->sha256;
  for (const auto& path : files_of(folder_)) {
    GrammarFile file;
    file.path = utf8(path);
    file.name = prefix + utf8(path.filename());
    std::ifstream stream(path, std::ios::binary);
    file.text.assign(std::istreambuf_iterator<char>(stream), {});
    if (!stream) {
      throw Error{"grammar.unreadable", said("cannot read \"%1\"", file.path), file.path, ""};
    }
    digest_of += file.name + "\n" + std::to_string(file.text.size()) + "\n" + file.text;
    files_.push_back(std::move(file));
  }
  data_->sha256 = sha256_hex(digest_of);
  for (auto& file : files_) read_grammar_file(&file);
}

void Layer::remove_rules() {
  for (const auto& file : files_) {
    for (const auto& removed : file.removed_rules) {
      const std::size_t slash = removed.text.find('/');
      const auto stage = stage_named(std::string_view(removed.text).substr(0, slash));
      std::size_t dropped = 0;
      if (stage && slash != std::string::npos) {
        dropped = std::erase_if(rules(*stage), [&](const Rule& rule) {
          return rule.name == std::string_view(removed.text).substr(slash + 1);
        });
      }
      if (dropped == 0) {
        throw GrammarMistake{&file, removed.spot, said("no rule \"%1\" to remove", removed.text)};
      }
    }
  }
}

void Layer::remove_words() {
  for (const auto& file : files_) {
    for (const auto& removed : file.removed_words) {
      const auto table = data_->tables.find(removed.table);
      const std::string word = fold(removed.word.text);
      if (table == data_->tables.end() ||
          std::erase_if(table->second, [&](const GivenWord& w) { return w.text == word; }) == 0) {
        throw GrammarMistake{
            &file, removed.word.spot,
            said("no word \"%1\" in \"%2\" to remove", removed.word.text, removed.table)};
      }
    }
  }
}

void Layer::lay_parts() {
  std::set<std::string> seen;
  for (const auto& file : files_) {
    for (const auto& entry : file.parts) {
      if (!seen.insert(entry.name.text).second) {
        throw GrammarMistake{&file, entry.name.spot,
                             said("part \"%1\" stands twice in this folder", entry.name.text)};
      }
      data_->parts[entry.name.text] = {entry.expression.text, file.name, entry.name.spot.line};
    }
  }
}

// In place of a rule of the same name, behind the rule it names, or before all that stood there.
void Layer::lay_rules() {
  std::set<std::string> seen;
  std::array<std::vector<Rule>, kStageCount> fresh;
  std::vector<std::pair<const GrammarFile*, RuleEntry*>> placed;
  for (auto& file : files_) {
    for (auto& entry : file.rules) {
      const std::string name = std::string(name_of(entry.stage)) + "/" + entry.rule.name;
      if (!seen.insert(name).second) {
        throw GrammarMistake{&file, entry.name.spot,
                             said("rule \"%1\" stands twice in this folder", name)};
      }
      auto& below = rules(entry.stage);
      const auto same = std::find_if(below.begin(), below.end(), [&](const Rule& rule) {
        return rule.name == entry.rule.name;
      });
      if (!entry.order_after.text.empty()) {
        if (same != below.end()) below.erase(same);
        placed.emplace_back(&file, &entry);
      } else if (same != below.end()) {
        *same = entry.rule;
      } else {
        fresh[static_cast<std::size_t>(entry.stage)].push_back(entry.rule);
      }
    }
  }
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    data_->rules[i].insert(data_->rules[i].begin(), fresh[i].begin(), fresh[i].end());
  }
  // Backwards, so that rules behind the same one keep their order.
  for (auto one = placed.rbegin(); one != placed.rend(); ++one) {
    const RuleEntry& entry = *one->second;
    auto& below = rules(entry.stage);
    const auto anchor = std::find_if(below.begin(), below.end(), [&](const Rule& rule) {
      return rule.name == entry.order_after.text;
    });
    if (anchor == below.end()) {
      throw GrammarMistake{one->first, entry.order_after.spot,
                           said("no rule \"%1\" of the stage \"%2\" to stand after",
                                entry.order_after.text, name_of(entry.stage))};
    }
    below.insert(anchor + 1, entry.rule);
  }
}

void Layer::lay_words() {
  std::map<std::pair<std::string, std::string>, const GivenWord*> seen;
  for (const auto& file : files_) {
    for (const auto& entry : file.words) {
      auto& table = data_->tables[entry.table];
      const auto [twin, is_new] =
          seen.emplace(std::pair(entry.table, entry.word.text), &entry.word);
      if (!is_new) {
        if (twin->second->value == entry.word.value && twin->second->more == entry.word.more) {
          continue;
        }
        throw GrammarMistake{&file, entry.spot,
                             said("word \"%1\" stands twice in \"%2\" with different values",
                                  entry.word.text, entry.table)};
      }
      GivenWord word = entry.word;
      word.file = static_cast<std::uint16_t>(data_->files.size() +
                                             static_cast<std::size_t>(&file - files_.data()));
      const auto same = std::find_if(table.begin(), table.end(), [&](const GivenWord& w) {
        return !is_base_ && w.text == word.text;
      });
      if (same != table.end())
        *same = std::move(word);
      else
        table.push_back(std::move(word));
    }
  }
}

void Layer::check_part(const GrammarFile& file, const PartEntry& entry) const {
  const std::string mistake = expression_mistake(entry.expression.text);
  if (!mistake.empty()) {
    throw GrammarMistake{&file, entry.expression.spot,
                         said("part \"%1\" is no RE2 expression: %2", entry.name.text, mistake)};
  }
  if (has_groups(entry.expression.text)) {
    throw GrammarMistake{&file, entry.expression.spot,
                         said("part \"%1\" captures: write (?:…) for (…)", entry.name.text)};
  }
}

// A part that replaces another one may spoil rules of the layers below.
void Layer::check_others(const GrammarFile& file, const PartEntry& entry) const {
  const std::string end = entry.name.text + "}";
  for (std::size_t stage = 0; stage < data_->rules.size(); ++stage) {
    for (const auto& rule : data_->rules[stage]) {
      std::vector<std::string> patterns = {rule.match};
      for (const auto* more : {&rule.before, &rule.after, &rule.not_before, &rule.not_after}) {
        patterns.insert(patterns.end(), more->begin(), more->end());
      }
      for (std::size_t i = 0; i < patterns.size(); ++i) {
        if (patterns[i].find(end) == std::string::npos) continue;
        const auto mistake = mistake_in(patterns[i], i == 0);
        if (!mistake) continue;
        throw GrammarMistake{&file, entry.expression.spot,
                             said("part \"%1\" spoils the rule \"%2\": %3", entry.name.text,
                                  std::string(name_of(static_cast<Stage>(stage))) + "/" + rule.name,
                                  mistake->message)};
      }
    }
  }
}

std::optional<PatternMistake> Layer::mistake_in(const std::string& pattern, bool is_match) const {
  std::string expression;
  if (auto mistake = translate_pattern(pattern, data_->parts, &expression)) return mistake;
  const std::string refused = expression_mistake(expression);
  if (!refused.empty()) return PatternMistake{said("bad pattern: %1", refused), pattern};
  if (is_match && matches_nothing(expression)) {
    return PatternMistake{"the pattern matches the empty text", pattern};
  }
  return std::nullopt;
}

void Layer::check_patterns() const {
  for (const auto& file : files_) {
    for (const auto& entry : file.parts) check_part(file, entry);
  }
  for (const auto& file : files_) {
    for (const auto& entry : file.rules) {
      for (std::size_t i = 0; i < entry.patterns.size(); ++i) {
        const Quoted& pattern = entry.patterns[i];
        if (const auto mistake = mistake_in(pattern.text, i == 0)) {
          throw GrammarMistake{&file, spot_within(file, pattern, mistake->near), mistake->message};
        }
      }
    }
  }
  if (is_base_) return;
  for (const auto& file : files_) {
    for (const auto& entry : file.parts) check_others(file, entry);
  }
}

void Layer::lay() {
  read_files();
  remove_rules();
  remove_words();
  lay_parts();
  lay_rules();
  lay_words();
  check_patterns();
  for (const auto& file : files_) data_->files.push_back(file.name);
  if (!is_base_) data_->overlays.push_back(folder_name(folder_));
}

}  // namespace

std::optional<Stage> stage_named(std::string_view name) {
  for (int i = 0; i < kStageCount; ++i) {
    if (name == name_of(static_cast<Stage>(i))) return static_cast<Stage>(i);
  }
  return std::nullopt;
}

Result<GrammarData> lay_folders(GrammarData data, std::span<const fs::path> folders) {
  for (const auto& folder : folders) {
    Layer layer(&data, folder, data.files.empty());
    try {
      layer.lay();
    } catch (const GrammarMistake& mistake) {
      return error_of(mistake);
    } catch (const Error& error) {
      return error;
    }
  }
  return data;
}

}  // namespace gangmu
