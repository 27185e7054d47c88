// Once: work that the first who asks for its result does, on any thread.
#pragma once

#include <atomic>
#include <mutex>

namespace gangmu {

// As std::call_once, which calls into the C library each time it is asked, and the system whenever
// something is done: asked when done, this is one load.
class Once {
 public:
  template <typename Work>
  void run(const Work& work) {
    if (done_.load(std::memory_order_acquire)) return;
    const std::lock_guard lock(doing_);
    if (done_.load(std::memory_order_relaxed)) return;
    work();
    done_.store(true, std::memory_order_release);
  }

 private:
  std::atomic<bool> done_ = false;
  std::mutex doing_;
};

}  // namespace gangmu
