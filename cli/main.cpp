// gangmu VERB [OPTIONS] INPUT... : the table of verbs and the reading of the command line.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <exception>
#include <map>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/platform.h"
#include "cli/verbs.h"
#include "exporters/chunks.h"
#include "exporters/csv.h"
#include "exporters/exporter.h"

namespace gangmu::cli {

namespace {

void add_grammar_option(CLI::App& verb, Options& options) {
  verb.add_option("--grammar", options.grammar, "a folder of rules laid over the built-in ones")
      ->type_name("DIR")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

// What every verb that reads plans takes.
void add_inputs(CLI::App& verb, Options& options) {
  verb.add_option("INPUT", options.inputs, "files, folders with -r, or - for standard input")
      ->type_name("")
      ->required();
  verb.add_flag("-r,--recursive", options.recursive, "take the files in folders");
  verb.add_option("--encoding", options.encoding, "encoding of text files, when it is known")
      ->type_name("NAME");
  verb.add_flag("--strict", options.strict, "exit with status 1 when there is a diagnostic");
  add_grammar_option(verb, options);
}

void add_convert(CLI::App& verb, Options& options) {
  add_inputs(verb, options);
  verb.add_option("-f,--format", options.format, "see gangmu formats; default: from -o, or json")
      ->type_name("FORMAT");
  auto* const output =
      verb.add_option("-o,--output", options.output, "the output, - for standard output")
          ->type_name("FILE");
  verb.add_option("-d,--directory", options.directory, "a folder for one output an input")
      ->type_name("DIR")
      ->excludes(output);
  verb.add_option("-j,--jobs", options.jobs, "files at a time; default: one a processor")
      ->type_name("N");
  std::vector<std::string> tables;
  for (const std::string_view table : csv_tables()) tables.emplace_back(table);
  verb.add_option("--table", options.table, "of -f csv; default: targets")
      ->type_name("NAME")
      ->check(CLI::IsMember(tables));
  verb.add_option("--chunk-size", options.chunk_size,
                  "of -f chunks: characters of text at most; default: 1000")
      ->type_name("N")
      ->check(CLI::Range(kSmallestChunk, std::size_t{1} << 30));
  verb.add_flag("--merge", options.merge,
                "all inputs into the one output, of formats that take many")
      ->excludes("--directory");
  verb.add_option("--rows", options.rows,
                  "of -f xlsx: tasks a row a paragraph (default) or a sentence")
      ->check(CLI::IsMember({"paragraph", "sentence"}));
  verb.add_option("--layout", options.layout,
                  "of -f xlsx: as a table to work in (default), or set to be printed")
      ->check(CLI::IsMember({"work", "print"}));
  verb.add_option("--split-by", options.split_by,
                  "of -f xlsx with -d: the tasks of each responsible body in a workbook of its own")
      ->check(CLI::IsMember({"unit"}));
  verb.add_flag("--update{true}", options.update,
                "of -f xlsx: carry over what was typed into the output that is there, or into the "
                "workbook that is named (--update OLD.xlsx)");
  verb.add_flag("--force", options.force,
                "of -f xlsx: replace a workbook although something was typed into it");
  verb.add_option("--language,--lang", options.language,
                  "of headings in workbooks and tables; default: zh")
      ->check(CLI::IsMember({"zh", "en"}));
}

void add_listing(CLI::App& verb, Options& options) {
  add_inputs(verb, options);
  verb.add_flag("--json", options.json, "the same part of the JSON export, a line an input");
}

void add_targets(CLI::App& verb, Options& options) {
  add_listing(verb, options);
  verb.add_option("--language,--lang", options.language,
                  "of the words; default: from LC_ALL or LANG")
      ->check(CLI::IsMember({"zh", "en"}));
}

void add_check(CLI::App& verb, Options& options) {
  add_inputs(verb, options);
  verb.add_flag("--json", options.json, "an object a line an input, with its findings");
  verb.add_option("--without", options.without, "rules that are off: figure.operator,list.short")
      ->type_name("CODES")
      ->delimiter(',')
      ->allow_extra_args(false);
  verb.add_option("--accepted", options.accepted, "a file of findings to be quiet about, by key")
      ->type_name("FILE");
  verb.add_flag("--keys", options.keys, "tell the keys of the findings, for --accepted");
  verb.add_option("--language,--lang", options.language,
                  "of the words; default: from LC_ALL or LANG")
      ->check(CLI::IsMember({"zh", "en"}));
}

void add_quantities(CLI::App& verb, Options& options) {
  verb.add_option("FILE", options.inputs, "lines of text; default: standard input")
      ->type_name("")
      ->expected(0, 1);
  verb.add_option("--encoding", options.encoding, "encoding of the text, when it is known")
      ->type_name("NAME");
  add_grammar_option(verb, options);
}

// What diff and compare share.
void add_side_by_side(CLI::App& verb, Options& options) {
  verb.add_option("--encoding", options.encoding, "encoding of text files, when it is known")
      ->type_name("NAME");
  verb.add_flag("--strict", options.strict, "exit with status 1 when there is a diagnostic");
  add_grammar_option(verb, options);
  verb.add_flag("--json", options.json, "one JSON object to standard output");
  verb.add_option("-f,--format", options.format, "json, xlsx or html; default: from -o")
      ->type_name("FORMAT");
  verb.add_option("-o,--output", options.output, "the output, - for standard output")
      ->type_name("FILE");
  verb.add_flag("--update{true}", options.update,
                "of a workbook: carry over what was typed into the one that is there");
  verb.add_flag("--force", options.force,
                "of a workbook: replace it although something was typed into it");
  verb.add_option("--language,--lang", options.language,
                  "of the words; default: zh in files, from LC_ALL or LANG in the terminal")
      ->check(CLI::IsMember({"zh", "en"}));
}

void add_diff(CLI::App& verb, Options& options) {
  verb.add_option("OLD NEW", options.inputs, "two drafts of a file, in any format that is read")
      ->type_name("")
      ->expected(2)
      ->required();
  add_side_by_side(verb, options);
}

void add_compare(CLI::App& verb, Options& options) {
  verb.add_option("UPPER LOWER", options.inputs, "the plan above, then those below: files, folders")
      ->type_name("...")
      ->required();
  verb.add_flag("-r,--recursive", options.recursive, "take the files in folders");
  add_side_by_side(verb, options);
}

void add_explain(CLI::App& verb, Options& options) {
  add_inputs(verb, options);
  verb.add_option("--line", options.line, "only what stands on this line of the text view")
      ->type_name("N")
      ->check(CLI::PositiveNumber);
}

void add_dump(CLI::App& verb, Options& options) {
  add_inputs(verb, options);
  std::vector<std::string> stages;
  for (const std::string_view stage : dump_stages()) stages.emplace_back(stage);
  verb.add_option("--stage", options.stage, "what to print")
      ->required()
      ->check(CLI::IsMember(stages));
}

void add_nothing(CLI::App&, Options&) {}

void add_grammar_test(CLI::App& verb, Options& options) {
  verb.add_option("DIR", options.inputs, "a folder to test on top of the built-in rules")
      ->type_name("")
      ->expected(0, 1);
  add_grammar_option(verb, options);
}

struct Verb {
  std::string_view group;  // the verb that this one stands below, or ""
  std::string_view name;
  std::string_view summary;
  void (*add)(CLI::App& verb, Options& options);
  int (*run)(const Options& options);
};

constexpr std::array kVerbs = {
    Verb{"", "convert", "read, parse and export plans", add_convert, run_convert},
    Verb{"", "outline", "the tree of headings", add_listing, run_outline},
    Verb{"", "targets", "the figures", add_targets, run_targets},
    Verb{"", "quantities", "numbers with units in lines of text", add_quantities, run_quantities},
    Verb{"", "diff", "two drafts side by side: what changed", add_diff, run_diff},
    Verb{"", "tasks", "what is to be done, by whom and by when", add_targets, run_tasks},
    Verb{"", "references", "the documents in title marks", add_targets, run_references},
    Verb{"", "names", "programmes, works and platforms", add_targets, run_names},
    Verb{"", "check", "what does not agree in plans and between them", add_check, run_check},
    Verb{"", "formats", "readable and writable formats", add_nothing, run_formats},
    Verb{"grammar", "test", "run the yes and no examples of the rules", add_grammar_test,
         run_grammar_test},
    Verb{"grammar", "show", "print the rules in force", add_grammar_option, run_grammar_show},
    Verb{"", "compare", "a plan above beside plans below it", add_compare, run_compare},
    Verb{"", "explain", "which rule made each node and target", add_explain, run_explain},
    Verb{"", "dump", "any stage of the pipeline", add_dump, run_dump},
};

// The registered subcommands, as rows of kVerbs.
class CommandLine {
 public:
  CommandLine() {
    app_.name("gangmu");
    app_.set_version_flag("--version", "gangmu " GANGMU_VERSION);
    app_.require_subcommand(1);
    for (const Verb& verb : kVerbs) {
      CLI::App* const parent = verb.group.empty() ? &app_ : group(std::string(verb.group));
      CLI::App* const command =
          parent->add_subcommand(std::string(verb.name), std::string(verb.summary));
      verb.add(*command, options_);
      commands_.push_back(command);
    }
  }

  int run(std::vector<std::string> arguments) {
    if (!arguments.empty() && arguments[0].substr(0, 1) != "-" && !known_verb(arguments[0])) {
      return fail("there is no verb \"" + arguments[0] + "\"" + nearest_verb(arguments[0]));
    }
    join_update(&arguments);
    try {
      std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
      app_.parse(std::move(arguments));
    } catch (const CLI::Success& asked) {
      return app_.exit(asked);
    } catch (const CLI::ParseError& error) {
      return fail(error.what());
    }
    for (std::size_t i = 0; i < commands_.size(); ++i) {
      if (commands_[i]->parsed()) return kVerbs[i].run(options_);
    }
    return fail("no verb");
  }

 private:
  static bool known_verb(std::string_view name) {
    return std::any_of(kVerbs.begin(), kVerbs.end(), [&](const Verb& verb) {
      return name == (verb.group.empty() ? verb.name : verb.group);
    });
  }

  // "; did you mean …?" for a verb that begins alike or with other capitals.
  static std::string nearest_verb(std::string_view name) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; };
    for (const Verb& verb : kVerbs) {
      const std::string_view known = verb.group.empty() ? verb.name : verb.group;
      std::size_t alike = 0;
      while (alike < name.size() && alike < known.size() && lower(name[alike]) == known[alike])
        ++alike;
      if (alike >= 3 && alike + 2 >= std::min(name.size(), known.size())) {
        return "; did you mean \"" + std::string(known) + "\"?";
      }
    }
    return "";
  }

