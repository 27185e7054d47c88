// A format is one row of the table behind exporters() and one file beside this one. Help, tests and
// benchmarks go over the rows.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exporters/documents.h"
#include "model/document.h"
#include "model/filled_sheet.h"
#include "model/finding.h"
#include "model/result.h"

namespace gangmu {

// Takes bytes in order. Exporters write through a Sink so that a large document is never held
// twice.
class Sink {
 public:
  using Flush = std::function<void(std::string_view)>;
  explicit Sink(Flush flush) : flush_(std::move(flush)) {}
  ~Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  void write(std::string_view bytes) {
    if (bytes.size() > buffer_.size() - used_) return write_long(bytes);
    std::copy_n(bytes.data(), bytes.size(), buffer_.data() + used_);
    used_ += bytes.size();
  }
  void put(char c) {
    if (used_ == buffer_.size()) drain();
    buffer_[used_++] = c;
  }
  // Must be called once at the end.
  void drain() {
    if (used_ > 0) flush_(std::string_view(buffer_).substr(0, used_));
    used_ = 0;
  }

 private:
  static constexpr std::size_t kChunk = 1 << 16;
  void write_long(std::string_view bytes) {
    drain();
    bytes.size() < kChunk ? write(bytes) : flush_(bytes);
  }

  Flush flush_;
  std::string buffer_ = std::string(kChunk, '\0');
  std::size_t used_ = 0;
};

// How many cells that staff typed stand again in a workbook made anew, and how many found no row.
struct CarriedOver {
  std::size_t carried = 0, lost = 0;
};

struct ExportOptions {
  std::string language = "zh";      // of words in tables and reports: "zh" or "en"
  std::string generator_version;    // "0.1.0"
  std::size_t chunk_size = 1000;    // characters of text in a chunk, at most
  std::string previous;             // the bytes of the output as it was, for formats that add to it
  bool sentences = false;           // of workbooks: a row of tasks a sentence
  bool print = false;               // … set to be printed
  std::optional<std::string> body;  // … what this body does alone; "": what names none
  std::span<const FilledSheet> filled;  // the workbook that this one replaces
  CarriedOver* carried = nullptr;       // is told, where it is given
  // What the documents were found to have (checks/check.h), for formats that show it; without it
  // they show the doubts of the parser alone.
  std::optional<std::span<const Finding>> findings;
  std::string table = "targets";  // of CSV; csv_tables() (exporters/csv.h) lists them
};

struct Exporter {
  std::string_view name;                          // "json"
  std::vector<std::string_view> extensions = {};  // ".json", chosen from an output's name
  std::vector<std::string_view> also =
      {};               // endings that are another format's first and fit it too
  bool binary = false;  // refused on a terminal
  bool many = false;    // takes several documents into one output
  // What is written of several documents is what is written of each, one behind the other: a batch
  // may hand them over one at a time and forget them.
  bool appends = false;
  bool adds = false;              // to what the output holds, which is ExportOptions::previous
  bool reviews = false;           // shows findings: ExportOptions::findings
  bool filled = false;            // by staff, who type into it: ExportOptions::filled
  bool edited = false;            // by people in other programs, who would lose their words
  std::string_view summary = {};  // one line of help
  std::vector<std::string_view> options = {};  // of the command line, for this format alone
  Status (*write)(std::span<const Document> documents, const ExportOptions& options,
                  Sink& sink) = nullptr;
  // The same of documents that are not held together, for formats that can do with one at a time.
  Status (*write_each)(const Documents& documents, const ExportOptions& options,
                       Sink& sink) = nullptr;
};

// Loads the libraries of all formats, which a process that may open no file cannot do any more.
// What is missing is told when it is needed.
void load_exporter_libraries();

std::span<const Exporter> exporters();
// By name, or by an ending without its dot ("md"); nullptr when there is none.
const Exporter* find_exporter(std::string_view name);
// By the longest ending of an output's name ("plan.xlsx"), nullptr when there is none.
const Exporter* exporter_for_path(std::string_view path);

}  // namespace gangmu
