// workers.h by fork() and socket pairs. Elsewhere jobs are done by the program itself.
#include "cli/workers.h"

#ifdef _WIN32

namespace gangmu::cli {

class Workers::Pool : public Answering {
 public:
  explicit Pool(Work work) : work_(std::move(work)) {}
  void run(std::size_t ticket, std::string_view job) {
    ticket_ = ticket;
    work_(job, *this);
    events.push_back({ticket, WorkerEvent::Kind::done, 0, ""});
  }
  void tell(char kind, std::string_view bytes) override {
    events.push_back({ticket_, WorkerEvent::Kind::part, kind, std::string(bytes)});
  }
  void alive(std::string_view) override {}
  std::string ask(std::string_view) override { return ""; }
  std::vector<WorkerEvent> events;

 private:
  Work work_;
  std::size_t ticket_ = 0;
};

Workers::Workers(std::size_t, const WorkerLimits&, Work work)
    : pool_(std::make_unique<Pool>(std::move(work))) {}
Workers::~Workers() = default;
bool Workers::idle() const { return pool_->events.empty(); }
Status Workers::give(std::size_t ticket, std::string_view job) {
  pool_->run(ticket, job);
  return Done{};
}
std::vector<WorkerEvent> Workers::wait(const Feed*, int) { return std::move(pool_->events); }
void Workers::reply(std::size_t, std::string_view) {}
bool Workers::are_processes() { return false; }

}  // namespace gangmu::cli

#else
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>
#include <utility>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "cli/platform_filter.h"
#include "cli/platform_posix.h"
#include "cli/platform_worker.h"
#include "exporters/exporter.h"
#include "readers/reader.h"

namespace gangmu::cli {

namespace {

using Clock = std::chrono::steady_clock;
using Kind = WorkerEvent::Kind;

constexpr auto kGrace = std::chrono::seconds(1);

class Worker {
 public:
  bool is_there() const { return id_ > 0; }
  bool busy() const { return busy_; }
  int socket() const { return socket_.get(); }
  std::size_t ticket() const { return ticket_; }
  Clock::time_point deadline() const { return deadline_; }

  // `others` are ends that belong to the program alone.
  Status start(const WorkerLimits& limits, const Work& work, const std::vector<int>& others);
  void give(std::size_t ticket, std::string_view job, const WorkerLimits& limits);
  void reply(std::string_view bytes, const WorkerLimits& limits);
  void receive(const WorkerLimits& limits, std::vector<WorkerEvent>* events);
  void hurry(std::vector<WorkerEvent>* events);
  void end(std::vector<WorkerEvent>* events);

 private:
  void take_frames(const WorkerLimits& limits, std::vector<WorkerEvent>* events);
  void take(char kind, std::string_view bytes, const WorkerLimits& limits,
            std::vector<WorkerEvent>* events);
  WorkerEvent end_of_job(int state) const;

  pid_t id_ = -1;
  Descriptor socket_;
  std::string received_, question_;
  std::size_t ticket_ = 0;
  Clock::time_point deadline_;
  bool busy_ = false, asked_to_end_ = false, retiring_ = false, computes_only_ = false;
};

Status Worker::start(const WorkerLimits& limits, const Work& work, const std::vector<int>& others) {
  const auto failure = [] {
    return Error{"internal",
                 said("cannot start a worker process: %1",
                      Message::words(std::generic_category().message(errno))),
                 "", ""};
  };
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return failure();
  const Descriptor first(ends[0]), second(ends[1]);
  Descriptor ours = kept_apart(first);
  const Descriptor theirs = kept_apart(second);
  if (!ours || !theirs) return failure();
  if (limits.computes_only) {  // what it needs and cannot get any more
    SystemCallFilter::computing();
    load_reader_libraries();
    load_exporter_libraries();
  }
  const pid_t program = getpid();
  const pid_t id = fork();
  if (id < 0) return failure();
  if (id == 0) {
    for (const int number : others) close(number);
    forget_interruption();
    close(ours.get());
    close(ends[0]);
    close(ends[1]);
    setpgid(0, 0);  // Ctrl-C is for the program, which knows what to do
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) signal(number, SIG_DFL);
    leave_to_parent();
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != program) _exit(kLost);
#else
    (void)program;
#endif
    serve(theirs.get(), limits, work);
  }
  id_ = id;
  computes_only_ = limits.computes_only;
  socket_ = std::move(ours);
  received_.clear();
  question_.clear();
  busy_ = asked_to_end_ = retiring_ = false;
  return Done{};
}

