#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/help.h"
#include "cli/input.h"
#include "cli/language.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/output_name.h"
#include "cli/platform.h"
#include "cli/settings.h"
#include "cli/suggest.h"
#include "cli/terminal.h"
#include "cli/typed.h"
#include "exporters/compare_export.h"
#include "exporters/diff_export.h"
#include "exporters/exporter.h"

namespace gangmu::cli {

namespace {

Error usage(Message message, Message remedy) {
  return {"usage", std::move(message), "", std::move(remedy)};
}

// The words of "{a,b}" behind the name of a value, where CLI11 knows them.
std::vector<std::string> choices_of(const CLI::Option& option) {
  std::vector<std::string> choices;
  const std::string type = option.get_type_name();
  const std::size_t begin = type.find(":{"), end = type.rfind('}');
  if (begin == type.npos || end == type.npos) return choices;
  std::string rest = type.substr(begin + 2, end - begin - 2);
  for (std::size_t at; (at = rest.find(',')) != rest.npos; rest.erase(0, at + 1)) {
    choices.push_back(rest.substr(0, at));
  }
  choices.push_back(rest);
  return choices;
}

template <typename Exporters>
std::vector<std::string> names_of(const Exporters& exporters) {
  std::vector<std::string> names;
  for (const auto& exporter : exporters) names.emplace_back(exporter.name);
  return names;
}

OptionView view_of(const CLI::Option& option, std::string_view verb) {
  OptionView view;
  for (const std::string& name : option.get_snames()) view.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) view.names.push_back("--" + name);
  view.positional = view.names.empty();
  if (view.positional) view.names.push_back(option.get_name(true));
  const std::string type = option.get_type_name();
  if (option.get_items_expected_max() > 0) view.value = type.substr(0, type.find(':'));
  view.choices = choices_of(option);
  const auto formats = [&] {
    if (verb == "diff") return names_of(diff_exporters());
    if (verb == "compare") return names_of(compare_exporters());
    return names_of(exporters());
  };
  if (option.check_lname("format")) view.choices = formats();
  view.help = option.get_description();
  view.required = option.get_required();
  view.many = option.get_items_expected_max() > 2;
  return view;
}

bool is_positional(const CLI::Option& option) {
  return option.get_lnames().empty() && option.get_snames().empty();
}

// Whether what follows "--update" is the old workbook, also of other programs, to be refused as
// such.
bool is_workbook(std::string_view name) {
  const auto ends = [&](std::string_view ending) { return name.ends_with(ending); };
  if (ends(".xls") || ends(".et") || ends(".ods") || ends(".xlsm")) return true;
  const Exporter* const format = exporter_for_path(name);
  return format != nullptr && format->filled;
}

// An input where a verb should stand.
bool is_input(const std::string& word) {
  std::error_code none;
  return std::filesystem::is_regular_file(path_of(word), none) || is_readable_name(word);
}

// A name as it is typed.
std::string shell_word(const std::string& name) {
  return name.find(' ') == name.npos ? name : '"' + name + '"';
}

// Who needs nothing of the settings, and may be asked because these are wrong.
bool goes_without_settings(const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments[0] == "help") return true;
  bool in_verb = false, is_doctor = false;  // the first word that is a verb
  for (const std::string& word : arguments) {
    if (word == "--help" || word == "-h" || word == "--version" || word == "-v") return true;
    const bool is_verb = std::any_of(verbs().begin(), verbs().end(),
                                     [&](const Verb& verb) { return word == first_word(verb); });
    if (!in_verb && is_verb) is_doctor = word == "doctor";
    in_verb = in_verb || is_verb;
  }
  return is_doctor;
}

constexpr const char* kChineseHelp = msg("help in Chinese: gangmu --lang zh --help");

// What must be known before the arguments are read in full: the language of mistakes in them.
std::string language_asked(const std::vector<std::string>& arguments) {
  std::string asked;
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    for (const std::string name : {"--lang", "--language"}) {
      if (arguments[i] == name && i + 1 < arguments.size()) asked = arguments[i + 1];
      if (arguments[i].starts_with(name + "=")) asked = arguments[i].substr(name.size() + 1);
    }
  }
  return language_meant(asked);
}

