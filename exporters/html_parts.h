// The style sheet and the script of the HTML report (exporters/html/), embedded at build time; the
// definitions are generated.
#pragma once

namespace gangmu {

struct ReportPart {
  const char* name;  // "report.css"
  const unsigned char* data;
  unsigned size;
};
extern const ReportPart kReportParts[];
extern const unsigned kReportPartCount;

}  // namespace gangmu
