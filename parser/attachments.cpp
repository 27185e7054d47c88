#include "parser/attachments.h"

#include <algorithm>
#include <string>

#include "parser/date.h"

namespace gangmu {

namespace {

class Lists {
 public:
  Lists(const Document& document, const Layout& layout, const std::vector<PlanTitle>& titles,
        const Grammar& grammar)
      : document_(document), layout_(layout), titles_(titles), grammar_(grammar) {
    for (std::uint32_t b = 0; b < layout_.blocks.size(); ++b) {
      if (opener(b, "appendix") != kNone) marks_.push_back(b);
    }
  }

  std::vector<AttachmentList> run() const {
    std::vector<AttachmentList> out;
    for (const std::uint32_t b : marks_) {
      if (!out.empty() && b < out.back().last_block) continue;
      const std::uint32_t c = opener(b, "appendix");
      if (layout_.blocks[b].complete || is_label(b)) continue;
      const std::string name = text_behind(b, c);
      if (name.empty()) continue;
      const bool numbered = layout_.candidates[c].number > 0;
      const std::uint32_t end = numbered ? end_of_marks(b) : end_of_items(b, name);
      const bool listed = !numbered && (counts_items(name) || names_later(b, name));
      if (!listed && !is_signed(end)) continue;
      out.push_back({b, end});
    }
    return out;
  }

 private:
  // The candidate of this kind that begins the block; kNone without one.
  std::uint32_t opener(std::uint32_t b, std::string_view kind) const {
    if (b >= layout_.blocks.size()) return kNone;
    const Block& block = layout_.blocks[b];
    for (std::uint32_t c = block.first_candidate; c < block.last_candidate; ++c) {
      if (layout_.candidates[c].place != MarkerPlace::start) break;
      if (layout_.candidates[c].is_styled()) continue;
      const Rule& rule = grammar_.rules(Stage::outline)[layout_.candidates[c].rule];
      if (rule.kind == kind) return c;
    }
    return kNone;
  }

  // The mark right above a title.
  bool is_label(std::uint32_t b) const {
    const auto title = std::partition_point(
        titles_.begin(), titles_.end(), [&](const PlanTitle& one) { return one.first_block <= b; });
    return title != titles_.end() && title->label_block == b;
  }

  // What stands behind the mark, folded and without blanks.
  std::string text_behind(std::uint32_t b, std::uint32_t c) const {
    const Span marker = layout_.candidates[c].marker;
    const Span end = layout_.lines[layout_.blocks[b].last_line - 1].span;
    std::string text =
        without_blanks(fold(text_of(document_, {marker.end, std::max(marker.end, end.end)})));
    if (!text.empty() && text.front() == ':') text.erase(0, 1);
    return text;
  }

  // "1. Table of tasks": the first of several.
  static bool counts_items(const std::string& name) {
    return name.size() > 2 && name[0] == '1' &&
           (name[1] == '.' || name[1] == ',' || name[1] == ')');
  }

  // The lines of the items that follow the first.
  std::uint32_t end_of_items(std::uint32_t b, const std::string& name) const {
    constexpr std::size_t kLongest = 60;  // characters of an item
    if (!counts_items(name)) return b + 1;
    for (int number = 2;; ++number) {
      ++b;
      const std::uint32_t c = opener(b, "h3");
      if (c == kNone || layout_.candidates[c].number != number || layout_.blocks[b].complete ||
          char_count(document_.text(layout_.blocks[b].clean)) > kLongest) {
        return b;
      }
    }
  }

  // Appendix 1: …, Appendix 2: …, one below the other.
  std::uint32_t end_of_marks(std::uint32_t b) const {
    std::uint32_t c = opener(++b, "appendix");
    while (c != kNone && !layout_.blocks[b].complete && !text_behind(b, c).empty()) {
      c = opener(++b, "appendix");
    }
    return b;
  }

  // What is named stands further on below one of the next marks.
  bool names_later(std::uint32_t b, const std::string& name) const {
    constexpr int kMostMarks = 16;
    auto mark = std::upper_bound(marks_.begin(), marks_.end(), b);
    for (int n = 0; n < kMostMarks && mark != marks_.end(); ++n, ++mark) {
      if (*mark + 1 >= layout_.blocks.size()) break;
      std::string text = fold(document_.text(layout_.blocks[*mark + 1].clean));
      std::erase(text, ' ');
      if (text.find(name) != std::string::npos) return true;
    }
    return false;
  }

  // An office and a date follow.
  bool is_signed(std::uint32_t b) const {
    constexpr std::uint32_t kMostOffices = 4;
    constexpr std::size_t kWholeDate = 10;
    constexpr std::size_t kLongest = 60;  // characters of an office
    for (std::uint32_t end = b + kMostOffices; b <= end && b < layout_.blocks.size(); ++b) {
      const Block& block = layout_.blocks[b];
      const std::string text = fold(document_.text(block.clean));
      const SignedDate date = closing_date(text, grammar_);
      // A row of a table may end with a month.
      if (!date.iso.empty()) return date.iso.size() == kWholeDate;
      if (block.complete || char_count(text) > kLongest ||
          block.first_candidate != block.last_candidate) {
        return false;
      }
    }
    return false;
  }

  const Document& document_;
  const Layout& layout_;
  const std::vector<PlanTitle>& titles_;
  const Grammar& grammar_;
  std::vector<std::uint32_t> marks_;  // blocks that begin with the mark of an appendix
};

}  // namespace

std::vector<AttachmentList> find_attachment_lists(const Document& document, const Layout& layout,
                                                  const std::vector<PlanTitle>& titles,
                                                  const Grammar& grammar) {
  return Lists(document, layout, titles, grammar).run();
}

}  // namespace gangmu
