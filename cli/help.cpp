#include "cli/help.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "cli/completion.h"
#include "cli/input.h"
#include "cli/language.h"
#include "cli/output.h"
#include "cli/platform.h"
#include "cli/suggest.h"
#include "cli/terminal.h"
#include "model/text.h"

namespace gangmu::cli {

namespace {

std::string word(const char* id) { return std::string(spoken()(id)); }
std::string word(const std::string& id) { return std::string(spoken()(id)); }

const VerbView* view_of(const CommandView& view, const Verb* verb) {
  const auto own = std::find_if(view.verbs.begin(), view.verbs.end(),
                                [&](const VerbView& known) { return known.verb == verb; });
  return own == view.verbs.end() ? nullptr : &*own;
}

// "-o, --output FILE"
std::string signature(const OptionView& option) {
  std::string text;
  for (const std::string& name : option.names) text += (text.empty() ? "" : ", ") + name;
  if (text.starts_with("--")) text = "    " + text;
  if (option.positional) return word(text);
  return option.value.empty() ? text : text + " " + word(option.value);
}

// What it is for, and the values that it knows.
std::string meaning(const OptionView& option) {
  std::string text = word(option.help);
  if (!option.choices.empty()) text += fill(word(msg(" [%1]")), {listed(option.choices)});
  return text;
}

// "gangmu convert [OPTIONS] INPUT..."
std::string usage_of(const VerbView& view) {
  std::string text = "gangmu " + view.verb->path() + " " + word(msg("[OPTIONS]"));
  for (const OptionView& option : view.options) {
    if (!option.positional) continue;
    const std::string own = word(option.names.front()) + (option.many ? "..." : "");
    text += " " + (option.required ? own : "[" + own + "]");
  }
  return text;
}

struct Pair {
  std::string left, right;
};

// Pairs in two columns, or one below the other where the left one is wide.
class Text {
 public:
  explicit Text(int columns)
      : columns_(std::clamp(columns > 0 ? columns : kUsual, kNarrowest, kWidest)) {}

  void line(std::string_view text) {
    for (const std::string& part : wrapped(text, columns_)) out_ += part + "\n";
  }
  void head(std::string_view text) {
    if (!out_.empty()) out_ += "\n";
    out_ += styled(text, Style::strong) + "\n";
  }
  void pairs(const std::vector<Pair>& pairs) {
    int left = 0;
    for (const Pair& pair : pairs) left = std::max(left, columns_of(pair.left));
    left = std::min(left, kLeft);
    const std::string indent(static_cast<std::size_t>(left) + 4, ' ');
    for (const Pair& pair : pairs) {
      const std::vector<std::string> right = wrapped(pair.right, columns_ - left - 4);
      const bool beside = columns_of(pair.left) <= left;
      out_ += "  " + padded(pair.left, beside ? left + 2 : 0);
      if (!beside) out_ += "\n" + indent;
      for (std::size_t i = 0; i < right.size(); ++i)
        out_ += (i > 0 ? indent : "") + right[i] + "\n";
      if (right.empty()) out_ += "\n";
    }
  }
  void below(const std::vector<Pair>& pairs) {
    for (const Pair& pair : pairs) {
      out_ += "  " + pair.left + "\n";
      for (const std::string& part : wrapped(pair.right, columns_ - 6))
        out_ += "      " + part + "\n";
    }
  }
  const std::string& text() const { return out_; }

