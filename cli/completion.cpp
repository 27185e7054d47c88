// completion SHELL: a script that completes verbs, options and their values, made from the same
// description of the command line as the help.
#include "cli/completion.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/input.h"
#include "cli/language.h"
#include "cli/output.h"

namespace gangmu::cli {

namespace {

enum class Values : std::uint8_t { none, words, files, folders, other };

Values values_of(const OptionView& option) {
  if (option.value.empty()) return Values::none;
  if (!option.choices.empty()) return Values::words;
  if (option.value == "FILE") return Values::files;
  if (option.value == "DIR") return Values::folders;
  return Values::other;
}

std::string joined(const std::vector<std::string>& words, std::string_view joint = " ") {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : std::string(joint)) + word;
  return out;
}

std::string word(const char* id) { return std::string(spoken()(id)); }
std::string word(const std::string& id) { return std::string(spoken()(id)); }

// A text in single quotes for a shell; `mark` escapes the quote in it.
std::string quoted(const std::string& text, std::string_view mark) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string(mark) : std::string(1, c);
  return out + "'";
}

// The words that a command line can begin with, and those behind a group of verbs.
struct FirstWord {
  std::string name, summary;
  bool group;
};

std::vector<FirstWord> first_words() {
  std::vector<FirstWord> words;
  for (const Verb& verb : verbs()) {
    const std::string_view first = first_word(verb);
    if (verb.hidden || std::any_of(words.begin(), words.end(),
                                   [&](const FirstWord& word) { return word.name == first; })) {
      continue;
    }
    const bool group = !verb.group.empty();
    words.push_back(
        {std::string(first), group ? word(msg("the rules")) : word(verb.summary), group});
  }
  return words;
}

std::string first_names() {
  std::string names;
  for (const FirstWord& word : first_words()) names += (names.empty() ? "" : " ") + word.name;
  return names;
}

std::vector<OptionView> options_of(const CommandView& view, const VerbView& verb) {
  std::vector<OptionView> options = verb.options;
  options.insert(options.end(), view.everywhere.begin(), view.everywhere.end());
  return options;
}

// ------------------------------------------------------------------------- bash

std::string bash_values(const OptionView& option) {
  switch (values_of(option)) {
    case Values::words:
      return fmt::format("COMPREPLY=($(compgen -W \"{}\" -- \"$cur\"))", joined(option.choices));
    case Values::files:
      return "COMPREPLY=($(compgen -f -- \"$cur\")); compopt -o filenames 2>/dev/null";
    case Values::folders:
      return "COMPREPLY=($(compgen -d -- \"$cur\")); compopt -o filenames 2>/dev/null";
    default:
      return "COMPREPLY=()";
  }
}

std::string bash_verb(const CommandView& view, const VerbView& verb) {
  std::string out = fmt::format("    \"{}\")\n      case $prev in\n", verb.verb->path());
  std::string names,
      rest = "COMPREPLY=($(compgen -f -- \"$cur\")); compopt -o filenames 2>/dev/null";
  for (const OptionView& option : options_of(view, verb)) {
    if (option.positional) {
      rest = bash_values(option);
      continue;
    }
    names += (names.empty() ? "" : " ") + joined(option.names);
    if (values_of(option) == Values::none) continue;
    out +=
        fmt::format("        {}) {}; return;;\n", joined(option.names, "|"), bash_values(option));
  }
  return out + fmt::format(
                   "      esac\n      if [[ $cur == -* ]]; then\n"
                   "        COMPREPLY=($(compgen -W \"{}\" -- \"$cur\"))\n"
                   "      else\n        {}\n      fi;;\n",
                   names, rest);
}

std::string bash_script(const CommandView& view) {
  std::set<std::string> groups;
  std::string cases, behind;
  for (const VerbView& verb : view.verbs) {
    if (verb.verb->hidden) continue;
    cases += bash_verb(view, verb);
    if (!verb.verb->group.empty()) groups.insert(std::string(verb.verb->group));
  }
  for (const std::string& group : groups) {
    std::vector<std::string> words;
    for (const Verb& verb : verbs()) {
      if (verb.group == group) words.emplace_back(verb.name);
    }
    behind += fmt::format("    {}) COMPREPLY=($(compgen -W \"{}\" -- \"$cur\")); return;;\n", group,
                          joined(words));
  }
  std::string everywhere;
  for (const OptionView& option : view.everywhere) everywhere += " " + joined(option.names);
  return fmt::format(R"(# bash completion for gangmu
_gangmu() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} verb= i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${{COMP_WORDS[i]}} in
      --lang|--language|--color) ((++i));;
      -*) ;;
      *) verb=${{verb:+$verb }}${{COMP_WORDS[i]}}
         case $verb in {}) ;; *) break;; esac;;
    esac
  done
  case $verb in
    "") case $prev in
          --lang|--language) COMPREPLY=($(compgen -W "zh en" -- "$cur")); return;;
          --color) COMPREPLY=($(compgen -W "auto always never" -- "$cur")); return;;
        esac
        COMPREPLY=($(compgen -W "{}{}" -- "$cur")); return;;
{}  esac
  case $verb in
{}  esac
}}
complete -F _gangmu gangmu
)",
                     joined({groups.begin(), groups.end()}, "|"), first_names(), everywhere, behind,
                     cases);
}

