#include "corpus_cases.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "parser/parse.h"

namespace corpus {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read \"" + path.string() + "\"");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

void replace_all(std::string* text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text->find(from, at)) != std::string::npos; at += to.size()) {
    text->replace(at, from.size(), to);
  }
}

// Visible signs for what editors hide or strip.
std::string unescaped(std::string line) {
  replace_all(&line, "␣", " ");
  replace_all(&line, "\\f", "\f");
  replace_all(&line, "\\t", "\t");
  return line;
}

bool starts(std::string_view line, std::string_view head) {
  return line.substr(0, head.size()) == head;
}

}  // namespace

std::vector<Case> read_cases(const std::string& folder, const std::string& file) {
  std::vector<Case> cases;
  bool open = false;
  int number = 0;
  const auto mistake = [&](const std::string& what) {
    throw std::runtime_error(file + ":" + std::to_string(number) + ": " + what);
  };
  for (const std::string& line : lines_of(fs::path(folder) / file)) {
    ++number;
    if (starts(line, "=== ")) {
      if (open) mistake("the case before has no end");
      open = true;
      Case fresh;
      fresh.file = file;
      fresh.name = line.substr(4);
      fresh.line = number;
      cases.push_back(fresh);
    } else if (line == "===") {
      if (!open) mistake("no case is open");
      if (cases.back().sections.empty()) mistake("a case without a section");
      open = false;
    } else if (open && starts(line, "--- ")) {
      cases.back().sections.push_back({line.substr(4), number, {}});
    } else if (open && cases.back().sections.empty()) {
      cases.back().input += unescaped(line) + "\n";
    } else if (open) {
      cases.back().sections.back().lines.push_back(line);
    }
  }
  if (open) mistake("the last case has no end");
  return cases;
}

gangmu::Document document_of(std::string input, const gangmu::Grammar& grammar) {
  gangmu::Source source;
  source.name = "case";
  source.format = "text";
  source.encoding = "UTF-8";
  source.bytes = input.size();
  source.text = std::move(input);
  source.index();
  return gangmu::parse(std::move(source), grammar);
}

void rewrite(const std::string& folder, const std::string& file, const gangmu::Grammar& grammar) {
  const std::vector<std::string> old = lines_of(fs::path(folder) / file);
  std::string out;
  std::size_t next = 0;
  for (const Case& one : read_cases(folder, file)) {
    const gangmu::Document document = document_of(one.input, grammar);
    for (const Section& section : one.sections) {
      while (next < static_cast<std::size_t>(section.line)) out += old[next++] + "\n";
      next += section.lines.size();
      for (const auto& line : render(section.name, one.input, document, grammar)) {
        out += line + "\n";
      }
    }
  }
  while (next < old.size()) out += old[next++] + "\n";
  std::ofstream(fs::path(folder) / file, std::ios::binary) << out;
}

}  // namespace corpus
