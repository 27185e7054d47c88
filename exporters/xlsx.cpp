#include "exporters/xlsx.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <random>

#include "exporters/libxlsxwriter.h"
#include "exporters/xlsx_sheets.h"

namespace gangmu {

namespace {

// A directory of its own for the file that libxlsxwriter insists on writing.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::error_code failure;
    const auto parent = std::filesystem::temp_directory_path(failure);
    std::random_device random;
    for (int attempt = 0; attempt < 100 && !failure; ++attempt) {
      auto path = parent / ("gangmu-" + std::to_string(random()) + std::to_string(random()));
      if (!std::filesystem::create_directory(path, failure)) continue;
      std::filesystem::permissions(path, std::filesystem::perms::owner_all, failure);
      path_ = std::move(path);
      return;
    }
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  // Empty when none could be made.
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

Status copy_to_sink(const std::filesystem::path& file, Sink& sink) {
  std::ifstream in(file, std::ios::binary);
  std::array<char, 1 << 16> chunk;
  while (in.read(chunk.data(), chunk.size()) || in.gcount() > 0) {
    sink.write({chunk.data(), static_cast<std::size_t>(in.gcount())});
  }
  if (!in.eof()) {
    return Error{"export.xlsx", said("temporary file \"%1\" cannot be read", file.string()), "",
                 ""};
  }
  sink.drain();
  return Done{};
}

}  // namespace

std::vector<std::string> sheets_without_rows() {
  std::vector<std::string> names;
  for (const char* language : {"zh", "en"}) names.emplace_back(Words(language)(msg("Tables")));
  return names;
}

Status write_workbook(Sink& sink, const std::function<Status(const std::string& file)>& write) {
  if (const Status& library = load_libxlsxwriter(); !library) return library;
  const TemporaryDirectory directory;
  if (directory.path().empty()) {
    return Error{"export.xlsx", "no temporary directory can be made for the workbook", "", ""};
  }
  const auto file = directory.path() / "book.xlsx";
  if (Status status = write(file.string()); !status) return status;
  return copy_to_sink(file, sink);
}

namespace {

// The sheets by name, in order.
struct BookPartKind {
  const char* name_id;
  MakePart* make;
};
constexpr std::array kParts = {
    BookPartKind{msg("Tasks"), tasks_sheet},
    BookPartKind{msg("Indicators"), indicators_sheet},
    BookPartKind{msg("Monitoring"), monitoring_sheet},
    BookPartKind{msg("Figures"), figures_sheet},
    BookPartKind{msg("Works"), works_sheet},
    BookPartKind{msg("Documents"), references_sheet},
    BookPartKind{msg("Contents"), contents_sheet},
    BookPartKind{msg("Tables"), tables_sheet},
    BookPartKind{msg("Boxes"), boxes_sheet},
    BookPartKind{msg("Review"), review_sheet},
};

Status write_book(const Documents& documents, const ExportOptions& options,
                  const std::string& file) {
  Overview all;
  if (Status status = documents.each([&](const Document& document) { all.add(document); });
      !status) {
    return status;
  }
  const Words words(options.language);
  Workbook book(file, words, options.filled, options.print, all.documents().size() > 1);
  Typed typed{0, {}, LostSheet(book)};
  // What a body does alone is a sheet of tasks.
  const std::span<const BookPartKind> kinds =
      std::span(kParts).first(options.body ? 1 : kParts.size());
  for (const BookPartKind& kind : kinds) book.reserve(kind.name_id);
  std::vector<std::unique_ptr<BookPart>> parts;
  for (const BookPartKind& kind : kinds) parts.push_back(kind.make(book, all, options));
  const auto add = [&](const Document& document) {
    Described in(document, words, all.named(), all.one_plan());
    for (const auto& part : parts) part->add(in);
  };
  if (Status status = documents.each(add); !status) return status;
  for (const auto& part : parts) part->finish(&typed);
  typed.before.write(book, typed.lost);
  add_own_sheets(book, &typed);
  if (Status status = book.close(); !status) return status;
  if (options.carried != nullptr) *options.carried = {typed.carried, typed.lost.size()};
  return Done{};
}

}  // namespace

Status write_xlsx_each(const Documents& documents, const ExportOptions& options, Sink& sink) {
  return write_workbook(
      sink, [&](const std::string& file) { return write_book(documents, options, file); });
}

Status write_xlsx(std::span<const Document> documents, const ExportOptions& options, Sink& sink) {
  return write_xlsx_each(HeldDocuments(documents), options, sink);
}

}  // namespace gangmu
