// What convert does with one document, whoever does it: the program itself or one of its workers.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "exporters/exporter.h"
#include "model/finding.h"

namespace gangmu::cli {

class Conversion {
 public:
  // All of which must outlive it.
  Conversion(const Options& options, const Exporter& exporter, const Grammar& grammar);

  // Whether the options fit one another and the inputs, and no output would replace another, or an
  // input.
  Status check(std::span<const Input> inputs) const;

  const Options& options() const { return options_; }
  const Exporter& exporter() const { return exporter_; }
  const Grammar& grammar() const { return grammar_; }
  const ExportOptions& export_options() const { return export_; }
  bool into_folder() const { return !options_.directory.empty(); }
  bool to_stdout() const {
    return !into_folder() && (options_.output.empty() || options_.output == "-");
  }
  // With -d: the place of an output in the folder, and its path.
  std::string place_of(const Input& input) const;
  std::string output_of(const Input& input) const;
  // What outputs depend on beside the inputs, as a checksum.
  std::string settings() const;

  // With -d: an output of its own. `messages`: what is told when all is well.
  Status write_own(const Input& input, const Document& document, const Placing& placing,
                   std::string* messages) const;
  // All of them to -o or standard output.
  Status write_all(std::span<const Document> documents) const;
  // The same of documents that need not be held together, with what they were found to have.
  Status write_each(const Documents& documents, std::span<const Finding> findings) const;

 private:
  using Write = std::function<Status(const ExportOptions& options, Sink& sink)>;
  Status write_together(ExportOptions options, const Write& write) const;
  // What the output holds now, for formats that add to it.
  Result<std::string> previous() const;
  Status write_or_keep(const std::string& output, const Produce& produce,
                       const Placing& placing = {}) const;
  Status check_option() const;
  Status check_update(std::size_t inputs) const;
  Status check_outputs(std::span<const Input> inputs) const;
  Status make_folder_of(const std::string& place) const;
  ExportOptions with_findings(std::span<const Document> documents,
                              std::vector<Finding>* findings) const;

  const Options& options_;
  const Exporter& exporter_;
  const Grammar& grammar_;
  ExportOptions export_;
};

}  // namespace gangmu::cli
