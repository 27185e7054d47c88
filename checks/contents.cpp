#include "checks/contents.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "checks/sequence_diff.h"
#include "model/alignment.h"

namespace gangmu {

namespace {

constexpr std::size_t kMostEntries = 2000, kMostHeadings = 100'000;

// Ideographs, letters and digits alone: marks and blanks are set otherwise in a table of contents.
std::string letters_of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = fold_char(next_char(text, at));
    if (is_han(c) || is_ascii_digit(c) || is_ascii_letter(c)) append_char(out, c);
  }
  return out;
}

// Without the number of a page.
std::string without_page(std::string letters) {
  while (!letters.empty() && is_ascii_digit(static_cast<unsigned char>(letters.back()))) {
    letters.pop_back();
  }
  return letters;
}

struct Line {
  std::string letters;
  std::string marker;  // of a heading
  std::string printed;
  Finding::Side side;
};

class ContentsCheck {
 public:
  ContentsCheck(const Checked& in, const Node& toc, Findings* findings)
      : in_(in), findings_(findings) {
    read_entries(toc);
    if (!entries_.empty()) read_headings(toc);
  }

  void run() {
    if (entries_.empty() || headings_.empty()) return;
    std::vector<std::uint32_t> before, after;
    for (const Line& entry : entries_) before.push_back(id_of(entry.letters));
    for (const Line& heading : headings_) after.push_back(id_of(heading.letters));
    const std::vector<Hunk> hunks = differences(before, after);
    std::size_t unlike = 0;
    for (const Hunk& hunk : hunks) unlike += hunk.before_size();
    // A list of which most stands nowhere is of something else.
    if (2 * unlike > entries_.size()) return;
    for (const Hunk& hunk : hunks) compare(hunk);
  }

 private:
  void read_entries(const Node& toc) {
    const Source& source = in_.document.source;
    const LineRange lines = source.lines_of(toc.span);
    for (std::uint32_t i = lines.first + 1; i <= lines.last; ++i) {
      if (entries_.size() >= kMostEntries) return;
      const std::string_view text = trim(source.line(i));
      Line entry;
      entry.letters = without_page(letters_of(text));
      if (entry.letters.empty()) continue;
      entry.printed = std::string(text);
      const auto begin = static_cast<Offset>(text.data() - source.text.data());
      const Span span = {begin, begin + static_cast<Offset>(text.size())};
      entry.side = in_.side(span, entry.printed);
      entries_.push_back(std::move(entry));
    }
  }

  void read_headings(const Node& toc) {
    const auto& nodes = in_.document.nodes;
    const Plan& plan = in_.document.plans[toc.plan];
    for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
      const Node& node = nodes[i];
      if (node.span.begin < toc.span.end || node.title.empty() || node.kind == NodeKind::toc) {
        continue;
      }
      if (headings_.size() >= kMostHeadings) return;
      Line heading;
      const std::string_view marker = in_.document.text(node.marker);
      const std::string_view title = in_.document.text(node.title);
      heading.marker = letters_of(marker);
      heading.letters = without_page(heading.marker + letters_of(title));
      if (heading.letters.empty()) continue;
      heading.printed = with_marker(marker, title);
      heading.side = in_.side(node.span, heading.printed);
      headings_.push_back(std::move(heading));
    }
  }

  std::uint32_t id_of(const std::string& letters) {
    return ids_.emplace(letters, static_cast<std::uint32_t>(ids_.size())).first->second;
  }

  // Between entries that their headings repeat: an entry and the one heading with its marker.
  void compare(const Hunk& hunk) {
    for (std::size_t e = hunk.before; e < hunk.before_end; ++e) {
      const Line* heading = nullptr;
      int others = 0;
      for (std::size_t h = hunk.after; h < hunk.after_end; ++h) {
        if (!stands_for(headings_[h], entries_[e])) continue;
        heading = &headings_[h];
        ++others;
      }
      if (others != 1 || goes_on(*heading, entries_[e])) continue;
      findings_->add(Check::contents_differs, {entries_[e].printed, heading->printed},
                     {entries_[e].side, heading->side});
    }
  }

  static bool stands_for(const Line& heading, const Line& entry) {
    return !heading.marker.empty() && entry.letters.starts_with(heading.marker);
  }

  // The rest of it stands on the next line, or behind the heading in its paragraph.
  static bool goes_on(const Line& heading, const Line& entry) {
    return heading.letters.starts_with(entry.letters) || entry.letters.starts_with(heading.letters);
  }

  const Checked& in_;
  Findings* findings_;
  std::vector<Line> entries_, headings_;
  std::unordered_map<std::string, std::uint32_t> ids_;
};

}  // namespace

void check_contents(const Checked& in, Findings* findings) {
  if (!findings->wanted(Check::contents_differs)) return;
  for (const Node& node : in.document.nodes) {
    if (node.kind == NodeKind::toc) ContentsCheck(in, node, findings).run();
  }
}

}  // namespace gangmu
