#include "cli/apart.h"

#include <optional>

namespace gangmu::cli {

namespace {

constexpr char kAnswer = 'a';

WorkerLimits confined(WorkerLimits limits) {
  limits.computes_only = true;
  return limits;
}

// Of this process itself, where there are no others.
class Here : public Answering {
 public:
  explicit Here(const Apart::Talk& talk) : talk_(talk) {}
  void tell(char, std::string_view) override {}
  void alive(std::string_view what) override {
    if (talk_.alive) talk_.alive(what);
  }
  std::string ask(std::string_view question) override {
    return talk_.reply ? talk_.reply(question) : "";
  }

 private:
  const Apart::Talk& talk_;
};

}  // namespace

WorkerLimits worker_limits(const Options& options) {
  return {options.time_limit, options.memory_limit};
}

Error worker_error(const std::string& path, WorkerEvent::Kind end, const std::string& reason,
                   const WorkerLimits& limits) {
  switch (end) {
    case WorkerEvent::Kind::timed_out:
      return {"input.timed_out", said("\"%1\" took longer than %2 s", path, limits.seconds), path,
              "--time-limit SECONDS gives it more"};
    case WorkerEvent::Kind::out_of_memory:
      return {"input.out_of_memory",
              said("\"%1\" needs more than %2 MB of memory", path, limits.memory >> 20), path,
              "--memory-limit SIZE gives it more"};
    default:
      return {"input.crashed",
              reason.empty() ? said("reading \"%1\" crashed", path)
                             : said("reading \"%1\" crashed: %2", path, reason),
              path, "please report it; the other files are not touched by it"};
  }
}

Error bad_answer(const std::string& path) {
  return worker_error(path, WorkerEvent::Kind::crashed, "", {});
}

Apart::Apart(const WorkerLimits& limits, Job job)
    : limits_(confined(limits)),
      job_(std::move(job)),
      workers_(1, limits_, [this](std::string_view asked, Answering& answer) {
        answer.tell(kAnswer, job_(asked, answer));
      }) {}

Result<std::string> Apart::run(const std::string& path, std::string_view job, const Talk& talk) {
  if (!Workers::are_processes()) {
    Here here(talk);
    return job_(job, here);
  }
  if (const Status given = workers_.give(0, job); !given) return given.error();
  std::string answer;
  for (;;) {
    for (WorkerEvent& event : workers_.wait(nullptr, -1)) {
      switch (event.kind) {
        case WorkerEvent::Kind::part:
          answer += event.bytes;
          break;
        case WorkerEvent::Kind::alive:
          if (talk.alive) talk.alive(event.bytes);
          break;
        case WorkerEvent::Kind::asked:
          workers_.reply(0, talk.reply ? talk.reply(event.bytes) : "");
          break;
        case WorkerEvent::Kind::done:
          return answer;
        default:
          return worker_error(path, event.kind, event.bytes, limits_);
      }
    }
    // More than it could have held.
    if (limits_.memory > 0 && answer.size() > limits_.memory) return bad_answer(path);
  }
}

}  // namespace gangmu::cli
