// Workbooks that convert writes: those into which somebody typed are not lost.
#pragma once

#include <functional>
#include <string>

#include "cli/output.h"
#include "cli/verbs.h"
#include "exporters/exporter.h"

namespace gangmu::cli {

class WorkbookWriter {
 public:
  // The options and the exporter must outlive it.
  WorkbookWriter(const Options& options, const Exporter& exporter, Placing placing = {})
      : options_(options), exporter_(exporter), placing_(std::move(placing)) {}
  // A workbook into which somebody typed is not replaced unless that was asked for, and with
  // --update what was typed stands again. `messages`: what is told when all is well.
  // `write_sheets` writes the workbook with the options it is given.
  using WriteSheets = std::function<Status(const ExportOptions& options, Sink& sink)>;
  Status write(const std::string& output, const WriteSheets& write_sheets, ExportOptions options,
               std::string* messages) const;
  // A workbook a body: "plan.txt.BODY.xlsx" for "plan.txt.xlsx".
  Status write_parts(const std::string& output, const Document& document,
                     const ExportOptions& options, std::string* messages) const;

 private:
  const Options& options_;
  const Exporter& exporter_;
  const Placing placing_;
};

}  // namespace gangmu::cli
