#include "cli/settings.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "cli/input.h"
#include "cli/platform.h"
#include "cli/suggest.h"
#include "cli/typed.h"
#include "model/text.h"
#include "readers/decode.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

enum class Kind : std::uint8_t { text, number, size, flag, texts, folders };
struct Key {
  std::string_view name;
  Kind kind;
};
constexpr std::array kKeys = {
    Key{"lang", Kind::text},       Key{"color", Kind::text},        Key{"no-pager", Kind::flag},
    Key{"grammar", Kind::folders}, Key{"encoding", Kind::text},     Key{"strict", Kind::flag},
    Key{"include", Kind::texts},   Key{"exclude", Kind::texts},     Key{"format", Kind::text},
    Key{"jobs", Kind::number},     Key{"time-limit", Kind::number}, Key{"memory-limit", Kind::size},
    Key{"quiet", Kind::flag},      Key{"limit", Kind::texts},
};

const Key* key_named(std::string_view name) {
  const auto key = std::find_if(kKeys.begin(), kKeys.end(),
                                [&](const Key& known) { return known.name == name; });
  return key == kKeys.end() ? nullptr : &*key;
}

Error unknown_key(const std::string& name, const std::string& place) {
  std::vector<std::string> known;
  for (const Key& key : kKeys) known.emplace_back(key.name);
  const std::string meant = nearest(name, known);
  return {"config.key",
          meant.empty() ? said("there is no setting \"%1\"", name)
                        : said("there is no setting \"%1\"; did you mean \"%2\"?", name, meant),
          place, said("known are %1", listed(known))};
}

// What a kind of value looks like, as words.
const char* looks_of(Kind kind) {
  switch (kind) {
    case Kind::number:
      return "it takes a number, as 4";
    case Kind::size:
      return "it takes a size, as \"2GB\"";
    case Kind::flag:
      return "it takes true or false";
    case Kind::texts:
    case Kind::folders:
      return "it takes texts in brackets, as [\"a\", \"b\"]";
    case Kind::text:
      break;
  }
  return "it takes a text in quotation marks";
}

// One value, nullopt where it is of another kind. Folders are meant from that of the file.
std::optional<std::string> value_of(const toml::node& node, Kind kind, const fs::path& folder) {
  if (const auto* text = node.as_string(); text != nullptr) {
    if (kind == Kind::number || kind == Kind::flag) return std::nullopt;
    const std::string& value = text->get();
    return kind == Kind::folders ? text_of(folder / path_of(value)) : value;
  }
  if (const auto* number = node.as_integer(); number != nullptr) {
    if (kind != Kind::number && kind != Kind::size) return std::nullopt;
    return std::to_string(number->get());
  }
  if (const auto* flag = node.as_boolean(); flag != nullptr && kind == Kind::flag) {
    return flag->get() ? "true" : "false";
  }
  return std::nullopt;
}

Result<Setting> setting_of(std::string_view name, const toml::node& node, const std::string& file,
                           const fs::path& folder) {
  const auto line = node.source().begin.line;
  Setting setting{std::string(name), {}, file + ":" + std::to_string(line)};
  const Key* const key = key_named(name);
  if (key == nullptr) return unknown_key(setting.key, setting.place);
  const auto add = [&](const toml::node& value) {
    const auto text = value_of(value, key->kind, folder);
    if (text) setting.values.push_back(*text);
    return text.has_value();
  };
  bool fits = true;
  const auto* list = node.as_array();
  if (list != nullptr && (key->kind == Kind::texts || key->kind == Kind::folders)) {
    for (const toml::node& value : *list) fits = fits && add(value);
  } else {
    fits = add(node);
  }
  if (fits) return setting;
  return Error{"config.value", said("\"%1\" has a value of another kind", setting.key),
               setting.place, looks_of(key->kind)};
}

bool has_typeset_quotes(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_typeset_quote(next_char(text, at))) return true;
  }
  return false;
}

