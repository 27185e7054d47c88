// What is told to people: a text in English that remembers how it was made, so that another
// language can say it as well.
//
//   Message reason = said("page %1 of \"%2\" is empty", 7, name);
//   reason                    // page 7 of "a.pdf" is empty
//   told(words, reason)       // the same in the language of a catalogue (cli/language.h)
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace gangmu {

class Message : public std::string {
 public:
  Message() = default;
  // Words that a catalogue may translate. They are their own id.
  Message(const char* id) : std::string(id), id_(id) {}  // NOLINT(google-explicit-constructor)
  static Message words(std::string_view id) { return Message(std::string(id), std::string(id)); }
  // What is the same in each language: names, values, words of documents.
  Message(std::string text)
      : std::string(std::move(text)) {}                  // NOLINT(google-explicit-constructor)
  Message(std::string_view text) : std::string(text) {}  // NOLINT(google-explicit-constructor)
  // An id with places %1, %2 … for what varies.
  Message(const char* id, std::vector<Message> args);

  const std::string& id() const { return id_; }  // empty where there is none
  const std::vector<Message>& args() const { return args_; }

 private:
  Message(std::string text, std::string id) : std::string(std::move(text)), id_(std::move(id)) {}

  std::string id_;
  std::vector<Message> args_;
};

template <typename... Args>
Message said(const char* id, const Args&... args) {
  const auto part = [](const auto& arg) -> Message {
    if constexpr (std::is_arithmetic_v<std::decay_t<decltype(arg)>>) {
      return std::to_string(arg);
    } else {
      return arg;
    }
  };
  return {id, std::vector<Message>{part(args)...}};
}

}  // namespace gangmu
