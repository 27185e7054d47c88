#include "checks/table_diff.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <unordered_map>

#include "checks/draft.h"
#include "checks/likeness.h"
#include "checks/sequence_diff.h"

namespace gangmu {

namespace {

using Index = std::uint32_t;
using Indices = std::vector<Index>;

// A table as columns of the grid, with the words of each cell that begins there.
class Grid {
 public:
  Grid(const Document& document, const Table& table) : header_(table.header_rows) {
    const auto places = grid_columns(table);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      rows_.emplace_back();
      for (std::size_t i = 0; i < table.rows[r].size(); ++i) {
        const Cell& cell = table.rows[r][i];
        std::string words = counted(document.text(cell.text));
        all_.resize(rows_.size());
        all_.back() += words;
        const Index end = places[r][i] + cell.column_span;
        if (r < header_) add_head(places[r][i], end, words);
        columns_ = std::max(columns_, end);
        if (!words.empty()) rows_.back().emplace(places[r][i], std::move(words));
      }
      all_.resize(rows_.size());
    }
    heads_.resize(columns_);
    for (Index c = 0; c < columns_; ++c) counts_.push_back(counts(c));
  }

  Index rows() const { return static_cast<Index>(rows_.size()); }
  Index columns() const { return columns_; }
  bool has_head() const { return header_ > 0; }
  const std::string& head(Index column) const { return heads_[column]; }
  bool is_counter(Index column) const { return counts_[column]; }
  const std::string& words(Index row, Index column) const {
    static const std::string kEmpty;
    const auto found = rows_[row].find(column);
    return found == rows_[row].end() ? kEmpty : found->second;
  }
  const std::string& all(Index row) const { return all_[row]; }
  // A head that is printed again where a page begins.
  bool is_head_again(Index row) const {
    return row >= header_ &&
           std::find(all_.begin(), all_.begin() + header_, all_[row]) != all_.begin() + header_;
  }
  // The words of a column below its head, sorted.
  std::vector<std::string> body(Index column) const {
    std::vector<std::string> body;
    for (Index r = header_; r < rows(); ++r) {
      if (!words(r, column).empty()) body.push_back(words(r, column));
    }
    std::sort(body.begin(), body.end());
    return body;
  }

 private:
  void add_head(Index column, Index end, const std::string& words) {
    heads_.resize(std::max<std::size_t>(heads_.size(), end));
    for (; column < end; ++column) heads_[column] += words + "\n";
  }
  // Whether the cells below the head are numbers that go up by one, two at least.
  bool counts(Index column) const {
    long last = 0;
    int numbers = 0;
    for (Index r = header_; r < rows(); ++r) {
      const std::string& text = words(r, column);
      if (text.empty()) continue;
      long number = 0;
      const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
      if (end.ec != std::errc() || end.ptr != text.data() + text.size()) continue;
      if (numbers++ > 0 && number != last + 1) return false;
      last = number;
    }
    return numbers > 1;
  }

  Index header_, columns_ = 0;
  std::vector<std::map<Index, std::string>> rows_;
  std::vector<std::string> all_, heads_;
  std::vector<bool> counts_;
};

double overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  const std::size_t all = a.size() + b.size();
  return all == 0 ? 1 : 2 * static_cast<double>(common.size()) / static_cast<double>(all);
}

class Comparison {
 public:
  Comparison(const Document& before, const Table& old_table, const Document& after,
             const Table& new_table)
      : old_(before, old_table), new_(after, new_table) {}

  TableDiff run() {
    match_columns();
    match_rows();
    tell_columns();
    tell_rows();
    sort_rows();
    return std::move(diff_);
  }