// ------------------------------------------------------------------------- zsh

// What stands between brackets or colons of a specification.
std::string zsh_text(std::string text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_values(const OptionView& option) {
  const std::string label = zsh_text(option.value);
  switch (values_of(option)) {
    case Values::none:
      return "";
    case Values::words:
      return fmt::format(":{}:({})", label, joined(option.choices));
    case Values::files:
      return fmt::format(":{}:_files", label);
    case Values::folders:
      return fmt::format(":{}:_files -/", label);
    case Values::other:
      break;
  }
  return fmt::format(":{}: ", label);
}

std::string zsh_options(const std::vector<OptionView>& options) {
  std::string out;
  for (const OptionView& option : options) {
    if (option.positional) {
      out += " \\\n        " + quoted("*" + zsh_values(option), "'\\''");
      continue;
    }
    for (const std::string& name : option.names) {
      const std::string help = "[" + zsh_text(word(option.help)) + "]";
      out += " \\\n        " + quoted(name + help + zsh_values(option), "'\\''");
    }
  }
  return out;
}

std::string zsh_script(const CommandView& view) {
  std::string words, cases, groups;
  for (const FirstWord& first : first_words()) {
    words += "    " + quoted(first.name + ":" + zsh_text(first.summary), "'\\''") + "\n";
    if (first.group) groups += (groups.empty() ? "" : "|") + first.name;
  }
  for (const VerbView& own : view.verbs) {
    const Verb& verb = *own.verb;
    if (verb.hidden) continue;
    cases += fmt::format("    {})\n      _arguments -s -S{};;\n", quoted(verb.path(), "'\\''"),
                         zsh_options(options_of(view, own)));
  }
  std::string behind;
  for (const Verb& verb : verbs()) {
    if (!verb.group.empty() && !verb.hidden) {
      behind += "    " +
                quoted(std::string(verb.name) + ":" + zsh_text(word(verb.summary)), "'\\''") + "\n";
    }
  }
  return fmt::format(R"(#compdef gangmu
_gangmu() {{
  local -a verbs below
  verbs=(
{})
  below=(
{})
  local context state state_descr line
  typeset -A opt_args
  _arguments -C -A '-*'{} \
      '1:verb:->verb' '*::argument:->behind' && return
  if [[ $state == verb ]]; then
    _describe verb verbs
    return
  fi
  local verb=$words[1]
  if [[ $verb == ({}) ]]; then
    if (( CURRENT == 2 )); then
      _describe verb below
      return
    fi
    verb="$verb $words[2]"
    shift words
    (( CURRENT-- ))
  fi
  case $verb in
{}  esac
}}
# Found in a folder of functions, this file is the function; read by a user, it names it.
if [[ $funcstack[1] == _gangmu ]]; then
  _gangmu "$@"
else
  compdef _gangmu gangmu
fi
)",
                     words, behind, zsh_options(view.everywhere), groups, cases);
}

// ------------------------------------------------------------------------- fish

std::string fish_option(const std::string& condition, const OptionView& option) {
  std::string line = "complete -c gangmu -n " + quoted(condition, "\\'");
  for (const std::string& name : option.names) {
    if (option.positional) break;
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  switch (values_of(option)) {
    case Values::none:
      break;
    case Values::words:
      line += (option.positional ? " -f -a " : " -x -a ") + quoted(joined(option.choices), "\\'");
      break;
    case Values::files:
      line += option.positional ? " -F" : " -r -F";
      break;
    case Values::folders:
      line += (option.positional ? " -f -a " : " -x -a ") +
              quoted("(__fish_complete_directories)", "\\'");
      break;
    case Values::other:
      line += " -x";
      break;
  }
  return line + " -d " + quoted(word(option.help), "\\'") + "\n";
}

std::string fish_script(const CommandView& view) {
  std::string out = "# fish completion for gangmu\n";
  const std::string none_yet = quoted("not __fish_seen_subcommand_from " + first_names(), "\\'");
  for (const FirstWord& first : first_words()) {
    out += fmt::format("complete -c gangmu -f -n {} -a {} -d {}\n", none_yet, first.name,
                       quoted(first.summary, "\\'"));
  }
  for (const VerbView& own : view.verbs) {
    const Verb& verb = *own.verb;
    if (verb.hidden) continue;
    const std::string first(first_word(verb));
    std::string condition = "__fish_seen_subcommand_from " + first;
    if (!verb.group.empty()) {
      out += fmt::format("complete -c gangmu -f -n {} -a {} -d {}\n", quoted(condition, "\\'"),
                         verb.name, quoted(word(verb.summary), "\\'"));
      condition += "; and __fish_seen_subcommand_from " + std::string(verb.name);
    }
    for (const OptionView& option : own.options) out += fish_option(condition, option);
  }
  for (const OptionView& option : view.everywhere) out += fish_option("true", option);
  return out;
}

}  // namespace

std::string completion_script(const CommandView& view, std::string_view shell) {
  return shell == "bash"  ? bash_script(view)
         : shell == "zsh" ? zsh_script(view)
                          : fish_script(view);
}

int run_completion(const Options& options) {
  print(completion_script(command_view(), options.stage));
  return kDone;
}

}  // namespace gangmu::cli
