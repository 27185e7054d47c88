#include "readers/page_items.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "model/text.h"
#include "readers/page_missing.h"

namespace gangmu {

namespace {

constexpr float kSameSide = 4;  // points by which the width of one frame on two pages may differ

// The grids of one page, and what stands in each of their cells.
class PageReader {
 public:
  // `open`: of the page before, then of this one.
  PageReader(const Pages& pages, std::uint32_t number, std::optional<OpenTable>* open,
             PageItems* out)
      : pages_(pages), page_(pages.pages[number]), number_(number), out_(*out) {
    std::vector<PageRule> rules = missing_rules(pages, page_, open);
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
      if (!out_.regions[out_.items[i].region].frame) continue;
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
    add(free_, outer, region);
    for (const std::uint32_t run : aslant_) {
      const std::uint32_t one[] = {run};
      for (PageLine& line : make_lines(pages_, page_, one)) {
        add_line(std::move(line), region, ItemUse::margin);
      }
    }
  }

 private:
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
      if (!out_.regions[r].frame && out_.regions[r].x1 == page_.width) return r;
    }
    out_.regions.push_back({0, page_.width, false});
    return static_cast<std::uint32_t>(out_.regions.size() - 1);
  }

  // The last frame of the page before goes on where this page has the same. Its page number may
  // stand between them; where text does, that parts their paragraphs.
  std::uint32_t frame_region(const PageGrid& grid) {
    if (frame_before_) {
      const PageRegion& region = out_.regions[*frame_before_];
      const float shift = std::abs(region.x0 - grid.x0());
      const float width = std::abs(region.x1 - region.x0 - grid.x1() + grid.x0());
      if (shift < kMostShift && width < kSameSide) return *frame_before_;
    }
    out_.regions.push_back({grid.x0(), grid.x1(), true});
    return static_cast<std::uint32_t>(out_.regions.size() - 1);
  }

  void add_line(PageLine line, std::uint32_t region, ItemUse use = ItemUse::body) {
    PageItem item;
    item.page = number_;
    item.region = region;
    item.use = use;
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
  std::optional<OpenTable> open;
  for (std::uint32_t p = 0; p < pages.pages.size(); ++p) PageReader(pages, p, &open, &out).run();
  out.body_size = most_used_size(out.items);
  return out;
}

}  // namespace gangmu
