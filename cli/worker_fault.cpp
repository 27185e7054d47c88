#include "cli/worker_fault.h"

#ifdef GANGMU_TEST_HOOKS
#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace gangmu::cli {

namespace {

// Volatile, so that no compiler sees that the loops end nowhere.
volatile unsigned going = 1;

void commit(std::string_view fault) {
  if (fault == "crash") std::abort();
  std::vector<std::string> hoard;
  while ((fault == "hang" || fault == "fill") && going != 0) {
    if (fault == "fill") hoard.emplace_back(std::size_t{16} << 20, 'x');
  }
}

}  // namespace

void commit_test_fault(std::string_view place) {
  const char* const value = std::getenv("GANGMU_TEST_FAULT");
  for (std::string_view rest = value == nullptr ? "" : value; !rest.empty();) {
    const std::string_view one = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    const std::size_t at = one.find('=');
    if (at != std::string_view::npos && one.substr(at + 1) == place) commit(one.substr(0, at));
  }
}

}  // namespace gangmu::cli
#else

namespace gangmu::cli {

void commit_test_fault(std::string_view) {}

}  // namespace gangmu::cli
#endif
