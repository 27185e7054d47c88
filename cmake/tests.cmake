# One Catch2 program of all tests/*_test.cpp, each test case an entry of ctest, and the tests that
# need more than the library: the house rules and the installed package.
find_package(Catch2 2.13 REQUIRED)
find_package(nlohmann_json REQUIRED)
# The system's Python, not one that stands before it in PATH: scripts/packages.sh installs the
# modules that the tests read workbooks and schemas with as packages of the system.
if(NOT Python3_EXECUTABLE AND EXISTS /usr/bin/python3)
  set(Python3_EXECUTABLE /usr/bin/python3)
endif()
find_package(Python3 REQUIRED COMPONENTS Interpreter)
include(Catch)

file(GLOB TEST_SOURCES CONFIGURE_DEPENDS tests/*_test.cpp tests/corpus_*.cpp
     tests/make_*.cpp)
list(REMOVE_DUPLICATES TEST_SOURCES)
# The program but for main().
set(TESTED_CLI_SOURCES ${CLI_SOURCES})
list(FILTER TESTED_CLI_SOURCES EXCLUDE REGEX "cli/main\\.cpp$")
add_executable(gangmu_tests tests/main.cpp ${TEST_SOURCES} ${TESTED_CLI_SOURCES})
target_compile_definitions(gangmu_tests PRIVATE
  GANGMU_VERSION="${PROJECT_VERSION}" GANGMU_TEST_HOOKS GANGMU_ROOT="${CMAKE_CURRENT_SOURCE_DIR}"
  GANGMU_PROGRAM="$<TARGET_FILE:gangmu_cli>")
target_link_libraries(gangmu_tests PRIVATE gangmu gangmu_flags Catch2::Catch2 fmt::fmt
                      CLI11::CLI11 tomlplusplus::tomlplusplus nlohmann_json::nlohmann_json pugixml::pugixml PkgConfig::LIBZIP)
# The test files would take twice as long to compile with -O1 under the sanitizers; the library is
# compiled with it.
target_compile_options(gangmu_tests PRIVATE $<$<CONFIG:Debug>:-O0>)
# Reading Catch2's header costs more than compiling most of these files.
target_precompile_headers(gangmu_tests PRIVATE <catch2/catch.hpp>)
set_source_files_properties(tests/main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
add_dependencies(gangmu_tests gangmu_cli)
catch_discover_tests(gangmu_tests WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
                     PROPERTIES TIMEOUT 300)
# `ctest -C Full` (scripts/test --full): test cases with the hidden tag [.long].
add_test(NAME long CONFIGURATIONS Full COMMAND gangmu_tests "[long]"
         WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")

# A test from outside, tests/NAME.py PROGRAM and further
# arguments; what it needs and does not find makes it "Skipped".
function(add_outside_test name)
  add_test(NAME ${name}
           COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/${name}.py"
                   "$<TARGET_FILE:gangmu_cli>" ${ARGN})
  set_tests_properties(${name} PROPERTIES TIMEOUT 600 SKIP_RETURN_CODE 77)
endfunction()

add_outside_test(layering)
add_outside_test(errors)
add_outside_test(command_line)
# Languages, help, settings, doctor, completion; and each verb as it stands in a terminal.
add_outside_test(help)
add_outside_test(terminal)
add_outside_test(archives)
add_outside_test(batch)
# 2,000 files and one of 200 MB, without the sanitizers.
if(NOT GANGMU_SANITIZE)
  add_test(NAME batch_full CONFIGURATIONS Full
           COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/batch.py"
                   "$<TARGET_FILE:gangmu_cli>" --full Killed.test_many_files
                   Streams.test_memory_does_not_grow)
  set_tests_properties(batch_full PROPERTIES TIMEOUT 1800)
endif()
add_outside_test(docling)
# Its own reader of the format, from PyPI (scripts/test installs it into build/python).
set(DOCLING_PYTHON "${CMAKE_CURRENT_SOURCE_DIR}/build/python/bin/python")
if(NOT EXISTS "${DOCLING_PYTHON}")
  set(DOCLING_PYTHON Python3::Interpreter)
endif()
add_test(NAME docling_core
         COMMAND "${DOCLING_PYTHON}" "${CMAKE_CURRENT_SOURCE_DIR}/tests/docling.py"
                 "$<TARGET_FILE:gangmu_cli>" --core)
set_tests_properties(docling_core PROPERTIES TIMEOUT 600 SKIP_RETURN_CODE 77)
add_test(NAME install
         COMMAND "${CMAKE_COMMAND}" "-DBUILD=${CMAKE_CURRENT_BINARY_DIR}"
                 "-DSOURCE=${CMAKE_CURRENT_SOURCE_DIR}" "-DGENERATOR=${CMAKE_GENERATOR}"
                 "-DSANITIZE=${GANGMU_SANITIZE}"
                 -P "${CMAKE_CURRENT_SOURCE_DIR}/tests/install/run.cmake")
# What comes out of samples/, and the real file of ../shared with its annotations, where it is there.
add_outside_test(golden)
add_outside_test(seeds)
# The exports read back by foreign tools.
add_outside_test(exports)
add_outside_test(schema)
add_outside_test(update)
# A plan above beside plans below, against a table made by hand.
add_outside_test(compare)
# The HTML report as its readers use it, in a browser.
add_outside_test(report)
# JSON read back, and hostile JSON.
if(GANGMU_SANITIZE)
  add_outside_test(round_trip --brief)
else()
  add_outside_test(round_trip)
  # Of all documents what it asks of some: without the sanitizers, under which it takes half an hour.
  add_test(NAME round_trip_full CONFIGURATIONS Full
           COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/round_trip.py"
                   "$<TARGET_FILE:gangmu_cli>" --full)
  set_tests_properties(round_trip_full PROPERTIES TIMEOUT 900)
endif()
# No value but what stands in the source, also in damaged texts.
add_outside_test(invented)
add_outside_test(recognizers)
# Documents in other issuers' forms with their gold, and changes that must leave the tree alone.
add_outside_test(documents)
add_outside_test(metamorphic)
# The same plans as DOCX, HTML and Markdown; as .doc, .rtf and .odt; on pages, PDF and OFD; as pictures.
add_outside_test(formats)
# What is written for Word, read again and opened by LibreOffice.
add_outside_test(word)
set_tests_properties(word PROPERTIES TIMEOUT 900)
add_outside_test(office)
add_outside_test(fixed)
set_tests_properties(fixed PROPERTIES TIMEOUT 900)
add_outside_test(scans)
# Two drafts side by side, and one text in two formats.
add_outside_test(checks)
add_outside_test(diff)
set_tests_properties(diff PROPERTIES TIMEOUT 900)
# Layouts of many offices, and PDF files as they come: encrypted, cut off, damaged, turned.
add_outside_test(layouts)
add_outside_test(pdf_files)

# What the fuzzer kept, run again without it: a test a folder of tests/fuzz/corpus.
add_executable(gangmu_replay tests/fuzz/replay.cpp tests/fuzz/targets.cpp tests/fuzz/parts.cpp)
target_link_libraries(gangmu_replay PRIVATE gangmu gangmu_flags)
file(GLOB FUZZ_CORPORA CONFIGURE_DEPENDS tests/fuzz/corpus/*)
foreach(corpus IN LISTS FUZZ_CORPORA)
  cmake_path(GET corpus FILENAME target)
  add_test(NAME "fuzz ${target}" COMMAND gangmu_replay "${target}" "${corpus}")
  set_tests_properties("fuzz ${target}" PROPERTIES TIMEOUT 300)
endforeach()
