#include "readers/ofd_package.h"

#include <algorithm>
#include <pugixml.hpp>
#include <vector>

#include "readers/decode.h"
#include "readers/xml.h"

namespace gangmu {

namespace {

constexpr std::string_view kRoot = "OFD.xml";
constexpr std::string_view kEncryption = "Encryptions.xml";
// A name stands behind its header: at the entry itself, and in the directory at the end.
constexpr std::size_t kEntryHeader = 30, kDirectoryHeader = 46;

std::string joined(const std::vector<std::string_view>& steps) {
  std::string path;
  for (const std::string_view step : steps) {
    if (!path.empty()) path += '/';
    path += step;
  }
  return path;
}

// Steps through folders. Above the root there is nothing.
void walk(std::string_view path, std::vector<std::string_view>* steps) {
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find_first_of("/\\"), path.size());
    const std::string_view step = path.substr(0, slash);
    path.remove_prefix(std::min(slash + 1, path.size()));
    if (step.empty() || step == ".") continue;
    if (step != "..") {
      steps->push_back(step);
    } else if (!steps->empty()) {
      steps->pop_back();
    }
  }
}

bool is_name_of_entry(std::string_view bytes, std::size_t at, std::size_t header,
                      std::string_view mark, std::size_t length_at) {
  if (at < header || bytes.substr(at - header, mark.size()) != mark) return false;
  const auto low = static_cast<unsigned char>(bytes[at - header + length_at]);
  const auto high = static_cast<unsigned char>(bytes[at - header + length_at + 1]);
  return low == kRoot.size() && high == 0;
}

}  // namespace

bool is_ofd_package(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (!bytes.starts_with("PK\x03\x04"sv)) return false;
  for (std::size_t at = bytes.find(kRoot); at != bytes.npos; at = bytes.find(kRoot, at + 1)) {
    if (!is_name_of_entry(bytes, at, kEntryHeader, "PK\x03\x04"sv, 26) &&
        !is_name_of_entry(bytes, at, kDirectoryHeader, "PK\x01\x02"sv, 28)) {
      continue;
    }
    // It may be an entry of a container inside this one.
    const Result<ZipArchive> zip = ZipArchive::open("", bytes);
    return !zip || zip->has(std::string(kRoot));
  }
  return false;
}

OfdPackage::OfdPackage(std::string name, ZipArchive zip, const ReadLimits& limits)
    : name_(std::move(name)), zip_(std::move(zip)), limits_(limits) {}

Result<OfdPackage> OfdPackage::open(const std::string& name, std::string_view bytes,
                                    const ReadLimits& limits) {
  Result<ZipArchive> zip = ZipArchive::open(name, bytes, ZipUse::document, limits);
  if (!zip) return zip.error();
  OfdPackage package(name, std::move(*zip), limits);
  if (package.zip_.has(std::string(kEncryption))) return package.encrypted();
  return package;
}

Error OfdPackage::damaged(const Message& what) const {
  return {"input.damaged", said("\"%1\" is damaged: %2", name_, what), name_,
          "get the file again, or save it anew in the program that made it"};
}

Error OfdPackage::encrypted() const {
  return {"input.encrypted", said("\"%1\" is encrypted", name_), name_,
          "open it with its password or certificate and save it without encryption"};
}

Error OfdPackage::too_large() const {
  return {"input.too_large",
          said("\"%1\" shows its parts so often that more comes out than any document has", name_),
          name_,
          said("%1; --limit %2 takes it all the same",
               Message("this is no document that a program for OFD made"), "shown=N")};
}

std::string OfdPackage::find(std::string_view from, std::string_view location) const {
  std::vector<std::string_view> steps;
  const bool absolute = location.starts_with('/') || location.starts_with('\\');
  if (!absolute) {
    walk(from, &steps);
    if (!steps.empty()) steps.pop_back();
  }
  walk(location, &steps);
  std::string path = joined(steps);
  if (zip_.has(path)) return path;
  // Some write the slashes of their system into the container, some leave the first one out.
  std::string other = path;
  std::replace(other.begin(), other.end(), '/', '\\');
  if (zip_.has(other)) return other;
  steps.clear();
  walk(location, &steps);
  other = joined(steps);
  return zip_.has(other) ? other : path;
}

Result<bool> OfdPackage::load(const std::string& part, pugi::xml_document* out) {
  if (part.empty()) return damaged("the location of a part is missing");
  const Result<std::string> bytes = zip_.read(part);
  if (!bytes) return bytes.error();
  const bool wide = bytes->starts_with("\xFF\xFE") || bytes->starts_with("\xFE\xFF");
  const auto bad = wide ? std::nullopt : find_bad_utf8(*bytes);
  if (bad) {
    return damaged(said("its part \"%1\" is no UTF-8 at byte %2", part, *bad));
  }
  return load_xml(name_, part, *bytes, limits_, out);
}

}  // namespace gangmu
