#include "model/helper.h"

#ifdef __linux__
#include <sched.h>
#endif

#include <chrono>
#include <system_error>

namespace gangmu {

namespace {

thread_local Helper* own_helper = nullptr;

// Waits until the value is another one: for a fraction of a millisecond, as long as the gaps
// between two loops are, by looking again and again.
void wait_while(const std::atomic<std::uint32_t>& value, std::uint32_t old) {
  constexpr auto kLook = std::chrono::microseconds(200);
  constexpr int kLooks = 64;  // before the clock is asked
  const auto end = std::chrono::steady_clock::now() + kLook;
  do {
    for (int i = 0; i < kLooks; ++i) {
      if (value.load(std::memory_order_acquire) != old) return;
#if defined(__x86_64__) || defined(__i386__)
      __builtin_ia32_pause();
#endif
    }
    std::this_thread::yield();  // both may have been put on one processor
  } while (std::chrono::steady_clock::now() < end);
  value.wait(old, std::memory_order_acquire);
}

#ifdef __linux__

// Two threads that look instead of sleeping stay on one processor if they begin there: the system
// moves those that wake up, and others only now and then. So this one is moved away once.
void leave_processor(int processor) {
  cpu_set_t all, others;
  if (processor < 0 || processor >= CPU_SETSIZE || sched_getaffinity(0, sizeof all, &all) != 0) {
    return;
  }
  others = all;
  CPU_CLR(static_cast<std::size_t>(processor), &others);
  if (CPU_COUNT(&others) > 0 && sched_setaffinity(0, sizeof others, &others) == 0) {
    sched_setaffinity(0, sizeof all, &all);
  }
}
int this_processor() { return sched_getcpu(); }

#else

void leave_processor(int) {}
int this_processor() { return -1; }

#endif

}  // namespace

Helper::Helper(bool worth) {
  // With one processor, looking would keep the other from working.
  if (!worth || own_helper != nullptr || std::thread::hardware_concurrency() < 2) return;
  try {
    thread_ = std::thread([this, processor = this_processor()] {
      leave_processor(processor);
      serve();
    });
    own_helper = this;
  } catch (const std::system_error&) {  // NOLINT(bugprone-empty-catch): no thread to be had
  }
}

Helper::~Helper() {
  if (!thread_.joinable()) return;
  wait(begun_);
  own_helper = nullptr;
  state_.store(ends, std::memory_order_release);
  state_.notify_one();
  thread_.join();
}

Helper* Helper::own() { return own_helper; }

std::uint32_t Helper::begin(Job* job) {
  if (state_.load(std::memory_order_acquire) != idle) return 0;
  job_ = job;
  ++begun_;
  state_.store(busy, std::memory_order_release);
  state_.notify_one();
  return begun_;
}

void Helper::wait(std::uint32_t number) {
  for (std::uint32_t done = done_.load(std::memory_order_acquire); done < number;
       done = done_.load(std::memory_order_acquire)) {
    wait_while(done_, done);
  }
}

void Helper::serve() {
  std::uint32_t done = 0;
  for (;;) {
    wait_while(state_, idle);
    if (state_.load(std::memory_order_acquire) == ends) return;
    job_->run();
    state_.store(idle, std::memory_order_release);  // before, so that the next can be begun at once
    done_.store(++done, std::memory_order_release);
    done_.notify_one();
  }
}

}  // namespace gangmu
