#include "cli/options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

#include "exporters/catalogue.h"
#include "exporters/chunks.h"
#include "exporters/csv.h"

namespace gangmu::cli {

namespace {

void add_encoding(CLI::App& verb, Options& options) {
  verb.add_option("--encoding", options.encoding,
                  msg("encoding of text files, where it is known: UTF-8, GB18030 …"))
      ->type_name("NAME");
}

void add_grammar_option(CLI::App& verb, Options& options) {
  verb.add_option("--grammar", options.grammar,
                  msg("a folder of rules laid over the built-in ones; may be given several times"))
      ->type_name("DIR")
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_strict(CLI::App& verb, Options& options) {
  verb.add_flag("--strict", options.strict, msg("exit with status 1 when there is a diagnostic"));
}

// A size as bytes; too small a one is likely to lack its unit.
std::string take_memory(std::string& size) {
  constexpr std::uint64_t kLeast = 16 << 20;
  const CLI::AsSizeValue read(false);
  std::string bytes = size;
  if (std::string wrong = read(bytes); !wrong.empty()) return wrong;
  const std::uint64_t number = std::strtoull(bytes.c_str(), nullptr, 10);
  if (number > 0 && number < kLeast) return "too little";
  size = bytes;
  return "";
}

// One of the limits that --limit NAME=VALUE sets (docs/security.md).
struct NamedLimit {
  std::string_view name;
  std::uint64_t ReadLimits::* limit;
  std::uint64_t most;
};
constexpr std::uint64_t kAny = std::uint64_t{1} << 40;
constexpr std::array kLimits = {
    NamedLimit{"unpacked", &ReadLimits::unpacked, kAny},
    NamedLimit{"ratio", &ReadLimits::ratio, kAny},
    NamedLimit{"entries", &ReadLimits::entries, kAny},
    NamedLimit{"nesting", &ReadLimits::nesting, 2000},
    NamedLimit{"pages", &ReadLimits::pages, 1'000'000'000},
    NamedLimit{"on-page", &ReadLimits::on_page, 1'000'000'000},
    NamedLimit{"shown", &ReadLimits::shown, kAny},
    NamedLimit{"cells", &ReadLimits::cells, kAny},
    NamedLimit{"figures", &ReadLimits::figures, kAny},
};

// "pages=500", "size=1GB"; false where it is none.
bool take_limit(const std::string& text, Options* options) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos) return false;
  const std::string_view name = std::string_view(text).substr(0, sign);
  std::string value = text.substr(sign + 1);
  if (const CLI::AsSizeValue read(false); !read(value).empty()) return false;
  const std::uint64_t number = std::strtoull(value.c_str(), nullptr, 10);
  if (number == 0 || number > kAny) return false;
  if (name == "size") {
    options->max_bytes = number;
    return true;
  }
  if (name == "seconds") {
    options->limits.seconds = static_cast<unsigned>(std::min<std::uint64_t>(number, 1'000'000));
    return true;
  }
  const auto known = std::find_if(kLimits.begin(), kLimits.end(),
                                  [&](const NamedLimit& limit) { return limit.name == name; });
  if (known == kLimits.end() || number > known->most) return false;
  options->limits.*known->limit = number;
  return true;
}

// Of what is read, however it is read.
void add_limits(CLI::App& verb, Options& options) {
  verb.add_option_function<unsigned>(
          "--time-limit",
          [&options](unsigned seconds) {
            options.time_limit = seconds;
            options.limits_given = true;
          },
          msg("for a file, or a page that is recognised; default: 300"))
      ->type_name("SECONDS")
      ->check(CLI::Range(1U, 1'000'000U));
  verb.add_option_function<std::uint64_t>(
          "--memory-limit",
          [&options](std::uint64_t bytes) {
            options.memory_limit = bytes;
            options.limits_given = true;
          },
          msg("for a process, as 500MB or 2GB without a blank, 16MB at least, 0 for none; default: "
              "4GB"))
      ->type_name("SIZE")
      ->transform(CLI::Validator(take_memory, std::string()));
  verb.add_option(
          "--limit", options.limit_texts,
          msg("another limit of a file, as size=1GB, unpacked, ratio, entries, nesting, "
              "pages, on-page, shown, cells, figures or seconds; may be given several times"))
      ->type_name("LIMIT")
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->each([&options](const std::string& text) {
        if (!take_limit(text, &options)) throw CLI::ValidationError("--limit", text);
      });
}

// What every verb that reads plans takes.
void add_inputs(CLI::App& verb, Options& options) {
  verb.add_option("INPUT", options.inputs, msg("files, folders with -r, or - for standard input"))
      ->type_name("FILE")
      ->required();
  verb.add_flag("-r,--recursive", options.recursive, msg("take the files in folders"));
  const auto add_patterns = [&](const char* name, std::vector<std::string>& to, const char* help) {
    verb.add_option(name, to, help)
        ->type_name("PATTERN")
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  };
  add_patterns("--include", options.include,
               msg("of folders and archives only files with such a name (*.docx), or with a / in "
                   "it such a place"));
  add_patterns("--exclude", options.exclude,
               msg("none with such a name or place, nor such folders"));
  add_encoding(verb, options);
  add_strict(verb, options);
  add_limits(verb, options);
  add_grammar_option(verb, options);
}

// How many inputs are worked on.
void add_batch(CLI::App& verb, Options& options) {
  verb.add_option("-j,--jobs", options.jobs, msg("processes; default: one a processor"))
      ->type_name("N")
      ->check(CLI::Range(1U, 1'000'000U));
  verb.add_flag("--resume", options.resume,
                msg("with -d: pass over what is done, unless file, options or version changed"));
  verb.add_flag("-q,--quiet", options.quiet, msg("tell errors alone"));
  verb.add_option("--from", options.from,
                  msg("each line of the inputs is a document, {\"id\": …, \"text\": …} or {\"id\": "
                      "…, \"path\": …} or a path, and is answered by a line"))
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"ndjson"}));
}

