# One Catch2 program of all tests/*_test.cpp, each test case an entry of ctest, and the tests that
# need more than the library: the house rules and the installed package.
find_package(Catch2 2.13 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)
include(Catch)

file(GLOB TEST_SOURCES CONFIGURE_DEPENDS tests/*_test.cpp tests/corpus_*.cpp
     tests/make_*.cpp)
list(REMOVE_DUPLICATES TEST_SOURCES)
add_executable(gangmu_tests tests/main.cpp ${TEST_SOURCES} cli/tools.cpp cli/platform.cpp
               cli/platform_process.cpp)
target_compile_definitions(gangmu_tests PRIVATE
  GANGMU_ROOT="${CMAKE_CURRENT_SOURCE_DIR}"
  GANGMU_PROGRAM="$<TARGET_FILE:gangmu_cli>")
target_link_libraries(gangmu_tests PRIVATE gangmu gangmu_flags Catch2::Catch2 fmt::fmt
                      nlohmann_json::nlohmann_json pugixml::pugixml PkgConfig::LIBZIP)
# Reading Catch2's header costs more than compiling most of these files.
target_precompile_headers(gangmu_tests PRIVATE <catch2/catch.hpp>)
set_source_files_properties(tests/main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
add_dependencies(gangmu_tests gangmu_cli)
catch_discover_tests(gangmu_tests WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
                     PROPERTIES TIMEOUT 300)
# `ctest -C Full` (scripts/test --full): test cases with the hidden tag [.long].
add_test(NAME long CONFIGURATIONS Full COMMAND gangmu_tests "[long]"
         WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")

add_test(NAME layering
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/layering.py")
add_test(NAME command_line
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/command_line.py"
                 "$<TARGET_FILE:gangmu_cli>")
add_test(NAME archives
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/archives.py"
                 "$<TARGET_FILE:gangmu_cli>")
set_tests_properties(archives PROPERTIES TIMEOUT 600)
add_test(NAME install
         COMMAND "${CMAKE_COMMAND}" "-DBUILD=${CMAKE_CURRENT_BINARY_DIR}"
                 "-DSOURCE=${CMAKE_CURRENT_SOURCE_DIR}" "-DGENERATOR=${CMAKE_GENERATOR}"
                 "-DSANITIZE=${GANGMU_SANITIZE}"
                 -P "${CMAKE_CURRENT_SOURCE_DIR}/tests/install/run.cmake")
# What comes out of samples/, and the real file of ../shared with its annotations, where it is there.
add_test(NAME golden
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/golden.py"
                 "$<TARGET_FILE:gangmu_cli>")
# The exports read back by foreign tools.
add_test(NAME exports
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/exports.py"
                 "$<TARGET_FILE:gangmu_cli>")
set_tests_properties(exports PROPERTIES TIMEOUT 600)
add_test(NAME schema
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/schema.py"
                 "$<TARGET_FILE:gangmu_cli>")
set_tests_properties(schema PROPERTIES TIMEOUT 600 SKIP_RETURN_CODE 77)
add_test(NAME seeds
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/seeds.py"
                 "$<TARGET_FILE:gangmu_cli>")
set_tests_properties(seeds PROPERTIES SKIP_RETURN_CODE 77)
# No value but what stands in the source, also in damaged texts.
add_test(NAME invented
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/invented.py"
                 "$<TARGET_FILE:gangmu_cli>")
set_tests_properties(invented PROPERTIES TIMEOUT 600)
add_test(NAME recognizers
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/recognizers.py"
                 "$<TARGET_FILE:gangmu_cli>")
set_tests_properties(recognizers PROPERTIES SKIP_RETURN_CODE 77)
# Documents in other issuers' forms with their gold, and changes that must leave the tree alone.
add_test(NAME documents
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/documents.py"
                 "$<TARGET_FILE:gangmu_cli>")
set_tests_properties(documents PROPERTIES SKIP_RETURN_CODE 77)
add_test(NAME metamorphic
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/metamorphic.py"
                 "$<TARGET_FILE:gangmu_cli>")
# The same plans as DOCX, HTML and Markdown.
add_test(NAME formats
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/formats.py"
                 "$<TARGET_FILE:gangmu_cli>")
# The same as .doc, .rtf and .odt, where LibreOffice is installed.
add_test(NAME office
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/office.py"
                 "$<TARGET_FILE:gangmu_cli>")
set_tests_properties(office PROPERTIES TIMEOUT 600 SKIP_RETURN_CODE 77)
set_tests_properties(golden seeds documents metamorphic formats PROPERTIES TIMEOUT 600)
# The same plans on pages: PDF and OFD.
add_test(NAME fixed
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/fixed.py"
                 "$<TARGET_FILE:gangmu_cli>")
set_tests_properties(fixed PROPERTIES TIMEOUT 900 SKIP_RETURN_CODE 77)
add_test(NAME scans
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/scans.py"
                 "$<TARGET_FILE:gangmu_cli>")
set_tests_properties(scans PROPERTIES TIMEOUT 600 SKIP_RETURN_CODE 77)
# Layouts of many offices.
add_test(NAME layouts
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/layouts.py"
                 "$<TARGET_FILE:gangmu_cli>")
set_tests_properties(layouts PROPERTIES TIMEOUT 600 SKIP_RETURN_CODE 77)
# PDF files as they come: encrypted, cut off, damaged, turned.
add_test(NAME pdf_files
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/pdf_files.py"
                 "$<TARGET_FILE:gangmu_cli>")
set_tests_properties(pdf_files PROPERTIES TIMEOUT 600 SKIP_RETURN_CODE 77)
add_test(NAME errors
         COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tests/errors.py")

# What the fuzzer kept, run again without it: a test a folder of tests/fuzz/corpus.
add_executable(gangmu_replay tests/fuzz/replay.cpp tests/fuzz/targets.cpp tests/fuzz/docx_parts.cpp)
target_link_libraries(gangmu_replay PRIVATE gangmu gangmu_flags)
file(GLOB FUZZ_CORPORA CONFIGURE_DEPENDS tests/fuzz/corpus/*)
foreach(corpus IN LISTS FUZZ_CORPORA)
  cmake_path(GET corpus FILENAME target)
  add_test(NAME "fuzz ${target}" COMMAND gangmu_replay "${target}" "${corpus}")
  set_tests_properties("fuzz ${target}" PROPERTIES TIMEOUT 300)
endforeach()
