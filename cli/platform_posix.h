// What the POSIX parts of platform.h share.
#pragma once
#ifndef _WIN32

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <utility>

namespace gangmu::cli {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { shut(); }
  void shut() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }
  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

// No standard stream, and no program inherits it.
inline Descriptor kept_apart(const Descriptor& end) {
  return end ? Descriptor(fcntl(end.get(), F_DUPFD_CLOEXEC, 3)) : Descriptor();
}

struct Pipe {
  Descriptor from, to;
};

// Neither end is a standard stream, and no program inherits one.
inline bool open_pipe(Pipe* pipe_of) {
  int ends[2];
#ifdef __linux__
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
#else
  if (pipe(ends) != 0) return false;
#endif
  const Descriptor first(ends[0]), second(ends[1]);
  pipe_of->from = kept_apart(first);
  pipe_of->to = kept_apart(second);
  return pipe_of->from && pipe_of->to;
}

inline void set_nonblocking(const Descriptor& end) {
  fcntl(end.get(), F_SETFL, fcntl(end.get(), F_GETFL) | O_NONBLOCK);
}

// Neither this process nor what it starts may have more.
inline void limit(int resource, std::uint64_t most) {
  const rlimit both = {static_cast<rlim_t>(most), static_cast<rlim_t>(most)};
  rlimit now;
  if (getrlimit(resource, &now) == 0 && now.rlim_max < both.rlim_max) return;
  setrlimit(resource, &both);
}

// This process may not have more; what it starts may be given another limit.
inline void limit_softly(int resource, std::uint64_t most) {
  rlimit both;
  if (getrlimit(resource, &both) != 0) return;
  both.rlim_cur = both.rlim_max == RLIM_INFINITY || most < both.rlim_max ? static_cast<rlim_t>(most)
                                                                         : both.rlim_max;
  setrlimit(resource, &both);
}

// In a process that was just forked: programs and temporary files that the parent must not leave
// behind are the parent's.
void leave_to_parent();

}  // namespace gangmu::cli
#endif