class CommandLine {
 public:
  CommandLine();
  CommandView view() const;
  int run(std::vector<std::string> arguments);

 private:
  CLI::App* group(const std::string& name);
  const CLI::App* asked() const;
  const Verb* verb_of(const CLI::App* command) const;
  Result<Settings> settings(const std::vector<std::string>& arguments, std::string* language) const;
  Status take(const Settings& settings, CLI::App* command);
  Status check_verb(const std::vector<std::string>& arguments) const;
  void part_short_options(std::vector<std::string>* arguments) const;
  void join_update(std::vector<std::string>* arguments) const;
  bool is_one_of_several(const std::vector<std::string>& arguments, std::size_t index) const;
  int show_help(const Settings& settings);
  Error mistake(const CLI::ParseError& error) const;
  Error unknown_option(const std::string& name) const;
  Error bad_value(const CLI::Option& option) const;
  Message remedy() const;
  const CLI::Option* option_named(const std::string& text) const;

  CLI::App app_{"gangmu"};
  Options options_;
  bool language_named_ = false;  // by anything
  std::map<std::string, CLI::App*> groups_;
  std::vector<CLI::App*> commands_;  // as verbs()
};

CommandLine::CommandLine() {
  app_.name("gangmu");
  app_.set_version_flag("-v,--version", "gangmu " GANGMU_VERSION,
                        msg("the version of the program"));
  app_.get_help_ptr()->description(msg("this help"));
  app_.require_subcommand(1);
  app_.fallthrough();
  add_everywhere(app_, options_);
  for (const Verb& verb : verbs()) {
    CLI::App* const parent = verb.group.empty() ? &app_ : group(std::string(verb.group));
    CLI::App* const command = parent->add_subcommand(std::string(verb.name), verb.summary);
    verb.add(*command, options_);
    commands_.push_back(command);
  }
}

CLI::App* CommandLine::group(const std::string& name) {
  CLI::App*& known = groups_[name];
  if (known == nullptr) known = app_.add_subcommand(name)->require_subcommand(1);
  return known;
}

CommandView CommandLine::view() const {
  CommandView view;
  const auto options_of = [](const CLI::App& app, std::string_view verb) {
    std::vector<OptionView> options;
    for (const CLI::Option* option : app.get_options()) {
      if (option == app.get_help_ptr() && !verb.empty()) continue;
      options.push_back(view_of(*option, verb));
    }
    return options;
  };
  view.everywhere = options_of(app_, "");
  for (std::size_t i = 0; i < commands_.size(); ++i) {
    view.verbs.push_back({&verbs()[i], options_of(*commands_[i], verbs()[i].name)});
  }
  return view;
}

// The innermost verb or group that the arguments name.
const CLI::App* CommandLine::asked() const {
  const CLI::App* app = &app_;
  while (!app->get_subcommands().empty()) app = app->get_subcommands().back();
  return app;
}

const Verb* CommandLine::verb_of(const CLI::App* command) const {
  const auto at = std::find(commands_.begin(), commands_.end(), command);
  return at == commands_.end()
             ? nullptr
             : &verbs()[static_cast<std::size_t>(std::distance(commands_.begin(), at))];
}

int CommandLine::show_help(const Settings& settings) {
  const CLI::App* const command = asked();
  const int columns = terminal_columns();
  (void)take(settings, &app_);  // help is there whatever is wrong in the settings
  for (const char* const name : {"--color", "--no-pager"}) {
    if (app_.get_option(name)->count() > 0) app_.get_option(name)->run_callback();
  }
  choose_colours(options_.colour);
  if (!options_.no_pager) page_output();
  print(help_text(view(), verb_of(command), command == &app_ ? "" : command->get_name(), columns));
  if (!language_named_ && command == &app_) print("\n" + told(kChineseHelp) + "\n");
  return kDone;
}

