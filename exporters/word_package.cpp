#include "exporters/word_package.h"

#include <array>
#include <memory>
#include <pugixml.hpp>
#include <string_view>

#include "exporters/word_xml.h"
#include "model/libzip.h"

namespace gangmu {

namespace {

constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006/";
constexpr std::string_view kOffice =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view kWord =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.";

struct Part {
  std::string_view name;  // below word/
  std::string_view type;  // of its content
  std::string_view link;  // how the document is related to it
  std::string id;
  const std::string* bytes;
};

std::string joined(std::string_view a, std::string_view b) { return std::string(a).append(b); }

std::string content_types(const std::vector<Part>& parts) {
  pugi::xml_document part;
  pugi::xml_node root = part.append_child("Types");
  set(root, "xmlns", joined(kPackage, "content-types"));
  const auto add_default = [&](const char* ending, std::string_view type) {
    const pugi::xml_node node = add(root, "Default");
    set(node, "Extension", ending);
    set(node, "ContentType", type);
  };
  const auto add_override = [&](std::string_view name, std::string_view type) {
    const pugi::xml_node node = add(root, "Override");
    set(node, "PartName", name);
    set(node, "ContentType", type);
  };
  add_default("rels", "application/vnd.openxmlformats-package.relationships+xml");
  add_default("xml", "application/xml");
  add_override("/word/document.xml", joined(kWord, "document.main+xml"));
  for (const Part& one : parts) {
    add_override(joined("/word/", one.name), joined(kWord, one.type).append("+xml"));
  }
  add_override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
  return bytes_of(part);
}

pugi::xml_node relationships(pugi::xml_document& part) {
  pugi::xml_node root = part.append_child("Relationships");
  set(root, "xmlns", joined(kPackage, "relationships"));
  return root;
}

void relate(pugi::xml_node root, std::string_view id, std::string_view type,
            std::string_view target) {
  const pugi::xml_node link = add(root, "Relationship");
  set(link, "Id", id);
  set(link, "Type", type);
  set(link, "Target", target);
}

std::string package_links() {
  pugi::xml_document part;
  const pugi::xml_node root = relationships(part);
  relate(root, "rId1", joined(kOffice, "officeDocument"), "word/document.xml");
  relate(root, "rId2", joined(kPackage, "relationships/metadata/core-properties"),
         "docProps/core.xml");
  return bytes_of(part);
}

std::string document_links(const std::vector<Part>& parts) {
  pugi::xml_document part;
  const pugi::xml_node root = relationships(part);
  for (const Part& one : parts) relate(root, one.id, joined(kOffice, one.link), one.name);
  return bytes_of(part);
}

struct SourceCloser {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct ArchiveCloser {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

// An archive in memory.
class Archive {
 public:
  Archive() {
    zip_error_init(&error_);
    buffer_.reset(zip_source_buffer_create(nullptr, 0, 0, &error_));
    if (!buffer_) return;
    zip_source_keep(buffer_.get());  // the archive frees it once, and it is read after that
    archive_.reset(zip_open_from_source(buffer_.get(), ZIP_TRUNCATE, &error_));
    if (!archive_) zip_source_free(buffer_.get());
  }
  ~Archive() { zip_error_fini(&error_); }
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  // `bytes` must live until finish().
  void add_file(const std::string& name, const std::string& bytes) {
    if (!archive_ || failed_) return;
    constexpr zip_uint16_t kMidnight = 0, kFirstOf1980 = 0x21;
    zip_source_t* source = zip_source_buffer(archive_.get(), bytes.data(), bytes.size(), 0);
    const zip_int64_t at =
        source == nullptr ? -1
                          : zip_file_add(archive_.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
      zip_source_free(source);
      failed_ = true;
      return;
    }
    const auto index = static_cast<zip_uint64_t>(at);
    failed_ = zip_file_set_dostime(archive_.get(), index, kMidnight, kFirstOf1980, 0) != 0 ||
              zip_set_file_compression(archive_.get(), index, ZIP_CM_DEFLATE, 0) != 0;
  }

  Result<std::string> finish() {
    if (!archive_ || failed_) return failure();
    if (zip_close(archive_.get()) != 0) return failure();
    static_cast<void>(archive_.release());  // closed
    zip_stat_t stat;
    if (zip_source_stat(buffer_.get(), &stat) != 0 || zip_source_open(buffer_.get()) != 0) {
      return failure();
    }
    std::string bytes(stat.size, '\0');
    const zip_int64_t read = zip_source_read(buffer_.get(), bytes.data(), bytes.size());
    zip_source_close(buffer_.get());
    if (read < 0 || static_cast<zip_uint64_t>(read) != stat.size) return failure();
    return bytes;
  }

 private:
  Error failure() {
    const char* told = archive_ ? zip_strerror(archive_.get()) : zip_error_strerror(&error_);
    return Error{"export.docx", said("the document was not written: %1", std::string(told)), "",
                 ""};
  }

  zip_error_t error_ = {};
  std::unique_ptr<zip_source_t, SourceCloser> buffer_;
  std::unique_ptr<zip_t, ArchiveCloser> archive_;
  bool failed_ = false;
};

}  // namespace

Result<std::string> word_package(const WordParts& given) {
  if (const Status& library = load_libzip(); !library) return library.error();
  std::vector<Part> parts;
  const auto add_part = [&](std::string_view name, std::string_view type, std::string_view link,
                            std::string id, const std::string& bytes) {
    if (!bytes.empty()) parts.push_back({name, type, link, std::move(id), &bytes});
  };
  add_part("styles.xml", "styles", "styles", "rIdStyles", given.styles);
  add_part("numbering.xml", "numbering", "numbering", "rIdNumbering", given.numbering);
  add_part("settings.xml", "settings", "settings", "rIdSettings", given.settings);
  add_part("fontTable.xml", "fontTable", "fontTable", "rIdFonts", given.fonts);
  add_part("footnotes.xml", "footnotes", "footnotes", "rIdFootnotes", given.footnotes);
  add_part("footer1.xml", "footer", "footer", kFooterOddId, given.footer_odd);
  add_part("footer2.xml", "footer", "footer", kFooterEvenId, given.footer_even);
  const std::string types = content_types(parts), links = package_links(),
                    document = document_links(parts);
  Archive archive;
  archive.add_file("[Content_Types].xml", types);
  archive.add_file("_rels/.rels", links);
  archive.add_file("word/document.xml", given.document);
  archive.add_file("word/_rels/document.xml.rels", document);
  for (const Part& part : parts) archive.add_file(joined("word/", part.name), *part.bytes);
  archive.add_file("docProps/core.xml", given.core);
  return archive.finish();
}

}  // namespace gangmu
