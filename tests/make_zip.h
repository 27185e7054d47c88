// Zip containers in memory, for tests of the formats that are made of them.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "model/source.h"

namespace samples {

using Entries = std::vector<std::pair<std::string, std::string>>;

// The container's bytes; with a password its entries are encrypted.
std::string zip_of(const Entries& entries, const std::string& password = "");

// A Word document: the XML between <w:body> tags, and other parts ("numbering.xml" and its XML).
std::string docx_of(const std::string& body, const Entries& parts = {});
// A paragraph of one run; a run.
std::string p(const std::string& text);
std::string r(const std::string& text, const std::string& properties = "");

// The lines of a text view.
std::vector<std::string> lines_of(const gangmu::Source& source);

}  // namespace samples