 private:
  static constexpr int kUsual = 80, kNarrowest = 40, kWidest = 100, kLeft = 26;
  int columns_;
  std::string out_;
};

std::vector<Pair> option_pairs(const std::vector<OptionView>& options, bool positional) {
  std::vector<Pair> pairs;
  for (const OptionView& option : options) {
    if (option.positional == positional) pairs.push_back({signature(option), meaning(option)});
  }
  return pairs;
}

std::vector<Pair> verb_pairs(std::string_view group) {
  std::vector<Pair> pairs;
  for (const Verb& verb : verbs()) {
    if (verb.hidden || (!group.empty() && verb.group != group)) continue;
    pairs.push_back({verb.path(), word(verb.summary)});
  }
  return pairs;
}

std::vector<Pair> example_pairs(const Verb& verb) {
  std::vector<Pair> pairs;
  for (const Example& example : verb.examples) {
    pairs.push_back({example.command, word(example.what)});
  }
  return pairs;
}

std::string about() { return word(msg("Turns China's plan documents into structured data.")); }

}  // namespace

std::string help_text(const CommandView& view, const Verb* verb, std::string_view group,
                      int columns) {
  Text text(columns);
  const VerbView* const own = view_of(view, verb);
  if (own == nullptr) {
    text.line(about());
    text.head(word(msg("Usage")));
    text.line("  gangmu " + std::string(group) + (group.empty() ? "" : " ") +
              word(msg("VERB [OPTIONS] INPUT...")));
    text.head(word(msg("Verbs")));
    text.pairs(verb_pairs(group));
    text.head(word(msg("Options of every verb")));
    text.pairs(option_pairs(view.everywhere, false));
    text.head(word(msg("Examples")));
    for (const Verb& each : verbs()) {
      if (each.examples.empty() || (!group.empty() && each.group != group)) continue;
      if (group.empty() && each.name != "convert" && each.name != "outline" &&
          each.name != "check") {
        continue;
      }
      const Example& example = each.examples.front();
      text.below({{example.command, word(example.what)}});
    }
    text.head(word(msg("Help on a verb")));
    text.line("  gangmu " + word(msg("VERB")) + " --help");
    return text.text();
  }
  text.line("gangmu " + verb->path() + ": " + word(verb->summary));
  text.head(word(msg("Usage")));
  text.line("  " + usage_of(*own));
  if (const auto pairs = option_pairs(own->options, true); !pairs.empty()) {
    text.head(word(msg("Arguments")));
    text.pairs(pairs);
  }
  if (const auto pairs = option_pairs(own->options, false); !pairs.empty()) {
    text.head(word(msg("Options")));
    text.pairs(pairs);
  }
  text.head(word(msg("Options of every verb")));
  text.pairs(option_pairs(view.everywhere, false));
  if (!verb->examples.empty()) {
    text.head(word(msg("Examples")));
    text.below(example_pairs(*verb));
  }
  return text.text();
}

// ------------------------------------------------------------------------- manual pages

namespace {

// Text for troff: a line that begins with a dot or a quote is text, and hyphens stay hyphens.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  if (out.starts_with('.') || out.starts_with('\'')) out.insert(0, "\\&");
  return out;
}

std::string upper(std::string text) {
  for (char& c : text) c = c == ' ' ? '-' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

class Page {
 public:
  Page(const std::string& name, const std::string& summary) {
    out_ = ".TH \"" + upper(name) + "\" 1 \"\" \"gangmu " GANGMU_VERSION "\" \"gangmu\"\n";
    head(word(msg("NAME")));
    std::string dashed = name;
    std::replace(dashed.begin(), dashed.end(), ' ', '-');
    out_ += roff(dashed) + " \\- " + roff(summary) + "\n";
  }
  void head(const std::string& text) { out_ += ".SH \"" + text + "\"\n"; }
  void line(const std::string& text) { out_ += roff(text) + "\n"; }
  void bold(const std::string& text) { out_ += ".B " + roff(text) + "\n"; }
  void pairs(const std::vector<Pair>& pairs) {
    for (const Pair& pair : pairs) {
      const std::size_t begin = std::min(pair.left.find_first_not_of(' '), pair.left.size());
      out_ += ".TP\n.B " + roff(pair.left.substr(begin)) + "\n" + roff(pair.right) + "\n";
    }
  }
  const std::string& text() const { return out_; }

 private:
  std::string out_;
};

void add_ends(Page* page) {
  page->head(word(msg("EXIT STATUS")));
  page->pairs({{"0", word(msg("done"))},
               {"1", word(msg("check found an error, or --strict and a diagnostic"))},
               {"2", word(msg("wrong usage, or a file that could not be read or written"))}});
  page->head(word(msg("FILES")));
  page->pairs({{"gangmu.toml", word(msg("settings of the working folder"))},
               {"~/.config/gangmu/gangmu.toml", word(msg("settings of the user"))}});
}

}  // namespace

std::string manual_page(const CommandView& view, const Verb* verb) {
  if (verb == nullptr) {
    Page page("gangmu", about());
    page.head(word(msg("SYNOPSIS")));
    page.bold("gangmu " + word(msg("VERB [OPTIONS] INPUT...")));
    page.head(word(msg("VERBS")));
    std::vector<Pair> pairs = verb_pairs("");
    for (Pair& pair : pairs) pair.left = "gangmu " + pair.left;
    page.pairs(pairs);
    page.head(word(msg("OPTIONS OF EVERY VERB")));
    page.pairs(option_pairs(view.everywhere, false));
    add_ends(&page);
    return page.text();
  }
  const VerbView& own = *view_of(view, verb);
  Page page("gangmu " + verb->path(), word(verb->summary));
  page.head(word(msg("SYNOPSIS")));
  page.bold(usage_of(own));
  page.head(word(msg("OPTIONS")));
  page.pairs(option_pairs(own.options, true));
  page.pairs(option_pairs(own.options, false));
  page.head(word(msg("OPTIONS OF EVERY VERB")));
  page.pairs(option_pairs(view.everywhere, false));
  page.head(word(msg("EXAMPLES")));
  page.pairs(example_pairs(*verb));
  add_ends(&page);
  page.head(word(msg("SEE ALSO")));
  page.line("gangmu(1)");
  return page.text();
}

// manual DIR: a page for each verb in each language, and the completion of each shell, in the
// folders below share/ that they are installed to. The build asks for it.
int run_manual(const Options& options) {
  const CommandView view = command_view();
  const std::filesystem::path folder = path_of(options.directory);
  Status status = Done{};
  const auto write = [&](const std::filesystem::path& place, const std::string& text) {
    if (!status) return;
    const std::filesystem::path path = folder / place;
    std::error_code none;
    std::filesystem::create_directories(path.parent_path(), none);
    status = write_file(text_of(path), [&](Sink& sink) -> Status {
      sink.write(text);
      return Done{};
    });
  };
  const auto write_pages = [&](const std::filesystem::path& place) {
    write(place / "gangmu.1", manual_page(view, nullptr));
    for (const Verb& verb : verbs()) {
      std::string name = "gangmu-" + verb.path() + ".1";
      std::replace(name.begin(), name.end(), ' ', '-');
      if (!verb.hidden) write(place / name, manual_page(view, &verb));
    }
  };
  speak("zh");
  write_pages("man/zh_CN/man1");
  speak("en");
  write_pages("man/man1");
  write("bash-completion/completions/gangmu", completion_script(view, "bash"));
  write("zsh/site-functions/_gangmu", completion_script(view, "zsh"));
  write("fish/vendor_completions.d/gangmu.fish", completion_script(view, "fish"));
  if (status) return kDone;
  print_error(status.error());
  return kFailed;
}

}  // namespace gangmu::cli
