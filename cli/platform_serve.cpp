// The worker's side of workers.h.
#ifndef _WIN32
#include <signal.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <new>
#include <optional>

#include "cli/platform_filter.h"
#include "cli/platform_posix.h"
#include "cli/platform_worker.h"

namespace gangmu::cli {

namespace {

constexpr std::uint64_t kSpareSeconds = 10;
// A worker that once needed so much gives it back by ending.
constexpr long kMostKept = 512 << 10;  // kilobytes

bool send_all(int socket, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t put = send(socket, bytes, size, MSG_NOSIGNAL);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes += put;
    size -= static_cast<std::size_t>(put);
  }
  return true;
}

}  // namespace

bool send_frame(int socket, char kind, std::string_view first, std::string_view bytes) {
  std::array<char, kHead> head;
  head[0] = kind;
  const auto size = static_cast<std::uint32_t>(first.size() + bytes.size());
  std::memcpy(head.data() + 1, &size, sizeof size);
  return send_all(socket, head.data(), head.size()) &&
         send_all(socket, first.data(), first.size()) &&
         send_all(socket, bytes.data(), bytes.size());
}

namespace {

bool receive_all(int socket, char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t got = read(socket, bytes, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

std::optional<std::string> next_job(int socket) {
  std::string job;
  for (;;) {
    std::array<char, kHead> head;
    if (!receive_all(socket, head.data(), head.size())) return std::nullopt;
    std::uint32_t size = 0;
    std::memcpy(&size, head.data() + 1, sizeof size);
    const std::size_t before = job.size();
    job.resize(before + size);
    if (!receive_all(socket, job.data() + before, size)) return std::nullopt;
    if (head[0] == kJob) return job;
  }
}

class Answer : public Answering {
 public:
  explicit Answer(int socket) : socket_(socket) {}
  void tell(char kind, std::string_view bytes) override {
    do {
      const std::string_view some = bytes.substr(0, kMostBytes);
      send_or_end(kPart, {&kind, 1}, some);
      bytes.remove_prefix(some.size());
    } while (!bytes.empty());
  }
  void alive(std::string_view what) override {
    send_or_end(kAlive, "", what.substr(0, kMostBytes));
  }
  std::string ask(std::string_view question) override {
    while (question.size() > kMostBytes) {
      send_or_end(kMoreAsk, "", question.substr(0, kMostBytes));
      question.remove_prefix(kMostBytes);
    }
    send_or_end(kAsk, "", question);
    std::optional<std::string> reply = next_job(socket_);
    if (!reply) _exit(kLost);
    return std::move(*reply);
  }
  void end(bool retiring) { send_or_end(retiring ? kRetiring : kEnd, "", ""); }

 private:
  void send_or_end(char kind, std::string_view first, std::string_view bytes) {
    if (!send_frame(socket_, kind, first, bytes)) _exit(kLost);
  }
  int socket_;
};

// Each job has its own share of the processor, for workers whose program was ended without a word.
void limit_job(const WorkerLimits& limits) {
  rusage used = {};
  getrusage(RUSAGE_SELF, &used);
  limit_softly(RLIMIT_CPU, static_cast<std::uint64_t>(used.ru_utime.tv_sec) +
                               static_cast<std::uint64_t>(used.ru_stime.tv_sec) + limits.seconds +
                               kSpareSeconds);
}

bool is_large() {
  rusage used = {};
  return getrusage(RUSAGE_SELF, &used) == 0 && used.ru_maxrss > kMostKept;
}

// Nothing is read or written there any more.
void leave(int stream) {
  const Descriptor nothing(open("/dev/null", O_RDWR | O_CLOEXEC));
  if (nothing) {
    dup2(nothing.get(), stream);
  } else {
    close(stream);
  }
}

// No file is open but the socket.
void keep_only(int socket) {
  leave(STDERR_FILENO);
#ifdef CLOSE_RANGE_CLOEXEC
  const auto number = static_cast<unsigned>(socket);
  if (number > 3) close_range(3, number - 1, 0);
  close_range(number + 1, ~0U, 0);
#else
  const int files = static_cast<int>(std::min(sysconf(_SC_OPEN_MAX), 4096L));
  for (int number = 3; number < files; ++number) {
    if (number != socket) close(number);
  }
#endif
}

// What a worker may do to the system and what it has of it. This is called once, before the first
// job.
void confine(int socket, const WorkerLimits& limits) {
  limit(RLIMIT_CORE, 0);
  std::set_new_handler([] { _exit(kOutOfMemory); });
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  // … which take terabytes of address space.
  if (limits.memory > 0) limit_softly(RLIMIT_AS, limits.memory);
#endif
  if (!limits.computes_only) return;
  keep_only(socket);
  limit(RLIMIT_FSIZE, 0);
  SystemCallFilter::computing().apply();
}

// The standard streams are the program's own; nothing in a worker reads or writes them.
void leave_streams() {
  leave(STDIN_FILENO);
  leave(STDOUT_FILENO);
}

}  // namespace

void serve(int socket, const WorkerLimits& limits, const Work& work) {
  leave_streams();
  limit_job(limits);
  confine(socket, limits);
  Answer answer(socket);
  while (const auto job = next_job(socket)) {
    limit_job(limits);
    work(*job, answer);
    const bool retiring = is_large();
    answer.end(retiring);
    if (retiring) break;
  }
  _exit(0);
}

}  // namespace gangmu::cli
#endif
