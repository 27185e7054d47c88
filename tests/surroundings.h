// Where and how the tests run: known when the program is linked, so that the files of the tests are
// compiled once for all presets.
#pragma once

#include <filesystem>

namespace surroundings {

std::filesystem::path root();     // of the project
std::filesystem::path program();  // the command line
bool sanitized();                 // whether the library is built with the address sanitizer
// So many times, or a tenth of it under the sanitizers, which take long and see the same.
int times(int wanted);

}  // namespace surroundings
