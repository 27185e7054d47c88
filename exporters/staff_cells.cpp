#include "exporters/staff_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "exporters/ids.h"
#include "exporters/json_writer.h"
#include "model/text.h"

namespace gangmu {

namespace {

constexpr std::uint32_t kMostAbove = 5;  // rows above the head
// Of the pairs of letters, for words that were changed, and for short ones.
constexpr double kAlike = 0.6, kAlikeShort = 0.75;
constexpr std::size_t kMostPairs = 4'000'000;  // of rows to hold against each other

// What the head of the hidden column begins with.
const std::string kNote = "gangmu ";
constexpr char kBeforeTitle = '|';  // stands between the id of the sheet and the sum of its title

bool is_note_head(const FilledCell& cell) {
  return cell.row < kMostAbove && cell.text.starts_with(kNote);
}

// Pairs of neighbouring letters, sorted; blanks and marks do not count.
std::vector<std::uint64_t> pairs_of(const std::string& words) {
  std::vector<std::uint64_t> pairs;
  char32_t before = 0;
  for (std::size_t at = 0; at < words.size();) {
    const char32_t c = next_char(words, at);
    if (is_blank(c)) continue;
    if (before != 0) pairs.push_back(std::uint64_t{before} << 32 | c);
    before = c;
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

// Twice what both have, of all that each has.
double share_of(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t both = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++both;
      ++i;
      ++j;
    } else {
      a[i] < b[j] ? ++i : ++j;
    }
  }
  return 2.0 * static_cast<double>(both) / static_cast<double>(a.size() + b.size());
}

// Two rows that may go on with each other.
struct Pair {
  double alike;
  std::uint32_t before, now;
};
using Group = std::vector<std::uint32_t>;

// How much of both ends alike: titles stand behind their numbers, which change.
double share_of_end(const std::string& a, const std::string& b) {
  const std::size_t most = std::max(a.size(), b.size()), least = std::min(a.size(), b.size());
  std::size_t alike = 0;
  while (alike < least && a[a.size() - 1 - alike] == b[b.size() - 1 - alike]) ++alike;
  return most == 0 ? 0 : static_cast<double>(alike) / static_cast<double>(most);
}

// The same for words that were changed; short ones tell things apart by less. 0: not alike.
double likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  constexpr std::size_t kShort = 12;
  const std::size_t small = std::min(a.size(), b.size()), large = std::max(a.size(), b.size());
  const double least = large < kShort ? kAlikeShort : kAlike;
  if (large == 0 || 2.0 * static_cast<double>(small) < least * static_cast<double>(small + large)) {
    return 0;
  }
  const double share = share_of(a, b);
  return share >= least ? share : 0;
}

class Matcher {
 public:
  Matcher(std::span<const RowName> before, std::span<const RowName> now)
      : before_(before), now_(now), taken_(before.size(), false), found_(now.size()) {}

  std::vector<std::optional<std::uint32_t>> run() {
    by_words();
    by_key();
    by_likeness();
    return std::move(found_);
  }

 private:
  // The same words, of several rows the one with the same key under the same headings, then under
  // those most alike.
  void by_words() {
    std::unordered_map<std::string, std::pair<Group, Group>> groups;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      groups[before_[i].words].first.push_back(static_cast<std::uint32_t>(i));
    }
    for (std::size_t i = 0; i < now_.size(); ++i) {
      groups[now_[i].words].second.push_back(static_cast<std::uint32_t>(i));
    }
    for (const auto& [words, group] : groups) {
      if (words.empty()) continue;
      if (group.first.size() == 1 && group.second.size() == 1) {
        take(group.second[0], group.first[0]);
      } else if (!group.first.empty() && !group.second.empty()) {
        by_context(group.first, group.second);
      }
    }
  }

  void by_context(const Group& before, const Group& now) {
    constexpr std::size_t kMostTimes = 300;
    std::vector<Pair> pairs;
    if (before.size() > kMostTimes || now.size() > kMostTimes) return;
    std::vector<std::vector<std::uint64_t>> old_pairs;
    for (const std::uint32_t b : before) old_pairs.push_back(pairs_of(before_[b].context));
    for (const std::uint32_t n : now) {
      const auto own = pairs_of(now_[n].context);
      for (std::size_t i = 0; i < before.size(); ++i) {
        const std::uint32_t b = before[i];
        const bool same = before_[b].context == now_[n].context;
        const bool key = before_[b].key == now_[n].key;
        const double alike =
            (share_of(old_pairs[i], own) + share_of_end(before_[b].context, now_[n].context)) / 2;
        pairs.push_back({(same ? 2.0 : alike) + (same && key ? 1.0 : 0.0), b, n});
      }
    }
    take_best(&pairs);
  }

