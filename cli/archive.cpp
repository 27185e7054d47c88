#include "cli/archive.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <system_error>

#include "cli/platform.h"
#include "gangmu.h"
#include "readers/decode.h"
#include "readers/docx.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kHead = 30;  // bytes of an entry before its name
constexpr std::size_t kBeginning = 256;

bool is_zip(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

// Most documents tell by their first entry that they are none of our archives.
bool begins_as_document(std::string_view bytes) {
  if (bytes.size() < kHead) return false;
  const std::string_view name = bytes.substr(kHead);
  constexpr std::array<std::string_view, 6> kFirst = {
      "[Content_Types].xml", "_rels/", "docProps/", "mimetype", "OFD.xml", "META-INF/"};
  return std::any_of(kFirst.begin(), kFirst.end(),
                     [&](std::string_view first) { return name.starts_with(first); });
}

// Names are UTF-8, or what Windows wrote in China; others are shown by their bytes.
std::string decoded(const std::string& raw) {
  if (!find_bad_utf8(raw)) return raw;
  Decoded gb = decode_gb18030(raw);
  if (!gb.bad) return std::move(gb.text);
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string name;
  for (const char c : raw) {
    const auto byte = static_cast<unsigned char>(c);
    name +=
        byte < 0x80 ? std::string(1, c) : std::string{'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return name;
}

bool is_drive(std::string_view part) { return part.size() == 2 && part[1] == ':'; }

// A path below the archive: no root, no drive, no way up, no control characters. Empty for folders.
std::string place_below(const std::string& name) {
  std::string place, part;
  const auto end_part = [&] {
    if (!part.empty() && part != "." && part != ".." && !is_drive(part)) {
      place += (place.empty() ? "" : "/") + part;
    }
    part.clear();
  };
  for (const char c : name) {
    if (c == '/' || c == '\\') {
      end_part();
    } else {
      part += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '_' : c;
    }
  }
  if (part.empty()) return "";
  end_part();
  return place;
}

// What a Mac puts beside each file.
bool is_leftover(std::string_view place) { return place.starts_with("__MACOSX/"); }

// What the process does with the archive it was made for. A question is the number of an entry and
// the name that messages have for it; without one it is asked what is there.
class Unpacking {
 public:
  Unpacking(const std::string& path, const std::string& bytes, const ReadLimits& limits)
      : path_(path), bytes_(bytes), limits_(limits) {}
  std::string operator()(std::string_view question, Answering&) {
    if (question.empty()) return packed(list());
    if (const Status status = open(); !status) return packed(Result<std::string>(status.error()));
    std::uint64_t entry = 0;
    const std::size_t blank = std::min(question.find(' '), question.size() - 1);
    std::from_chars(question.data(), question.data() + blank, entry);
    return packed(zip_->read(entry, std::string(question.substr(blank + 1))));
  }

 private:
  Status open() {
    if (zip_) return Done{};
    Result<ZipArchive> zip = ZipArchive::open(path_, bytes_, ZipUse::archive, limits_);
    if (!zip) return zip.error();
    zip_ = std::make_shared<ZipArchive>(std::move(*zip));
    return Done{};
  }

  Result<ZipListing> list() {
    const Status status = open();
    const bool document = status ? zip_->is_document() : false;
    // Of a damaged document its reader tells more.
    if (document || is_docx(bytes_)) return ZipListing{true, {}};
    if (!status) return status.error();
    return ZipListing{false, zip_->entries()};
  }

  const std::string& path_;
  const std::string& bytes_;
  const ReadLimits limits_;
  std::shared_ptr<ZipArchive> zip_;
};

}  // namespace

Archive::Archive(std::string path, std::shared_ptr<const std::string> kept, const Options& options)
    : path_(std::move(path)), kept_(kept != nullptr), options_(options), bytes_(std::move(kept)) {}

Status Archive::load() {
  if (process_) return Done{};
  if (!bytes_) {
    Result<std::string> bytes = file_bytes(path_, options_.max_bytes);
    if (!bytes) return bytes.error();
    bytes_ = std::make_shared<const std::string>(std::move(*bytes));
  }
  process_ =
      std::make_unique<Apart>(worker_limits(options_), Unpacking(path_, *bytes_, options_.limits));
  return Done{};
}

Result<ZipListing> Archive::list() {
  if (const Status status = load(); !status) return status.error();
  const Result<std::string> answer = process_->run(path_, "");
  if (!answer) return answer.error();
  auto listing = unpacked_listing(*answer);
  return listing ? std::move(*listing) : Result<ZipListing>(bad_answer(path_));
}

void Archive::unload() {
  process_.reset();
  if (!kept_) bytes_.reset();
}

Result<std::string> Archive::read(std::uint64_t entry, const std::string& shown) {
  const std::lock_guard lock(mutex_);
  if (const Status status = load(); !status) return status.error();
  const Result<std::string> answer = process_->run(shown, std::to_string(entry) + " " + shown);
  if (unread_ > 0 && --unread_ == 0) unload();
  if (!answer) return answer.error();
  auto bytes = unpacked_bytes(*answer);
  return bytes ? std::move(*bytes) : Result<std::string>(bad_answer(shown));
}

std::optional<std::vector<Input>> inputs_in(const Input& file, const Wanted& wanted,
                                            const Options& options, std::vector<Error>* errors,
                                            PassedOver* passed_over) {
  const std::string beginning =
      file.bytes ? file.bytes->substr(0, kBeginning) : beginning_of(file.path, kBeginning);
  if (!is_zip(beginning) || begins_as_document(beginning)) return std::nullopt;
  const auto archive = std::make_shared<Archive>(file.path, file.bytes, options);
  std::vector<Input> inputs;
  const Result<ZipListing> listing = archive->list();
  if (!listing) {
    errors->push_back(listing.error());
    return inputs;
  }
  if (listing->document) return std::nullopt;
  bool told = false;  // there is something, or it was said what there is
  for (const ZipEntry& entry : listing->entries) {
    const std::string place = place_below(decoded(entry.name));
    if (place.empty() || is_leftover(place)) continue;
    const std::string path = file.path + "/" + place;
    if (has_ending(place, kArchiveEnding)) {
      errors->push_back({"input.nested_archive",
                         said("\"%1\" is an archive in an archive, which is not opened", path),
                         path, "unpack it first"});
      told = true;
    } else if (is_readable_name(place)) {
      told = true;
      if (!wanted(file.relative + "/" + place)) continue;
      inputs.push_back({path, file.relative + "/" + place, nullptr, archive, entry.index});
    } else if (!place.ends_with('/') && wanted(file.relative + "/" + place)) {
      note_passed_over(place.substr(place.rfind('/') + 1), passed_over);
    }
  }
  std::stable_sort(inputs.begin(), inputs.end(),
                   [](const Input& a, const Input& b) { return a.relative < b.relative; });
  if (inputs.empty() && !told) {
    errors->push_back({"input.none", said("no readable file in the archive \"%1\"", file.path),
                       file.path, "gangmu formats lists the endings that can be read"});
  }
  archive->unread_ = inputs.size();
  archive->unload();
  return inputs;
}

}  // namespace gangmu::cli
