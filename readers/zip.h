// Entries of a zip archive in memory. Nothing is ever written to the disk, so names of entries are
// names and no paths.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "model/result.h"

namespace gangmu {

class ZipArchive {
 public:
  // `bytes` must outlive the archive. `name` is used in messages. Refused: what is no whole archive
  // ("input.damaged") and one with more entries than any document has ("input.too_large").
  static Result<ZipArchive> open(std::string name, std::string_view bytes);
  ~ZipArchive();
  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;

  bool has(const std::string& entry) const;
  // The bytes of an entry. Refused: encrypted ones ("input.encrypted"), those that do not unpack or
  // fail their checksum ("input.damaged"), and those that unpack to more than a document has, or to
  // far more than they are packed in ("input.too_large").
  Result<std::string> read(const std::string& entry);

 private:
  struct Handle;
  ZipArchive(std::string name, std::unique_ptr<Handle> handle);
  Error damaged(const std::string& what) const;

  std::string name_;
  std::unique_ptr<Handle> handle_;
  std::uint64_t total_ = 0;  // bytes unpacked so far
};

}  // namespace gangmu