  void by_key() {
    std::unordered_map<std::string, std::vector<std::uint32_t>> rows;  // last first
    for (std::size_t i = before_.size(); i-- > 0;) {
      if (!taken_[i]) rows[before_[i].key].push_back(static_cast<std::uint32_t>(i));
    }
    for (std::size_t i = 0; i < now_.size(); ++i) {
      if (found_[i] || now_[i].key.empty()) continue;
      const auto same = rows.find(now_[i].key);
      if (same == rows.end() || same->second.empty()) continue;
      take(i, same->second.back());
      same->second.pop_back();
    }
  }

  void by_likeness() {
    std::vector<std::vector<std::uint64_t>> old_pairs(before_.size());
    std::size_t left = 0;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (taken_[i]) continue;
      old_pairs[i] = pairs_of(before_[i].words);
      ++left;
    }
    std::vector<Pair> pairs;
    std::size_t held = 0;
    for (std::size_t n = 0; n < now_.size() && held < kMostPairs; ++n) {
      if (found_[n]) continue;
      const std::vector<std::uint64_t> own = pairs_of(now_[n].words);
      held += left;
      for (std::size_t b = 0; b < before_.size(); ++b) {
        if (taken_[b]) continue;
        const double alike = likeness(old_pairs[b], own);
        if (alike > 0) {
          pairs.push_back({alike, static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(n)});
        }
      }
    }
    take_best(&pairs);
  }

  void take_best(std::vector<Pair>* pairs) {
    std::stable_sort(pairs->begin(), pairs->end(),
                     [](const Pair& a, const Pair& b) { return a.alike > b.alike; });
    for (const Pair& pair : *pairs) {
      if (!taken_[pair.before] && !found_[pair.now]) take(pair.now, pair.before);
    }
  }

  void take(std::size_t now, std::uint32_t before) {
    found_[now] = before;
    taken_[before] = true;
  }

  std::span<const RowName> before_, now_;
  std::vector<bool> taken_;
  std::vector<std::optional<std::uint32_t>> found_;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines = {""};
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else if (c != '\r') {
      lines.back() += c;
    }
  }
  return lines;
}

}  // namespace

std::vector<std::optional<std::uint32_t>> match_rows(std::span<const RowName> before,
                                                     std::span<const RowName> now) {
  return Matcher(before, now).run();
}

StaffSheet::StaffSheet(const FilledSheet& sheet) {
  const std::span<const FilledCell> cells = sheet.cells;
  std::uint32_t top = 0;  // the row of the heads
  for (const FilledCell& cell : cells) {
    if (is_note_head(cell)) top = cell.row;
  }
  for (std::size_t begin = 0, end = 0; begin < cells.size(); begin = end) {
    const std::uint32_t row = cells[begin].row;
    while (end < cells.size() && cells[end].row == row) ++end;
    if (row < top) {
      above_ = cells.first(end);
      continue;
    }
    heads_.resize(std::max<std::size_t>(heads_.size(), cells[end - 1].column + std::size_t{1}));
    blank_.resize(heads_.size(), true);
    if (row > top) rows_.push_back(cells.subspan(begin, end - begin));
    for (std::size_t i = begin; i < end; ++i) {
      if (row == top) heads_[cells[i].column] = cells[i].text;
      if (row > top) blank_[cells[i].column] = false;
    }
  }
}

std::optional<std::uint32_t> StaffSheet::column(std::span<const std::string> heads) const {
  for (std::uint32_t c = 0; c < columns(); ++c) {
    if (std::find(heads.begin(), heads.end(), heads_[c]) != heads.end()) return c;
  }
  return std::nullopt;
}

const FilledCell* StaffSheet::cell(std::uint32_t row, std::uint32_t column) const {
  const auto cells = rows_[row];
  const auto at = std::partition_point(
      cells.begin(), cells.end(), [&](const FilledCell& cell) { return cell.column < column; });
  return at != cells.end() && at->column == column ? &*at : nullptr;
}

std::string sum_of(std::string_view text) {
  if (text.empty()) return "";
  const std::optional<double> number = double_of(text);
  if (number) return text_sum(fmt::to_string(*number));
  return text_sum(text);
}

std::string heads_note(std::string_view sheet, std::span<const std::string> heads,
                       std::string_view title) {
  std::string text = kNote + std::string(sheet);
  for (const std::string& line : lines_of(std::string(title))) {
    if (!line.empty()) text += kBeforeTitle + sum_of(line);
  }
  for (const std::string& head : heads) text += '\n' + head;
  return text;
}

std::string row_note(const std::string& key, std::span<const std::string> texts) {
  std::string note = key;
  for (const std::string& text : texts) note += '\n' + sum_of(text);
  return note;
}

