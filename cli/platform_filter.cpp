#ifndef _WIN32
#include "cli/platform_filter.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <functional>

#include "cli/platform.h"

#ifdef GANGMU_SECCOMP
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include <csignal>
#include <initializer_list>
#include <memory>

#include "cli/platform_posix.h"
#endif

namespace gangmu::cli {

#ifdef GANGMU_SECCOMP

namespace {

class Rules {
 public:
  explicit Rules(std::uint32_t otherwise) : context_(seccomp_init(otherwise)) {}
  ~Rules() {
    if (context_ != nullptr) seccomp_release(context_);
  }
  Rules(const Rules&) = delete;
  Rules& operator=(const Rules&) = delete;

  // Calls that this kind of processor does not have are passed over.
  template <typename... Conditions>
  void add(std::uint32_t action, std::initializer_list<int> calls, Conditions... conditions) {
    for (const int call : calls) {
      if (context_ != nullptr) {
        seccomp_rule_add(context_, action, call, sizeof...(conditions), conditions...);
      }
    }
  }
  // The program of the filter; empty where it cannot be made.
  std::vector<char> program() const {
    const Descriptor file(memfd_create("filter", MFD_CLOEXEC));
    if (context_ == nullptr || !file || seccomp_export_bpf(context_, file.get()) != 0) return {};
    const off_t size = lseek(file.get(), 0, SEEK_END);
    std::vector<char> bytes(static_cast<std::size_t>(size < 0 ? 0 : size));
    const ssize_t got = pread(file.get(), bytes.data(), bytes.size(), 0);
    if (got != static_cast<ssize_t>(bytes.size())) bytes.clear();
    return bytes;
  }

 private:
  scmp_filter_ctx context_;
};

constexpr std::uint32_t kEnd = SCMP_ACT_KILL_PROCESS;
constexpr std::uint32_t kRefuse = SCMP_ACT_ERRNO(EPERM);
constexpr std::uint32_t kAllow = SCMP_ACT_ALLOW;

// What only a process that somebody else steers asks for ends it; what a library may try without
// need is refused.
std::vector<char> computing_program() {
  Rules rules(kRefuse);
  rules.add(kAllow, {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev),
                     SCMP_SYS(recvfrom), SCMP_SYS(recvmsg), SCMP_SYS(sendmsg), SCMP_SYS(close),
                     SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(poll), SCMP_SYS(ppoll)});
  rules.add(kAllow, {SCMP_SYS(sendto)}, SCMP_A4(SCMP_CMP_EQ, 0));  // to whom it is connected with
  rules.add(kAllow, {SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
                     SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(getrandom)});
  rules.add(kAllow, {SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(mprotect)},
            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  rules.add(kAllow, {SCMP_SYS(clock_gettime), SCMP_SYS(clock_gettime64), SCMP_SYS(clock_getres),
                     SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getrusage)});
  rules.add(kAllow, {SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn),
                     SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(restart_syscall),
                     SCMP_SYS(getpid), SCMP_SYS(gettid)});
  rules.add(kAllow, {SCMP_SYS(tgkill)}, SCMP_A2(SCMP_CMP_EQ, SIGABRT));
  rules.add(kAllow, {SCMP_SYS(prlimit64)}, SCMP_A0(SCMP_CMP_EQ, 0));  // of itself
  rules.add(kEnd, {SCMP_SYS(socket),
                   SCMP_SYS(socketpair),
                   SCMP_SYS(connect),
                   SCMP_SYS(bind),
                   SCMP_SYS(listen),
                   SCMP_SYS(accept),
                   SCMP_SYS(accept4),
                   SCMP_SYS(execve),
                   SCMP_SYS(execveat),
                   SCMP_SYS(fork),
                   SCMP_SYS(vfork),
                   SCMP_SYS(clone),
                   SCMP_SYS(clone3),
                   SCMP_SYS(kill),
                   SCMP_SYS(tkill),
                   SCMP_SYS(ptrace),
                   SCMP_SYS(process_vm_readv),
                   SCMP_SYS(process_vm_writev),
                   SCMP_SYS(pidfd_open),
                   SCMP_SYS(unlink),
                   SCMP_SYS(unlinkat),
                   SCMP_SYS(rename),
                   SCMP_SYS(renameat),
                   SCMP_SYS(renameat2),
                   SCMP_SYS(link),
                   SCMP_SYS(linkat),
                   SCMP_SYS(symlink),
                   SCMP_SYS(symlinkat),
                   SCMP_SYS(mkdir),
                   SCMP_SYS(mkdirat),
                   SCMP_SYS(creat),
                   SCMP_SYS(truncate),
                   SCMP_SYS(chmod),
                   SCMP_SYS(fchmodat),
                   SCMP_SYS(mount),
                   SCMP_SYS(bpf),
                   SCMP_SYS(io_uring_setup),
                   SCMP_SYS(userfaultfd),
                   SCMP_SYS(perf_event_open)});
  for (const int way : {O_WRONLY, O_RDWR, O_CREAT}) {
    const auto wanted = static_cast<scmp_datum_t>(way);
    rules.add(kEnd, {SCMP_SYS(open)}, SCMP_A1(SCMP_CMP_MASKED_EQ, wanted, wanted));
    rules.add(kEnd, {SCMP_SYS(openat)}, SCMP_A2(SCMP_CMP_MASKED_EQ, wanted, wanted));
  }
  return rules.program();
}