  // Of other programs, to be refused as such.
  static bool is_old_workbook(std::string_view name) {
    return name.ends_with(".xls") || name.ends_with(".et") || name.ends_with(".ods") ||
           name.ends_with(".xlsm");
  }
  // "--update OLD.xlsx" as one argument; what follows is no workbook where it stands alone.
  static void join_update(std::vector<std::string>* arguments) {
    for (std::size_t i = 0; i + 1 < arguments->size(); ++i) {
      const std::string& next = (*arguments)[i + 1];
      const Exporter* format = next.starts_with('-') ? nullptr : exporter_for_path(next);
      const bool workbook = format != nullptr ? format->filled : is_old_workbook(next);
      if ((*arguments)[i] != "--update" || !workbook) continue;
      (*arguments)[i] += "=" + next;
      arguments->erase(arguments->begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  }

  CLI::App* group(const std::string& name) {
    CLI::App*& known = groups_[name];
    if (known == nullptr) known = app_.add_subcommand(name, "the rules")->require_subcommand(1);
    return known;
  }

  int fail(std::string message) {
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (message.size() > 1 && upper(message[0]) && !upper(message[1])) message[0] |= 32;
    print_error({"usage", message, "", "gangmu --help and gangmu VERB --help tell the usage"});
    return kFailed;
  }

  CLI::App app_{"Turns China's plan documents into structured data."};
  Options options_;
  std::map<std::string, CLI::App*> groups_;
  std::vector<CLI::App*> commands_;
};

}  // namespace

}  // namespace gangmu::cli

int main(int argc, char** argv) {
  using namespace gangmu::cli;
  try {
    use_binary_streams();
    return finish_output(CommandLine().run(arguments(argc, argv)));
  } catch (const std::exception& error) {
    print_error({"internal", error.what(), "", ""});
    return kFailed;
  }
}
