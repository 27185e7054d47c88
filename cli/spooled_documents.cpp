#include "cli/spooled_documents.h"

#include <cerrno>
#include <string>
#include <system_error>

#include "gangmu.h"

namespace gangmu::cli {

namespace {

Error unusable() {
  const Message reason = Message::words(std::generic_category().message(errno));
  return {"output.unwritable", said("no temporary file can be used: %1", reason), "",
          "TMPDIR names another folder for it"};
}

}  // namespace

Status SpooledDocuments::add(std::string_view json) {
  if (!file_) file_.reset(std::tmpfile());
  if (!file_ || std::fwrite(json.data(), 1, json.size(), file_.get()) != json.size()) {
    return unusable();
  }
  sizes_.push_back(json.size());
  return Done{};
}

Status SpooledDocuments::each(const Visit& visit) const {
  if (file_ && std::fflush(file_.get()) != 0) return unusable();
  if (file_) std::rewind(file_.get());
  std::string json;
  for (const std::uint64_t size : sizes_) {
    json.resize(size);
    if (std::fread(json.data(), 1, json.size(), file_.get()) != json.size()) return unusable();
    const Result<Document> document = read_stored("", json);
    if (!document) return document.error();
    visit(*document);
  }
  return Done{};
}

}  // namespace gangmu::cli
