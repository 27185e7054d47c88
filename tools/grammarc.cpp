// gangmu-grammarc OUT.cpp SCANNERS.re GRAMMAR_DIR: loads the grammar, runs all examples, writes it
// as tables (parser/grammar_builtin.h) and its rules as source of re2c. Part of the build; a
// failing example fails it.
#include <array>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "parser/grammar_builtin.h"
#include "parser/grammar_data.h"
#include "parser/grammar_firsts.h"
#include "parser/grammar_pattern.h"
#include "tools/scanners.h"

namespace {

using gangmu::GrammarData;

class Writer {
 public:
  // The same grammar as it was read, and as it works.
  Writer(const GrammarData& data, const gangmu::Grammar& grammar, std::ostream& out)
      : data_(data), grammar_(grammar), out_(out), scanners_(data.parts) {
    for (std::size_t i = 0; i < data.files.size(); ++i) file_index_[data.files[i]] = i;
  }
  void write();
  // The rules as source of re2c, once they were written.
  std::string scanners() const { return scanners_.source(); }

 private:
  std::string place(std::string_view text);
  std::string range(const std::vector<std::string>& texts);
  template <typename Rows, typename Row>
  void table(std::string_view type, std::string_view name, const Rows& rows, Row row);
  void write_parts();
  void write_rules();
  void write_firsts();
  void write_words();
  void write_text();

