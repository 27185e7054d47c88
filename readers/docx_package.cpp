#include "readers/docx_package.h"

#include <array>
#include <pugixml.hpp>

#include "readers/xml.h"
#include "readers/zip.h"

namespace gangmu {

namespace {

constexpr std::string_view kMainPart = "word/document.xml";

std::string folder_of(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string::npos ? "" : part.substr(0, slash + 1);
}

// The part that a relationship leads to; its target is counted from the part that has it.
std::string resolved(const std::string& folder, std::string_view target) {
  if (!target.empty() && target[0] == '/') return std::string(target.substr(1));
  return folder + std::string(target);
}

struct Loader {
  const std::string& name;
  ZipArchive zip;
  const ReadLimits& limits;

  Result<bool> load(const std::string& part, pugi::xml_document* out) {
    const Result<std::string> bytes = zip.read(part);
    if (!bytes) return bytes.error();
    return load_xml(name, part, *bytes, limits, out);
  }

  // The part that `from` has a relationship of this type to; `other` when none is told.
  Result<std::string> related(const std::string& from, std::string_view type,
                              std::string_view other) {
    const std::string folder = folder_of(from);
    const std::string links = folder + "_rels/" + from.substr(folder.size()) + ".rels";
    if (!zip.has(links)) return std::string(other);
    pugi::xml_document document;
    const Result<bool> loaded = load(links, &document);
    if (!loaded) return loaded.error();
    for (const pugi::xml_node link : document.document_element().children()) {
      const std::string_view own = attribute_named(link, "Type");
      if (own.size() <= type.size() || !own.ends_with(type)) continue;
      if (own[own.size() - type.size() - 1] != '/') continue;
      return resolved(folder, attribute_named(link, "Target"));
    }
    return std::string(other);
  }
};

}  // namespace

DocxPackage::DocxPackage()
    : body(std::make_unique<pugi::xml_document>()),
      styles(std::make_unique<pugi::xml_document>()),
      numbering(std::make_unique<pugi::xml_document>()),
      footnotes(std::make_unique<pugi::xml_document>()),
      endnotes(std::make_unique<pugi::xml_document>()),
      settings(std::make_unique<pugi::xml_document>()) {}
DocxPackage::~DocxPackage() = default;
DocxPackage::DocxPackage(DocxPackage&&) noexcept = default;
DocxPackage& DocxPackage::operator=(DocxPackage&&) noexcept = default;

Result<DocxPackage> open_docx(const std::string& name, std::string_view bytes,
                              const ReadLimits& limits) {
  Result<ZipArchive> zip = ZipArchive::open(name, bytes, ZipUse::document, limits);
  if (!zip) return zip.error();
  Loader loader{name, std::move(*zip), limits};
  const Result<std::string> main = loader.related("", "officeDocument", kMainPart);
  if (!main) return main.error();
  DocxPackage package;
  const Result<bool> body = loader.load(*main, package.body.get());
  if (!body) return body.error();
  struct Part {
    std::string_view type;
    pugi::xml_document* document;
  };
  const std::array parts = {
      Part{"styles", package.styles.get()},       Part{"numbering", package.numbering.get()},
      Part{"footnotes", package.footnotes.get()}, Part{"endnotes", package.endnotes.get()},
      Part{"settings", package.settings.get()},
  };
  for (const Part& part : parts) {
    const std::string usual = folder_of(*main) + std::string(part.type) + ".xml";
    const Result<std::string> path = loader.related(*main, part.type, usual);
    if (!path) return path.error();
    if (!loader.zip.has(*path)) continue;
    const Result<bool> loaded = loader.load(*path, part.document);
    if (!loaded) return loaded.error();
  }
  return package;
}

}  // namespace gangmu