Status check_encoding(std::string_view text, const std::string& path) {
  const auto refuse = [&](Message message) {
    return Error{"config.syntax", std::move(message), path,
                 "save the file anew as UTF-8; --no-config goes on without the settings"};
  };
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
      text.find('\0') != text.npos) {
    return refuse("the settings are in UTF-16");
  }
  if (find_bad_utf8(text)) return refuse("the settings are not in UTF-8, perhaps in GBK");
  return Done{};
}

void note_language(const toml::table& table, std::string* language) {
  if (language->empty()) *language = table["lang"].value_or(std::string());
}

// Of a file that cannot be understood from a line on.
void note_language_above(std::string_view text, std::size_t line, std::string* language) {
  std::size_t end = 0;
  for (std::size_t n = 1; n < line && end < text.size(); ++n) {
    end = std::min(text.find('\n', end), text.size() - 1) + 1;
  }
  try {
    note_language(toml::parse(text.substr(0, end)), language);
  } catch (const toml::parse_error&) {
    return;  // what is wrong began above
  }
}

// Adds the settings of a file, but for those that are there.
Status read_file(const std::string& path, const fs::path& folder, Settings* settings,
                 std::string* language) {
  std::error_code none;
  if (!fs::is_regular_file(path_of(path), none)) return Done{};
  constexpr std::uint64_t kMost = 1 << 20;  // bytes
  const Result<std::string> text = file_bytes(path, kMost);
  if (!text) return text.error();
  settings->files.push_back(path);
  if (const Status status = check_encoding(*text, path); !status) return status.error();
  try {
    const toml::table table = toml::parse(*text, path);
    note_language(table, language);
    std::vector<Setting> own;
    for (const auto& [name, node] : table) {
      Result<Setting> setting = setting_of(name.str(), node, path, folder);
      if (!setting) return setting.error();
      own.push_back(std::move(*setting));
    }
    for (Setting& setting : own) {
      if (settings->find(setting.key) == nullptr) settings->all.push_back(std::move(setting));
    }
  } catch (const toml::parse_error& error) {
    const auto& place = error.source().begin;
    note_language_above(*text, place.line, language);
    return Error{"config.syntax",
                 error.description().find("redefin") != std::string_view::npos
                     ? Message("the same setting stands here again")
                     : Message("the settings cannot be understood from here on"),
                 path + ":" + std::to_string(place.line) + ":" + std::to_string(place.column),
                 has_typeset_quotes(*text)
                     ? "write the straight quotation marks \" of the keyboard, not those of Word; "
                       "--no-config goes on without the settings"
                     : "a line is as lang = \"zh\"; --no-config goes on without the settings"};
  }
  return Done{};
}

void read_variables(Settings* settings) {
  for (const Key& key : kKeys) {
    std::string name = "GANGMU_" + std::string(key.name);
    for (char& c : name) c = c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    std::string rest = variable(name.c_str());
    if (rest.empty()) continue;
    Setting setting{std::string(key.name), {}, name};
    const bool list = key.kind == Kind::texts || key.kind == Kind::folders;
    for (std::size_t at = 0; list && (at = rest.find(kPathSeparator)) != rest.npos;) {
      if (at > 0) setting.values.push_back(rest.substr(0, at));
      rest.erase(0, at + 1);
    }
    if (!rest.empty()) setting.values.push_back(rest);
    settings->all.push_back(std::move(setting));
  }
}

}  // namespace

const Setting* Settings::find(std::string_view key) const {
  const auto setting =
      std::find_if(all.begin(), all.end(), [&](const Setting& known) { return known.key == key; });
  return setting == all.end() ? nullptr : &*setting;
}

Result<Settings> read_settings(std::string* language) {
  Settings settings;
  read_variables(&settings);
  if (const Setting* lang = settings.find("lang"); lang != nullptr && !lang->values.empty()) {
    *language = lang->values.front();
  }
  if (const Status status = read_file("gangmu.toml", "", &settings, language); !status) {
    return status.error();
  }
  const fs::path folder = settings_folder();
  if (folder.empty()) return settings;
  const fs::path own = folder / "gangmu";
  const Status status = read_file(text_of(own / "gangmu.toml"), own, &settings, language);
  if (!status) return status.error();
  return settings;
}

}  // namespace gangmu::cli
