#include "cli/stream.h"

#include <cstdio>
#include <deque>
#include <optional>

#include "cli/apart.h"
#include "cli/batch.h"
#include "cli/batch_report.h"
#include "cli/ordered.h"
#include "cli/own_file.h"
#include "cli/stream_job.h"

namespace gangmu::cli {

namespace {

// Lines of files, one file after the other, as they come.
class LineFeed {
 public:
  explicit LineFeed(std::vector<std::string> paths) : paths_(paths.begin(), paths.end()) {}
  Result<Jobs::Next> next(StreamLine* line);
  const Feed* feed() const { return feed_ ? &*feed_ : nullptr; }

 private:
  static constexpr std::size_t kLongest = std::size_t{256} << 20;  // bytes of a line

  bool take_line(StreamLine* line, bool at_end);

  std::deque<std::string> paths_;
  std::optional<Feed> feed_;
  std::string buffer_;
  std::size_t begin_ = 0;   // of the next line in the buffer
  std::size_t looked_ = 0;  // no line end stands before this
  std::size_t number_ = 0;  // lines given
  bool too_long_ = false;   // the line that is coming, whose text is let go
};

bool LineFeed::take_line(StreamLine* line, bool at_end) {
  std::size_t end = buffer_.find('\n', looked_);
  if (end == std::string::npos) {
    looked_ = buffer_.size();
    if (looked_ - begin_ > kLongest) {
      too_long_ = true;
      begin_ = looked_;
    }
    if (begin_ > 0 && !(at_end && looked_ > begin_)) {
      buffer_.erase(0, begin_);
      looked_ -= begin_;
      begin_ = 0;
    }
    if (!at_end || (buffer_.size() == begin_ && !too_long_)) return false;
    end = buffer_.size();
  }
  line->number = ++number_;
  line->text.reset();
  if (!too_long_) line->text = buffer_.substr(begin_, end - begin_);
  too_long_ = false;
  begin_ = std::min(end + 1, buffer_.size());
  looked_ = begin_;
  return true;
}

Result<Jobs::Next> LineFeed::next(StreamLine* line) {
  for (;;) {
    if (take_line(line, false)) return Jobs::Next::job;
    if (!feed_) {
      if (paths_.empty()) return Jobs::Next::none;
      Result<Feed> feed = Feed::open(paths_.front());
      if (!feed) return feed.error();
      feed_.emplace(std::move(*feed));
      paths_.pop_front();
    }
    if (!feed_->ready()) return Jobs::Next::later;
    const Result<bool> more = feed_->read(&buffer_);
    if (!more) return more.error();
    if (!*more) {
      feed_.reset();
      if (take_line(line, true)) return Jobs::Next::job;
    }
  }
}

class Stream : public Jobs {
 public:
  explicit Stream(const Conversion& conversion)
      : conversion_(conversion),
        options_(conversion.options()),
        limits_(worker_limits(options_)),
        lines_(options_.inputs),
        report_(language_of(options_), 0, options_.quiet) {}
  int run();

  Next next(std::string* job) override;
  const Feed* feed() const override { return lines_.feed(); }
  void take(std::size_t index, Answer& answer) override;
  void rest() override;

 private:
  Status answer_all(Sink& sink);

  const Conversion& conversion_;
  const Options& options_;
  const WorkerLimits limits_;
  LineFeed lines_;
  BatchReport report_;
  Sink* sink_ = nullptr;
  Status fed_ = Done{};  // of opening what is to be read
  bool interrupted_ = false, doubted_ = false;
};

Jobs::Next Stream::next(std::string* job) {
  StreamLine line;
  const Result<Next> next = lines_.next(&line);
  if (!next) fed_ = next.error();
  if (!next) return Next::none;
  if (*next == Next::job) *job = packed(line);
  return *next;
}

void Stream::take(std::size_t index, Answer& answer) {
  const LineVerdict verdict = line_verdict_of(answer.verdict.text());
  const bool whole = answer.end == WorkerEvent::Kind::done && verdict.ended;
  if (whole) {
    answer.output.hand_over([&](std::string_view bytes) { sink_->write(bytes); });
  } else {
    const Error error = worker_error(verdict.id.text, answer.end, answer.reason, limits_);
    sink_->write(error_line(verdict.id, error, index + 1));
  }
  const bool failed = !whole || verdict.failed;
  ++(failed ? report_.counts.failed : report_.counts.converted);
  if (verdict.warned) ++report_.counts.warned;
  doubted_ = doubted_ || verdict.doubted;
}

// Who waits for the answer to a line before it sends the next one gets it.
void Stream::rest() {
  sink_->drain();
  if (conversion_.to_stdout()) std::fflush(stdout);
  report_.tick();
}

Status Stream::answer_all(Sink& sink) {
  sink_ = &sink;
  Ordered ordered(worker_count(options_, ~std::size_t{0}), limits_, StreamJob(conversion_));
  if (const Status status = ordered.run(*this); !status) return status;
  interrupted_ = ordered.interrupted();
  return interrupted_ ? Error{} : fed_;  // so that nothing half done is kept
}

int Stream::run() {
  const Produce produce = [&](Sink& sink) { return answer_all(sink); };
  const Status status =
      conversion_.to_stdout() ? write_stdout(produce) : write_file(options_.output, produce);
  if (!status && !interrupted_) report_.tell(error_text(status.error()));
  report_.finish(interrupted_ ? std::optional<CutOff>(CutOff{}) : std::nullopt);
  if (interrupted_) follow_interruption();
  if (!status) return kFailed;
  if (!options_.strict) return kDone;
  return report_.counts.failed > 0 ? kFailed : doubted_ ? kFound : kDone;
}

// What a stream cannot have.
Status check(const Conversion& conversion) {
  const Options& options = conversion.options();
  const auto refuse = [](Message message, Message remedy) {
    return Error{"usage.option", std::move(message), "", std::move(remedy)};
  };
  const std::string_view format = conversion.exporter().name;
  if (format != "json" && format != "ndjson") {
    return refuse(said("--from ndjson answers in JSON, not in \"%1\"", format),
                  "leave out -f, or name ndjson");
  }
  if (conversion.into_folder() || options.resume || options.recursive || options.merge) {
    return refuse("-d, -r, --merge and --resume are not for --from ndjson",
                  "each line of the input is answered by a line of the output");
  }
  return conversion.to_stdout() ? Done{} : check_not_edited(options.output, worker_limits(options));
}

}  // namespace

int run_stream(const Conversion& conversion) {
  if (const Status status = check(conversion); !status) {
    print_error(status.error());
    return kFailed;
  }
  return Stream(conversion).run();
}

}  // namespace gangmu::cli
