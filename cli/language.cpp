#include "cli/language.h"

#include "cli/platform.h"
#include "model/diagnostic.h"

namespace gangmu::cli {

namespace {

Words& own_words() {
  static Words words("en");
  return words;
}

}  // namespace

void speak(std::string_view language) { own_words() = Words(language); }

const Words& spoken() { return own_words(); }

std::string language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string value = variable(name);
    if (!value.empty()) return value.starts_with("zh") ? "zh" : "en";
  }
  return "en";
}

bool environment_names_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string value = variable(name);
    if (!value.empty()) return value != "POSIX" && value != "C" && !value.starts_with("C.");
  }
  return false;
}

std::string told(const Words& words, const Message& message) {
  if (message.id().empty() || !words.has(message.id())) return message;
  std::vector<std::string> args;
  for (const Message& arg : message.args()) args.push_back(told(words, arg));
  return fill_template(words(message.id()), args);
}

std::string told(const Message& message) { return told(spoken(), message); }

}  // namespace gangmu::cli
