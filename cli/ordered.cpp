#include "cli/ordered.h"

#include <array>

namespace gangmu::cli {

namespace {

constexpr std::size_t kMostInMemory = std::size_t{1} << 20;
constexpr int kRest = 100;  // milliseconds until the next look at the clock

}  // namespace

void Spool::add(std::string_view bytes) {
  size_ += bytes.size();
  if (!file_ && bytes_.size() + bytes.size() > kMostInMemory) file_.reset(std::tmpfile());
  if (!file_) {
    bytes_ += bytes;
    return;
  }
  if (!bytes_.empty()) std::fwrite(bytes_.data(), 1, bytes_.size(), file_.get());
  bytes_.clear();
  std::fwrite(bytes.data(), 1, bytes.size(), file_.get());
}

void Spool::hand_over(const std::function<void(std::string_view)>& take) {
  if (file_) {
    std::rewind(file_.get());
    std::array<char, 1 << 16> chunk;
    while (const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), file_.get())) {
      take({chunk.data(), got});
    }
  } else if (!bytes_.empty()) {
    take(bytes_);
  }
  *this = Spool();
}

std::string Spool::text() {
  std::string text;
  hand_over([&](std::string_view bytes) { text += bytes; });
  return text;
}

Status Ordered::run(Jobs& jobs) {
  const Interruption interruption;
  while (!interruption.has_come()) {
    if (const Status status = give_jobs(jobs); !status) return status;
    if (next_ == Jobs::Next::none && answers_.empty()) break;
    jobs.rest();
    const bool hungry = next_ == Jobs::Next::later && workers_.idle();
    for (WorkerEvent& event : workers_.wait(hungry ? jobs.feed() : nullptr, kRest)) {
      note(jobs, event);
    }
    hand_over(jobs);
  }
  interrupted_ = interruption.has_come();
  return Done{};
}

// Nobody runs so far ahead that the answers which wait for those before them fill the memory.
Status Ordered::give_jobs(Jobs& jobs) {
  std::string job;
  if (next_ == Jobs::Next::later) next_ = Jobs::Next::job;
  while (workers_.idle() && next_ == Jobs::Next::job && (held_ < kMostHeld || answers_.empty())) {
    job.clear();
    next_ = jobs.next(&job);
    if (next_ != Jobs::Next::job) break;
    answers_.emplace_back();
    if (Status status = workers_.give(first_ + answers_.size() - 1, job); !status) return status;
  }
  return Done{};
}

void Ordered::note(Jobs& jobs, WorkerEvent& event) {
  Answer& answer = answers_[event.ticket - first_];
  switch (event.kind) {
    case WorkerEvent::Kind::part: {
      Spool& spool = event.part == kMessages ? answer.messages
                     : event.part == kOutput ? answer.output
                                             : answer.verdict;
      spool.add(event.bytes);
      held_ += event.bytes.size();
      return;
    }
    case WorkerEvent::Kind::asked:  // nobody does
      return;
    case WorkerEvent::Kind::alive:
      return jobs.alive(event.ticket, event.bytes);
    default:
      answer.end = event.kind;
      answer.reason = std::move(event.bytes);
      jobs.arrived(event.ticket, answer);
  }
}

void Ordered::hand_over(Jobs& jobs) {
  for (; !answers_.empty() && answers_.front().end != WorkerEvent::Kind::part; ++first_) {
    Answer& answer = answers_.front();
    held_ -= answer.size();
    jobs.take(first_, answer);
    answers_.pop_front();
  }
}

}  // namespace gangmu::cli
