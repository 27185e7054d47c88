// The parts of an OFD package: their names, and their XML.
#pragma once

#include <string>
#include <string_view>

#include "model/result.h"
#include "readers/zip.h"

namespace pugi {
class xml_document;
}

namespace gangmu {

class OfdPackage {
 public:
  // `bytes` must outlive the package. Refused with "input.encrypted": what says that its parts are.
  static Result<OfdPackage> open(const std::string& name, std::string_view bytes,
                                 const ReadLimits& limits = {});

  // The part that `location`, written in the part `from`, means: from the folder of that part, from
  // the root with a leading slash. Nothing leads out of the package.
  std::string find(std::string_view from, std::string_view location) const;
  // Refused: a part that is missing, damaged or no UTF-8, each with its name.
  Result<bool> load(const std::string& part, pugi::xml_document* out);
  Error damaged(const Message& what) const;
  Error encrypted() const;
  Error too_large() const;
  const ReadLimits& limits() const { return limits_; }
  const std::string& name() const { return name_; }

 private:
  OfdPackage(std::string name, ZipArchive zip, const ReadLimits& limits);
  std::string name_;
  ZipArchive zip_;
  ReadLimits limits_;
};

// Whether the bytes are a container with an OFD.xml at its root, also one that is cut off.
bool is_ofd_package(std::string_view bytes);

}  // namespace gangmu