Result<Settings> CommandLine::settings(const std::vector<std::string>& arguments,
                                       std::string* language) const {
  const bool off = std::find(arguments.begin(), arguments.end(), "--no-config") != arguments.end();
  return off ? Settings{} : read_settings(language);
}

// Gives the options that were not named what is set for them.
Status CommandLine::take(const Settings& settings, CLI::App* command) {
  options_.config = settings.files;
  for (const Setting& setting : settings.all) {
    // How to export: of convert, where the output does not say it.
    const bool named = !options_.output.empty() || !options_.from.empty();
    if (setting.key == "format" && (named || command->get_name() != "convert")) continue;
    CLI::Option* option = command->get_option_no_throw("--" + setting.key);
    if (option == nullptr) option = app_.get_option_no_throw("--" + setting.key);
    if (option == nullptr || option->count() > 0) continue;
    try {
      for (const std::string& value : setting.values) option->add_result(value);
      if (!setting.values.empty()) option->run_callback();
    } catch (const CLI::ParseError&) {
      const std::vector<std::string> choices = choices_of(*option);
      const std::string meant =
          setting.key == "lang" ? language_meant(listed(setting.values)) : std::string();
      if (!meant.empty()) {
        return Error{"config.value",
                     said("\"%1\" is no value for %2; did you mean \"%3\"?", listed(setting.values),
                          setting.key, meant),
                     setting.place, said("known are %1", listed(choices))};
      }
      return Error{"config.value",
                   said("\"%1\" is no value for \"%2\"", listed(setting.values), setting.key),
                   setting.place,
                   choices.empty() ? Message::words(option->get_description())
                                   : said("known are %1", listed(choices))};
    }
  }
  return Done{};
}

// Whether the first argument that is no option is a verb.
Status CommandLine::check_verb(const std::vector<std::string>& arguments) const {
  std::vector<std::string> known;
  for (const Verb& verb : verbs()) {
    if (!verb.hidden) known.emplace_back(first_word(verb));
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& word = arguments[i];
    if (word == "--lang" || word == "--language" || word == "--color") ++i;  // and its value
    if (word.starts_with('-')) continue;
    const auto all = verbs();
    const bool is_verb = std::any_of(all.begin(), all.end(),
                                     [&](const Verb& verb) { return word == first_word(verb); });
    if (is_verb) return Done{};
    if (is_input(word)) {
      return usage(said("\"%1\" is a file, and no verb stands before it", word),
                   said("gangmu convert %1 exports it, gangmu outline %1 shows its headings",
                        shell_word(word)));
    }
    const std::string meant = nearest(word, known);
    return usage(meant.empty() ? said("there is no verb \"%1\"", word)
                               : said("there is no verb \"%1\"; did you mean \"%2\"?", word, meant),
                 "gangmu --help lists the verbs");
  }
  return Done{};
}

// "-o=plan.xlsx" is meant as "--output=plan.xlsx" is.
void CommandLine::part_short_options(std::vector<std::string>* arguments) const {
  const auto takes_value = [&](const std::string& name) {
    return std::any_of(commands_.begin(), commands_.end(), [&](const CLI::App* command) {
      const CLI::Option* const option = command->get_option_no_throw(name);
      return option != nullptr && option->get_items_expected_max() > 0;
    });
  };
  for (std::string& word : *arguments) {
    if (word == "--") return;
    const bool joined = word.size() > 3 && word[0] == '-' && word[1] != '-' && word[2] == '=';
    if (joined && takes_value(word.substr(0, 2))) word.erase(2, 1);
  }
}

