// Cases of the corpus (tests/corpus/README.md): an input and what is expected of it, kept in text
// files with prose around them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/grammar.h"

namespace corpus {

struct Section {
  std::string name;                // "outline"
  int line = 0;                    // of its "---" line in the file, from 1
  std::vector<std::string> lines;  // expected
};

struct Case {
  std::string file;  // relative to tests/corpus
  std::string name;
  int line = 0;  // of its heading in the file, from 1
  std::string input;
  std::vector<Section> sections;
  std::string place() const { return "tests/corpus/" + file + ":" + std::to_string(line); }
};

// The cases of one file; a mistake in its form is thrown as std::runtime_error with file and line.
std::vector<Case> read_cases(const std::string& folder, const std::string& file);

// The lines that the section of this name has for the input. Throws std::runtime_error when there
// is no such section.
std::vector<std::string> render(std::string_view section, std::string_view input,
                                const gangmu::Document& document, const gangmu::Grammar& grammar);

// The document that an input makes.
gangmu::Document document_of(std::string input, const gangmu::Grammar& grammar);

// Puts the actual lines of each section of the file in the place of the expected ones.
void rewrite(const std::string& folder, const std::string& file, const gangmu::Grammar& grammar);

}  // namespace corpus
