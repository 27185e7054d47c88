#include "readers/page_items.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "model/text.h"
#include "readers/page_gutter.h"
#include "readers/page_missing.h"

namespace gangmu {

namespace {

constexpr float kSameSide = 4;  // points by which the width of one frame on two pages may differ

struct Point {
  float x = 0, y = 0;
};

// What the page before tells of this one.
struct PageBefore {
  std::optional<OpenTable> open;
  std::optional<Gutter> gutter;  // the last one
};

// The grids of one page, and what stands in each of their cells.
class PageReader {
 public:
  PageReader(const Pages& pages, std::uint32_t number, PageBefore* before, PageItems* out)
      : pages_(pages), page_(pages.pages[number]), number_(number), out_(*out) {
    const std::vector<PageGrid> drawn = find_grids(page_.rules);
    gutters_ = find_gutters(pages, page_, drawn, before->gutter);
    if (!gutters_.empty()) before->gutter = gutters_.back();
    std::vector<PageRule> rules = rules_missing(drawn, &before->open);
    const std::size_t inferred = rules.size();
    rules.insert(rules.end(), page_.rules.begin(), page_.rules.end());
    grids_ = find_grids(rules);
    rules.resize(inferred);
    for (PageGrid& grid : grids_) {
      grid.inferred = std::any_of(rules.begin(), rules.end(), [&](const PageRule& rule) {
        return rule.x0 == grid.x0() && rule.y0 >= grid.y0() && rule.y1 <= grid.y1();
      });
    }
    in_cell_.resize(grids_.size());
    for (std::size_t g = 0; g < grids_.size(); ++g) in_cell_[g].resize(grids_[g].cells.size());
    inner_.resize(grids_.size());
    for (std::size_t i = out_.items.size(); i-- > 0 && out_.items[i].page + 1 == number_;) {
      if (!out_.regions[out_.items[i].region].frame()) continue;
      frame_before_ = out_.items[i].region;
      break;
    }
  }

  void run() {
    for (std::uint32_t i = 0; i < page_.runs.size(); ++i) place(i);
    // A grid of one column is a frame: what stands in it belongs to the text around.
    // From below, so that what a frame holds is known when its own turn comes.
    std::vector<std::size_t> outer;
    for (std::size_t g = grids_.size(); g-- > 0;) {
      if (is_empty(g)) continue;
      const std::optional<std::size_t> frame = frame_around(g);
      frame ? inner_[*frame].push_back(g) : outer.push_back(g);
    }
    std::reverse(outer.begin(), outer.end());
    const std::uint32_t region = body_region();
    for (const Part& part : parts()) {
      std::vector<std::uint32_t> runs;
      std::vector<std::size_t> grids;
      for (const std::uint32_t run : free_) {
        if (part.holds(middle_of(page_.runs[run]))) runs.push_back(run);
      }
      for (const std::size_t g : outer) {
        if (part.holds(middle_of(grids_[g]))) grids.push_back(g);
      }
      shift_ = part.shift;
      column_ = part.column;
      add(runs, grids, part.column == 0 ? region : column_region(part));
    }
    shift_ = 0;
    column_ = 0;
    for (const std::uint32_t run : aslant_) {
      const std::uint32_t one[] = {run};
      for (PageLine& line : make_lines(pages_, page_, one)) {
        add_line(std::move(line), region, ItemUse::margin);
      }
    }
  }

 private:
  // A part of the page that is read by itself, what others hold left out.
  struct Part {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    std::uint16_t column = 0;
    float shift = 0;
    std::span<const Gutter> without;
    bool holds(const Point& at) const {
      return at.x > x0 && at.x <= x1 && at.y > y0 && at.y <= y1 &&
             std::none_of(without.begin(), without.end(),
                          [&](const Gutter& gutter) { return gutter.holds(at.y); });
    }
  };

  static Point middle_of(const PageRun& run) {
    return {(run.edges.front() + run.edges.back()) / 2, run.base - 0.3f * run.size};
  }
  static Point middle_of(const PageGrid& grid) {
    return {(grid.x0() + grid.x1()) / 2, (grid.y0() + grid.y1()) / 2};
  }