// What follows "--update" is the old workbook where it is one. So is a document there beside other
// inputs, which is refused as no workbook; the only input is the plan.
void CommandLine::join_update(std::vector<std::string>* arguments) const {
  for (std::size_t i = 0; i + 1 < arguments->size(); ++i) {
    const std::string& next = (*arguments)[i + 1];
    if ((*arguments)[i] != "--update" || next.starts_with('-')) continue;
    const bool document = is_readable_name(next) && is_one_of_several(*arguments, i + 1);
    if (!is_workbook(next) && !document) continue;
    (*arguments)[i] += "=" + next;
    arguments->erase(arguments->begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

// Whether the arguments of convert have inputs beside the one at `index`.
bool CommandLine::is_one_of_several(const std::vector<std::string>& arguments,
                                    std::size_t index) const {
  const CLI::App* const verb = app_.get_subcommand("convert");
  const auto takes_value = [&](const std::string& name) {
    const CLI::Option* option = verb->get_option_no_throw(name);
    if (option == nullptr) option = app_.get_option_no_throw(name);
    return option != nullptr && option->get_items_expected_max() > 0;
  };
  bool in_verb = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& word = arguments[i];
    if (word.size() > 1 && word.starts_with('-')) {
      if (takes_value(word)) ++i;
    } else if (!in_verb) {
      if (word != "convert") return false;
      in_verb = true;
    } else if (i != index) {
      return true;
    }
  }
  return false;
}

int CommandLine::run(std::vector<std::string> arguments) {
  const auto fail = [](const Error& error) {
    print_error(error);
    return kFailed;
  };
  speak(language_of_environment());
  choose_colours("auto");
  std::string language;
  const Result<Settings> set = settings(arguments, &language);
  language_named_ = environment_names_language();
  const auto choose = [&](const std::string& named) {
    language_named_ = language_named_ || !named.empty();
    if (!named.empty()) speak(named);
  };
  choose(language_meant(language));
  choose(language_asked(arguments));
  if (!set && !goes_without_settings(arguments)) return fail(set.error());
  if (!set) options_.config_wrong = set.error();
  const Settings settings = set ? *set : Settings{};
  // "help VERB" as in other programs.
  if (!arguments.empty() && arguments[0] == "help") {
    arguments.erase(arguments.begin());
    arguments.emplace_back("--help");
  }
  if (const Status status = check_typed(arguments); !status) return fail(status.error());
  if (const Status status = check_verb(arguments); !status) return fail(status.error());
  part_short_options(&arguments);
  join_update(&arguments);
  try {
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    app_.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    return show_help(settings);
  } catch (const CLI::CallForVersion&) {
    print("gangmu " GANGMU_VERSION "\n");
    return kDone;
  } catch (const CLI::ParseError& error) {
    return fail(mistake(error));
  }
  for (std::size_t i = 0; i < commands_.size(); ++i) {
    if (!commands_[i]->parsed()) continue;
    if (const Status status = take(settings, commands_[i]); !status) {
      if (verbs()[i].name != "doctor") return fail(status.error());
      options_.config_wrong = status.error();
    }
    options_.takes_folder = commands_[i]->get_option_no_throw("-d") != nullptr;
    if (const Status status = check_output_names(options_); !status) return fail(status.error());
    choose_colours(options_.colour);
    if (verbs()[i].pages && !options_.no_pager) page_output();
    return verbs()[i].run(options_);
  }
  return fail(usage("no verb was named", "gangmu --help lists the verbs"));
}

// ------------------------------------------------------------------------- mistakes

Message CommandLine::remedy() const {
  const Verb* const verb = verb_of(asked());
  if (verb == nullptr) return "gangmu --help lists the verbs";
  return said("gangmu %1 --help tells the usage", verb->path());
}

// The option that a text of CLI11 names.
const CLI::Option* CommandLine::option_named(const std::string& text) const {
  const CLI::Option* best = nullptr;
  for (const CLI::App* app : {asked(), &app_}) {
    for (const CLI::Option* option : app->get_options()) {
      const std::string name = option->get_name();
      const std::size_t at = text.find(name);
      if (name.empty() || at == text.npos) continue;
      const char after = at + name.size() < text.size() ? text[at + name.size()] : ' ';
      const bool whole = after == ' ' || after == ':' || after == ',';
      if (whole && (best == nullptr || best->get_name().size() < name.size())) best = option;
    }
  }
  return best;
}

Error CommandLine::unknown_option(const std::string& name) const {
  std::vector<std::string> known;
  for (const CLI::App* app : {asked(), &app_}) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& own : option->get_lnames()) known.push_back("--" + own);
    }
  }
  const std::string plain = name.substr(0, name.find('='));
  const bool reads = asked()->get_option_no_throw("INPUT") != nullptr;
  if (reads && (plain.starts_with("-o") || plain == "--output")) {
    return usage(said("gangmu %1 writes no files, and there is no option %2", asked()->get_name(),
                      plain.substr(0, plain.starts_with("--") ? 8 : 2)),
                 "files are written by gangmu convert INPUT -o OUTPUT.xlsx, with what check finds");
  }
  const std::string meant = plain.starts_with("--") ? nearest(plain, known) : "";
  return usage(meant.empty() ? said("there is no option %1", plain)
                             : said("there is no option %1; did you mean %2?", plain, meant),
               remedy());
}

