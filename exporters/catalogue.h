// Words to show in a chosen language. They are looked up in the embedded catalogues through this
// handle alone: gettext() would depend on the locales that are installed and on a global setting.
//
//   const Words words("zh");
//   words(msg("Contents"));              // the word in locale/zh.po
//   fill(words(msg("line %1")), {"7"});
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace gangmu {

// Marks a string of the source as an id of a message, for tools that collect these.
constexpr const char* msg(const char* id) { return id; }

class Words {
 public:
  // A language without a catalogue shows the ids, which are English.
  explicit Words(std::string_view language);
  // The message for an id, the id itself when the catalogue has none.
  std::string_view operator()(std::string_view id) const;
  bool has(std::string_view id) const { return !find(id).empty(); }

 private:
  std::string_view find(std::string_view id) const;
  std::uint32_t word_at(std::size_t offset) const;
  std::string_view entry(std::size_t table, std::uint32_t index) const;

  std::string_view data_;  // a catalogue in GNU .mo format
  bool swapped_ = false;
};

// Puts the arguments in the places of %1, %2 …
std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments);

}  // namespace gangmu