  const GrammarData& data_;
  const gangmu::Grammar& grammar_;
  std::ostream& out_;
  std::map<std::string, std::size_t> file_index_;
  std::string text_;                                        // all there is
  std::map<std::string, std::size_t, std::less<>> places_;  // in it
  std::vector<std::string> texts_;
  gangmu::Scanners scanners_;
};

// Where the text stands in the one that holds all.
std::string Writer::place(std::string_view text) {
  const auto [known, is_new] = places_.try_emplace(std::string(text), text_.size());
  if (is_new) text_ += text;
  return "{" + std::to_string(known->second) + ", " + std::to_string(text.size()) + "}";
}

std::string Writer::range(const std::vector<std::string>& texts) {
  const std::string begin = std::to_string(texts_.size());
  texts_.insert(texts_.end(), texts.begin(), texts.end());
  return "{" + (texts.empty() ? "0" : begin) + ", " + std::to_string(texts.size()) + "}";
}

// An array may not be empty, so each ends with a row that the span leaves out.
template <typename Rows, typename Row>
void Writer::table(std::string_view type, std::string_view name, const Rows& rows, Row row) {
  out_ << "constexpr " << type << " k_" << name << "[] = {\n";
  std::size_t count = 0;
  for (const auto& one : rows) {
    out_ << row(one);
    ++count;
  }
  out_ << "{}};\nextern const std::span<const " << type << "> " << name << "(k_" << name << ", "
       << count << ");\n\n";
}

void Writer::write_parts() {
  table("PartRow", "parts", data_.parts, [&](const auto& row) {
    const auto& [name, part] = row;
    return "{" + place(name) + ", " + place(part.expression) + ", " +
           std::to_string(file_index_.at(part.file)) + ", " + std::to_string(part.line) + "},\n";
  });
}

void Writer::write_rules() {
  std::vector<std::pair<int, const gangmu::Rule*>> rows;
  for (int stage = 0; stage < gangmu::kStageCount; ++stage) {
    for (const auto& rule : data_.rules[static_cast<std::size_t>(stage)]) {
      rows.emplace_back(stage, &rule);
    }
  }
  table("RuleRow", "rules", rows, [&](const auto& row) {
    const auto& [stage, rule] = row;
    std::string out =
        "{Stage(" + std::to_string(stage) + "), At(" + std::to_string(static_cast<int>(rule->at)) +
        "), " + place(rule->name) + ", " + place(rule->match) + ", " + place(rule->kind) + ", " +
        std::to_string(rule->level) + ", " + std::to_string(file_index_.at(rule->file)) + ", " +
        std::to_string(rule->line);
    for (const auto* list : {&rule->before, &rule->after, &rule->not_before, &rule->not_after,
                             &rule->flags, &rule->yes, &rule->no}) {
      out += ", " + range(*list);
    }
    for (const std::uint16_t scanner :
         {scanners_.of(rule->match), scanners_.of(rule->after), scanners_.of(rule->not_after)}) {
      out += ", " + std::to_string(scanner);
    }
    return out + "},\n";
  });
}

// By which characters each rule may begin: few sets of rules, and for each character one of them.
void Writer::write_firsts() {
  using Rules = std::array<std::vector<std::uint16_t>, gangmu::kStageCount>;
  std::vector<Rules> places(gangmu::builtin::kFirstPlaces);
  std::string expression;
  for (std::size_t stage = 0; stage < gangmu::kStageCount; ++stage) {
    for (std::size_t rule = 0; rule < data_.rules[stage].size(); ++rule) {
      gangmu::CharFilter filter;
      gangmu::translate_pattern(data_.rules[stage][rule].match, data_.parts, &expression);
      const bool known = gangmu::add_first_characters(expression, &filter);
      for (std::size_t place = 0; place < places.size(); ++place) {
        // A character that has the place: plane 1 stands for all that share one.
        const auto c = static_cast<char32_t>(place < 0x80    ? place
                                             : place == 0x80 ? 0x10000
                                                             : 0x1000 + (place - 0x81));
        if (!known || filter.may_hold(c)) {
          places[place][stage].push_back(static_cast<std::uint16_t>(rule));
        }
      }
    }
  }
  std::map<Rules, std::size_t> numbers;
  std::vector<Rules> rows;
  std::vector<std::uint16_t> rules;
  table("std::uint16_t", "first_places", places, [&](const Rules& place) {
    const auto [known, is_new] = numbers.try_emplace(place, rows.size());
    if (is_new) rows.push_back(place);
    return std::to_string(known->second) + ",\n";
  });
  table("FirstRow", "firsts", rows, [&](const Rules& row) {
    std::string out = "{{{";
    for (const auto& of_stage : row) {
      out += (out.size() > 3 ? ", " : "") + std::string("{") + std::to_string(rules.size()) + ", " +
             std::to_string(of_stage.size()) + "}";
      rules.insert(rules.end(), of_stage.begin(), of_stage.end());
    }
    return out + "}}},\n";
  });
  table("std::uint16_t", "first_rules", rules,
        [](std::uint16_t rule) { return std::to_string(rule) + ",\n"; });
}

// The words of all tables, and the indexes of all, one behind the other.
void Writer::write_words() {
  std::vector<std::string> names;
  std::vector<std::pair<const gangmu::Word*, std::size_t>> words;  // and the place in the files
  std::vector<gangmu::WordIndex::Key> keys, end_keys;
  std::vector<gangmu::WordIndex::Group> groups, end_groups;
  std::vector<gangmu::WordIndex::Slot> first, last;
  const auto append = [](const auto& part, auto* all) {
    const std::string out =
        "{" + std::to_string(all->size()) + ", " + std::to_string(part.size()) + "}";
    all->insert(all->end(), part.begin(), part.end());
    return out;
  };
  table("TableRow", "tables", data_.tables, [&](const auto& row) {
    const auto& [name, given] = row;
    std::map<std::string_view, std::size_t> places;
    for (const auto& word : given) places.emplace(word.text, places.size());
    const gangmu::WordTable& made = grammar_.words(name);
    const gangmu::WordIndex& index = made.index();
    const std::string range =
        "{" + std::to_string(words.size()) + ", " + std::to_string(made.words().size()) + "}";
    for (const gangmu::Word& word : made.words()) words.emplace_back(&word, places.at(word.text));
    append(index.keys, &keys);
    append(index.end_keys, &end_keys);
    return "{" + place(name) + ", " + range + ", " + append(index.groups, &groups) + ", " +
           append(index.end_groups, &end_groups) + ", " + append(index.first, &first) + ", " +
           append(index.last, &last) + "},\n";
  });
  table("WordRow", "words", words, [&](const auto& row) {
    const auto& [word, given] = row;
    std::vector<std::string> more;
    for (const auto& [key, value] : word->more) {
      more.emplace_back(key);
      more.emplace_back(value);
    }
    return "{" + place(word->text) + ", " + place(word->value) + ", " + range(more) + ", " +
           std::to_string(word->file) + ", " + std::to_string(word->line) + ", " +
           std::to_string(given) + "},\n";
  });
  const auto key = [](const gangmu::WordIndex::Key& one) {
    return "{" + std::to_string(one.bytes) + "u, " + std::to_string(one.mask) + "u, " +
           std::to_string(one.word) + "},\n";
  };
  table("WordIndex::Key", "keys", keys, key);
  table("WordIndex::Key", "end_keys", end_keys, key);
  const auto group = [](const gangmu::WordIndex::Group& one) {
    return "{" + std::to_string(one.begin) + ", " + std::to_string(one.end) + ", " +
           std::to_string(one.next) + "u},\n";
  };
  table("WordIndex::Group", "groups", groups, group);
  table("WordIndex::Group", "end_groups", end_groups, group);
  const auto slot = [](const gangmu::WordIndex::Slot& one) {
    return "{" + std::to_string(one.character) + ", " + std::to_string(one.number) + "},\n";
  };
  table("WordIndex::Slot", "first", first, slot);
  table("WordIndex::Slot", "last", last, slot);
}

// ASCII, so that no compiler needs to be told the encoding, in lines that compilers take.
void Writer::write_text() {
  constexpr std::size_t kLine = 40;
  out_ << "extern const std::string_view text{\n";
  for (std::size_t begin = 0; begin < text_.size(); begin += kLine) {
    out_ << '"';
    for (const char c : text_.substr(begin, kLine)) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20 || byte >= 0x7F || c == '"' || c == '\\' || c == '?') {
        out_ << '\\';
        for (const int shift : {6, 3, 0}) out_ << static_cast<char>('0' + (byte >> shift & 7));
      } else {
        out_ << c;
      }
    }
    out_ << "\"\n";
  }
  out_ << "\"\", " << text_.size() << "};\n\n";
}

