// The parts of a DOCX package: which they are, and their XML.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "model/result.h"
#include "readers/limits.h"

namespace pugi {
class xml_document;
}

namespace gangmu {

// Parts that a package lacks are empty.
struct DocxPackage {
  DocxPackage();
  ~DocxPackage();
  DocxPackage(DocxPackage&&) noexcept;
  DocxPackage& operator=(DocxPackage&&) noexcept;

  std::unique_ptr<pugi::xml_document> body, styles, numbering, footnotes, endnotes, settings;
};

Result<DocxPackage> open_docx(const std::string& name, std::string_view bytes,
                              const ReadLimits& limits);

}  // namespace gangmu
