// Jobs for workers, and their answers in the order of the jobs, however the workers finish.
#pragma once

#include <cstdio>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "cli/workers.h"

namespace gangmu::cli {

// Bytes that wait for their turn: few in memory, many in a temporary file.
class Spool {
 public:
  void add(std::string_view bytes);
  std::size_t size() const { return size_; }
  // Gives all of them, in pieces, and forgets them.
  void hand_over(const std::function<void(std::string_view)>& take);
  std::string text();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::string bytes_;
  std::unique_ptr<std::FILE, Close> file_;
  std::size_t size_ = 0;
};

// The kinds of parts that answers have.
inline constexpr char kMessages = 'm', kOutput = 'o', kVerdict = 'v';

struct Answer {
  WorkerEvent::Kind end = WorkerEvent::Kind::part;  // part: it has not ended
  std::string reason;                               // of a crash
  Spool messages, output, verdict;
  std::size_t size() const { return messages.size() + output.size() + verdict.size(); }
};

class Jobs {
 public:
  enum class Next : std::uint8_t { job, later, none };  // later: when the feed has more
  virtual ~Jobs() = default;
  virtual Next next(std::string* job) = 0;
  virtual const Feed* feed() const { return nullptr; }
  virtual void alive(std::size_t, std::string_view) {}
  // As soon as a job has its answer, and when it is its turn.
  virtual void arrived(std::size_t, Answer&) {}
  virtual void take(std::size_t index, Answer& answer) = 0;
  // Nothing is to be done just now.
  virtual void rest() {}
};

class Ordered {
 public:
  Ordered(std::size_t workers, const WorkerLimits& limits, Work work)
      : workers_(workers, limits, std::move(work)) {}
  // Until there are no more jobs, or an interruption comes. Fails where no worker can be started.
  Status run(Jobs& jobs);
  bool interrupted() const { return interrupted_; }

 private:
  static constexpr std::size_t kMostHeld = std::size_t{64} << 20;  // bytes of answers

  Status give_jobs(Jobs& jobs);
  void note(Jobs& jobs, WorkerEvent& event);
  void hand_over(Jobs& jobs);

  Workers workers_;
  std::deque<Answer> answers_;  // of the jobs from first_ on
  std::size_t first_ = 0;
  std::size_t held_ = 0;
  Jobs::Next next_ = Jobs::Next::job;
  bool interrupted_ = false;
};

}  // namespace gangmu::cli