void Writer::write() {
  out_ << "// Generated from the grammar files by gangmu-grammarc. Do not edit.\n"
          "#include \"parser/grammar_builtin.h\"\n\n"
          "namespace gangmu::builtin {\n\n"
          "extern const std::string_view sha256{\""
       << data_.sha256 << "\", " << data_.sha256.size() << "};\n\n";
  const auto text_row = [&](const std::string& text) { return place(text) + ",\n"; };
  table("Text", "files", data_.files, text_row);
  write_parts();
  write_rules();
  write_firsts();
  write_words();
  table("Text", "texts", texts_, text_row);
  write_text();
  out_ << "}  // namespace gangmu::builtin\n";
}

int failed(const gangmu::Error& error) {
  std::cerr << error.place << ": error: " << error.message << "\n";
  if (!error.detail.empty()) std::cerr << error.detail << "\n";
  return 1;
}

int examples_failed(const gangmu::Grammar& grammar, const std::string& folder) {
  const auto report = grammar.run_examples();
  for (const auto& failure : report.failures) {
    std::cerr << folder << "/" << failure.place << ": error: " << failure.message << "\n";
  }
  return report.failures.empty() ? 0 : 1;
}

bool write(const std::string& name, const std::string& text) {
  std::ofstream out(name, std::ios::binary);
  out << text;
  out.close();
  if (!out) std::cerr << "cannot write \"" << name << "\"\n";
  return static_cast<bool>(out);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: gangmu-grammarc OUT.cpp SCANNERS.re GRAMMAR_DIR\n";
    return 2;
  }
  const std::vector<std::filesystem::path> folders = {argv[3]};
  const auto grammar = gangmu::Grammar::from_folders(folders);
  if (!grammar) return failed(grammar.error());
  if (const int status = examples_failed(**grammar, argv[3])) return status;
  const auto data = gangmu::lay_folders({}, folders);
  if (!data) return failed(data.error());
  std::ostringstream tables;
  Writer writer(*data, **grammar, tables);
  writer.write();
  return write(argv[1], tables.str()) && write(argv[2], writer.scanners()) ? 0 : 2;
}
