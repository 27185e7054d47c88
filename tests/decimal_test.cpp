#include "parser/decimal.h"

#include <catch2/catch.hpp>

using gangmu::divide_decimal;
using gangmu::shift_decimal;

TEST_CASE("a shift moves the point and nothing else", "[decimal]") {
  CHECK(shift_decimal("8.10", 4) == "81000");
  CHECK(shift_decimal("8.10", 0) == "8.10");
  CHECK(shift_decimal("8.10", 1) == "81.0");
  CHECK(shift_decimal("8.10", 2) == "810");
  CHECK(shift_decimal("8.10", -2) == "0.0810");
  CHECK(shift_decimal("3.5", 4) == "35000");
  CHECK(shift_decimal("0.05", 8) == "5000000");
  CHECK(shift_decimal("12", 12) == "12000000000000");
  CHECK(shift_decimal("12", -3) == "0.012");
  CHECK(shift_decimal("0", 8) == "0");
  CHECK(shift_decimal("0.00", 1) == "0.0");
  CHECK(shift_decimal("-3.5", 4) == "-35000");
  CHECK(shift_decimal("-12", -3) == "-0.012");
  CHECK(shift_decimal("", 4) == "");
}

TEST_CASE("a shift keeps digits that no machine number could", "[decimal]") {
  CHECK(shift_decimal("123456789012345678901234567890.5", 8) ==
        "12345678901234567890123456789050000000");
  CHECK(shift_decimal("0.1", 1) == "1");
}

TEST_CASE("no number is shown with zeros before it", "[decimal]") {
  CHECK(shift_decimal("007", 4) == "70000");
  CHECK(shift_decimal("0.5", 1) == "5");
  CHECK(shift_decimal("00.50", 1) == "5.0");
}

TEST_CASE("shifting there and back gives the same number", "[decimal]") {
  for (const char* number : {"1", "8.10", "0.3333", "123456.789", "100", "0.01"}) {
    for (int power = 1; power <= 12; ++power) {
      std::string back = shift_decimal(shift_decimal(number, -power), power);
      CHECK(back == number);
    }
  }
}

TEST_CASE("a fraction has four places, rounded half up", "[decimal]") {
  CHECK(divide_decimal("1", "3") == "0.3333");
  CHECK(divide_decimal("2", "3") == "0.6667");
  CHECK(divide_decimal("1", "2") == "0.5");
  CHECK(divide_decimal("3", "4") == "0.75");
  CHECK(divide_decimal("1", "80000") == "0");
  CHECK(divide_decimal("1", "20000") == "0.0001");
  CHECK(divide_decimal("7", "1") == "7");
  CHECK(divide_decimal("0", "5") == "0");
  CHECK(divide_decimal("22", "7") == "3.1429");
}

TEST_CASE("what cannot be divided is nothing", "[decimal]") {
  CHECK(divide_decimal("1", "0") == "");
  CHECK(divide_decimal("1", "000") == "");
  CHECK(divide_decimal("1234567890", "3") == "");
  CHECK(divide_decimal("1", "1234567890") == "");
}
