// grammar test and grammar show.
#include <fmt/format.h>

#include <cstdio>
#include <functional>

#include "cli/input.h"
#include "cli/language.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "exporters/json_writer.h"

namespace gangmu::cli {

namespace {

// One object on one line.
void write_object(const std::function<void(JsonWriter&)>& members) {
  Sink sink([](std::string_view chunk) { print(chunk); });
  JsonWriter json(sink, JsonWriter::Lines::one);
  json.begin_object();
  members(json);
  json.end_object();
  sink.write("\n");
  sink.drain();
}

void write_report(JsonWriter& json, const Grammar::ExampleReport& report) {
  json.member("rules", report.rules);
  json.member("examples", report.examples);
  json.key("failures");
  json.begin_array();
  for (const auto& failure : report.failures) {
    json.begin_object();
    json.member("place", failure.place);
    json.member("message", told(failure.message));
    json.end_object();
  }
  json.end_array();
}

void write_list(JsonWriter& json, std::string_view name, std::span<const std::string> texts) {
  json.key(name);
  json.begin_array();
  for (const std::string& text : texts) json.string(text);
  json.end_array();
}

void write_rule(JsonWriter& json, Stage stage, const Rule& rule) {
  json.begin_object();
  json.member("stage", name_of(stage));
  json.member("name", rule.name);
  json.member("match", rule.match);
  json.optional_member("kind", rule.kind);
  json.number_member("level", rule.level == 0 ? "" : std::to_string(rule.level));
  json.member("at", name_of(rule.at));
  const std::pair<std::string_view, const std::vector<std::string>&> lists[] = {
      {"before", rule.before},
      {"after", rule.after},
      {"not_before", rule.not_before},
      {"not_after", rule.not_after},
      {"flags", rule.flags},
      {"yes", rule.yes},
      {"no", rule.no}};
  for (const auto& [name, texts] : lists) write_list(json, name, texts);
  json.member("file", rule.file);
  json.number_member("file_line", std::to_string(rule.line));
  json.end_object();
}

void write_word(JsonWriter& json, const Grammar& grammar, const Word& word) {
  json.begin_object();
  json.member("word", word.text);
  json.optional_member("value", word.value);
  json.key("more");
  json.begin_array();
  for (const auto& [key, text] : word.more) {
    json.begin_object();
    json.member("key", key);
    json.member("value", text);
    json.end_object();
  }
  json.end_array();
  json.member("file", grammar.files()[word.file]);
  json.number_member("file_line", std::to_string(word.line));
  json.end_object();
}

// What show() tells as TOML, and where each rule and word stands.
void write_grammar(JsonWriter& json, const Grammar& grammar) {
  json.member("sha256", grammar.sha256());
  write_list(json, "overlays", grammar.overlays());
  json.key("parts");
  json.begin_array();
  for (const auto& [name, expression] : grammar.parts()) {
    json.begin_object();
    json.member("name", name);
    json.member("expression", expression);
    json.end_object();
  }
  json.end_array();
  json.key("rules");
  json.begin_array();
  for (int i = 0; i < kStageCount; ++i) {
    const auto stage = static_cast<Stage>(i);
    for (const Rule& rule : grammar.rules(stage)) write_rule(json, stage, rule);
  }
  json.end_array();
  json.key("tables");
  json.begin_array();
  for (const std::string_view name : grammar.tables()) {
    json.begin_object();
    json.member("name", name);
    json.key("words");
    json.begin_array();
    for (const Word& word : grammar.words(name).words()) write_word(json, grammar, word);
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

}  // namespace

int run_grammar_test(const Options& options) {
  // The folder to test is laid over the built-in grammar, as it will be when it is used.
  Options with_folder = options;
  for (const std::string& folder : options.inputs) with_folder.grammar.push_back(folder);
  const auto grammar = load_grammar(with_folder);
  if (!grammar) {
    print_error(grammar.error());
    return kFailed;
  }
  const Grammar::ExampleReport report = (*grammar)->run_examples();
  for (const auto& failure : report.failures) {
    std::fputs(printable(fmt::format("{}: {}: {} [grammar.example]", failure.place, told("error"),
                                     told(failure.message)))
                   .append("\n")
                   .c_str(),
               stderr);
  }
  if (options.json) {
    write_object([&](JsonWriter& json) { write_report(json, report); });
  } else {
    print(told(said("%1 rules, %2 examples, %3 failures", report.rules, report.examples,
                    report.failures.size())) +
          "\n");
  }
  return report.failures.empty() ? kDone : kFound;
}

int run_grammar_show(const Options& options) {
  const auto grammar = load_grammar(options);
  if (!grammar) {
    print_error(grammar.error());
    return kFailed;
  }
  if (options.json) {
    write_object([&](JsonWriter& json) { write_grammar(json, **grammar); });
  } else {
    print((*grammar)->show());
  }
  return kDone;
}

}  // namespace gangmu::cli
