#include "readers/zip.h"

#include <algorithm>
#include <array>

#include "model/libzip.h"

namespace gangmu {

namespace {

constexpr std::uint64_t kSmall = 4ull << 20;  // bytes that no ratio makes harmful

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

// libzip's own words, which a catalogue may know.
Message text_of(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  Message text = Message::words(zip_error_strerror(&error));
  zip_error_fini(&error);
  return text;
}

}  // namespace

struct ZipArchive::Handle {
  explicit Handle(zip_t* opened) : zip(opened) {}
  ~Handle() { zip_discard(zip); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  zip_t* zip;
};

ZipArchive::ZipArchive(std::string name, ZipUse use, const ReadLimits& limits)
    : name_(std::move(name)), use_(use), limits_(limits) {}
ZipArchive::~ZipArchive() = default;
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;

Error ZipArchive::damaged(const Message& what) const {
  return {"input.damaged", said("\"%1\" is damaged: %2", name_, what), name_,
          use_ == ZipUse::document
              ? "get the file again, or open it in Word or WPS and save it anew"
              : "get the archive again, or unpack what can be unpacked"};
}

Error ZipArchive::too_large(const Message& what, const char* option) const {
  return {"input.too_large", what, name_,
          said("%1; --limit %2 takes it all the same",
               use_ == ZipUse::document ? Message("this is no document that a word processor made")
                                        : Message("unpack it and take the files that are wanted"),
               option)};
}

Result<ZipArchive> ZipArchive::open(std::string name, std::string_view bytes, ZipUse use,
                                    const ReadLimits& limits) {
  if (const Status& library = load_libzip(); !library) return placed(library.error(), name);
  ZipArchive archive(std::move(name), use, limits);
  archive.size_ = bytes.size();
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* zip = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (zip == nullptr) {
    const Message reason = Message::words(zip_error_strerror(&error));
    if (source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    return archive.damaged(said("its zip container cannot be opened (%1)", reason));
  }
  zip_error_fini(&error);
  archive.handle_ = std::make_unique<Handle>(zip);
  const auto entries = static_cast<std::uint64_t>(zip_get_num_entries(zip, 0));
  if (entries > limits.entries) {
    return archive.too_large(
        said("\"%1\" has %2 entries in its zip container, more than the limit of %3", archive.name_,
             entries, limits.entries),
        "entries=N");
  }
  return archive;
}

bool ZipArchive::has(const std::string& entry) const {
  return zip_name_locate(handle_->zip, entry.c_str(), 0) >= 0;
}

std::vector<ZipEntry> ZipArchive::entries() const {
  std::vector<ZipEntry> all;
  const auto count = static_cast<std::uint64_t>(zip_get_num_entries(handle_->zip, 0));
  for (std::uint64_t i = 0; i < count; ++i) {
    const char* const name = zip_get_name(handle_->zip, i, ZIP_FL_ENC_RAW);
    if (name != nullptr) all.push_back({i, name});
  }
  return all;
}

bool ZipArchive::is_document() const {
  const std::array kSigns = {"[Content_Types].xml", "_rels/.rels", "mimetype", "OFD.xml",
                             "META-INF/MANIFEST.MF"};
  return std::any_of(kSigns.begin(), kSigns.end(), [&](const char* sign) { return has(sign); });
}

Result<std::string> ZipArchive::read(const std::string& entry) {
  const std::int64_t index = zip_name_locate(handle_->zip, entry.c_str(), 0);
  if (index < 0) return damaged(said("it has no part \"%1\"", entry));
  return read(static_cast<std::uint64_t>(index), entry);
}

Result<std::string> ZipArchive::read(std::uint64_t index, const std::string& shown) {
  zip_stat_t stat;
  if (zip_stat_index(handle_->zip, index, 0, &stat) != 0) {
    return damaged(said("it has no part \"%1\"", shown));
  }
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    const std::string& what = use_ == ZipUse::document ? name_ : shown;
    return Error{"input.encrypted", said("\"%1\" is encrypted", what), what,
                 "open it with its password and save it without one"};
  }
  const std::uint64_t packed = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0;
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(handle_->zip, index, 0));
  if (file == nullptr) {
    return damaged(
        said("\"%1\": %2", shown, text_of(zip_error_code_zip(zip_get_error(handle_->zip)))));
  }
  // The sizes that the container declares may lie: what comes out is counted.
  std::string out;
  std::array<char, 1 << 16> chunk;
  for (;;) {
    const zip_int64_t got = zip_fread(file.get(), chunk.data(), chunk.size());
    if (got < 0) {
      return damaged(
          said("\"%1\": %2", shown, text_of(zip_error_code_zip(zip_file_get_error(file.get())))));
    }
    if (got == 0) break;
    out.append(chunk.data(), static_cast<std::size_t>(got));
    total_ += static_cast<std::uint64_t>(got);
    const bool all = use_ == ZipUse::document && total_ > limits_.unpacked;
    if (all || out.size() > limits_.unpacked / 2) {
      return too_large(said("\"%1\": its part \"%2\" unpacks to more than the limit of %3 bytes",
                            name_, shown, all ? limits_.unpacked : limits_.unpacked / 2),
                       "unpacked=SIZE");
    }
    // Entries that share their bytes are small each.
    if ((out.size() > kSmall && out.size() / limits_.ratio > packed) ||
        (total_ > 4 * kSmall && total_ / limits_.ratio > size_)) {
      return too_large(
          said("\"%1\": its part \"%2\" unpacks to more than %3 times its size: a zip bomb", name_,
               shown, limits_.ratio),
          "ratio=N");
    }
  }
  return out;
}

}  // namespace gangmu
