// parser/halves.h: each thing once, also the bits of a vector<bool>, and errors come out.
#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

#include "parser/halves.h"

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
