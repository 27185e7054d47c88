// The part of platform.h that starts programs and makes folders for them.
#ifndef _WIN32
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "cli/platform.h"
#include "cli/platform_filter.h"
#include "cli/platform_posix.h"

extern char** environ;

namespace gangmu::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kLargestFile = 1ull << 30;  // that a program may write
constexpr std::size_t kKeptErrors = 64 << 10;       // the last bytes of a program's standard error

// Our own environment with plain English messages and UTF-8, and with what the call adds.
std::vector<std::string> environment_of(const ToolCall& call) {
  std::vector<std::string> all = call.environment;
  const auto set_by_call = [&](std::string_view entry) {
    const std::string_view name = entry.substr(0, entry.find('=') + 1);
    return std::any_of(call.environment.begin(), call.environment.end(),
                       [&](const std::string& own) { return own.starts_with(name); });
  };
  for (char** at = environ; at != nullptr && *at != nullptr; ++at) {
    const std::string_view entry = *at;
    if (!entry.starts_with("LC_") && !entry.starts_with("LANG=") &&
        !entry.starts_with("LANGUAGE=") && !set_by_call(entry)) {
      all.emplace_back(entry);
    }
  }
  all.insert(all.end(), {"LC_ALL=C.UTF-8", "LANG=C.UTF-8"});
  return all;
}

std::vector<char*> pointers_to(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (std::string& string : strings) pointers.push_back(string.data());
  pointers.push_back(nullptr);
  return pointers;
}

