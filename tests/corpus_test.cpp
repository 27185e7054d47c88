// Runs the cases of tests/corpus. GANGMU_REWRITE=1 writes what the parser makes today into the
// files instead; it is refused where CI is set, so that no build of record approves itself.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "corpus_cases.h"
#include "tests/surroundings.h"

namespace {

const std::string kFolder = (surroundings::root() / "tests/corpus").string();

std::vector<std::string> files_in(const std::string& sub) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder + "/" + sub)) {
    if (entry.path().extension() == ".txt") names.push_back(sub + entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<corpus::Case> all_cases(const std::string& sub) {
  std::vector<corpus::Case> cases;
  for (const std::string& file : files_in(sub)) {
    for (auto& one : corpus::read_cases(kFolder, file)) cases.push_back(std::move(one));
  }
  return cases;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

bool set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' && std::string_view(value) != "0";
}

void run(const corpus::Case& one) {
  const auto grammar = gangmu::Grammar::builtin();
  const gangmu::Document document = corpus::document_of(one.input, *grammar);
  CHECK(check_invariants(document) == std::vector<std::string>{});
  for (const corpus::Section& section : one.sections) {
    const auto actual = corpus::render(section.name, one.input, document, *grammar);
    INFO("tests/corpus/" << one.file << ":" << section.line << ": " << section.name << " of \""
                         << one.name << "\"\n--- input\n"
                         << one.input << "--- expected\n"
                         << joined(section.lines) << "--- actual\n"
                         << joined(actual));
    CHECK((joined(actual) == joined(section.lines)));
  }
}

}  // namespace

TEST_CASE("corpus", "[corpus]") {
  if (set("GANGMU_REWRITE")) {
    REQUIRE_FALSE(set("CI"));
    for (const std::string& file : files_in("")) {
      corpus::rewrite(kFolder, file, *gangmu::Grammar::builtin());
    }
  }
  static const std::vector<corpus::Case> cases = all_cases("");
  REQUIRE(cases.size() > 150);
  for (const corpus::Case& one : cases) {
    DYNAMIC_SECTION(one.place() << " " << one.name) { run(one); }
  }
}

// What the parser does not do yet. A case that passes here belongs in the file above.
TEST_CASE("open corpus", "[.open]") {
  static const std::vector<corpus::Case> cases = all_cases("open/");
  for (const corpus::Case& one : cases) {
    DYNAMIC_SECTION(one.place() << " " << one.name) { run(one); }
  }
}
