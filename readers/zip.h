// Entries of a zip archive in memory. Nothing is ever written to the disk, so names of entries are
// names and no paths.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "readers/limits.h"

namespace gangmu {

// What a container is: the parts of one document, or files that were packed together.
enum class ZipUse : std::uint8_t { document, archive };

struct ZipEntry {
  std::uint64_t index = 0;
  std::string name;  // its bytes, in no known encoding; folders end with a slash
};

class ZipArchive {
 public:
  // `bytes` must outlive the archive. `name` is used in messages. Refused: what is no whole archive
  // ("input.damaged") and one with more entries than any document has ("input.too_large").
  static Result<ZipArchive> open(std::string name, std::string_view bytes,
                                 ZipUse use = ZipUse::document, const ReadLimits& limits = {});
  ~ZipArchive();
  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;

  bool has(const std::string& entry) const;
  // In the order of the container.
  std::vector<ZipEntry> entries() const;
  // Whether it is of those formats that are zip containers, and no archive of files: Office, OFD,
  // OpenDocument, EPUB, Java.
  bool is_document() const;
  // The bytes of an entry. Refused: encrypted ones ("input.encrypted"), those that do not unpack or
  // fail their checksum ("input.damaged"), and those that unpack to more than a document has, or to
  // far more than they are packed in ("input.too_large").
  Result<std::string> read(const std::string& entry);
  // The same by its place; `shown` is its name in messages.
  Result<std::string> read(std::uint64_t index, const std::string& shown);

 private:
  struct Handle;
  ZipArchive(std::string name, ZipUse use, const ReadLimits& limits);
  Error damaged(const Message& what) const;
  Error too_large(const Message& what, const char* option) const;

  std::string name_;
  ZipUse use_;
  ReadLimits limits_;
  std::uint64_t size_ = 0;  // of the container
  std::unique_ptr<Handle> handle_;
  std::uint64_t total_ = 0;  // bytes unpacked so far
};

}  // namespace gangmu
