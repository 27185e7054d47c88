// Processes that do jobs one after the other, so that a job which crashes, hangs or takes all
// memory ends its process and nothing else. A worker is a copy of this program as it was when it
// was started, and knows what was known then; a job and its answer are bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace gangmu::cli {

struct WorkerLimits {
  unsigned seconds = 300;      // without an answer or a sign of life
  std::uint64_t memory = 0;    // bytes of address space; 0: as much as there is
  bool computes_only = false;  // it asks the program for all else, as far as the system sees to it
};

// Takes the parts of an answer while a job is done. What kinds of them there are is the caller's.
class Answering {
 public:
  virtual void tell(char kind, std::string_view bytes) = 0;
  virtual void alive(std::string_view what) = 0;  // still at it
  // What the program says to that (Workers::reply()).
  virtual std::string ask(std::string_view question) = 0;

 protected:
  ~Answering() = default;
};

// Runs in the worker.
using Work = std::function<void(std::string_view job, Answering& answer)>;

struct WorkerEvent {
  enum class Kind : std::uint8_t { part, alive, asked, done, crashed, timed_out, out_of_memory };
  std::size_t ticket = 0;  // of the job
  Kind kind = Kind::part;
  char part = 0;      // the kind that was told
  std::string bytes;  // of a part, a sign of life or a question; of a crash its reason
};

// Lines that come in from a file or pipe.
class Feed {
 public:
  static Result<Feed> open(const std::string& path);  // "-": standard input
  Feed(Feed&& other) noexcept;
  Feed& operator=(Feed&&) = delete;
  ~Feed();
  bool ready() const;  // whether reading would not wait
  // Adds what is there to `buffer`, waiting for some; false at the end.
  Result<bool> read(std::string* buffer);
  int number() const { return number_; }

 private:
  explicit Feed(int number) : number_(number) {}
  int number_;
};

class Workers {
 public:
  Workers(std::size_t most, const WorkerLimits& limits, Work work);
  ~Workers();  // ends them all
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  bool idle() const;  // whether there is one to take a job
  // Starts one where none is there yet. Fails where the system lets none be started.
  Status give(std::size_t ticket, std::string_view job);
  // What has happened, in order; waits for something, for bytes in `feed` where that is given, for
  // an interruption, and `milliseconds` at most. Empty where nothing has.
  std::vector<WorkerEvent> wait(const Feed* feed, int milliseconds);
  // To the question of the worker that has this job, which waits for it.
  void reply(std::size_t ticket, std::string_view bytes);
  // Whether there are processes at all.
  static bool are_processes();

 private:
  class Pool;
  std::unique_ptr<Pool> pool_;
};

// While it lives, SIGINT, SIGTERM and SIGHUP do not end the program but are kept. One at a time.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  bool has_come() const;
};
// Lets the kept signal have its way, when one has come and nobody keeps signals any more.
void follow_interruption();

}  // namespace gangmu::cli
