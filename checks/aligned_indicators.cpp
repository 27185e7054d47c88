#include "checks/aligned_indicators.h"

#include <algorithm>
#include <map>
#include <optional>

#include "parser/marks.h"

namespace gangmu {

namespace {

constexpr std::size_t kTail = 2 * kHan;  // by which names are looked up that are alike
// Of the shorter of two names that are alike: a head noun alone says too little.
constexpr std::size_t kLeastAlike = 4 * kHan;
// How much of the longer name the shorter has, where words are left out in the middle of it.
constexpr double kLeastShared = 0.6;
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

// The characters of the longer name without those of the shorter, in their order; none where the
// shorter has one that the longer lacks.
std::optional<std::string> without_characters(std::string_view longer, std::string_view shorter) {
  std::map<char32_t, int> open;
  for (std::size_t at = 0; at < shorter.size();) ++open[next_char(shorter, at)];
  std::string rest;
  for (std::size_t at = 0; at < longer.size();) {
    const char32_t c = next_char(longer, at);
    const auto found = open.find(c);
    if (found == open.end()) {
      append_char(rest, c);
    } else if (--found->second == 0) {
      open.erase(found);
    }
  }
  if (!open.empty()) return std::nullopt;
  return rest;
}

}  // namespace

IndicatorMatch::IndicatorMatch(const Grammar& grammar)
    : reader_(grammar),
      weighing_(grammar),
      grade_(grammar.words("compare_grade")),
      joints_(grammar.words("check_joint")),
      others_(grammar.words("check_others")),
      not_(grammar.words("compare_not")) {}

void IndicatorMatch::add_above(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                               std::uint32_t ordinal) {
  for (PlanIndicator& indicator : reader_.read(document, plan, ordinal)) {
    const auto at = static_cast<std::uint32_t>(above_.size());
    exact_[exact_form(indicator)].push_back(at);
    keys_[indicator.key].push_back(at);
    if (!indicator.stem.empty()) stems_[indicator.stem].push_back(at);
    tails_[tail_form(indicator)].push_back(at);
    pairs_.push_back(pairs_of(indicator.key));
    rows_.push_back({indicator.main(), Verdict::missing, {}});
    above_.push_back({std::move(indicator), own.region});
  }
}

// Whether a heading names this and nothing beside it: what stands below a heading of two things is
// told of both.
bool IndicatorMatch::names_alone(std::string_view headings, std::string_view name) const {
  for (std::size_t at = headings.find(name); at != headings.npos;
       at = headings.find(name, at + 1)) {
    const std::string_view before = headings.substr(0, at),
                           behind = headings.substr(at + name.size());
    const bool joined = before.ends_with(kListCommaText) || behind.starts_with(kListCommaText) ||
                        joints_.longest_at_end(before) != nullptr ||
                        joints_.longest_at(behind, 0) != nullptr ||
                        others_.longest_at(behind, 0) != nullptr;
    if (!joined) return true;
  }
  return false;
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
        if (more.empty() || grade_.longest_at(more, 0) != nullptr) return false;
        const PlanIndicator& shorter = own.key.size() < below.key.size() ? own : below;
        return names_alone(shorter.context, more);
      });
      break;
    case Tier::scope:
      look_up(keys_, below.key, [](const PlanIndicator&) { return true; });
      break;
    case Tier::alike:
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

void IndicatorMatch::answer_sure(Tier tier, std::uint32_t ordinal, const std::string& region,
                                 std::vector<PlanIndicator>* open) {
  std::erase_if(*open, [&](const PlanIndicator& indicator) {
    bool taken = false;
    for (const std::uint32_t row : found(indicator, tier)) {
      if (answered(row, ordinal)) continue;
      answer(row, indicator, tier, region);
      taken = true;
    }
    return taken;
  });
}

// How much of the longer name the shorter has; 0 where they are not of one thing.
double IndicatorMatch::alike(const PlanIndicator& above, const PlanIndicator& below) const {
  if (above.unit != below.unit || above.sort != below.sort || above.yearly != below.yearly) {
    return 0;
  }
  const bool up = above.key.size() >= below.key.size();
  const std::string &longer = up ? above.key : below.key, &shorter = up ? below.key : above.key;
  if (shorter.size() < kLeastAlike ||
      longer.substr(longer.size() - kHan) != shorter.substr(shorter.size() - kHan)) {
    return 0;
  }
  const auto more = without_characters(longer, shorter);
  if (!more || not_.longest_at(*more, 0) != nullptr) return 0;
  const double shared = static_cast<double>(shorter.size()) / static_cast<double>(longer.size());
  const bool ends = longer.ends_with(shorter);
  return ends || shared >= kLeastShared ? shared + (ends ? 0.01 : 0) : 0;
}

void IndicatorMatch::answer_alike(std::uint32_t ordinal, const std::string& region,
                                  std::vector<PlanIndicator>* open) {
  struct Pair {
    double score;
    std::uint32_t row;
    std::size_t below;
  };
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < open->size(); ++i) {
    for (const std::uint32_t row : like_->candidates(pairs_of((*open)[i].key))) {
      const double score = answered(row, ordinal) ? 0 : alike(above_[row].indicator, (*open)[i]);
      if (score > 0) pairs.push_back({score, row, i});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.score > b.score; });
  std::vector<bool> taken(open->size(), false);
  for (const Pair& pair : pairs) {
    if (taken[pair.below] || answered(pair.row, ordinal)) continue;
    answer(pair.row, (*open)[pair.below], Tier::alike, region);
    taken[pair.below] = true;
  }
  std::size_t at = 0;
  std::erase_if(*open, [&](const PlanIndicator&) { return taken[at++]; });
}

void IndicatorMatch::add_below(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                               std::uint32_t ordinal) {
  if (!like_) {
    std::vector<const Pairs*> texts;
    texts.reserve(pairs_.size());
    for (const Pairs& pairs : pairs_) texts.push_back(&pairs);
    like_ = std::make_unique<LikeTexts>(texts);
  }
  std::vector<PlanIndicator> open = reader_.read(document, plan, ordinal);
  for (const Tier tier : {Tier::same, Tier::share, Tier::heading, Tier::scope}) {
    answer_sure(tier, ordinal, own.region, &open);
  }
  answer_alike(ordinal, own.region, &open);
  for (const PlanIndicator& indicator : open) add_new(exact_form(indicator), indicator.main());
}

}  // namespace gangmu
