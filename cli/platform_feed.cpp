// Signals that are kept, and lines as they come: the rest of workers.h.
#include "cli/workers.h"

#ifdef _WIN32
#include <iostream>

namespace gangmu::cli {

Interruption::Interruption() = default;
Interruption::~Interruption() = default;
bool Interruption::has_come() const { return false; }
void follow_interruption() {}

Result<Feed> Feed::open(const std::string& path) {
  if (path == "-") return Feed(0);
  return Error{"input.unreadable", "a stream is read from standard input on this system", path, ""};
}
Feed::Feed(Feed&& other) noexcept : number_(other.number_) {}
Feed::~Feed() = default;
bool Feed::ready() const { return true; }
Result<bool> Feed::read(std::string* buffer) {
  std::string line;
  if (!std::getline(std::cin, line)) return false;
  *buffer += line + "\n";
  return true;
}

}  // namespace gangmu::cli

#else
#include <poll.h>
#include <signal.h>

#include <array>
#include <cerrno>
#include <map>
#include <system_error>
#include <utility>

#include "cli/platform.h"
#include "cli/platform_posix.h"
#include "cli/platform_worker.h"

namespace gangmu::cli {

namespace {

std::map<int, struct sigaction> before;  // what was done on a signal
int interruption_ends[2] = {-1, -1};     // where the handler tells of a signal
volatile sig_atomic_t interrupted_by = 0;

void note_interruption(int number) {
  const int kept = errno;
  interrupted_by = number;
  const char byte = 0;
  [[maybe_unused]] const auto told = write(interruption_ends[1], &byte, 1);
  errno = kept;
}

}  // namespace

int interruption_end() { return interrupted_by == 0 ? interruption_ends[0] : -1; }

void forget_interruption() {
  for (int& end : interruption_ends) end = -1;
  before.clear();
}

Interruption::Interruption() {
  Pipe signals;
  if (!open_pipe(&signals)) return;
  set_nonblocking(signals.to);
  interruption_ends[0] = signals.from.release();
  interruption_ends[1] = signals.to.release();
  interrupted_by = 0;
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action = {};
    if (sigaction(number, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) continue;
    before[number] = action;
    action = {};
    action.sa_handler = note_interruption;
    sigaction(number, &action, nullptr);
  }
}

Interruption::~Interruption() {
  for (const auto& [number, action] : before) sigaction(number, &action, nullptr);
  before.clear();
  for (int& end : interruption_ends) {
    if (end >= 0) close(end);
    end = -1;
  }
}

bool Interruption::has_come() const { return interrupted_by != 0; }

void follow_interruption() {
  if (interrupted_by == 0) return;
  signal(interrupted_by, SIG_DFL);
  raise(interrupted_by);
}

Result<Feed> Feed::open(const std::string& path) {
  if (path == "-") return Feed(STDIN_FILENO);
  const int number = ::open(path_of(path).c_str(), O_RDONLY | O_CLOEXEC);
  if (number >= 0) return Feed(number);
  if (errno == ENOENT) {
    return Error{"input.not_found", said("there is no file \"%1\"", path), path, ""};
  }
  return Error{
      "input.unreadable",
      said("cannot read \"%1\": %2", path, Message::words(std::generic_category().message(errno))),
      path, ""};
}

Feed::Feed(Feed&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

Feed::~Feed() {
  if (number_ > STDERR_FILENO) close(number_);
}

bool Feed::ready() const {
  pollfd end = {number_, POLLIN, 0};
  return poll(&end, 1, 0) > 0;
}

Result<bool> Feed::read(std::string* buffer) {
  std::array<char, 1 << 16> chunk;
  ssize_t got = 0;
  do {
    got = ::read(number_, chunk.data(), chunk.size());
  } while (got < 0 && errno == EINTR && interrupted_by == 0);
  if (got < 0 && interrupted_by == 0) {
    return Error{"input.unreadable",
                 said("cannot read the stream: %1", std::generic_category().message(errno)), "",
                 ""};
  }
  if (got > 0) buffer->append(chunk.data(), static_cast<std::size_t>(got));
  return got > 0;
}

}  // namespace gangmu::cli
#endif
