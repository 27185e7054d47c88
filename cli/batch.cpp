#include "cli/batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <thread>

#include "checks/check.h"
#include "cli/apart.h"
#include "cli/batch_job.h"
#include "cli/batch_report.h"
#include "cli/batch_state.h"
#include "cli/spooled_documents.h"
#include "gangmu.h"

namespace gangmu::cli {

namespace {

class Batch : public Jobs {
 public:
  Batch(const Conversion& conversion, std::vector<Input> inputs, std::size_t failed,
        PassedOver passed_over)
      : conversion_(conversion),
        options_(conversion.options()),
        limits_(worker_limits(options_)),
        inputs_(std::move(inputs)),
        report_(language_of(options_), inputs_.size() + failed, options_.quiet),
        checker_(conversion.grammar(), {}) {
    report_.counts.failed = failed;
    report_.passed_over = std::move(passed_over);
  }
  int run();

  Next next(std::string* job) override;
  void alive(std::size_t index, std::string_view what) override;
  void arrived(std::size_t index, Answer& answer) override;
  void take(std::size_t index, Answer& answer) override;
  void rest() override { report_.tick(); }

 private:
  Status convert_all();
  Status write_in_turn();
  Status write_together();
  Status take_document(const std::string& json);

  const Conversion& conversion_;
  const Options& options_;
  const WorkerLimits limits_;
  std::vector<Input> inputs_;
  BatchReport report_;
  std::optional<BatchState> state_;  // of a batch into a folder
  Sink* sink_ = nullptr;             // of a format that takes its documents in turn
  // For a format that takes them together: held, or where it can do with one at a time on the disk,
  // looked at as they come.
  std::vector<Document> documents_;
  SpooledDocuments spooled_;
  Checker checker_;
  std::size_t given_ = 0;    // inputs
  std::size_t arrived_ = 0;  // … and those with an answer
  bool doubted_ = false, interrupted_ = false;
};

Batch::Next Batch::next(std::string* job) {
  if (given_ == inputs_.size()) return Next::none;
  *job = std::to_string(given_++);
  return Next::job;
}

void Batch::alive(std::size_t, std::string_view what) {
  if (!what.empty()) report_.tell_page(what);
}

// What is done is noted at once, since nobody knows when the program is killed.
void Batch::arrived(std::size_t, Answer& answer) {
  ++arrived_;
  if (answer.end != WorkerEvent::Kind::done || !state_) return;
  std::string packed_verdict = answer.verdict.text();
  if (const auto verdict = verdict_of(packed_verdict); verdict && !verdict->done.empty()) {
    state_->add(verdict->done);
  }
  answer.verdict.add(packed_verdict);
}

void Batch::take(std::size_t index, Answer& answer) {
  const auto fail = [&](const Error& error) {
    ++report_.counts.failed;
    report_.tell(error_text(error));
  };
  const Input& input = inputs_[index];
  const auto verdict = verdict_of(answer.verdict.text());
  if (answer.end != WorkerEvent::Kind::done || !verdict) {
    return fail(worker_error(input.path, answer.end, answer.reason, limits_));
  }
  answer.messages.hand_over([&](std::string_view lines) { report_.tell(lines); });
  if (!verdict->failed && sink_ != nullptr) {
    answer.output.hand_over([&](std::string_view bytes) { sink_->write(bytes); });
  } else if (!verdict->failed && !state_) {
    if (const Status status = take_document(answer.output.text()); !status) {
      return fail(status.error());
    }
  }
  BatchCounts& counts = report_.counts;
  ++(verdict->failed ? counts.failed : verdict->skipped ? counts.skipped : counts.converted);
  if (verdict->warned && !verdict->skipped) ++counts.warned;
  doubted_ = doubted_ || verdict->doubted;
}

Status Batch::take_document(const std::string& json) {
  Result<Document> document = read_stored("", json);
  if (!document) return document.error();
  if (conversion_.exporter().write_each == nullptr) {
    documents_.push_back(std::move(*document));
    return Done{};
  }
  if (conversion_.exporter().reviews) checker_.add(*document);
  return spooled_.add(json);
}

Status Batch::convert_all() {
  const BatchJob job(conversion_, inputs_, state_ ? &*state_ : nullptr);
  Ordered ordered(worker_count(options_, inputs_.size()), limits_, job);
  if (const Status status = ordered.run(*this); !status) return status;
  interrupted_ = ordered.interrupted();
  return interrupted_ ? Status(Error{}) : Status(Done{});  // so that nothing half done is kept
}

// Each document as soon as those before it are written. Nothing is written when none could be read.
Status Batch::write_in_turn() {
  constexpr std::string_view kNothing = "input.none";
  const Produce produce = [&](Sink& sink) -> Status {
    sink_ = &sink;
    if (const Status status = convert_all(); !status) return status;
    if (report_.counts.converted > 0) return Done{};
    return Error{std::string(kNothing), "no input could be read", "", ""};
  };
  const Status status =
      conversion_.to_stdout() ? write_stdout(produce) : write_file(options_.output, produce);
  // Each input has had its message.
  return !status && status.error().code == kNothing ? Status(Done{}) : status;
}

Status Batch::write_together() {
  if (const Status status = convert_all(); !status) return status;
  if (!spooled_.empty()) return conversion_.write_each(spooled_, checker_.finish());
  return documents_.empty() ? Status(Done{}) : conversion_.write_all(documents_);
}

int Batch::run() {
  Status status = Done{};
  if (conversion_.into_folder()) {
    Result<BatchState> state = BatchState::open(options_.directory);
    if (!state) {
      print_error(state.error());
      return kFailed;
    }
    state_.emplace(std::move(*state));
    status = convert_all();
  } else {
    status = conversion_.exporter().appends ? write_in_turn() : write_together();
  }
  if (!status && !interrupted_) report_.tell(error_text(status.error()));
  std::optional<CutOff> cut_off;
  if (interrupted_) cut_off = CutOff{inputs_.size() - arrived_, state_.has_value()};
  report_.finish(cut_off);
  if (state_ && !interrupted_) state_->settle();
  if (interrupted_) {
    state_.reset();
    follow_interruption();
  }
  if (!status || report_.counts.failed > 0) return kFailed;
  return options_.strict && doubted_ ? kFound : kDone;
}

}  // namespace

int run_batch(const Conversion& conversion, std::vector<Input> inputs, std::size_t failed,
              PassedOver passed_over) {
  return Batch(conversion, std::move(inputs), failed, std::move(passed_over)).run();
}

std::size_t worker_count(const Options& options, std::size_t jobs) {
  const std::size_t wanted = options.jobs > 0 ? options.jobs : std::thread::hardware_concurrency();
  return std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(jobs, 1));
}

}  // namespace gangmu::cli
