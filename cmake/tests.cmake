# One Catch2 program of all tests/*_test.cpp, each file an entry of ctest, and the tests that
# need more than the library: the house rules and the installed package.
find_package(Catch2 2.13 REQUIRED)
find_package(nlohmann_json REQUIRED)
# The system's Python, not one that stands before it in PATH: scripts/packages.sh installs the
# modules that the tests read workbooks and schemas with as packages of the system.
if(NOT Python3_EXECUTABLE AND EXISTS /usr/bin/python3)
  set(Python3_EXECUTABLE /usr/bin/python3)
endif()
find_package(Python3 REQUIRED COMPONENTS Interpreter)

file(GLOB TEST_SOURCES CONFIGURE_DEPENDS tests/*_test.cpp tests/corpus_*.cpp
     tests/make_*.cpp)
list(REMOVE_DUPLICATES TEST_SOURCES)
# The test files are compiled the same way for the presets dev and asan: without optimisation and
# without the sanitizers, which are there for the library. So scripts/test compiles them once.
set(GANGMU_TEST_CASES "" CACHE FILEPATH "The library of test cases of another build, up to date")
if(GANGMU_TEST_CASES)
  add_library(gangmu_test_cases STATIC IMPORTED)
  set_target_properties(gangmu_test_cases PROPERTIES IMPORTED_LOCATION "${GANGMU_TEST_CASES}")
else()
  add_library(gangmu_test_cases STATIC ${TEST_SOURCES})
  target_compile_definitions(gangmu_test_cases PRIVATE GANGMU_TEST_HOOKS)
  target_link_libraries(gangmu_test_cases PRIVATE gangmu gangmu_warnings Catch2::Catch2 fmt::fmt
                        CLI11::CLI11 tomlplusplus::tomlplusplus nlohmann_json::nlohmann_json
                        pugixml::pugixml PkgConfig::LIBZIP)
  # Reading Catch2's header costs more than compiling most of these files.
  target_precompile_headers(gangmu_test_cases PRIVATE <catch2/catch.hpp>)
endif()
add_executable(gangmu_tests tests/main.cpp)
target_compile_definitions(gangmu_tests PRIVATE
  GANGMU_ROOT="${CMAKE_CURRENT_SOURCE_DIR}" GANGMU_PROGRAM="$<TARGET_FILE:gangmu_cli>")
# The library stands before the test cases: what both have, the standard library's templates, is
# taken from it.
target_link_libraries(gangmu_tests PRIVATE gangmu_cli_parts gangmu_flags Catch2::Catch2
                      -Wl,--whole-archive gangmu gangmu_test_cases -Wl,--no-whole-archive
                      PkgConfig::LIBZIP pugixml::pugixml)
add_dependencies(gangmu_tests gangmu_cli)
# A test a file: starting the program for each of its cases would take longer than most cases.
foreach(source IN LISTS TEST_SOURCES)
  cmake_path(GET source STEM cases)
  if(cases MATCHES "_test$")
    add_test(NAME ${cases} COMMAND gangmu_tests -w NoTests -\# "[\#${cases}]~[.]"
             WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
    set_tests_properties(${cases} PROPERTIES TIMEOUT 600)
  endif()
endforeach()
# `ctest -C Full` (scripts/test --full): test cases with the hidden tag [.long].
add_test(NAME long CONFIGURATIONS Full COMMAND gangmu_tests -w NoTests "[long]"
         WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")

# A test from outside, tests/NAME.py PROGRAM and further arguments; what it needs and does not find
# makes it "Skipped". Under the sanitizers most of them are part of the long runs: the test cases,
# what the fuzzer kept, and the tests of sanitized_tests are what `scripts/test` asks there.
set(sanitized_tests errors command_line archives limits batch golden pdf_files)
set(long_when_sanitized)
if(GANGMU_SANITIZE)
  set(long_when_sanitized CONFIGURATIONS Full)
endif()
function(add_outside_test name)
  set(when ${long_when_sanitized})
  if(name IN_LIST sanitized_tests)
    set(when)
  endif()
  add_test(NAME ${name} ${when}
           COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/${name}.py"
                   "$<TARGET_FILE:gangmu_cli>" ${ARGN})
  # The long ones begin first.
  set_tests_properties(${name} PROPERTIES TIMEOUT 2400 SKIP_RETURN_CODE 77 COST 10)
endfunction()
# Of all documents, or many files, what the test asks of some: without the sanitizers, under which it
# takes half an hour.
function(add_full_test name)
  if(NOT GANGMU_SANITIZE)
    add_test(NAME ${name}_full CONFIGURATIONS Full
             COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/${name}.py"
                     "$<TARGET_FILE:gangmu_cli>" --full ${ARGN})
    set_tests_properties(${name}_full PROPERTIES TIMEOUT 1800 SKIP_RETURN_CODE 77)
  endif()
endfunction()

add_outside_test(layering)
add_outside_test(errors)
add_outside_test(command_line)
# Languages, help, settings, doctor, completion; and each verb as it stands in a terminal.
add_outside_test(help)
add_outside_test(terminal)
add_outside_test(archives)
# Each limit of docs/security.md.
add_outside_test(limits)
add_outside_test(batch)
# 2,000 files and one of 200 MB.
add_full_test(batch Killed.test_many_files Streams.test_memory_does_not_grow)
add_outside_test(docling)
# Its own reader of the format, from PyPI (scripts/test installs it into build/python).
set(DOCLING_PYTHON "${CMAKE_CURRENT_SOURCE_DIR}/build/python/bin/python")
if(NOT EXISTS "${DOCLING_PYTHON}")
  set(DOCLING_PYTHON Python3::Interpreter)
endif()
add_test(NAME docling_core ${long_when_sanitized}
         COMMAND "${DOCLING_PYTHON}" "${CMAKE_CURRENT_SOURCE_DIR}/tests/docling.py"
                 "$<TARGET_FILE:gangmu_cli>" --core)
set_tests_properties(docling_core PROPERTIES TIMEOUT 600 SKIP_RETURN_CODE 77)
add_test(NAME install ${long_when_sanitized}
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
add_outside_test(kept)
add_outside_test(monitoring)
add_outside_test(update)
# A plan above beside plans below, against a table made by hand.
add_outside_test(compare)
# The HTML report as its readers use it, in a browser.
add_outside_test(report)
# JSON read back, and hostile JSON.
add_outside_test(round_trip)
add_full_test(round_trip)
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
add_full_test(word)
add_outside_test(office)
add_outside_test(fixed)
add_outside_test(scans)
# Two drafts side by side, and one text in two formats.
add_outside_test(checks)
add_outside_test(diff)
# Layouts of many offices, and PDF files as they come: encrypted, cut off, damaged, turned.
add_outside_test(layouts)
add_outside_test(pdf_files)

set_tests_properties(batch pdf_files golden archives PROPERTIES COST 100)
if(NOT GANGMU_SANITIZE)
  set_tests_properties(round_trip fixed word diff layouts PROPERTIES COST 50)
endif()

# What the fuzzer kept, run again without it: a test a folder of tests/fuzz/corpus.
add_executable(gangmu_replay tests/fuzz/replay.cpp tests/fuzz/targets.cpp tests/fuzz/parts.cpp)
target_link_libraries(gangmu_replay PRIVATE gangmu gangmu_flags)
file(GLOB FUZZ_CORPORA CONFIGURE_DEPENDS tests/fuzz/corpus/*)
foreach(corpus IN LISTS FUZZ_CORPORA)
  cmake_path(GET corpus FILENAME target)
  add_test(NAME "fuzz ${target}" COMMAND gangmu_replay "${target}" "${corpus}")
  set_tests_properties("fuzz ${target}" PROPERTIES TIMEOUT 300)
endforeach()
