// Helper: a second thread for as long as one long document needs it. The process must not fork
// meanwhile: the copy would wait for a thread that it has not.
//
// Starting a thread and waking up a sleeping one takes longer than many a half of a loop, so there
// is one for all of them, and who waits, looks for a moment before sleeping.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <thread>

namespace gangmu {

class Helper {
 public:
  // Work that is done once; who hands it over keeps it until it is done.
  class Job {
   public:
    Job() = default;
    virtual ~Job() = default;
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;
    virtual void run() noexcept = 0;
  };

  // Starts the thread, which helps this one until the Helper goes. There is none where it is not
  // `worth` one, where this thread has one already, or where the system refuses it.
  explicit Helper(bool worth);
  // Waits for the job that was begun.
  ~Helper();
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;

  // That of the calling thread; nullptr where it has none. Only that thread may use it.
  static Helper* own();
  // Hands a job over; its number, or 0 where the helper has another one.
  std::uint32_t begin(Job* job);
  // Waits until the job of this number is done.
  void wait(std::uint32_t number);

 private:
  enum State : std::uint32_t { idle, busy, ends };
  void serve();

  std::atomic<std::uint32_t> state_ = idle;
  std::atomic<std::uint32_t> done_ = 0;  // number of the last job that was done
  std::uint32_t begun_ = 0;
  Job* job_ = nullptr;
  std::thread thread_;
};

}  // namespace gangmu
