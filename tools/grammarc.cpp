// gangmu-grammarc OUT.cpp GRAMMAR_DIR: loads the grammar, runs all examples, writes it as tables
// (parser/grammar_builtin.h). Part of the build; a failing example fails it.
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "parser/grammar_data.h"

namespace {

using gangmu::GrammarData;

class Writer {
 public:
  Writer(const GrammarData& data, std::ostream& out) : data_(data), out_(out) {
    for (std::size_t i = 0; i < data.files.size(); ++i) file_index_[data.files[i]] = i;
  }
  void write();

 private:
  std::string literal(std::string_view text) const;
  std::string range(const std::vector<std::string>& texts);
  void texts(std::string_view name, const std::vector<std::string>& rows);
  template <typename Rows, typename Row>
  void table(std::string_view type, std::string_view name, const Rows& rows, Row row);
  void write_parts();
  void write_rules();
  void write_words();

  const GrammarData& data_;
  std::ostream& out_;
  std::map<std::string, std::size_t> file_index_;
  std::vector<std::string> texts_;
};

// ASCII, so that no compiler needs to be told the encoding; the length is given for speed.
std::string Writer::literal(std::string_view text) const {
  std::string out = "{\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F || c == '"' || c == '\\' || c == '?') {
      out += '\\';
      for (const int shift : {6, 3, 0}) out += static_cast<char>('0' + (byte >> shift & 7));
    } else {
      out += c;
    }
  }
  return out + "\", " + std::to_string(text.size()) + "}";
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

void Writer::texts(std::string_view name, const std::vector<std::string>& rows) {
  table("std::string_view", name, rows, [&](const auto& text) { return literal(text) + ",\n"; });
}

void Writer::write_parts() {
  table("PartRow", "parts", data_.parts, [&](const auto& row) {
    const auto& [name, part] = row;
    return "{" + literal(name) + ", " + literal(part.expression) + ", " +
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
        "), " + literal(rule->name) + ", " + literal(rule->match) + ", " + literal(rule->kind) +
        ", " + std::to_string(rule->level) + ", " + std::to_string(file_index_.at(rule->file)) +
        ", " + std::to_string(rule->line);
    for (const auto* list : {&rule->before, &rule->after, &rule->not_before, &rule->not_after,
                             &rule->flags, &rule->yes, &rule->no}) {
      out += ", " + range(*list);
    }
    return out + "},\n";
  });
}

void Writer::write_words() {
  std::vector<std::string> names;
  std::vector<std::pair<std::size_t, const gangmu::Word*>> rows;
  for (const auto& [name, words] : data_.tables) {
    for (const auto& word : words) rows.emplace_back(names.size(), &word);
    names.push_back(name);
  }
  texts("tables", names);
  table("WordRow", "words", rows, [&](const auto& row) {
    const auto& [index, word] = row;
    std::vector<std::string> more;
    for (const auto& [key, value] : word->more) {
      more.push_back(key);
      more.push_back(value);
    }
    return "{" + std::to_string(index) + ", " + literal(word->text) + ", " + literal(word->value) +
           ", " + range(more) + ", " + std::to_string(word->file) + ", " +
           std::to_string(word->line) + "},\n";
  });
}

void Writer::write() {
  out_ << "// Generated from the grammar files by gangmu-grammarc. Do not edit.\n"
          "#include \"parser/grammar_builtin.h\"\n\n"
          "namespace gangmu::builtin {\n\n"
          "extern const std::string_view sha256"
       << literal(data_.sha256) << ";\n\n";
  texts("files", data_.files);
  write_parts();
  write_rules();
  write_words();
  texts("texts", texts_);
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

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: gangmu-grammarc OUT.cpp GRAMMAR_DIR\n";
    return 2;
  }
  const std::vector<std::filesystem::path> folders = {argv[2]};
  const auto grammar = gangmu::Grammar::from_folders(folders);
  if (!grammar) return failed(grammar.error());
  if (const int status = examples_failed(**grammar, argv[2])) return status;
  const auto data = gangmu::lay_folders({}, folders);
  if (!data) return failed(data.error());
  std::ofstream out(argv[1], std::ios::binary);
  Writer(*data, out).write();
  out.close();
  if (!out) {
    std::cerr << "cannot write \"" << argv[1] << "\"\n";
    return 2;
  }
  return 0;
}
