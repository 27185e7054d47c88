#define CATCH_CONFIG_MAIN
#define CATCH_CONFIG_CONSOLE_WIDTH 200
#include <catch2/catch.hpp>

#include "tests/surroundings.h"

extern "C" void __asan_init() __attribute__((weak));  // NOLINT: the name is the sanitizer's

namespace surroundings {

std::filesystem::path root() { return GANGMU_ROOT; }
std::filesystem::path program() { return GANGMU_PROGRAM; }
bool sanitized() { return __asan_init != nullptr; }
int times(int wanted) { return sanitized() ? wanted / 10 : wanted; }

}  // namespace surroundings
