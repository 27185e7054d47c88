// OFD packages for tests: pages of objects, written by hand, and what is read of them.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "make_zip.h"
#include "readers/ofd.h"

namespace ofd_samples {

using samples::Entries;
using Texts = std::vector<std::string>;

// An element of OFD, and one as the root of a part.
std::string tag(const std::string& name, const std::string& attributes,
                const std::string& inside = "");
std::string root(const std::string& name, const std::string& inside);

// A text object of font 3; `code` are the attributes of its TextCode.
std::string text(const std::string& words, const std::string& code,
                 const std::string& object = "Boundary=\"0 0 210 10\" Font=\"3\" Size=\"5\"");
std::string path(const std::string& data, const std::string& object = "Boundary=\"0 0 0 0\"",
                 const std::string& colors = "");
std::string content(const std::string& objects);
// A page of objects in one layer; `before` stands before its content.
std::string page_of(const std::string& objects, const std::string& before = "");

// The part OFD.xml of a package with one document.
std::string main_part();

struct Parts {
  std::vector<std::string> pages = {};  // their XML; their identifiers are 100, 101, ...
  std::string common = "";              // more of CommonData
  std::string behind = "";              // behind the pages
  std::string box = "0 0 210 297";
  Entries more = {};
};
Entries entries_of(const Parts& parts);
std::string ofd_of(const Parts& parts);

// What is read, with the promises of readers/page.h looked at.
gangmu::Pages pages_of(const std::string& bytes);
// The page of these objects.
gangmu::Page one(const std::string& objects, const std::string& before = "");
gangmu::Error refused(const std::string& bytes);
Texts texts_of(const gangmu::Page& page);

// In millimetres, as the files have them.
void check_run(const gangmu::PageRun& run, const std::string& words,
               const std::vector<double>& edges, double base, double size);
// x0, y0, x1, y1 in hundredths of millimetres at most.
using Rules = std::vector<std::vector<double>>;
Rules rules_of(const gangmu::Page& page);

constexpr double kMm = 72 / 25.4;
inline Approx near(double value) { return Approx(value).margin(0.01); }

}  // namespace ofd_samples