void add_json(CLI::App& verb, Options& options, const char* help) {
  verb.add_flag("--json", options.json, help);
}

// What diff and compare share.
void add_side_by_side(CLI::App& verb, Options& options) {
  add_encoding(verb, options);
  add_limits(verb, options);
  add_strict(verb, options);
  add_grammar_option(verb, options);
  add_json(verb, options, msg("one JSON object to standard output"));
  verb.add_option("-f,--format", options.format, msg("json, xlsx or html; default: from -o"))
      ->type_name("FORMAT");
  verb.add_option("-o,--output", options.output, msg("the output, - for standard output"))
      ->type_name("FILE");
  verb.add_flag("--update{true}", options.update,
                msg("of a workbook: carry over what was typed into the one that is there"));
  verb.add_flag("--force", options.force,
                msg("of a workbook or page: replace it although something was typed into it or "
                    "another program made it"));
}

// Options of convert that belong to one format.
void add_of_formats(CLI::App& verb, Options& options) {
  std::vector<std::string> tables;
  for (const std::string_view table : csv_tables()) tables.emplace_back(table);
  verb.add_option("--table", options.table, msg("of -f csv; default: targets"))
      ->type_name("NAME")
      ->check(CLI::IsMember(tables));
  verb.add_option("--chunk-size", options.chunk_size,
                  msg("of -f chunks: characters of text at most; default: 1000"))
      ->type_name("N")
      ->check(CLI::Range(kSmallestChunk, std::size_t{1} << 30));
  verb.add_option("--rows", options.rows,
                  msg("of -f xlsx: tasks a row a paragraph (default) or a sentence"))
      ->type_name("WHAT")
      ->check(CLI::IsMember({"paragraph", "sentence"}));
  verb.add_option("--layout", options.layout,
                  msg("of -f xlsx: as a table to work in (default), or set to be printed"))
      ->type_name("WHAT")
      ->check(CLI::IsMember({"work", "print"}));
  verb.add_option("--split-by", options.split_by,
                  msg("of -f xlsx with -d: the tasks of each responsible body in a workbook of its "
                      "own"))
      ->type_name("WHAT")
      ->check(CLI::IsMember({"unit"}));
  verb.add_flag("--update{true}", options.update,
                msg("of -f xlsx: carry over what was typed into the output that is there, or into "
                    "the workbook that is named (--update OLD.xlsx)"));
  verb.add_flag("--force", options.force,
                msg("of -f xlsx, docx and html: replace a file although something was typed into "
                    "it or another program made it"));
}

}  // namespace

void add_everywhere(CLI::App& app, Options& options) {
  app.add_option("--lang,--language", options.language,
                 msg("language of messages and help, and of headings in files (those are Chinese "
                     "without it); default: from LC_ALL or LANG"))
      ->type_name("LANGUAGE")
      ->check(CLI::IsMember({"zh", "en"}));
  app.add_option("--color", options.colour, msg("colours; default: auto, on a terminal alone"))
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_flag("--no-pager", options.no_pager, msg("show long output without a pager"));
  app.add_flag("--no-config", options.no_config,
               msg("read neither gangmu.toml nor variables of the environment"));
}