TypedSheet::TypedSheet(const FilledSheet& sheet) : sheet_(sheet) {
  own_.assign(sheet_.columns(), true);
  places_.resize(sheet_.columns());
  for (std::uint32_t c = 0; c < sheet_.columns() && !note_; ++c) {
    if (sheet_.head(c).starts_with(kNote)) read_heads(c);
  }
  if (!note_) return;
  for (std::uint32_t r = 0; r < sheet_.rows(); ++r) {
    const FilledCell* note = sheet_.cell(r, *note_);
    notes_.push_back(note == nullptr ? std::vector<std::string>() : lines_of(note->text));
    if (key(r) != kContinued) {
      first_.push_back(r);
    } else {
      first_.push_back(r == 0 ? std::nullopt : first_.back());
    }
  }
}

// Which columns the program wrote, as the head of the hidden one tells.
void TypedSheet::read_heads(std::uint32_t note) {
  note_ = note;
  own_[note] = false;
  const std::vector<std::string> heads = lines_of(sheet_.head(note));
  const std::string& sums = heads.front();
  for (std::size_t at = sums.find(kBeforeTitle); at != std::string::npos;) {
    const std::size_t end = sums.find(kBeforeTitle, at + 1);
    title_.insert(sums.substr(at + 1, end == std::string::npos ? end : end - at - 1));
    at = end;
  }
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 1; i < heads.size(); ++i) places.emplace(heads[i], i);
  for (std::uint32_t c = 0; c < sheet_.columns(); ++c) {
    const auto at = places.find(sheet_.head(c));
    if (at == places.end()) continue;
    places_[c] = at->second;
    own_[c] = false;
  }
}

std::string TypedSheet::key(std::uint32_t row) const {
  return note_ && !notes_[row].empty() ? notes_[row].front() : "";
}

std::optional<std::string> TypedSheet::made(std::uint32_t row, std::uint32_t column) const {
  if (!note_ || !places_[column] || !first_[row]) return std::nullopt;
  const std::vector<std::string>& sums = notes_[*first_[row]];
  if (*places_[column] >= sums.size()) return std::nullopt;
  const std::string& sum = sums[*places_[column]];
  if (*first_[row] == row || sum.empty()) return sum;
  // The rest of a text that is too long for a cell, below its row.
  const FilledCell* cell = sheet_.cell(row, column);
  return cell == nullptr ? sum : sum_of(cell->text);
}

const FilledCell* TypedSheet::typed(std::uint32_t row, std::uint32_t column) const {
  const FilledCell* cell = sheet_.cell(row, column);
  return cell != nullptr && is_typed(row, *cell) ? cell : nullptr;
}

bool TypedSheet::is_typed(std::uint32_t row, const FilledCell& cell) const {
  if (is_note(cell.column)) return false;
  const std::optional<std::string> sum = made(row, cell.column);
  if (sum && cell.formula && *sum == sum_of(kFormula)) return false;
  return !sum || *sum != sum_of(cell.text);
}

std::vector<const FilledCell*> TypedSheet::typed_above() const {
  std::vector<const FilledCell*> cells;
  for (const FilledCell& cell : sheet_.above()) {
    if (title_.count(sum_of(cell.text)) == 0) cells.push_back(&cell);
  }
  return cells;
}

bool TypedSheet::has_typed() const {
  if (!typed_above().empty()) return true;
  for (std::uint32_t row = 0; row < sheet_.rows(); ++row) {
    const auto cells = sheet_.row(row);
    if (std::any_of(cells.begin(), cells.end(),
                    [&](const FilledCell& cell) { return is_typed(row, cell); })) {
      return true;
    }
  }
  return false;
}

bool is_made_here(std::span<const FilledSheet> workbook) {
  return std::any_of(workbook.begin(), workbook.end(), [](const FilledSheet& sheet) {
    return std::any_of(sheet.cells.begin(), sheet.cells.end(), is_note_head);
  });
}

bool has_typed_cells(std::span<const FilledSheet> workbook,
                     std::span<const std::string> own_names) {
  const bool ours = is_made_here(workbook);
  return std::any_of(workbook.begin(), workbook.end(), [&](const FilledSheet& filled) {
    const TypedSheet sheet(filled);
    if (sheet.has_note()) return sheet.has_typed();
    if (filled.cells.empty()) return false;
    return !ours || std::find(own_names.begin(), own_names.end(), filled.name) == own_names.end();
  });
}

bool is_sheet_of(const FilledSheet& sheet, std::string_view id) {
  const std::string head = kNote + std::string(id);
  for (const FilledCell& cell : sheet.cells) {
    if (cell.row >= kMostAbove) break;
    if (!cell.text.starts_with(head)) continue;
    const char next = cell.text.size() == head.size() ? '\n' : cell.text[head.size()];
    if (next == '\n' || next == kBeforeTitle) return true;
  }
  return false;
}

FilledSheet without_note(const FilledSheet& sheet) {
  FilledSheet out = sheet;
  const TypedSheet typed(sheet);
  std::erase_if(out.cells, [&](const FilledCell& cell) {
    return cell.column < typed.cells().columns() && typed.is_note(cell.column);
  });
  return out;
}

}  // namespace gangmu
