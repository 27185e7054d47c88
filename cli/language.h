// The language that the program speaks with its user: of messages, help and tables.
#pragma once

#include <string>
#include <string_view>

#include "exporters/catalogue.h"
#include "model/message.h"

namespace gangmu::cli {

// From here on the program speaks "zh" or "en". It begins with English.
void speak(std::string_view language);
const Words& spoken();
// That of LC_ALL, LC_MESSAGES or LANG as far as there are words in it, else English.
std::string language_of_environment();
// Whether it names one at all: "C" is none.
bool environment_names_language();

// A message in a language; in that which is spoken.
std::string told(const Words& words, const Message& message);
std::string told(const Message& message);

}  // namespace gangmu::cli
