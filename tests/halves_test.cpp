// model/halves.h, model/helper.h, model/once.h: each thing once, also the bits of a vector<bool>,
// with a helper and without one, and errors come out.
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include "model/halves.h"
#include "model/once.h"

using namespace gangmu;

TEST_CASE("halves: every round is done once") {
  const Helper helper(GENERATE(true, false));
  for (const std::size_t count : {0u, 1u, 63u, 64u, 127u, 128u, 1000u, 100001u}) {
    std::vector<int> times(count, 0);
    std::vector<bool> bits(count, false);
    in_halves(count, 10, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        ++times[i];
        bits[i] = true;
      }
    });
    CHECK(times == std::vector<int>(count, 1));
    CHECK(bits == std::vector<bool>(count, true));
  }
}

TEST_CASE("halves: an error of either half comes out") {
  const Helper helper(GENERATE(true, false));
  for (const std::size_t bad : {1u, 999u}) {
    CHECK_THROWS_AS(in_halves(1000, 10,
                              [&](std::size_t begin, std::size_t end) {
                                if (begin <= bad && bad < end) throw std::length_error("here");
                              }),
                    std::length_error);
  }
}

TEST_CASE("beside: done once, on a thread or without one, and errors come out") {
  const Helper helper(GENERATE(true, false));
  for (const bool worth : {true, false}) {
    int times = 0;
    CHECK(beside(worth, [&] { return ++times; }).get() == 1);
    CHECK(times == 1);
    auto failing = beside(worth, []() -> int { throw std::length_error("here"); });
    CHECK_THROWS_AS(failing.get(), std::length_error);
  }
}

TEST_CASE("helper: one for a thread, one job after the other, also after a long pause") {
  if (std::thread::hardware_concurrency() < 2) return;
  const Helper helper(true), second(true);
  CHECK(Helper::own() == &helper);
  std::atomic<bool> go = false;
  auto waiting = beside(true, [&] {
    go.wait(false);
    CHECK(Helper::own() == nullptr);
    return std::this_thread::get_id();
  });
  CHECK(waiting.is_begun());
  auto own = beside(true, [] { return std::this_thread::get_id(); });  // the helper is busy
  CHECK_FALSE(own.is_begun());
  CHECK(own.get() == std::this_thread::get_id());
  go = true;
  go.notify_one();
  const auto helping = waiting.get();
  CHECK(helping != std::this_thread::get_id());
  std::this_thread::sleep_for(std::chrono::milliseconds(5));  // longer than anybody looks
  int times = 0;
  for (int i = 0; i < 1000; ++i) {
    beside(true, [&] {
      ++times;
      return 0;
    }).get();
  }
  CHECK(times == 1000);
  auto slow = beside(true, [] {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return std::this_thread::get_id();
  });
  CHECK(slow.get() == helping);
}

TEST_CASE("helper: what was begun ends before it goes, what was not is left") {
  std::atomic<int> begun = 0;
  bool left = false;
  {
    const Helper helper(true);
    const auto first = beside(true, [&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      ++begun;
    });
    const auto later = beside(first.is_begun(), [&] { left = true; });
    if (!first.is_begun()) ++begun;
  }
  CHECK(begun == 1);
  CHECK_FALSE(left);
  CHECK(Helper::own() == nullptr);
}

TEST_CASE("once: the first who asks does it, for all threads") {
  const Helper helper(true);
  Once once;
  int times = 0;
  std::vector<int> seen(1000, 0);
  in_halves(seen.size(), 10, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      once.run([&] { ++times; });
      seen[i] = times;
    }
  });
  CHECK(seen == std::vector<int>(1000, 1));
}
