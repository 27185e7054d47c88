// Work on untrusted bytes in a process that can do nothing but compute and ask (cli/workers.h). One
// that crashes, hangs or takes all memory is an error, and what it answers is bytes that are
// checked before anything is believed.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "cli/verbs.h"
#include "cli/workers.h"
#include "model/result.h"

namespace gangmu::cli {

WorkerLimits worker_limits(const Options& options);
// What is told of a file whose worker ended so.
Error worker_error(const std::string& path, WorkerEvent::Kind end, const std::string& reason,
                   const WorkerLimits& limits);

class Apart {
 public:
  // Runs in that process; what it returns is the answer.
  using Job = std::function<std::string(std::string_view job, Answering& answer)>;

  // The process is a copy of this one as it is at the first job. Where the system has none, jobs
  // are done here.
  Apart(const WorkerLimits& limits, Job job);

  // `path`: of the file, for messages. Who is asked is `reply`.
  struct Talk {
    std::function<std::string(std::string_view question)> reply = {};
    std::function<void(std::string_view what)> alive = {};
  };
  Result<std::string> run(const std::string& path, std::string_view job, const Talk& talk);
  Result<std::string> run(const std::string& path, std::string_view job) {
    return run(path, job, Talk());
  }

 private:
  const WorkerLimits limits_;
  const Job job_;
  Workers workers_;
};

// What no worker of ours answers.
Error bad_answer(const std::string& path);

}  // namespace gangmu::cli
