#include "readers/ofd_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "model/text.h"

namespace gangmu {

namespace {

// In parts of the font's size. A wider gap ends a run; so does a step back, or up or down.
constexpr double kGap = 1, kBack = 0.5, kStep = 0.2;
constexpr double kSlant = std::numbers::pi / 18;

// Turns a page and what is on it by quarters, against the clock, so that its text is upright.
class Turn {
 public:
  Turn(int quarter, const Page& page)
      : quarter_(quarter), width_(page.width), height_(page.height) {}
  OfdPoint place(OfdPoint p) const {
    switch (quarter_) {
      case 1:
        return {p.y, width_ - p.x};
      case 2:
        return {width_ - p.x, height_ - p.y};
      case 3:
        return {height_ - p.y, p.x};
      default:
        return p;
    }
  }
  void turn(Page* page) const {
    if (quarter_ % 2 == 1) std::swap(page->width, page->height);
    for (PageRule& rule : page->rules) {
      const OfdPoint a = place({rule.x0, rule.y0}), b = place({rule.x1, rule.y1});
      rule = {page_length(std::min(a.x, b.x)), page_length(std::min(a.y, b.y)),
              page_length(std::max(a.x, b.x)), page_length(std::max(a.y, b.y))};
    }
  }

 private:
  int quarter_;
  double width_, height_;
};

// A character on a base line, and where the font has it end.
struct Placed {
  char32_t c;
  double begin, end;
};

class RunMaker {
 public:
  RunMaker(const OfdPiece& piece, const Turn& turn, Page* page)
      : piece_(piece), em_(length_of(piece.em)), turn_(turn), page_(page) {}

  void in_a_line() {
    double base = 0;
    for (const OfdPiece::Char& one : piece_.chars) {
      const OfdPoint at = turn_.place(one.at);
      if (!line_.empty()) {
        const Placed& last = line_.back();
        const bool goes_on = at.x - last.end <= kGap * em_ && at.x >= last.begin - kBack * em_ &&
                             std::abs(at.y - base) <= kStep * piece_.size;
        if (!goes_on) flush();
      }
      if (line_.empty()) base_ = at.y;
      base = at.y;
      line_.push_back({one.c, at.x, at.x + natural_width(one.c) * em_});
    }
    flush();
  }

  // As if it were turned level about its middle.
  void aslant() {
    const auto& chars = piece_.chars;
    const OfdPoint first = turn_.place(chars.front().at), last = turn_.place(chars.back().at);
    double length = 0;
    const auto to_next = [&](std::size_t i) {
      if (i + 1 == chars.size()) return natural_width(chars[i].c) * em_;
      return length_of({chars[i + 1].at.x - chars[i].at.x, chars[i + 1].at.y - chars[i].at.y});
    };
    for (std::size_t i = 0; i < chars.size(); ++i) length += to_next(i);
    double x = (first.x + last.x - length) / 2;
    base_ = (first.y + last.y) / 2;
    for (std::size_t i = 0; i < chars.size(); ++i) {
      const double begin = x;
      x += to_next(i);
      line_.push_back({chars[i].c, begin, x});
    }
    flush();
    page_->runs.back().aslant = true;
  }

 private:
  void flush() {
    std::size_t first = 0, end = line_.size();
    while (first < end && is_blank(line_[first].c)) ++first;
    while (end > first && is_blank(line_[end - 1].c)) --end;
    if (first < end) {
      PageRun& run = page_->runs.emplace_back();
      run.base = page_length(base_);
      run.size = page_length(piece_.size);
      run.font = piece_.font;
      run.edges.reserve(end - first + 1);
      for (std::size_t i = first; i < end; ++i) {
        append_char(run.text, line_[i].c);
        put_edge(line_[i].begin, &run);
      }
      double last = line_[end - 1].end;
      // A blank behind it knows better where the last character ends.
      if (end < line_.size() && line_[end].begin > line_[end - 1].begin) {
        last = std::min(last, line_[end].begin);
      }
      put_edge(last, &run);
    }
    line_.clear();
  }

  static void put_edge(double x, PageRun* run) {
    const float edge = page_length(x);
    run->edges.push_back(run->edges.empty() ? edge : std::max(edge, run->edges.back()));
  }

  const OfdPiece& piece_;
  const double em_;
  const Turn& turn_;
  Page* page_;
  std::vector<Placed> line_;
  double base_ = 0;
};

}  // namespace

double natural_width(char32_t c) {
  if (is_wide(c)) return 1;
  if (c == 'M' || c == 'W' || c == 'm' || c == 'w' || c == '%') return 0.85;
  if (c >= 'A' && c <= 'Z' && c != 'I' && c != 'J') return 0.7;
  return std::clamp(columns_of(c), 0, 2) * 0.5;
}

int quarter_of(OfdPoint direction) {
  const double quarters = std::atan2(direction.y, direction.x) / (std::numbers::pi / 2);
  const double nearest = std::round(quarters);
  if (!(std::abs(quarters - nearest) * (std::numbers::pi / 2) <= kSlant)) return -1;
  return (static_cast<int>(nearest) + 4) % 4;
}

void set_runs(const std::vector<OfdPiece>& pieces, Page* page) {
  std::array<std::size_t, 4> counts{};
  std::size_t all = 0;
  for (const OfdPiece& piece : pieces) {
    if (piece.quarter < 0) continue;
    counts[static_cast<std::size_t>(piece.quarter)] += piece.chars.size();
    all += piece.chars.size();
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  const int quarter = *most * 2 > all ? static_cast<int>(most - counts.begin()) : 0;
  const Turn turn(quarter, *page);
  for (const OfdPiece& piece : pieces) {
    RunMaker maker(piece, turn, page);
    if (piece.quarter == quarter) {
      maker.in_a_line();
    } else {
      maker.aslant();
    }
  }
  turn.turn(page);
}

}  // namespace gangmu