  // In reading order: what runs over the whole page above each gutter, the columns beside it, and
  // the rest.
  std::vector<Part> parts() const {
    constexpr float kFar = 1e6f;
    std::vector<Part> parts;
    float from = -kFar;
    for (const Gutter& gutter : gutters_) {
      const float middle = gutter.middle();
      parts.push_back({-kFar, from, kFar, gutter.top, 0, 0, gutters_});
      parts.push_back({-kFar, gutter.top, middle, gutter.bottom, 1, 0, {}});
      parts.push_back({middle, gutter.top, kFar, gutter.bottom, 2, gutter.to - gutter.left, {}});
      from = gutter.bottom;
    }
    parts.push_back({-kFar, from, kFar, kFar, 0, 0, gutters_});
    return parts;
  }

  // The rules that tables lack, those of each column by itself.
  std::vector<PageRule> rules_missing(const std::vector<PageGrid>& drawn,
                                      std::optional<OpenTable>* open) const {
    std::vector<PageRule> rules;
    if (gutters_.empty()) return missing_rules(pages_, page_, drawn, open);
    open->reset();
    for (const Part& part : parts()) {
      Page own = page_;
      std::erase_if(own.runs, [&](const PageRun& run) {
        return run.edges.empty() || !part.holds(middle_of(run));
      });
      std::erase_if(own.rules, [&](const PageRule& rule) {
        return !part.holds({(rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2});
      });
      std::optional<OpenTable> none;
      const std::vector<PageRule> more = missing_rules(pages_, own, drawn, &none);
      rules.insert(rules.end(), more.begin(), more.end());
    }
    return rules;
  }

  bool is_frame(std::size_t g) const { return grids_[g].columns() == 1; }
  bool is_empty(std::size_t g) const {
    return std::all_of(in_cell_[g].begin(), in_cell_[g].end(),
                       [](const auto& runs) { return runs.empty(); }) &&
           inner_[g].empty();
  }

  // The smallest cell that a point lies in.
  bool find_cell(float x, float y, std::size_t* grid, std::size_t* cell) const {
    float best = 0;
    bool found = false;
    for (std::size_t g = 0; g < grids_.size(); ++g) {
      const PageGrid& own = grids_[g];
      if (x < own.x0() || x > own.x1() || y < own.y0() || y > own.y1()) continue;
      for (std::size_t c = 0; c < own.cells.size(); ++c) {
        const GridCell& at = own.cells[c];
        if (x < at.x0 || x > at.x1 || y < at.y0 || y > at.y1) continue;
        const float area = (at.x1 - at.x0) * (at.y1 - at.y0);
        if (found && area >= best) continue;
        best = area;
        *grid = g;
        *cell = c;
        found = true;
      }
    }
    return found;
  }

  void place(std::uint32_t index) {
    const PageRun& run = page_.runs[index];
    if (run.text.empty() || run.edges.size() < 2) return;
    if (run.aslant) {
      aslant_.push_back(index);
      return;
    }
    std::size_t grid = 0, cell = 0;
    const float x = (run.edges.front() + run.edges.back()) / 2, y = run.base - 0.3f * run.size;
    if (find_cell(x, y, &grid, &cell)) {
      in_cell_[grid][cell].push_back(index);
    } else {
      free_.push_back(index);
    }
  }

  // The smallest frame that holds this grid.
  std::optional<std::size_t> frame_around(std::size_t inner) const {
    std::optional<std::size_t> best;
    const PageGrid& own = grids_[inner];
    for (std::size_t g = 0; g < grids_.size(); ++g) {
      const PageGrid& other = grids_[g];
      if (g == inner || !is_frame(g) || other.x0() > own.x0() || other.x1() < own.x1() ||
          other.y0() > own.y0() || other.y1() < own.y1()) {
        continue;
      }
      if (!best || other.y1() - other.y0() < grids_[*best].y1() - grids_[*best].y0()) best = g;
    }
    return best;
  }

  std::uint32_t body_region() {
    for (std::uint32_t r = 0; r < out_.regions.size(); ++r) {
      if (out_.regions[r].kind == PageRegion::Kind::page && out_.regions[r].x1 == page_.width)
        return r;
    }
    out_.regions.push_back({0, page_.width, PageRegion::Kind::page});
    return static_cast<std::uint32_t>(out_.regions.size() - 1);
  }

  // One for the columns of all pages that are about as wide.
  std::uint32_t column_region(const Part& part) {
    const Gutter& gutter = *std::find_if(gutters_.begin(), gutters_.end(), [&](const Gutter& own) {
      return own.top == part.y0 && own.bottom == part.y1;
    });
    for (std::uint32_t r = 0; r < out_.regions.size(); ++r) {
      const PageRegion& region = out_.regions[r];
      if (region.kind == PageRegion::Kind::columns &&
          std::abs(region.x0 - gutter.left) < kMostShift) {
        return r;
      }
    }
    out_.regions.push_back({gutter.left, gutter.from, PageRegion::Kind::columns});
    return static_cast<std::uint32_t>(out_.regions.size() - 1);
  }

  // The last frame of the page before goes on where this page has the same. Its page number may
  // stand between them; where text does, that parts their paragraphs.
  std::uint32_t frame_region(const PageGrid& grid) {
    const float x0 = grid.x0() - shift_, x1 = grid.x1() - shift_;
    std::optional<std::uint32_t> before = frame_before_;
    // … or the last one of the column before.
    if (column_ > 1 && !out_.items.empty()) {
      const PageItem& last = out_.items.back();
      const bool next = last.page == number_ && last.column + 1 == column_;
      if (next && out_.regions[last.region].frame()) before = last.region;
    }
    if (before) {
      const PageRegion& region = out_.regions[*before];
      const float shift = std::abs(region.x0 - x0);
      const float width = std::abs(region.x1 - region.x0 - x1 + x0);
      if (shift < kMostShift && width < kSameSide) return *before;
    }
    out_.regions.push_back({x0, x1, PageRegion::Kind::frame});
    return static_cast<std::uint32_t>(out_.regions.size() - 1);
  }

  void add_line(PageLine line, std::uint32_t region, ItemUse use = ItemUse::body) {
    PageItem item;
    item.page = number_;
    item.region = region;
    item.use = use;
    item.shift = shift_;
    item.column = column_;
    item.line = std::move(line);
    out_.items.push_back(std::move(item));
  }

  // Lines, tables and frames by height.
  void add(const std::vector<std::uint32_t>& runs, const std::vector<std::size_t>& grids,
           std::uint32_t region) {
    std::vector<PageLine> lines = make_lines(pages_, page_, runs);
    std::size_t at = 0;
    for (const std::size_t g : grids) {
      const float middle = (grids_[g].y0() + grids_[g].y1()) / 2;
      while (at < lines.size() && lines[at].base < middle &&
             lines[at].base - 0.3f * lines[at].size < grids_[g].y0() + lines[at].size) {
        add_line(std::move(lines[at++]), region);
      }
      is_frame(g) ? add_frame(g) : add_table(g, region);
    }
    while (at < lines.size()) add_line(std::move(lines[at++]), region);
  }

  void add_frame(std::size_t g) {
    std::vector<std::uint32_t> runs;
    for (const auto& cell : in_cell_[g]) runs.insert(runs.end(), cell.begin(), cell.end());
    std::stable_sort(inner_[g].begin(), inner_[g].end(),
                     [&](std::size_t a, std::size_t b) { return grids_[a].y0() < grids_[b].y0(); });
    const std::vector<std::size_t> inner = inner_[g];
    add(runs, inner, frame_region(grids_[g]));
  }

  void add_table(std::size_t g, std::uint32_t region) {
    PageItem item;
    item.page = number_;
    item.region = region;
    item.table = true;
    item.shift = shift_;
    item.column = column_;
    for (const auto& runs : in_cell_[g]) item.cells.push_back(make_lines(pages_, page_, runs));
    item.grid = grids_[g];
    out_.items.push_back(std::move(item));
  }

  const Pages& pages_;
  const Page& page_;
  std::uint32_t number_;
  PageItems& out_;
  std::vector<PageGrid> grids_;
  std::vector<std::vector<std::vector<std::uint32_t>>> in_cell_;  // runs by grid and cell
  std::vector<std::vector<std::size_t>> inner_;                   // grids inside each frame
  std::vector<std::uint32_t> free_, aslant_;
  std::vector<Gutter> gutters_;
  std::uint16_t column_ = 0;                   // of what is added
  float shift_ = 0;                            // … and how far it lies right of the first
  std::optional<std::uint32_t> frame_before_;  // region of the last frame of the page before
};

// The size of most characters outside of tables.
float most_used_size(const std::vector<PageItem>& items) {
  std::map<int, std::size_t> count;  // by tenths of a point
  for (const PageItem& item : items) {
    if (!item.table) {
      count[static_cast<int>(item.line.size * 10)] += item.line.edges.size();
    }
  }
  return static_cast<float>(most_counted(count)) / 10;
}

}  // namespace

PageItems find_items(const Pages& pages) {
  PageItems out;
  PageBefore before;
  for (std::uint32_t p = 0; p < pages.pages.size(); ++p) PageReader(pages, p, &before, &out).run();
  out.body_size = most_used_size(out.items);
  return out;
}

}  // namespace gangmu