// A worker that waits for a job reads it whole before it does anything, so this does not wait long.
void Worker::give(std::size_t ticket, std::string_view job, const WorkerLimits& limits) {
  busy_ = true;
  ticket_ = ticket;
  reply(job, limits);
}

void Worker::reply(std::string_view job, const WorkerLimits& limits) {
  deadline_ = Clock::now() + std::chrono::seconds(limits.seconds);
  bool sent = true;
  while (sent && job.size() > kMostBytes) {
    sent = send_frame(socket_.get(), kMoreJob, "", job.substr(0, kMostBytes));
    job.remove_prefix(kMostBytes);
  }
  if (sent) send_frame(socket_.get(), kJob, "", job);  // if it is gone, receive() will tell
}

void Worker::receive(const WorkerLimits& limits, std::vector<WorkerEvent>* events) {
  std::array<char, 1 << 16> chunk;
  const ssize_t got = recv(socket_.get(), chunk.data(), chunk.size(), MSG_DONTWAIT);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) return end(events);
  received_.append(chunk.data(), static_cast<std::size_t>(got));
  take_frames(limits, events);
}

void Worker::take_frames(const WorkerLimits& limits, std::vector<WorkerEvent>* events) {
  std::size_t at = 0;
  while (received_.size() - at >= kHead) {
    std::uint32_t size = 0;
    std::memcpy(&size, received_.data() + at + 1, sizeof size);
    if (size > kMostBytes + 1) return end(events);  // no worker of ours says that
    if (received_.size() - at - kHead < size) break;
    take(received_[at], std::string_view(received_).substr(at + kHead, size), limits, events);
    at += kHead + size;
  }
  received_.erase(0, at);
  if (retiring_) end(events);
}

void Worker::take(char kind, std::string_view bytes, const WorkerLimits& limits,
                  std::vector<WorkerEvent>* events) {
  if (!busy_) return;
  if (kind == kPart && !bytes.empty()) {
    events->push_back({ticket_, Kind::part, bytes[0], std::string(bytes.substr(1))});
  } else if (kind == kAlive) {
    events->push_back({ticket_, Kind::alive, 0, std::string(bytes)});
    if (!asked_to_end_) deadline_ = Clock::now() + std::chrono::seconds(limits.seconds);
  } else if (kind == kMoreAsk || kind == kAsk) {
    question_ += bytes;
    if (kind == kMoreAsk) return;
    events->push_back({ticket_, Kind::asked, 0, std::exchange(question_, "")});
    deadline_ = Clock::time_point::max();  // it is the program's turn
  } else if (kind == kEnd || kind == kRetiring) {
    events->push_back({ticket_, Kind::done, 0, ""});
    busy_ = false;
    retiring_ = kind == kRetiring;
  }
}

// Asked first, so that it can end what it has started itself.
void Worker::hurry(std::vector<WorkerEvent>* events) {
  if (asked_to_end_) return end(events);
  asked_to_end_ = true;
  deadline_ = Clock::now() + kGrace;
  kill(id_, SIGTERM);
}

WorkerEvent Worker::end_of_job(int state) const {
  if (asked_to_end_) return {ticket_, Kind::timed_out, 0, ""};
  if (WIFSIGNALED(state)) {
    const int number = WTERMSIG(state);
    if (number == SIGXCPU) return {ticket_, Kind::timed_out, 0, ""};
    const char* const name = strsignal(number);
    return {ticket_, Kind::crashed, 0, name == nullptr ? std::to_string(number) : name};
  }
  if (WEXITSTATUS(state) == kOutOfMemory) return {ticket_, Kind::out_of_memory, 0, ""};
  return {ticket_, Kind::crashed, 0, "exit status " + std::to_string(WEXITSTATUS(state))};
}

void Worker::end(std::vector<WorkerEvent>* events) {
  socket_.shut();  // which tells one that waits for a job
  int state = 0;
  // One that only computes has nothing to leave behind.
  if (computes_only_ && !busy_) kill(id_, SIGKILL);
  // What it says by how it goes must not be lost.
  pid_t gone = 0;
  for (int i = 0; i < 1000 && gone == 0; ++i) {
    gone = waitpid(id_, &state, WNOHANG);
    if (gone == 0 && (asked_to_end_ || (computes_only_ && !busy_))) break;
    if (gone == 0) poll(nullptr, 0, 1);
  }
  if (gone == 0) {
    kill(id_, SIGKILL);
    while (waitpid(id_, &state, 0) < 0 && errno == EINTR) {
    }
  }
  id_ = -1;
  if (busy_) events->push_back(end_of_job(state));
  busy_ = false;
}

}  // namespace

