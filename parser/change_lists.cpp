#include "parser/change_lists.h"

#include <algorithm>
#include <string>
#include <utility>

#include "parser/marks.h"

namespace gangmu {

namespace {

class Pairing {
 public:
  Pairing(std::string_view folded, const Quantities& found, std::size_t first,
          const std::vector<std::uint32_t>& figures, const Grammar& grammar,
          const IndicatorWords& words, std::vector<Target>* targets)
      : folded_(folded),
        found_(found),
        first_(first),
        figures_(figures),
        grammar_(grammar),
        words_(words),
        targets_(*targets) {}

  std::vector<std::size_t> run() {
    for (std::size_t k = 1; k < figures_.size(); ++k) {
      if (!leads_to(between(k))) continue;
      std::size_t count = 1;
      while (k + count < figures_.size() && is_joint(between(k + count))) ++count;
      if (count < 2 || k < count || !same_units(k, count)) continue;
      const std::vector<std::string> names = names_of(k - count, count);
      if (names.size() != count) continue;
      for (std::size_t n = 0; n < count; ++n) {
        pair(k, count, n, names[n]);
        paired_.push_back(k - count + n);
        paired_.push_back(k + n);
      }
      k += count - 1;
    }
    return std::move(paired_);
  }

 private:
  Target& at(std::size_t k) { return targets_[first_ + k]; }

  // What stands between a figure and the one before it.
  std::string_view between(std::size_t k) const {
    const Quantity& before = found_.figures[figures_[k - 1]];
    const Quantity& figure = found_.figures[figures_[k]];
    return before.to < figure.from ? trim(folded_.substr(before.to, figure.from - before.to))
                                   : std::string_view();
  }
  bool is_joint(std::string_view text) const {
    return grammar_.words("list_joint").exact(text) != nullptr;
  }
  // "… respectively to".
  bool leads_to(std::string_view text) const {
    if (const Word* each = grammar_.words("respectively").longest_at(text, 0)) {
      text.remove_prefix(each->text.size());
    }
    return grammar_.words("change_to").longest_at(text, 0) != nullptr;
  }
  bool same_units(std::size_t k, std::size_t count) {
    for (std::size_t n = 0; n < count; ++n) {
      if (at(k - count + n).unit != at(k + n).unit) return false;
    }
    return true;
  }

  // Of the things that the figures before are of: one list before the first, or each its own.
  std::vector<std::string> names_of(std::size_t begin, std::size_t count) {
    std::size_t joined = 0;
    for (std::size_t n = 1; n < count; ++n) joined += is_joint(between(begin + n));
    std::vector<std::string> names;
    if (joined == 0) {
      for (std::size_t n = 0; n < count; ++n) names.push_back(at(begin + n).indicator);
      return names;
    }
    const std::vector<std::string> parts = words_.list_of(at(begin).indicator);
    if (joined + 1 != count || parts.size() != count) return {};
    for (const std::string& part : parts) {
      const bool last = &part == &parts.back();
      names.push_back(words_.with_shared_head(
          parts.front(), last ? part : words_.with_shared_noun(part, parts.back())));
    }
    return names;
  }

  void pair(std::size_t k, std::size_t count, std::size_t n, const std::string& name) {
    Target& from = at(k - count + n);
    Target& to = at(k + n);
    from.indicator = to.indicator = name;
    to.baseline = static_cast<std::uint32_t>(first_ + k - count + n);
    from.status = TargetStatus::actual;
    share(at(k), &to);
    if (n > 0) {
      const Target& first = at(k - count);
      from.period = first.period;  // the first of them was cleared of the time they lead to
      from.inferred = first.inferred;
      if (from.period && from.period->stated) {
        from.period->stated = false;
        from.inferred.push_back("period");
      }
    } else if (from.period && to.period &&
               (!from.period->stated || same(*from.period, *to.period))) {
      from.period.reset();
      std::erase(from.inferred, "period");
    }
    from.measure = to.measure;
    from.falls = to.falls;
  }

  static bool same(const Period& a, const Period& b) { return a.kind == b.kind && a.end == b.end; }

  // The verb and the time of the first hold for all.
  static void share(const Target& first, Target* other) {
    other->status = first.status;
    other->period = first.period;
    if (first.dimension == other->dimension) other->measure = first.measure;
    // "Falls to 3 %" tells where it comes to, and not by how much it changes.
    if (other->dimension == "ratio" && other->measure == Measure::growth) {
      other->measure = Measure::share;
    }
  }

  std::string_view folded_;
  const Quantities& found_;
  std::size_t first_;
  const std::vector<std::uint32_t>& figures_;
  const Grammar& grammar_;
  const IndicatorWords& words_;
  std::vector<Target>& targets_;
  std::vector<std::size_t> paired_;
};

}  // namespace

std::vector<std::size_t> pair_changes(std::string_view folded, const Quantities& found,
                                      std::size_t first, const std::vector<std::uint32_t>& figures,
                                      const Grammar& grammar, const IndicatorWords& words,
                                      std::vector<Target>* targets) {
  return Pairing(folded, found, first, figures, grammar, words, targets).run();
}

}  // namespace gangmu
