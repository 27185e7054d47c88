// What the system refuses to processes that handle foreign bytes: filters of system calls (seccomp)
// and of places (Landlock). Where the system has none of it, nothing is refused; doctor says so.
#pragma once
#ifndef _WIN32

#include <cstdint>
#include <vector>

namespace gangmu::cli {

// Made once by a process that may still do anything; applying it takes no memory and no lock, so
// that this can be done between fork() and exec().
class SystemCallFilter {
 public:
  // Leaves memory, the clock, and reading and writing of what is open already.
  static const SystemCallFilter& computing();
  // Leaves all but the network, and tracing of other processes. `local`: sockets of this machine
  // stay.
  static const SystemCallFilter& without_network(bool local);

  // Of this process and of all that it starts, for good. False where the system has no filters.
  bool apply() const;

 private:
  enum class Kind : std::uint8_t { computing, no_network, no_far_network };
  explicit SystemCallFilter(Kind kind);

  struct Step {  // as struct sock_filter of the system
    std::uint16_t code;
    std::uint8_t jump_true, jump_false;
    std::uint32_t value;
  };
  std::vector<Step> steps_;
};

// From here on this process and what it starts write nothing but in this folder (nowhere where it
// is null) and to devices. `sockets`: it makes some in /tmp, whatever it is told, and takes them
// away. False where the system cannot see to that. Takes no memory and no lock.
bool write_only_in(const char* folder, bool sockets);

}  // namespace gangmu::cli
#endif
