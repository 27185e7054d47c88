#include "make_pages.h"

#include <algorithm>

#include "model/text.h"

namespace page_samples {

using namespace gangmu;

namespace {

float advance(char32_t c) { return is_wide(c) ? 1.0f : 0.5f; }

Texts lines_of(std::string_view text) {
  Texts lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

PageRun run(float x, float base, std::string_view text, float size, std::uint16_t font) {
  PageRun out;
  out.text = text;
  out.base = base;
  out.size = size;
  out.font = font;
  out.edges.push_back(x);
  for (std::size_t at = 0; at < text.size();) {
    out.edges.push_back(out.edges.back() + advance(next_char(text, at)) * size);
  }
  return out;
}

float width_of(std::string_view text, float size) { return run(0, 0, text, size).edges.back(); }

std::string words(std::size_t count, std::size_t from) {
  constexpr std::string_view kWords = "推进河湖治理和水库除险加固改造灌区渠道修建泵站清理淤泥";
  std::string out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < from + count; ++i) {
    if (at == kWords.size()) at = 0;
    const char32_t c = next_char(kWords, at);
    if (i >= from) append_char(out, c);
  }
  return out;
}

PageRule level(float x0, float x1, float y) { return {x0, y, x1, y}; }
PageRule upright(float x, float y0, float y1) { return {x, y0, x, y1}; }

std::vector<PageRule> grid(const std::vector<float>& xs, const std::vector<float>& ys) {
  std::vector<PageRule> rules;
  for (const float y : ys) rules.push_back(level(xs.front(), xs.back(), y));
  for (const float x : xs) rules.push_back(upright(x, ys.front(), ys.back()));
  return rules;
}

Page page(std::vector<PageRun> runs, std::vector<PageRule> rules) {
  Page out;
  out.width = kWidth;
  out.height = kHeight;
  out.runs = std::move(runs);
  out.rules = std::move(rules);
  return out;
}

Pages pages_of(std::vector<Page> pages) {
  Pages out;
  out.fonts = {{"FangSong", false}, {"SimHei", true}};
  out.pages = std::move(pages);
  return out;
}

Sheet& Sheet::line(std::string_view text, float in, float size, std::uint16_t font) {
  base_ += kLeading;
  page_.runs.push_back(run(left_ + in * kSize, base_, text, size, font));
  return *this;
}

Sheet& Sheet::centred(std::string_view text, float size, std::uint16_t font) {
  base_ += kLeading;
  const float x = left_ + (kRight - kLeft - width_of(text, size)) / 2;
  page_.runs.push_back(run(x, base_, text, size, font));
  return *this;
}

Sheet& Sheet::full(float in) {
  constexpr float kLetters = (kRight - kLeft) / kSize;
  filled_ += 5;
  return line(words(static_cast<std::size_t>(kLetters - in), filled_), in);
}

Sheet& Sheet::room(float points) {
  base_ += points;
  return *this;
}

Sheet& Sheet::at(float x, float base, std::string_view text, float size) {
  page_.runs.push_back(run(x, base, text, size));
  return *this;
}

Sheet& Sheet::left(float x) {
  left_ = x;
  return *this;
}

Sheet& Sheet::rule(PageRule rule) {
  page_.rules.push_back(rule);
  return *this;
}

Sheet& Sheet::foot(std::string_view text) {
  page_.runs.push_back(run((kWidth - width_of(text, 14)) / 2, kHeight - 60, text, 14));
  return *this;
}

Sheet& Sheet::table(const std::vector<float>& xs, const std::vector<Texts>& rows) {
  constexpr float kSmall = 12, kStep = 18, kPadding = 5;
  float y = base_ + 10;
  page_.rules.push_back(level(xs.front(), xs.back(), y));
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::size_t most = 1;
    for (const std::string& cell : rows[r]) most = std::max(most, lines_of(cell).size());
    const float bottom = y + static_cast<float>(most) * kStep;
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const std::string& cell = rows[r][c];
      const bool open = r + 1 < rows.size() && rows[r + 1][c] == "^";
      if (!open) page_.rules.push_back(level(xs[c], xs[c + 1], bottom));
      if (cell != "<") page_.rules.push_back(upright(xs[c], y, bottom));
      if (cell == "<" || cell == "^") continue;
      float base = y + 14;
      for (const std::string& text : lines_of(cell)) {
        page_.runs.push_back(run(xs[c] + kPadding, base, text, kSmall));
        base += kStep;
      }
    }
    page_.rules.push_back(upright(xs.back(), y, bottom));
    y = bottom;
  }
  base_ = y;
  return *this;
}

Sheet& Sheet::frame(const Texts& lines) {
  constexpr float kOutside = 6, kInner = 14;
  const float top = base_ + 10;
  base_ = top - 8;
  for (const std::string& text : lines) line(text, 0, kInner);
  const auto rules = grid({kLeft - kOutside, kRight + kOutside}, {top, base_ + 10});
  page_.rules.insert(page_.rules.end(), rules.begin(), rules.end());
  base_ += 10;
  return *this;
}

std::string uses_of(const Pages& pages) {
  PageItems items = find_items(pages);
  find_margins(pages, &items);
  find_notes(pages, &items);
  find_starts(pages, &items);
  std::string uses;
  for (const PageItem& item : items.items) {
    const bool begins = item.start == LineStart::paragraph;
    if (item.table) {
      uses += 'T';
    } else if (item.use == ItemUse::margin) {
      uses += 'm';
    } else if (item.use == ItemUse::note) {
      uses += begins ? 'N' : 'n';
    } else {
      uses += begins ? 'P' : item.start == LineStart::inside ? 'i' : '?';
    }
  }
  return uses;
}

TableSet& TableSet::operator()(const Texts& lines) {
  for (const std::string& line : lines) add(line);
  return *this;
}

void TableSet::add(const std::string& line) {
  constexpr float kX0 = 80, kX1 = 520, kFont = 10, kRow = 16;
  if (line.starts_with("--")) {
    float from = kX0, to = kX1;
    if (line.size() > 2) {
      from = std::stof(line.substr(3));
      to = std::stof(line.substr(line.rfind(' ')));
    }
    sheet_.rule(level(from, to, y_));
    return;
  }
  y_ += kRow;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find('|', at), line.size());
    const std::string word = line.substr(at, end - at);
    const std::size_t mark = word.find('@');
    sheet_.at(std::stof(word.substr(mark + 1)), y_ - 4, word.substr(0, mark), kFont);
    at = end + 1;
  }
}

// The tables of the pages, a line each, and the other lines in brackets: cells parted by "|", rows
// by " / "; "+2" behind a cell of two rows, "<2" of two columns.
std::string tables_of(const Pages& pages) {
  std::string out;
  for (const PageItem& item : find_items(pages).items) {
    if (!item.table) {
      out += "[" + item.line.text + "]";
      continue;
    }
    CHECK(item.grid.inferred);
    std::uint16_t row = 0;
    for (std::size_t c = 0; c < item.cells.size(); ++c) {
      const GridCell& cell = item.grid.cells[c];
      if (c > 0) out += cell.row == row ? "|" : " / ";
      row = cell.row;
      for (const PageLine& line : item.cells[c]) out += line.text;
      if (cell.row_span > 1) out += "+" + std::to_string(cell.row_span);
      if (cell.column_span > 1) out += "<" + std::to_string(cell.column_span);
    }
    out += '\n';
  }
  return out;
}
}  // namespace page_samples
