// Under libFuzzer: GANGMU_FUZZ_TARGET names the target (scripts/fuzz sets it). An argument would be
// lost where the fuzzer starts itself anew to merge corpora.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const char* const kTarget = std::getenv("GANGMU_FUZZ_TARGET");
  if (kTarget == nullptr ||
      !fuzz::run_target(kTarget, {reinterpret_cast<const char*>(bytes), size})) {
    std::fputs("GANGMU_FUZZ_TARGET must be one of:", stderr);
    for (const auto& name : fuzz::target_names()) std::fprintf(stderr, " %s", name.c_str());
    std::fputs("\n", stderr);
    std::exit(2);
  }
  return 0;
}
