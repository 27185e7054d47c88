// A Source, or why there is none, as bytes: how a process that reads untrusted files hands over
// what it read (cli/reading.h). Who takes it believes nothing: what cannot be is refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/filled_sheet.h"
#include "model/result.h"
#include "model/source.h"
#include "readers/tools.h"
#include "readers/zip.h"

namespace gangmu {

// The first of the promises of model/source.h that a source breaks; empty: it keeps them. Then
// nothing that stands in it leads out of its text, pages or edges.
std::string breach_of(const Source& source);

std::string packed(const Result<Source>& read);
// nullopt for bytes that nobody packed, and for a source that breaks a promise.
std::optional<Result<Source>> unpacked_source(std::string_view bytes);

// The same of calls of programs, and of what they answered. The input and the files of an unpacked
// call lie in the bytes.
std::string packed(const ToolCall& call);
std::optional<ToolCall> unpacked_call(std::string_view bytes);
std::string packed(const Result<ToolResult>& result);
std::optional<Result<ToolResult>> unpacked_result(std::string_view bytes);

// Of the cells of a workbook, of an entry of an archive, of what an archive holds.
std::string packed(const Result<std::vector<FilledSheet>>& read);
std::optional<Result<std::vector<FilledSheet>>> unpacked_sheets(std::string_view bytes);
std::string packed(const Result<std::string>& read);
std::optional<Result<std::string>> unpacked_bytes(std::string_view bytes);
struct ZipListing {
  bool document = false;  // it is one document and no archive of files
  std::vector<ZipEntry> entries;
};
std::string packed(const Result<ZipListing>& read);
std::optional<Result<ZipListing>> unpacked_listing(std::string_view bytes);

}  // namespace gangmu
