#include "cli/output.h"

#include <cstdlib>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <system_error>

#include "cli/input.h"
#include "cli/platform.h"
#include "cli/verbs.h"
#include "model/text.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

Error cannot_write(const std::string& path, const std::string& reason) {
  return {"output.unwritable", "cannot write \"" + path + "\": " + reason, path, ""};
}

std::string last_reason() { return std::generic_category().message(errno); }

// A name beside `target` that no file has. The same folder, since only there a rename is atomic.
fs::path temporary_beside(const fs::path& target) {
  std::random_device random;
  fs::path path;
  std::error_code error;
  do {
    path = target.parent_path() / (".gangmu-" + std::to_string(random()) + ".tmp");
  } while (fs::exists(path, error));
  return path;
}

// Runs `produce` into the file at `target`; `path` is the name for messages.
Status produce_into(const fs::path& target, const std::string& path, const Produce& produce) {
  errno = 0;
  std::ofstream out(target, std::ios::binary | std::ios::trunc);
  if (!out) return cannot_write(path, last_reason());
  Sink sink([&](std::string_view chunk) {
    out.write(chunk.data(), static_cast<std::streamsize>(chunk.size()));
  });
  Status status = produce(sink);
  if (!status) return status;
  sink.drain();
  out.close();
  if (!out) return cannot_write(path, last_reason());
  return Done{};
}

}  // namespace

Status write_file(const std::string& path, const Produce& produce) {
  fs::path target = path_of(path);
  std::error_code error;
  if (fs::is_symlink(target, error)) target = fs::weakly_canonical(target, error);
  const fs::file_status old = fs::status(target, error);
  if (fs::is_directory(old)) return cannot_write(path, "it is a folder");
  if (fs::exists(old) && !fs::is_regular_file(old)) return produce_into(target, path, produce);

  const fs::path temporary = temporary_beside(target);
  Status status = produce_into(temporary, path, produce);
  if (status) {
    error.clear();
    if (fs::exists(old)) fs::permissions(temporary, old.permissions(), error);
    fs::rename(temporary, target, error);
    if (!error) return Done{};
    status = cannot_write(path, error.message());
  }
  fs::remove(temporary, error);
  return status;
}

Status write_stdout(const Produce& produce) {
  Sink sink([](std::string_view chunk) { print(chunk); });
  Status status = produce(sink);
  if (status) sink.drain();
  return status;
}

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

int finish_output(int status) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  print_error({"output.unwritable", "cannot write to standard output: " + last_reason(), "", ""});
  return kFailed;
}

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_char(text, at);
    // C0, DEL and C1, and the marks that turn the direction of writing.
    const bool steers = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
                        (c >= 0x2066 && c <= 0x2069);
    if (steers) {
      out += ' ';
    } else {
      out += text.substr(begin, at - begin);
    }
  }
  return out;
}

std::string padded(std::string_view text, int columns) {
  std::string out(text);
  const int missing = columns - columns_of(text);
  if (missing > 0) out.append(static_cast<std::size_t>(missing), ' ');
  return out;
}

std::string shortened(std::string_view text, int columns) {
  if (columns_of(text) <= columns) return std::string(text);
  constexpr std::string_view kEllipsis = "\u2026";
  int room = columns - columns_of(kEllipsis);
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    room -= columns_of(next_char(text, at));
    if (room < 0) break;
    end = at;
  }
  return std::string(text.substr(0, end)) + std::string(kEllipsis);
}

std::string language_of(const Options& options) {
  if (!options.language.empty()) return options.language;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(name);
    if (value != nullptr && *value != '\0') {
      return std::string_view(value).starts_with("zh") ? "zh" : "en";
    }
  }
  return "en";
}

}  // namespace gangmu::cli