 private:
  void match_columns() {
    diff_.column_of.assign(old_.columns(), kNone);
    std::unordered_map<std::string, Index> known;
    const auto heads = [&](const Grid& grid) {
      Indices numbers;
      for (Index c = 0; c < grid.columns(); ++c) {
        const std::string name = grid.has_head() ? grid.head(c) : std::string();
        numbers.push_back(known.try_emplace(name, static_cast<Index>(known.size())).first->second);
      }
      return numbers;
    };
    const Indices x = heads(old_), y = heads(new_);
    Index done = 0, after = 0;
    std::vector<Hunk> hunks = differences(x, y);
    if (!old_.has_head() && x.size() != y.size()) hunks = {{0, x.size(), 0, y.size()}};
    hunks.push_back({x.size(), x.size(), y.size(), y.size()});
    for (const Hunk& hunk : hunks) {
      for (; done < hunk.before; ++done, ++after) diff_.column_of[done] = after;
      match_columns(hunk);
      done = static_cast<Index>(hunk.before_end), after = static_cast<Index>(hunk.after_end);
    }
    for (Index c = 0; c < old_.columns(); ++c) {
      const Index d = diff_.column_of[c];
      if (d == kNone || (old_.is_counter(c) && new_.is_counter(d))) continue;
      shared_.emplace_back(c, d);
    }
  }
  // Columns with other heads: as many stand for one another, else those with the same cells.
  void match_columns(const Hunk& hunk) {
    const bool equal = hunk.before_size() == hunk.after_size();
    auto next = static_cast<Index>(hunk.after);
    for (auto c = static_cast<Index>(hunk.before); c < hunk.before_end; ++c) {
      if (equal) {
        diff_.column_of[c] = next++;
        continue;
      }
      constexpr double kLeast = 0.5;
      double best = kLeast;
      for (Index d = next; d < hunk.after_end; ++d) {
        const double own = overlap(old_.body(c), new_.body(d));
        if (own <= best) continue;
        best = own, diff_.column_of[c] = d;
      }
      if (diff_.column_of[c] != kNone) next = diff_.column_of[c] + 1;
    }
  }

  std::string row_key(const Grid& grid, Index row, bool before) const {
    std::string key;
    for (const auto& [c, d] : shared_) key += grid.words(row, before ? c : d) + "\n";
    return key;
  }

