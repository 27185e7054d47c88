// How much of a file is read. What goes beyond is refused with an error that names the limit; no
// limit of the program gives a part of a document for the whole.
#pragma once

#include <cstdint>

namespace gangmu {

struct ReadLimits {
  // Of containers (zip): bytes that all parts of a document unpack to; one part may have half.
  std::uint64_t unpacked = 256ull << 20;
  // … to so many times their packed size: XML packs to a twentieth, a document of one sentence over
  // and over to a hundredth; the format itself ends at a thousandth.
  std::uint64_t ratio = 400;
  std::uint64_t entries = 20000;
  // Elements of XML and HTML inside one another. 0: 400 of XML, of which Word writes some thirty,
  // and 250 of HTML, for which its parser takes no more.
  std::uint64_t nesting = 0;
  std::uint64_t pages = 20000;       // of a PDF
  std::uint64_t on_page = 400'000;   // characters on a page of a PDF, and as many drawn lines
  std::uint64_t shown = 8ull << 20;  // characters of an OFD, which may show its parts repeatedly
  std::uint64_t cells = 5'000'000;   // of a workbook
  // In a paragraph or title: with more, the text is read and gives no targets. 0: as many as
  // parse() takes by itself.
  std::uint64_t figures = 0;
  unsigned seconds = 120;             // for a program that helps to read
  std::uint64_t memory = 2ull << 30;  // … and its address space, of which LibreOffice has twice

  std::uint64_t nesting_or(std::uint64_t usual) const { return nesting == 0 ? usual : nesting; }
  std::uint64_t figures_or(std::uint64_t usual) const { return figures == 0 ? usual : figures; }
};

}  // namespace gangmu
