#include "checks/aligned_indicators.h"

#include <algorithm>

namespace gangmu {

namespace {

constexpr std::size_t kHan = 3;          // bytes of an ideograph
constexpr std::size_t kTail = 2 * kHan;  // by which names are looked up that are alike
// Of the shorter of two names that are alike: a head noun alone says too little.
constexpr std::size_t kLeastAlike = 5 * kHan;
// Names with one ending that are held against one below; a plan has few but in a hostile file.
constexpr std::size_t kMostAlike = 64;

std::string exact_form(const PlanIndicator& indicator) {
  return indicator.key + '\t' + indicator.unit + '\t' +
         std::to_string(static_cast<int>(indicator.sort)) + (indicator.yearly ? "y" : "");
}

std::string tail_form(const PlanIndicator& indicator) {
  const std::string& key = indicator.key;
  std::size_t begin = key.size() > kTail ? key.size() - kTail : 0;
  while (begin > 0 && (static_cast<unsigned char>(key[begin]) & 0xC0) == 0x80) --begin;
  return key.substr(begin) + '\t' + indicator.unit + '\t' +
         std::to_string(static_cast<int>(indicator.sort)) + (indicator.yearly ? "y" : "");
}

// What one of two names has before the other; empty where neither ends with the other.
std::string_view longer_by(const std::string& a, const std::string& b) {
  const std::string &longer = a.size() >= b.size() ? a : b, &shorter = a.size() >= b.size() ? b : a;
  if (!longer.ends_with(shorter)) return {};
  return std::string_view(longer).substr(0, longer.size() - shorter.size());
}

}  // namespace

bool apart(const std::string& region_above, const std::string& region_below) {
  return !region_below.empty() && region_above != region_below;
}

IndicatorMatch::IndicatorMatch(const Grammar& grammar) : reader_(grammar), weighing_(grammar) {}

void IndicatorMatch::add_above(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                               std::uint32_t ordinal) {
  for (PlanIndicator& indicator : reader_.read(document, plan, ordinal)) {
    const auto at = static_cast<std::uint32_t>(above_.size());
    exact_[exact_form(indicator)].push_back(at);
    keys_[indicator.key].push_back(at);
    if (!indicator.stem.empty()) stems_[indicator.stem].push_back(at);
    tails_[tail_form(indicator)].push_back(at);
    rows_.push_back({indicator.main(), Verdict::missing, {}});
    above_.push_back({std::move(indicator), own.region});
  }
}

std::vector<std::uint32_t> IndicatorMatch::found(const PlanIndicator& below, Tier tier) const {
  std::vector<std::uint32_t> out;
  const auto look_up = [&](const Index& index, const std::string& form, const auto& fits) {
    const auto at = index.find(form);
    if (at == index.end()) return;
    // Of one key a plan has one.
    const std::size_t most =
        tier == Tier::same ? at->second.size() : std::min(at->second.size(), kMostAlike);
    for (std::size_t i = 0; i < most; ++i) {
      if (fits(above_[at->second[i]].indicator)) out.push_back(at->second[i]);
    }
  };
  switch (tier) {
    case Tier::same:
      look_up(exact_, exact_form(below), [](const PlanIndicator&) { return true; });
      break;
    case Tier::share:  // of one of them it is not said of what it is a share
      if (below.stem.empty()) break;
      look_up(stems_, below.stem, [&](const PlanIndicator& own) { return own.open || below.open; });
      if (out.size() > 1) out.clear();
      break;
    case Tier::heading:  // what one has before the name, the other has in a heading
      look_up(tails_, tail_form(below), [&](const PlanIndicator& own) {
        const std::string_view more = longer_by(own.key, below.key);
        const PlanIndicator& shorter = own.key.size() < below.key.size() ? own : below;
        return !more.empty() && shorter.context.find(more) != std::string::npos;
      });
      break;
    case Tier::scope:
      look_up(keys_, below.key, [](const PlanIndicator&) { return true; });
      break;
    case Tier::alike:
      look_up(tails_, tail_form(below), [&](const PlanIndicator& own) {
        const bool long_enough = std::min(own.key.size(), below.key.size()) >= kLeastAlike;
        return long_enough && !longer_by(own.key, below.key).empty();
      });
      break;
  }
  return out;
}

void IndicatorMatch::answer(std::uint32_t row, const PlanIndicator& below, Tier tier,
                            const std::string& region) {
  const Above& own = above_[row];
  Answer answer = weighing_.weigh(own.indicator, below, apart(own.region, region));
  if (tier == Tier::alike) {
    answer.grounds.insert(answer.grounds.begin(), {Ground::name, 0});
    answer.verdict = Verdict::unclear;
    answer.share.clear();
  }
  const double longer = static_cast<double>(std::max(own.indicator.key.size(), below.key.size()));
  const double shorter = static_cast<double>(std::min(own.indicator.key.size(), below.key.size()));
  answer.likeness = tier == Tier::same || tier == Tier::scope ? 1 : shorter / longer;
  rows_[row].answers.push_back(std::move(answer));
}

void IndicatorMatch::add_new(const PlanIndicator& below) {
  const auto [at, fresh] =
      added_.emplace(exact_form(below), static_cast<std::uint32_t>(rows_.size()));
  if (fresh) rows_.push_back({std::nullopt, Verdict::added, {}});
  Answer answer;
  answer.verdict = Verdict::added;
  answer.below = below.main();
  std::vector<Answer>& answers = rows_[at->second].answers;
  if (answers.empty() || answers.back().below.plan != answer.below.plan) {
    answers.push_back(std::move(answer));
  }
}

void IndicatorMatch::add_below(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                               std::uint32_t ordinal) {
  std::vector<PlanIndicator> open = reader_.read(document, plan, ordinal);
  const auto answered = [&](std::uint32_t row) {
    const auto& answers = rows_[row].answers;
    return !answers.empty() && answers.back().below.plan == ordinal;
  };
  for (const Tier tier : {Tier::same, Tier::share, Tier::heading, Tier::scope, Tier::alike}) {
    std::vector<PlanIndicator> left;
    for (PlanIndicator& indicator : open) {
      bool taken = false;
      for (const std::uint32_t row : found(indicator, tier)) {
        if (answered(row)) continue;
        answer(row, indicator, tier, own.region);
        taken = true;
      }
      if (!taken) left.push_back(std::move(indicator));
    }
    open = std::move(left);
  }
  for (const PlanIndicator& indicator : open) add_new(indicator);
}

std::vector<AlignmentRow> IndicatorMatch::finish() {
  for (AlignmentRow& row : rows_) row.verdict = overall(row);
  return std::move(rows_);
}

}  // namespace gangmu
