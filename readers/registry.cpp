#include <algorithm>
#include <array>

#include "readers/docx.h"
#include "model/libzip.h"
#include "readers/html.h"
#include "readers/libmd4c.h"
#include "readers/libxml2.h"
#include "readers/markdown.h"
#include "readers/ocr.h"
#include "readers/ofd.h"
#include "readers/office.h"
#include "readers/ole.h"
#include "readers/pdf.h"
#include "readers/reader.h"
#include "readers/stored.h"
#include "readers/text.h"

namespace gangmu {

void load_reader_libraries() {
  load_libzip();
  load_libxml2();
  load_libmd4c();
}

std::span<const Reader> readers() {
  static const std::array kReaders = {
      Reader{"ofd",
             {".ofd"},
             "OFD, China's format of fixed pages (GB/T 33190), with its tables",
             is_ofd,
             read_ofd},
      Reader{"docx",
             {".docx"},
             "Word documents (DOCX), with automatic numbers and tables",
             is_docx,
             read_docx},
      Reader{"pdf",
             {".pdf"},
             "PDF, with its tables and notes, and scans",
             is_pdf,
             read_pdf,
             kPdfProgram,
             kOcrProgram},
      Reader{"doc",
             {".doc", ".wps"},
             "old documents of Word and WPS",
             is_ole,
             read_doc,
             kOfficeProgram},
      Reader{"rtf", {".rtf"}, "rich text", is_rtf, read_rtf, kOfficeProgram},
      Reader{"odt", {".odt"}, "OpenDocument texts", is_odt, read_odt, kOfficeProgram},
      Reader{"html",
             {".html", ".htm", ".shtml"},
             "web pages, saved or of a government site",
             is_html,
             read_html},
      Reader{"markdown",
             {".md", ".markdown"},
             "Markdown with its headings, lists and tables",
             is_markdown,
             read_markdown},
      Reader{"text",
             {".txt", ".text"},
             "plain text in UTF-8, UTF-16 or GB18030/GBK",
             [](std::string_view) { return true; },
             read_text,
             {},
             {},
             true},
  };
  return kReaders;
}

namespace {

const Reader& reader_of(std::string_view bytes) {
  const auto all = readers();
  const auto fits = [&](const Reader& row) { return row.fits(bytes); };
  return *std::find_if(all.begin(), all.end() - 1, fits);
}

}  // namespace

bool is_plain_text(std::string_view bytes) {
  // What begins so is asked about by opening it as a container.
  return !bytes.starts_with("PK") && reader_of(bytes).plain;
}

Result<Source> read_bytes(std::string name, std::string bytes, const ReadOptions& options) {
  if (is_stored(bytes)) {
    return Error{"input.stored", said("\"%1\" is an export and holds a document already", name),
                 name, "name the file it was made from; open_document() (gangmu.h) reads both"};
  }
  return reader_of(bytes).read(std::move(name), std::move(bytes), options);
}

}  // namespace gangmu
