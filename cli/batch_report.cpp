#include "cli/batch_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/output.h"
#include "cli/platform.h"

namespace gangmu::cli {

namespace {

constexpr auto kBarEvery = std::chrono::milliseconds(100);
constexpr auto kLineEvery = std::chrono::seconds(10);
constexpr int kWidestBar = 30, kNarrowestBar = 5;

}  // namespace

std::string clock_text(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::clamp(seconds, 0.0, 1e9) + 0.5);
  const std::uint64_t hours = whole / 3600, minutes = whole / 60 % 60;
  if (hours > 0) return fmt::format("{}:{:02}:{:02}", hours, minutes, whole % 60);
  return fmt::format("{}:{:02}", minutes, whole % 60);
}

std::string progress_text(const Words& words, const BatchCounts& counts, std::size_t all,
                          double seconds) {
  const std::size_t done = counts.done();
  // What is passed over tells nothing of how long the rest will take.
  const auto worked = static_cast<double>(counts.converted + counts.failed);
  const double rate = seconds > 0 ? worked / seconds : 0;
  const std::string speed = fmt::format("{:.{}f}", rate, rate < 10 ? 1 : 0);
  if (all == 0) return fill(words(msg("%1 done, %2 a second")), {std::to_string(done), speed});
  if (rate <= 0) {
    return fill(words(msg("%1 of %2 files")), {std::to_string(done), std::to_string(all)});
  }
  const double left = static_cast<double>(all - std::min(done, all)) / rate;
  return fill(words(msg("%1 of %2 files, %3 a second, %4 left")),
              {std::to_string(done), std::to_string(all), speed, clock_text(left)});
}

std::string bar_text(const Words& words, const BatchCounts& counts, std::size_t all, double seconds,
                     int columns) {
  const std::string text = progress_text(words, counts, all, seconds);
  const int room = std::min(columns - columns_of(text) - 4, kWidestBar);
  if (all == 0 || room < kNarrowestBar) return shortened(text, std::max(columns - 1, 1));
  const auto full =
      static_cast<std::size_t>(room) * std::min(counts.done(), all) / std::max<std::size_t>(all, 1);
  return "[" + std::string(full, '#') + std::string(static_cast<std::size_t>(room) - full, '-') +
         "] " + text;
}

std::string summary_text(const Words& words, const BatchCounts& counts, double seconds) {
  return fill(words(msg("%1 converted (%2 with warnings), %3 failed, %4 skipped, in %5 s")),
              {std::to_string(counts.converted), std::to_string(counts.warned),
               std::to_string(counts.failed), std::to_string(counts.skipped),
               fmt::format("{:.1f}", seconds)});
}

std::string cut_off_text(const Words& words, const CutOff& cut_off) {
  const std::string remain = std::to_string(cut_off.remain);
  if (cut_off.resumes) {
    return fill(words(msg("interrupted: %1 remain; the same command with --resume goes on")),
                {remain});
  }
  if (cut_off.remain == 0) return std::string(words(msg("interrupted: nothing was kept")));
  return fill(words(msg("interrupted: %1 remain; nothing was kept")), {remain});
}

std::string passed_over_text(const Words& words,
                             const std::map<std::string, std::size_t>& endings) {
  std::string all;
  for (const auto& [ending, count] : endings) {
    if (!all.empty()) all += words(msg("joint of a list"));
    all += ending.empty() ? std::string(words(msg("without an ending"))) : ending;
    all += " " + std::to_string(count);
  }
  return fill(words(msg("passed over, as formats that are not read: %1")), {all});
}

BatchReport::BatchReport(std::string_view language, std::size_t all, bool quiet)
    : words_(language),
      all_(all),
      quiet_(quiet),
      terminal_(stderr_is_terminal()),
      next_(begin_ + (terminal_ ? Clock::duration(kBarEvery) : Clock::duration(kLineEvery))) {}

double BatchReport::seconds() const {
  return std::chrono::duration<double>(Clock::now() - begin_).count();
}

void BatchReport::clear() {
  if (shown_) std::fputs("\r\x1B[K", stderr);
  shown_ = false;
}

void BatchReport::tell(std::string_view lines) {
  if (lines.empty()) return;
  clear();
  std::fwrite(lines.data(), 1, lines.size(), stderr);
}

void BatchReport::tell_page(std::string_view line) {
  if (quiet_) return;
  clear();
  std::fprintf(stderr, terminal_ ? "%.*s" : "%.*s\n", static_cast<int>(line.size()), line.data());
  shown_ = terminal_;
  next_ = std::max(next_, Clock::now() + kBarEvery);
}

void BatchReport::tick() {
  if (quiet_ || Clock::now() < next_) return;
  if (terminal_) {
    clear();
    const int columns = stderr_columns();
    std::fputs(bar_text(words_, counts, all_, seconds(), columns > 0 ? columns : 80).c_str(),
               stderr);
    std::fflush(stderr);
    shown_ = true;
    next_ = Clock::now() + kBarEvery;
  } else {
    std::fputs(("gangmu: " + progress_text(words_, counts, all_, seconds()) + "\n").c_str(),
               stderr);
    next_ = Clock::now() + kLineEvery;
  }
}

void BatchReport::finish(std::optional<CutOff> cut_off) {
  clear();
  if (quiet_) return;
  const auto tell = [](const std::string& line) {
    std::fputs(("gangmu: " + line + "\n").c_str(), stderr);
  };
  tell(summary_text(words_, counts, seconds()));
  if (!passed_over.empty()) tell(passed_over_text(words_, passed_over));
  if (cut_off) tell(cut_off_text(words_, *cut_off));
}

}  // namespace gangmu::cli
