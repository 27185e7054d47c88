// How far a batch is, and what came of it, on standard error: a bar on a terminal, a line now and
// then elsewhere, and a line at the end.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "exporters/catalogue.h"

namespace gangmu::cli {

struct BatchCounts {
  std::size_t converted = 0, warned = 0, failed = 0, skipped = 0;
  std::size_t done() const { return converted + failed + skipped; }
};

// "0:07", "12:30", "3:00:00"
std::string clock_text(double seconds);
// What is told while a batch runs. `all`: 0 where nobody knows.
std::string progress_text(const Words& words, const BatchCounts& counts, std::size_t all,
                          double seconds);
// The same behind a bar, in so many columns at most.
std::string bar_text(const Words& words, const BatchCounts& counts, std::size_t all, double seconds,
                     int columns);
std::string summary_text(const Words& words, const BatchCounts& counts, double seconds);

struct CutOff {
  std::size_t remain = 0;  // 0 where nobody knows
  bool resumes = false;    // --resume goes on
};
std::string cut_off_text(const Words& words, const CutOff& cut_off);
// Files that are no inputs, by their endings.
std::string passed_over_text(const Words& words, const std::map<std::string, std::size_t>& endings);

class BatchReport {
 public:
  using Clock = std::chrono::steady_clock;
  BatchReport(std::string_view language, std::size_t all, bool quiet);
  ~BatchReport() { clear(); }
  BatchReport(const BatchReport&) = delete;
  BatchReport& operator=(const BatchReport&) = delete;

  BatchCounts counts;
  std::map<std::string, std::size_t> passed_over;  // by ending
  // Whole lines, above the bar.
  void tell(std::string_view lines);
  // What a file that takes long is at.
  void tell_page(std::string_view line);
  // Shows how far it is, when it is time to.
  void tick();
  // The line at the end. `cut_off`: the run was interrupted, and so many inputs remain.
  void finish(std::optional<CutOff> cut_off = {});

 private:
  void clear();
  double seconds() const;

  const Words words_;
  const std::size_t all_;
  const bool quiet_, terminal_;
  const Clock::time_point begin_ = Clock::now();
  Clock::time_point next_;
  bool shown_ = false;  // a bar is on the terminal
};

}  // namespace gangmu::cli
