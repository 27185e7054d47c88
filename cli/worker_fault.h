// A hook for tests: a worker that misbehaves on purpose. In a build without tests it does nothing.
#pragma once

#include <string_view>

namespace gangmu::cli {

// Crashes, hangs, or takes memory without end when GANGMU_TEST_FAULT says so of the file:
// "crash=a.txt,hang=b.txt,fill=c.txt" names places of inputs, or ids of lines; behind "reading/"
// the path of a file that is read apart.
void commit_test_fault(std::string_view place);

}  // namespace gangmu::cli