Error CommandLine::bad_value(const CLI::Option& option) const {
  const std::string value = option.results().empty() ? "" : option.results().back();
  const std::vector<std::string> choices = choices_of(option);
  const std::string meant =
      option.check_lname("lang") ? language_meant(value) : nearest(value, choices);
  const Message name = Message::words(option.get_name());
  return usage(meant.empty()
                   ? said("\"%1\" is no value for %2", value, name)
                   : said("\"%1\" is no value for %2; did you mean \"%3\"?", value, name, meant),
               choices.empty() ? said("%1: %2", name, Message::words(option.get_description()))
                               : said("known are %1", listed(choices)));
}

// What CLI11 found wrong, in words of our own.
Error CommandLine::mistake(const CLI::ParseError& error) const {
  const std::string kind = error.get_name(), text = error.what();
  const CLI::Option* const option = option_named(text);
  const Message name = option == nullptr ? Message() : Message::words(option->get_name());
  // A misspelt option is the mistake, not what is missing beside it.
  const std::vector<std::string> rest = app_.remaining(true);
  const auto misspelt = std::find_if(rest.begin(), rest.end(), [](const std::string& argument) {
    return argument.size() > 1 && argument.starts_with('-');
  });
  const bool required = kind == "RequiredError" || kind == "ArgumentMismatch";
  const bool extras = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
  if (misspelt != rest.end() && (required || extras)) return unknown_option(*misspelt);
  if (extras) {
    const std::string first = rest.empty() ? "" : rest.front();
    return usage(said("\"%1\" is an argument too many", first), remedy());
  }
  if (kind == "ExcludesError") {
    const std::string other = text.substr(std::min(text.rfind(' ') + 1, text.size()));
    return usage(said("%1 and %2 exclude one another", text.substr(0, text.find(' ')), other),
                 remedy());
  }
  if (option != nullptr && required && asked()->get_name() == "diff" && is_positional(*option)) {
    return usage(said("diff takes two drafts, and there are %1", option->results().size()),
                 said("%1\n%2", Message("gangmu diff OLD NEW"), remedy()));
  }
  if (option != nullptr && kind == "RequiredError") {
    const std::vector<std::string> choices = choices_of(*option);
    return usage(said("%1 is missing", name),
                 choices.empty() ? remedy()
                                 : said("%1\n%2", said("known are %1", listed(choices)), remedy()));
  }
  if (option != nullptr && kind == "ArgumentMismatch") {
    if (is_positional(*option)) return usage(said("%1 is missing", name), remedy());
    return usage(option->count() > 1 ? said("%1 was given more than once", name)
                                     : said("%1 needs a value", name),
                 remedy());
  }
  if (option != nullptr && (kind == "ValidationError" || kind == "ConversionError")) {
    return bad_value(*option);
  }
  if (kind == "RequiredError") {
    return usage("no verb was named",
                 language_named_ ? remedy() : said("%1\n%2", remedy(), Message(kChineseHelp)));
  }
  return usage(Message::words(text), remedy());
}

}  // namespace

CommandView command_view() { return CommandLine().view(); }

int run_command(std::vector<std::string> arguments) {
  return CommandLine().run(std::move(arguments));
}

}  // namespace gangmu::cli