  void match_rows() {
    diff_.row_of.assign(old_.rows(), kNone);
    taken_.assign(new_.rows(), false);
    std::unordered_map<std::string, Index> known;
    const auto numbers = [&](const Grid& grid, bool before) {
      Indices out;
      for (Index r = 0; r < grid.rows(); ++r) {
        const auto fresh = static_cast<Index>(known.size());
        out.push_back(known.try_emplace(row_key(grid, r, before), fresh).first->second);
      }
      return out;
    };
    const Indices x = numbers(old_, true), y = numbers(new_, false);
    std::vector<Hunk> hunks = differences(x, y);
    Index done = 0, after = 0;
    for (const Hunk& hunk : hunks) {
      for (; done < hunk.before; ++done, ++after) match(done, after);
      done = static_cast<Index>(hunk.before_end), after = static_cast<Index>(hunk.after_end);
    }
    for (; done < old_.rows(); ++done, ++after) match(done, after);
    match_moved(x, y);
    for (const Hunk& hunk : hunks) match_alike(hunk);
  }
  void match(Index row, Index after) {
    diff_.row_of[row] = after;
    taken_[after] = true;
  }
  void match_moved(const Indices& x, const Indices& y) {
    std::unordered_map<Index, Indices> rest;
    for (Index r = new_.rows(); r-- > 0;) {
      if (!taken_[r]) rest[y[r]].push_back(r);
    }
    for (Index r = 0; r < old_.rows(); ++r) {
      const auto found = rest.find(x[r]);
      if (diff_.row_of[r] != kNone || found == rest.end() || found->second.empty()) continue;
      match(r, found->second.back());
      found->second.pop_back();
    }
  }
  double alike(Index row, Index after) const {
    std::size_t filled = 0, equal = 0;
    for (const auto& [c, d] : shared_) {
      const std::string &a = old_.words(row, c), &b = new_.words(after, d);
      filled += !a.empty() || !b.empty();
      equal += !a.empty() && a == b;
    }
    if (filled == 0) return 0;
    const double cells = static_cast<double>(equal) / static_cast<double>(filled);
    return (cells + likeness(pairs_of(old_.all(row)), pairs_of(new_.all(after)))) / 2;
  }
  void match_alike(const Hunk& hunk) {
    constexpr double kLeast = 0.35;
    constexpr std::size_t kMost = 10000;  // rows against rows
    if (hunk.before_size() * hunk.after_size() > kMost) return;
    struct Pair {
      double score;
      Index row, after;
    };
    std::vector<Pair> pairs;
    for (auto r = static_cast<Index>(hunk.before); r < hunk.before_end; ++r) {
      for (auto s = static_cast<Index>(hunk.after); s < hunk.after_end; ++s) {
        if (diff_.row_of[r] != kNone || taken_[s]) continue;
        if (const double own = alike(r, s); own >= kLeast) pairs.push_back({own, r, s});
      }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.score > b.score; });
    for (const Pair& pair : pairs) {
      if (diff_.row_of[pair.row] == kNone && !taken_[pair.after]) match(pair.row, pair.after);
    }
  }

  void tell_columns() {
    std::vector<bool> kept(new_.columns(), false);
    for (Index c = 0; c < old_.columns(); ++c) {
      const Index d = diff_.column_of[c];
      if (d != kNone) {
        kept[d] = true;
      } else {
        diff_.changes.push_back({ChangedPart::column, ChangeKind::deleted, kNone, c});
      }
    }
    for (Index d = 0; d < new_.columns(); ++d) {
      if (kept[d]) continue;
      diff_.changes.push_back({ChangedPart::column, ChangeKind::added, kNone, kNone, kNone, d});
    }
  }
  void tell_rows() {
    std::vector<std::uint64_t> weights;
    Indices places;
    for (const Index after : diff_.row_of) {
      weights.push_back(after == kNone ? 0 : 1);
      places.push_back(after == kNone ? 0 : after);
    }
    const std::vector<bool> kept = in_order(places, weights);
    for (Index r = 0; r < old_.rows(); ++r) {
      const Index s = diff_.row_of[r];
      if (s == kNone) {
        if (old_.all(r).empty() || old_.is_head_again(r)) continue;
        diff_.changes.push_back({ChangedPart::row, ChangeKind::deleted, r});
        continue;
      }
      if (!kept[r]) diff_.changes.push_back({ChangedPart::row, ChangeKind::moved, r, kNone, s});
      if (old_.all(r) != new_.all(s)) tell_cells(r, s);
    }
    for (Index s = 0; s < new_.rows(); ++s) {
      if (taken_[s] || new_.all(s).empty() || new_.is_head_again(s)) continue;
      diff_.changes.push_back({ChangedPart::row, ChangeKind::added, kNone, kNone, s});
    }
  }
  void tell_cells(Index r, Index s) {
    for (const auto& [c, d] : shared_) {
      if (old_.words(r, c) == new_.words(s, d)) continue;
      diff_.changes.push_back({ChangedPart::cell, ChangeKind::reworded, r, c, s, d});
    }
  }

  // Columns first, then rows as they stand in the new table; what is gone behind what it followed.
  void sort_rows() {
    std::vector<std::pair<Index, int>> place(old_.rows());
    std::pair<Index, int> last = {0, 0};
    for (Index r = 0; r < old_.rows(); ++r) {
      if (diff_.row_of[r] != kNone) last = {diff_.row_of[r], 0};
      place[r] = {last.first, diff_.row_of[r] == kNone};
    }
    const auto place_of = [&](const TableChange& change) {
      if (change.part == ChangedPart::column) return std::pair(Index{0}, -1);
      if (change.after_row != kNone) return std::pair(change.after_row, 0);
      return place[change.row];
    };
    std::stable_sort(
        diff_.changes.begin(), diff_.changes.end(),
        [&](const TableChange& a, const TableChange& b) { return place_of(a) < place_of(b); });
  }

  const Grid old_, new_;
  std::vector<std::pair<Index, Index>> shared_;  // columns of both that do not count
  std::vector<bool> taken_;
  TableDiff diff_;
};

}  // namespace

TableDiff compare_tables(const Document& before, const Table& old_table, const Document& after,
                         const Table& new_table) {
  return Comparison(before, old_table, after, new_table).run();
}

}  // namespace gangmu
