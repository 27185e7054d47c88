// The part of platform.h that locks files and knows the patterns of the shell.
#include "cli/platform.h"

#ifdef _WIN32
#include <windows.h>
// after windows.h
#include <shlwapi.h>
#else
#include <fnmatch.h>
#include <locale.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>

#include "cli/platform_posix.h"
#endif

namespace gangmu::cli {

namespace fs = std::filesystem;

#ifdef _WIN32

std::optional<FileLock> FileLock::take(const fs::path&, Kind, std::string*) { return FileLock(-1); }
void FileLock::share() {}
bool FileLock::alone() { return true; }
FileLock::~FileLock() = default;

bool append_to(const fs::path& path, std::string_view bytes) {
  std::FILE* const file = _wfopen(path.c_str(), L"ab");
  if (file == nullptr) return false;
  const bool put = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  return std::fclose(file) == 0 && put;
}

bool matches_pattern(const std::string& pattern, const std::string& name) {
  return PathMatchSpecW(path_of(name).c_str(), path_of(pattern).c_str()) != 0;
}

#else

namespace {

// Whether the file that was opened still is the one under the path.
bool is_at(int number, const fs::path& path) {
  struct stat opened, there;
  return fstat(number, &opened) == 0 && stat(path.c_str(), &there) == 0 &&
         opened.st_dev == there.st_dev && opened.st_ino == there.st_ino;
}

}  // namespace

std::optional<FileLock> FileLock::take(const fs::path& path, Kind kind, std::string* reason) {
  for (;;) {
    constexpr int kHow = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
    Descriptor file = kept_apart(Descriptor(open(path.c_str(), kHow, 0666)));
    if (!file) {
      *reason = std::generic_category().message(errno);
      return std::nullopt;
    }
    const int wanted = kind == Kind::alone ? LOCK_EX : LOCK_SH;
    if (flock(file.get(), wanted | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      return std::nullopt;
    }
    // Who had it may have renamed or removed it meanwhile.
    if (is_at(file.get(), path)) return FileLock(file.release());
  }
}

void FileLock::share() { flock(number_, LOCK_SH); }

bool FileLock::alone() { return flock(number_, LOCK_EX | LOCK_NB) == 0; }

FileLock::~FileLock() {
  if (number_ >= 0) close(number_);
}

bool append_to(const fs::path& path, std::string_view bytes) {
  const Descriptor file(
      open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
  return file &&
         write(file.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
}

bool matches_pattern(const std::string& pattern, const std::string& name) {
  // Else ? would be a byte and not a character.
  static const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  const locale_t before = uselocale(utf8);
  const bool matches = fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
  uselocale(before);
  return matches;
}

#endif

}  // namespace gangmu::cli