class Workers::Pool {
 public:
  Pool(std::size_t most, const WorkerLimits& limits, Work work)
      : limits_(limits), work_(std::move(work)), workers_(most) {}
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  bool idle() const {
    return std::any_of(workers_.begin(), workers_.end(), [](const Worker& w) { return !w.busy(); });
  }
  Status give(std::size_t ticket, std::string_view job);
  void reply(std::size_t ticket, std::string_view bytes);
  std::vector<WorkerEvent> wait(const Feed* feed, int milliseconds);

 private:
  std::vector<int> own_ends() const;
  int time_left(int milliseconds) const;

  const WorkerLimits limits_;
  const Work work_;
  std::vector<Worker> workers_;
};

// All are asked before any is waited for.
Workers::Pool::~Pool() {
  std::vector<WorkerEvent> ignored;
  for (Worker& worker : workers_) {
    if (worker.is_there() && worker.busy()) worker.hurry(&ignored);
  }
  const auto deadline = Clock::now() + kGrace;
  const auto still_there = [&] {
    return std::any_of(workers_.begin(), workers_.end(), [](const Worker& w) { return w.busy(); });
  };
  while (still_there() && Clock::now() < deadline) wait(nullptr, 20);
  for (Worker& worker : workers_) {
    if (worker.is_there()) worker.end(&ignored);
  }
}

std::vector<int> Workers::Pool::own_ends() const {
  std::vector<int> ends;
  for (const Worker& worker : workers_) {
    if (worker.is_there()) ends.push_back(worker.socket());
  }
  if (const int end = interruption_end(); end >= 0) ends.push_back(end);
  return ends;
}

Status Workers::Pool::give(std::size_t ticket, std::string_view job) {
  const auto free = std::find_if(workers_.begin(), workers_.end(),
                                 [](const Worker& w) { return w.is_there() && !w.busy(); });
  Worker* worker = free == workers_.end() ? nullptr : &*free;
  if (worker == nullptr) {
    const auto place = std::find_if(workers_.begin(), workers_.end(),
                                    [](const Worker& w) { return !w.is_there(); });
    worker = &*place;
    if (const Status status = worker->start(limits_, work_, own_ends()); !status) return status;
  }
  worker->give(ticket, job, limits_);
  return Done{};
}

void Workers::Pool::reply(std::size_t ticket, std::string_view bytes) {
  for (Worker& worker : workers_) {
    if (worker.busy() && worker.ticket() == ticket) return worker.reply(bytes, limits_);
  }
}

// Until the next deadline of a worker, and not longer than asked.
int Workers::Pool::time_left(int milliseconds) const {
  auto left = std::chrono::milliseconds(milliseconds < 0 ? 3'600'000 : milliseconds);
  const auto now = Clock::now();
  for (const Worker& worker : workers_) {
    if (!worker.busy()) continue;
    if (worker.deadline() == Clock::time_point::max()) continue;
    left = std::min(left, std::chrono::ceil<std::chrono::milliseconds>(worker.deadline() - now));
  }
  return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
}

std::vector<WorkerEvent> Workers::Pool::wait(const Feed* feed, int milliseconds) {
  std::vector<WorkerEvent> events;
  std::vector<pollfd> ends;
  std::vector<Worker*> of;
  for (Worker& worker : workers_) {
    if (!worker.is_there()) continue;
    ends.push_back({worker.socket(), POLLIN, 0});
    of.push_back(&worker);
  }
  if (const int end = interruption_end(); end >= 0) ends.push_back({end, POLLIN, 0});
  if (feed != nullptr) ends.push_back({feed->number(), POLLIN, 0});
  poll(ends.data(), ends.size(), time_left(milliseconds));
  for (std::size_t i = 0; i < of.size(); ++i) {
    if (ends[i].revents != 0) of[i]->receive(limits_, &events);
  }
  const auto now = Clock::now();
  for (Worker& worker : workers_) {
    if (worker.is_there() && worker.busy() && worker.deadline() <= now) worker.hurry(&events);
  }
  return events;
}

Workers::Workers(std::size_t most, const WorkerLimits& limits, Work work)
    : pool_(std::make_unique<Pool>(most, limits, std::move(work))) {}
Workers::~Workers() = default;
bool Workers::idle() const { return pool_->idle(); }
Status Workers::give(std::size_t ticket, std::string_view job) { return pool_->give(ticket, job); }
std::vector<WorkerEvent> Workers::wait(const Feed* feed, int milliseconds) {
  return pool_->wait(feed, milliseconds);
}
void Workers::reply(std::size_t ticket, std::string_view bytes) { pool_->reply(ticket, bytes); }
bool Workers::are_processes() { return true; }

}  // namespace gangmu::cli
#endif