std::vector<char> network_program(bool local) {
  Rules rules(kAllow);
  if (local) {
    rules.add(kRefuse, {SCMP_SYS(socket)}, SCMP_A0(SCMP_CMP_NE, AF_UNIX));
  } else {
    rules.add(kRefuse, {SCMP_SYS(socket)});
  }
  rules.add(kRefuse, {SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
                      SCMP_SYS(bpf), SCMP_SYS(io_uring_setup), SCMP_SYS(userfaultfd),
                      SCMP_SYS(mount), SCMP_SYS(perf_event_open), SCMP_SYS(keyctl),
                      SCMP_SYS(add_key), SCMP_SYS(request_key)});
  return rules.program();
}

}  // namespace

SystemCallFilter::SystemCallFilter(Kind kind) {
  static_assert(sizeof(Step) == sizeof(sock_filter));
  const std::vector<char> bytes =
      kind == Kind::computing ? computing_program() : network_program(kind == Kind::no_far_network);
  steps_.resize(bytes.size() / sizeof(Step));
  if (!steps_.empty()) std::memcpy(steps_.data(), bytes.data(), steps_.size() * sizeof(Step));
}

bool SystemCallFilter::apply() const {
  if (steps_.empty() || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  sock_fprog program = {};
  program.len = static_cast<unsigned short>(steps_.size());
  program.filter = reinterpret_cast<sock_filter*>(const_cast<Step*>(steps_.data()));
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

namespace {

void allow(int rules, const char* place, std::uint64_t rights) {
  const Descriptor at(open(place, O_PATH | O_CLOEXEC));
  if (!at) return;
  landlock_path_beneath_attr rule = {};
  rule.allowed_access = rights;
  rule.parent_fd = at.get();
  syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

}  // namespace

// Debian has no library for Landlock: these are its three calls.
bool write_only_in(const char* folder, bool sockets) {
  const long version =
      syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return false;
  constexpr std::uint64_t kRefer = 1ull << 13, kTruncate = 1ull << 14;  // of versions 2 and 3
  std::uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                          LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                          LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                          LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                          LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
  if (version >= 2) writing |= kRefer;
  if (version >= 3) writing |= kTruncate;
  landlock_ruleset_attr all = {};
  all.handled_access_fs = writing;
  const Descriptor rules(
      static_cast<int>(syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0)));
  if (!rules) return false;
  if (folder != nullptr) allow(rules.get(), folder, writing);
  constexpr std::uint64_t kSockets = LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_REMOVE_FILE;
  if (sockets) allow(rules.get(), "/tmp", kSockets);
  allow(rules.get(), "/dev", LANDLOCK_ACCESS_FS_WRITE_FILE);
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         syscall(SYS_landlock_restrict_self, rules.get(), 0) == 0;
}

#else

SystemCallFilter::SystemCallFilter(Kind) {}
bool SystemCallFilter::apply() const { return !steps_.empty(); }
bool write_only_in(const char*, bool) { return false; }

#endif

// Whether the system does this to a process.
static bool is_done(const std::function<bool()>& apply) {
  const pid_t id = fork();
  if (id == 0) _exit(apply() ? 0 : 1);
  int state = 1;
  while (id > 0 && waitpid(id, &state, 0) < 0 && errno == EINTR) {
  }
  return id > 0 && state == 0;
}

Protection protection() {
  const SystemCallFilter& filter = SystemCallFilter::computing();
  return {true, is_done([&] { return filter.apply(); }),
          is_done([] { return write_only_in(nullptr, false); })};
}

const SystemCallFilter& SystemCallFilter::computing() {
  static const SystemCallFilter filter(Kind::computing);
  return filter;
}

const SystemCallFilter& SystemCallFilter::without_network(bool local) {
  static const SystemCallFilter none(Kind::no_network), near(Kind::no_far_network);
  return local ? near : none;
}

}  // namespace gangmu::cli
#endif