void add_convert(CLI::App& verb, Options& options) {
  add_inputs(verb, options);
  verb.add_option("-f,--format", options.format,
                  msg("see gangmu formats; default: from -o, or json"))
      ->type_name("FORMAT");
  auto* const output =
      verb.add_option("-o,--output", options.output, msg("the output, - for standard output"))
          ->type_name("FILE");
  verb.add_option("-d,--directory", options.directory, msg("a folder for one output an input"))
      ->type_name("DIR")
      ->excludes(output);
  verb.add_flag("--merge", options.merge,
                msg("all inputs into the one output, of formats that take many"))
      ->excludes("--directory");
  add_batch(verb, options);
  add_of_formats(verb, options);
}

void add_listing(CLI::App& verb, Options& options) {
  add_inputs(verb, options);
  add_json(verb, options, msg("the same part of the JSON export, a line an input"));
}

void add_check(CLI::App& verb, Options& options) {
  add_inputs(verb, options);
  add_json(verb, options, msg("an object a line an input, with its findings"));
  verb.add_option("--without", options.without,
                  msg("rules that are off: figure.operator,list.short"))
      ->type_name("CODES")
      ->delimiter(',')
      ->allow_extra_args(false);
  verb.add_option("--accepted", options.accepted,
                  msg("a file of findings to be quiet about, by key"))
      ->type_name("FILE");
  verb.add_flag("--keys", options.keys, msg("tell the keys of the findings, for --accepted"));
}

void add_quantities(CLI::App& verb, Options& options) {
  verb.add_option("FILE", options.inputs, msg("lines of text; default: standard input"))
      ->type_name("FILE")
      ->expected(0, 1);
  add_encoding(verb, options);
  add_limits(verb, options);
  add_grammar_option(verb, options);
}

void add_diff(CLI::App& verb, Options& options) {
  verb.add_option("OLD NEW", options.inputs,
                  msg("two drafts of a file, in any format that is read"))
      ->type_name("FILE")
      ->expected(2)
      ->required();
  add_side_by_side(verb, options);
}

void add_compare(CLI::App& verb, Options& options) {
  verb.add_option("UPPER LOWER", options.inputs,
                  msg("the plan above, then those below: files, folders with -r"))
      ->type_name("FILE")
      ->required();
  verb.add_flag("-r,--recursive", options.recursive, msg("take the files in folders"));
  verb.add_flag("--open", options.open,
                msg("only rows that need an answer: weaker, to be checked, only mentioned, "
                    "missing"));
  add_side_by_side(verb, options);
}

void add_explain(CLI::App& verb, Options& options) {
  add_inputs(verb, options);
  verb.add_option("--line", options.line, msg("only what stands on this line of the text view"))
      ->type_name("N")
      ->check(CLI::PositiveNumber);
  add_json(verb, options, msg("an object a line, one for each node and record"));
}

void add_dump(CLI::App& verb, Options& options) {
  add_inputs(verb, options);
  std::vector<std::string> stages;
  for (const std::string_view stage : dump_stages()) stages.emplace_back(stage);
  verb.add_option("--stage", options.stage, msg("what to print"))
      ->type_name("STAGE")
      ->required()
      ->check(CLI::IsMember(stages));
  add_json(verb, options, msg("an object a line, one for each item of the stage"));
}

void add_report(CLI::App& verb, Options& options) {
  add_json(verb, options, msg("one JSON object to standard output"));
}

void add_doctor(CLI::App& verb, Options& options) {
  add_report(verb, options);
  add_grammar_option(verb, options);
}

void add_grammar_test(CLI::App& verb, Options& options) {
  verb.add_option("DIR", options.inputs, msg("a folder to test on top of the built-in rules"))
      ->type_name("DIR")
      ->expected(0, 1);
  add_report(verb, options);
  add_grammar_option(verb, options);
}

void add_grammar_show(CLI::App& verb, Options& options) {
  add_report(verb, options);
  add_grammar_option(verb, options);
}

void add_completion(CLI::App& verb, Options& options) {
  verb.add_option("SHELL", options.stage, msg("the shell to write for"))
      ->type_name("SHELL")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
}

void add_manual(CLI::App& verb, Options& options) {
  verb.add_option("DIR", options.directory, msg("a folder for the manual pages"))
      ->type_name("DIR")
      ->required();
}

}  // namespace gangmu::cli
