# The fuzzer of tests/fuzz; which target it runs GANGMU_FUZZ_TARGET says (scripts/fuzz). The kept corpora
# are replayed without it, by any compiler (cmake/tests.cmake).
add_executable(gangmu_fuzz tests/fuzz/targets.cpp tests/fuzz/parts.cpp
               tests/fuzz/libfuzzer.cpp)
target_link_libraries(gangmu_fuzz PRIVATE gangmu gangmu_flags)
target_link_options(gangmu_fuzz PRIVATE -fsanitize=fuzzer)
