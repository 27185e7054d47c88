// model/halves.h, model/once.h: each thing once, also the bits of a vector<bool>, and errors come
// out.
#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

#include "model/halves.h"
#include "model/once.h"

using namespace gangmu;

TEST_CASE("halves: every round is done once") {
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
  for (const std::size_t bad : {1u, 999u}) {
    CHECK_THROWS_AS(in_halves(1000, 10,
                              [&](std::size_t begin, std::size_t end) {
                                if (begin <= bad && bad < end) throw std::length_error("here");
                              }),
                    std::length_error);
  }
}

TEST_CASE("beside: done once, on a thread or without one, and errors come out") {
  for (const bool worth : {true, false}) {
    int times = 0;
    CHECK(beside(worth, [&] { return ++times; }).get() == 1);
    CHECK(times == 1);
    auto failing = beside(worth, []() -> int { throw std::length_error("here"); });
    CHECK_THROWS_AS(failing.get(), std::length_error);
  }
}

TEST_CASE("once: the first who asks does it, for all threads") {
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
