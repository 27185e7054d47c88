#include "cli/output.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "cli/input.h"
#include "cli/language.h"
#include "cli/platform.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "model/sha256.h"
#include "model/text.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

Error cannot_write(const std::string& path, const Message& reason) {
  return {"output.unwritable", said("cannot write \"%1\": %2", path, reason), path, ""};
}

Message last_reason() { return Message::words(std::generic_category().message(errno)); }

// What is written until it is renamed, and goes if it is not. Nobody else has it: either the folder
// is this run's own, or it is locked.
class Temporary {
 public:
  static Result<Temporary> beside(const fs::path& target, const std::string& path);
  static Temporary in(const fs::path& folder, const fs::path& target) {
    return {folder / name_for(text_of(target)), std::nullopt};
  }
  Temporary(Temporary&& other) noexcept
      : path_(std::exchange(other.path_, {})), lock_(std::move(other.lock_)) {}
  Temporary& operator=(Temporary&&) = delete;
  ~Temporary() {
    if (path_.empty()) return;
    std::error_code error;
    fs::remove(path_, error);
    if (lock_) forget_temporary(path_);
  }
  const fs::path& path() const { return path_; }
  // It has its place now, and its name may be another's.
  void keep() {
    if (lock_) forget_temporary(path_);
    path_.clear();
  }

 private:
  Temporary(fs::path path, std::optional<FileLock> lock)
      : path_(std::move(path)), lock_(std::move(lock)) {}
  static std::string name_for(const std::string& target) {
    return ".gangmu-" + sha256_hex(target).substr(0, 16);
  }

  fs::path path_;
  std::optional<FileLock> lock_;
};

// Several programs may be writing to one place; each takes another name.
Result<Temporary> Temporary::beside(const fs::path& target, const std::string& path) {
  std::string reason = "others are writing it";
  const std::string name = name_for(text_of(target.filename()));
  for (int i = 1; i < 100; ++i) {
    const fs::path place = target.parent_path() / (name + "-" + std::to_string(i) + ".tmp");
    if (auto lock = FileLock::take(place, FileLock::Kind::alone, &reason)) {
      remember_temporary(place);
      return Temporary(place, std::move(lock));
    }
  }
  return cannot_write(path, Message::words(reason));
}

// Runs `produce` into the file at `target`; `path` is the name for messages. Tells the checksum
// where it is asked for.
Status produce_into(const fs::path& target, const std::string& path, const Produce& produce,
                    std::vector<Written>* written) {
  errno = 0;
  std::ofstream out(target, std::ios::binary | std::ios::trunc);
  if (!out) return cannot_write(path, last_reason());
  Sha256 sum;
  Sink sink([&](std::string_view chunk) {
    out.write(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    if (written != nullptr) sum.add(chunk);
  });
  Status status = produce(sink);
  if (!status) return status;
  sink.drain();
  out.close();
  if (!out) return cannot_write(path, last_reason());
  if (written != nullptr) written->push_back({path, sum.hex()});
  return Done{};
}

}  // namespace

Status write_file(const std::string& path, const Produce& produce, const Placing& placing) {
  fs::path target = path_of(path);
  std::error_code error;
  if (fs::is_symlink(target, error)) {
    if (!placing.follows_links) return through_link(path);
    target = fs::weakly_canonical(target, error);
  }
  const fs::file_status old = fs::status(target, error);
  if (fs::is_directory(old)) return cannot_write(path, "it is a folder");
  if (fs::exists(old) && !fs::is_regular_file(old)) {
    return produce_into(target, path, produce, placing.written);
  }
  Result<Temporary> temporary = placing.temporaries.empty()
                                    ? Temporary::beside(target, path)
                                    : Temporary::in(placing.temporaries, target);
  if (!temporary) return temporary.error();
  if (Status status = produce_into(temporary->path(), path, produce, placing.written); !status) {
    return status;
  }
  if (fs::exists(old)) fs::permissions(temporary->path(), old.permissions(), error);
  fs::rename(temporary->path(), target, error);
  if (error) return cannot_write(path, Message::words(error.message()));
  temporary->keep();
  return Done{};
}

Error through_link(const std::string& path) {
  return {"output.link", said("\"%1\" is a link, which might lead out of the folder", path), path,
          "take the link away, or name another folder with -d"};
}

Status write_stdout(const Produce& produce) {
  Sink sink([](std::string_view chunk) { print(chunk); });
  Status status = produce(sink);
  if (status) sink.drain();
  return status;
}

namespace {

std::optional<std::string> kept;  // instead of being written

}  // namespace

void print(std::string_view text) {
  if (kept) {
    kept->append(text);
  } else {
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
}

void tell_written(const std::string& path) {
  if (!stderr_is_terminal()) return;
  std::fputs(("gangmu: " + printable(told(said("written: %1", path))) + "\n").c_str(), stderr);
}

void remark(const std::string& line) {
  if (stdout_is_terminal()) return print(line + "\n");
  if (stderr_is_terminal()) std::fputs((line + "\n").c_str(), stderr);
}

void keep_output() { kept.emplace(); }

std::string kept_output() { return std::exchange(kept, std::nullopt).value_or(""); }

int finish_output(int status) {
  show_pages();
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  print_error(
      {"output.unwritable", said("cannot write to standard output: %1", last_reason()), "", ""});
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
  return options.language.empty() ? language_of_environment() : options.language;
}

}  // namespace gangmu::cli
