// Once: work that the first who asks for its result does, on any thread.
#pragma once

#include <atomic>
#include <mutex>

namespace gangmu {

// As std::call_once, which calls into the C library each time: asked when done, it is one load.
class Once {
 public:
  template <typename Work>
  void run(const Work& work) {
    if (done_.load(std::memory_order_acquire)) return;
    std::call_once(once_, work);
    done_.store(true, std::memory_order_release);
  }

 private:
  std::atomic<bool> done_ = false;
  std::once_flag once_;
};

}  // namespace gangmu
