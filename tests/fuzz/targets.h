// What can be fuzzed: each reader by its name, and what stands in kMore of targets.cpp. Every
// target takes any bytes and aborts where a promise is broken. libfuzzer.cpp runs one under the
// fuzzer, replay.cpp the kept corpora under any compiler.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

std::vector<std::string> target_names();
// False: there is no such target.
bool run_target(std::string_view name, std::string_view bytes);

// parts.cpp: XML parts of a Word or OFD document, or of a workbook, with a line "%%" between them,
// packed as such.
std::string docx_of_parts(std::string_view parts);
std::string ofd_of_parts(std::string_view parts);
std::string workbook_of_parts(std::string_view parts);

}  // namespace fuzz