// No file but the standard streams reaches the program that this process becomes.
void keep_files_back() {
#ifdef CLOSE_RANGE_CLOEXEC
  if (close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
#endif
  const long files = std::min(sysconf(_SC_OPEN_MAX), 4096L);
  for (int number = 3; number < files; ++number) fcntl(number, F_SETFD, FD_CLOEXEC);
}

// While it lives, writing into a pipe that nobody reads is an error and no signal of this thread.
class WithoutBrokenPipes {
 public:
  WithoutBrokenPipes() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~WithoutBrokenPipes() {
    sigset_t pending;
    int signal = 0;
    if (sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1 &&
        sigismember(&before_, SIGPIPE) == 0) {
      sigwait(&pipe_, &signal);
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutBrokenPipes(const WithoutBrokenPipes&) = delete;
  WithoutBrokenPipes& operator=(const WithoutBrokenPipes&) = delete;

 private:
  sigset_t pipe_, before_;
};

// What must not outlive the program, also where the user or the system ends it: on SIGINT, SIGTERM
// and SIGHUP a thread that waits for them ends the groups of processes, takes folders and files
// away and lets the signal have its way. The first use sets it up.
struct Running {
  static Running& instance() {
    static std::mutex making;
    const std::lock_guard lock(making);
    if (current == nullptr) current = new Running;  // lives as long as its thread
    return *current;
  }
  Running();
  void clean_up(int end);

  std::mutex mutex;
  std::set<pid_t> groups;
  std::set<std::string> paths;  // of folders and files
  std::atomic<bool> waiting{false};
  inline static Running* current = nullptr;
};

int interruptions = -1;  // where the handler tells the thread of a signal

void tell_of(int number) {
  const int before = errno;
  const auto byte = static_cast<unsigned char>(number);
  [[maybe_unused]] const auto told = write(interruptions, &byte, 1);
  errno = before;
}

Running::Running() {
  Pipe signals;
  if (!open_pipe(&signals)) return;
  interruptions = signals.to.release();
  std::thread(&Running::clean_up, this, signals.from.release()).detach();
  // A process that is forked while a thread starts may get the locks of its start without it.
  waiting.wait(false);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action = {};
    if (sigaction(number, nullptr, &action) != 0 || action.sa_handler != SIG_DFL) continue;
    action.sa_handler = tell_of;
    action.sa_flags = SA_RESTART;
    sigaction(number, &action, nullptr);
  }
}

void Running::clean_up(int end) {
  unsigned char number = 0;
  waiting = true;
  waiting.notify_one();
  while (read(end, &number, 1) != 1) {
  }
  const std::lock_guard lock(mutex);
  for (const pid_t group : groups) kill(-group, SIGKILL);
  std::error_code error;
  for (const std::string& path : paths) {
    // A program that is just ending may still add to a folder.
    for (int i = 0; i < 20 && std::filesystem::exists(path, error); ++i) {
      if (i > 0) std::this_thread::sleep_for(std::chrono::milliseconds(10));
      std::filesystem::remove_all(path, error);
    }
  }
  signal(number, SIG_DFL);
  kill(getpid(), number);
  pause();
}

// A running program with all that it starts: one group of processes, which ends when this does.
class Child {
 public:
  Child(const ToolCall& call, std::string folder)
      : call_(call),
        folder_(std::move(folder)),
        filter_(SystemCallFilter::without_network(call.talks_to_itself)),
        deadline_(Clock::now() + std::chrono::seconds(call.seconds)) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { reap(); }

  Status start();
  ToolResult finish();

 private:
  static constexpr int kLongestWait = 50;  // milliseconds until the next look whether it has ended

  [[noreturn]] void become(char** arguments, char** environment, int telltale) const;
  Error cannot_start(int reason) const;
  bool has_ended() const;
  void exchange(int wait);
  void feed();
  void fetch(Descriptor& end, std::string* out, std::size_t most);
  void reap();

  const ToolCall& call_;
  const std::string folder_;  // where it may write; empty: nowhere
  const SystemCallFilter& filter_;
  const Clock::time_point deadline_;
  pid_t id_ = -1;
  int state_ = 0;  // as waitpid() tells
  Pipe in_, out_, err_;
  std::size_t fed_ = 0;
  bool too_much_ = false;
  ToolResult result_;
};

Error Child::cannot_start(int reason) const {
  return {"input.tool_failed",
          said("cannot start \"%1\": %2", call_.command.front(),
               Message::words(std::generic_category().message(reason))),
          "", ""};
}

// Between fork() and exec(), where nothing may be called that takes memory or a lock.
void Child::become(char** arguments, char** environment, int telltale) const {
  setpgid(0, 0);
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // where the system ends gangmu without a word
#endif
  if (dup2(in_.from.get(), 0) == 0 && dup2(out_.to.get(), 1) == 1 && dup2(err_.to.get(), 2) == 2) {
    keep_files_back();
    limit(RLIMIT_CORE, 0);
    // Several threads use more of it than passes on the clock.
    limit(RLIMIT_CPU, 4 * static_cast<std::uint64_t>(std::max(call_.seconds, 1)));
    limit(RLIMIT_FSIZE, kLargestFile);
    if (call_.max_memory > 0) limit(RLIMIT_AS, call_.max_memory);
    write_only_in(folder_.empty() ? nullptr : folder_.c_str(), call_.talks_to_itself);
    filter_.apply();
    signal(SIGPIPE, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    execve(arguments[0], arguments, environment);
  }
  const int reason = errno;
  [[maybe_unused]] const auto told = write(telltale, &reason, sizeof reason);
  _exit(127);
}

Status Child::start() {
  std::vector<std::string> command = call_.command, environment = environment_of(call_);
  const std::vector<char*> arguments = pointers_to(command), variables = pointers_to(environment);
  Pipe telltale;  // closed by exec(), or says why there was none
  if (!open_pipe(&in_) || !open_pipe(&out_) || !open_pipe(&err_) || !open_pipe(&telltale)) {
    return cannot_start(errno);
  }
  struct sigaction ended;
  if (sigaction(SIGCHLD, nullptr, &ended) == 0 && ended.sa_handler == SIG_IGN) {
    signal(SIGCHLD, SIG_DFL);  // else the system forgets how programs ended
  }
  Running& running = Running::instance();
  std::unique_lock lock(running.mutex);
  id_ = fork();
  if (id_ < 0) return cannot_start(errno);
  if (id_ == 0) {
    become(const_cast<char**>(arguments.data()), const_cast<char**>(variables.data()),
           telltale.to.get());
  }
  setpgid(id_, id_);
  running.groups.insert(id_);
  lock.unlock();
  telltale.to.shut();
  in_.from.shut();
  out_.to.shut();
  err_.to.shut();
  int reason = 0;
  ssize_t got = 0;
  do {
    got = read(telltale.from.get(), &reason, sizeof reason);
  } while (got < 0 && errno == EINTR);
  if (got == sizeof reason) return cannot_start(reason);
  set_nonblocking(in_.to);
  set_nonblocking(out_.from);
  set_nonblocking(err_.from);
  return Done{};
}

ToolResult Child::finish() {
  const WithoutBrokenPipes quiet;
  bool late = false;
  while (!has_ended() && !too_much_ && !late) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now());
    late = left.count() <= 0;
    if (!late) exchange(static_cast<int>(std::min<std::int64_t>(left.count(), kLongestWait)));
  }
  const bool ended = has_ended();
  reap();
  fetch(out_.from, &result_.output, call_.max_output + 1);
  fetch(err_.from, &result_.errors, 2 * kKeptErrors);
  result_.status = WIFSIGNALED(state_) ? WTERMSIG(state_) : WEXITSTATUS(state_);
  const bool used_up = WIFSIGNALED(state_) && WTERMSIG(state_) == SIGXCPU;
  if (too_much_ || result_.output.size() > call_.max_output) {
    result_.end = ToolResult::End::too_much_output;
    result_.output.resize(call_.max_output);
  } else if ((late && !ended) || used_up) {
    result_.end = ToolResult::End::timed_out;
  } else if (WIFSIGNALED(state_)) {
    result_.end = ToolResult::End::crashed;
  }
  if (result_.errors.size() > kKeptErrors) {
    result_.errors.erase(0, result_.errors.size() - kKeptErrors);
  }
  return std::move(result_);
}

// Its number stays taken until reap(), so that no other process is ended in its place.
bool Child::has_ended() const {
  siginfo_t info = {};
  return waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
         info.si_pid == id_;
}

// One round of writing and reading.
void Child::exchange(int wait) {
  if (fed_ == call_.input.size()) in_.to.shut();
  if (!out_.from && !err_.from && !in_.to) {
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(wait, 1)));
    return;
  }
  std::array<pollfd, 3> ends = {pollfd{in_.to.get(), POLLOUT, 0},
                                pollfd{out_.from.get(), POLLIN, 0},
                                pollfd{err_.from.get(), POLLIN, 0}};
  if (poll(ends.data(), ends.size(), wait) <= 0) return;
  if (ends[0].revents != 0) feed();
  if (ends[1].revents != 0) fetch(out_.from, &result_.output, call_.max_output + 1);
  if (ends[2].revents != 0) fetch(err_.from, &result_.errors, 2 * kKeptErrors);
  too_much_ = result_.output.size() > call_.max_output;
  if (result_.errors.size() > kKeptErrors) {
    result_.errors.erase(0, result_.errors.size() - kKeptErrors);
  }
}

