// Work on two processors: halves of a loop, and what goes on beside something else.
#pragma once

#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "model/helper.h"

namespace gangmu {

inline constexpr std::size_t kLinesWorthAThread = 1000;
inline constexpr std::size_t kBytesWorthAThread = std::size_t{1} << 17;  // of text

// What beside() began. Only the thread that asked for it may have it.
template <typename Result>
class Beside {
 public:
  Beside() = default;
  Beside(Beside&&) noexcept = default;
  Beside& operator=(Beside&&) = delete;
  // Waits for what has been begun; what has not is not done.
  ~Beside() {
    if (job_ && job_->number != 0) helper_->wait(job_->number);
  }

  // Waits, and does it where nobody else has begun to. To be asked once.
  Result get() {
    const std::unique_ptr<Job> job = std::move(job_);
    if (job->number != 0) {
      helper_->wait(job->number);
    } else {
      job->run();
    }
    if (job->error) std::rethrow_exception(job->error);
    if constexpr (!std::is_void_v<Result>) return std::move(*job->result);
  }
  bool valid() const { return job_ != nullptr; }
  // Whether another thread does it.
  bool is_begun() const { return job_ && job_->number != 0; }

 private:
  struct Job : Helper::Job {
    using Value = std::conditional_t<std::is_void_v<Result>, bool, Result>;
    std::optional<Value> result;
    std::exception_ptr error;
    std::uint32_t number = 0;  // 0: of no helper
  };
  template <typename Work>
  struct Doing final : Job {
    explicit Doing(Work w) : work(std::move(w)) {}
    void run() noexcept override {
      try {
        if constexpr (std::is_void_v<Result>) {
          work();
        } else {
          this->result.emplace(work());
        }
      } catch (...) {
        this->error = std::current_exception();
      }
    }
    Work work;
  };

  template <typename Work>
  Beside(Helper* helper, Work work)
      : helper_(helper), job_(std::make_unique<Doing<Work>>(std::move(work))) {
    if (helper_ != nullptr) job_->number = helper_->begin(job_.get());
  }
  template <typename Work>
  friend auto beside(bool worth, Work work) -> Beside<decltype(work())>;

  Helper* helper_ = nullptr;
  std::unique_ptr<Job> job_;
};

// Has the helper of this thread do the work, where it is `worth` that and the helper has nothing
// else to do; otherwise it is done in get().
template <typename Work>
auto beside(bool worth, Work work) -> Beside<decltype(work())> {
  return Beside<decltype(work())>(worth ? Helper::own() : nullptr, std::move(work));
}

// Calls part(begin, end) for the two halves of a loop over `count` things, at the same time where
// they are `fewest` or more: no round may read what another writes. The second begins at a multiple
// of 64, so that the rounds may set bits of a std::vector<bool>.
template <typename Part>
void in_halves(std::size_t count, std::size_t fewest, const Part& part) {
  const std::size_t middle = count / 2 / 64 * 64;
  if (count < fewest || middle == 0) return part(0, count);
  Beside<void> second = beside(true, [&] { part(middle, count); });
  part(0, middle);
  second.get();
}

}  // namespace gangmu