void Child::feed() {
  const ssize_t put = write(in_.to.get(), call_.input.data() + fed_, call_.input.size() - fed_);
  if (put > 0) fed_ += static_cast<std::size_t>(put);
  if (put < 0 && errno != EAGAIN && errno != EINTR) in_.to.shut();  // it reads no further
}

// What is there now, until `out` has `most` bytes.
void Child::fetch(Descriptor& end, std::string* out, std::size_t most) {
  std::array<char, 1 << 16> chunk;
  while (end && out->size() < most) {
    const ssize_t got = read(end.get(), chunk.data(), std::min(chunk.size(), most - out->size()));
    if (got > 0) {
      out->append(chunk.data(), static_cast<std::size_t>(got));
    } else if (got == 0) {
      end.shut();
    } else if (errno != EINTR) {
      if (errno != EAGAIN) end.shut();
      return;
    }
  }
}

void Child::reap() {
  if (id_ <= 0) return;
  kill(-id_, SIGKILL);
  {
    Running& running = Running::instance();
    const std::lock_guard lock(running.mutex);
    running.groups.erase(id_);  // its number may soon be another's
  }
  while (waitpid(id_, &state_, 0) < 0 && errno == EINTR) {
  }
  id_ = -1;
}

}  // namespace

void leave_to_parent() { Running::current = nullptr; }

Result<std::filesystem::path> make_private_folder() {
  std::error_code error;
  std::string path = (std::filesystem::temp_directory_path(error) / "gangmu-XXXXXX").string();
  Running& running = Running::instance();
  const std::lock_guard lock(running.mutex);
  if (!error && mkdtemp(path.data()) != nullptr) {
    running.paths.insert(path);
    return std::filesystem::path(path);
  }
  const std::string reason = error ? error.message() : std::generic_category().message(errno);
  return Error{"input.tool_failed", said("cannot make a temporary folder: %1", reason), "",
               "TMPDIR names the folder for them"};
}

void remove_private_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::remove_all(folder, error);  // follows no links
  forget_temporary(folder);
}

void remember_temporary(const std::filesystem::path& path) {
  Running& running = Running::instance();
  const std::lock_guard lock(running.mutex);
  running.paths.insert(path.string());
}

void forget_temporary(const std::filesystem::path& path) {
  Running& running = Running::instance();
  const std::lock_guard lock(running.mutex);
  running.paths.erase(path.string());
}

Result<ToolResult> run_process(const ToolCall& call, const std::filesystem::path& folder) {
  Child child(call, folder.string());
  if (const Status status = child.start(); !status) return status.error();
  return child.finish();
}

}  // namespace gangmu::cli
#endif
