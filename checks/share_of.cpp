#include "checks/share_of.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "checks/amount.h"
#include "checks/fields.h"
#include "checks/figures.h"
#include "checks/indicator_name.h"
#include "checks/place_counts.h"
#include "parser/numeral.h"

namespace gangmu {

namespace {

constexpr double kAll = 100;

// Whether rounding explains that the part is said to be so many per cent of the whole.
bool fits(const Amount& part, const Amount& whole, const Amount& said) {
  const double low = kAll * (part.value - part.step / 2) / (whole.value + whole.step / 2);
  const double high =
      kAll * (part.value + part.step / 2) / std::max(whole.value - whole.step / 2, whole.step / 2);
  return said.value >= low - said.step && said.value <= high + said.step;
}

// The share as it should be printed, with as many digits as the one that is.
std::string share_sign(double share, const Amount& said) {
  constexpr double kWhole = 1;
  return short_number(share, said.step < kWhole ? 2 : 1) + "%";
}

class ShareCheck {
 public:
  ShareCheck(const Checked& in, std::uint32_t plan, Findings* findings)
      : in_(in),
        plan_(plan),
        names_(in.grammar),
        region_(in.origin(plan).region),
        words_(in.grammar.words("check_share_of")),
        rates_(in.grammar.words("check_rate_of")),
        findings_(findings) {}

  void run(std::size_t i) {
    const auto& targets = in_.document.targets;
    const Target& share = targets[i];
    const bool plain = share.measure == Measure::share && is_percent(share) && is_exact(share) &&
                       share.field != Field::cell;
    if (i == 0 || !plain) return;
    const Target& part = targets[i - 1];
    const std::string name = fold(share.indicator), of = fold(part.indicator);
    if (!is_exact(part) || is_percent(part) || !in_one_sentence(in_.document, part, share)) return;
    if (of.empty() || !name.starts_with(of)) return behind_parts(i);
    if (i > 1 && name == of && is_whole_of(targets[i - 2], part)) {
      return beside(part, targets[i - 2], share);
    }
    const std::string_view rest = std::string_view(name).substr(of.size());
    if (words_.exact(rest) != nullptr && part.part_of != kNone) {
      return beside(targets[part.part_of], part, share);
    }
    if (i > 1 && part.part_of == kNone && rates_.exact(rest) != nullptr) {
      return beside(targets[i - 2], part, share);
    }
    const Word* word = words_.longest_at(rest, 0);
    if (word != nullptr && word->text.size() < rest.size()) {
      elsewhere(std::string(rest.substr(word->text.size())), part, share);
    }
  }

 private:
  // "3,000, of these 1,800 for A and 300 for B; A takes 60 %": a share behind several parts.
  void behind_parts(std::size_t i) {
    constexpr std::size_t kMostParts = 8;
    const auto& targets = in_.document.targets;
    const std::string name = fold(targets[i].indicator);
    for (std::size_t j = i; j > 0 && i - j < kMostParts;) {
      --j;
      const Target& part = targets[j];
      if (part.part_of == kNone || !in_one_sentence(in_.document, part, targets[i])) return;
      const std::string of = fold(part.indicator);
      if (of.empty() || !name.starts_with(of)) continue;
      const bool told = words_.exact(std::string_view(name).substr(of.size())) != nullptr;
      if (told && is_exact(part)) beside(targets[part.part_of], part, targets[i]);
      return;
    }
  }

  // "640 buses, 84 % of all buses, which are 800": whether the second figure is the whole of the
  // first, named as its share.
  bool is_whole_of(const Target& part, const Target& whole) const {
    const std::string name = fold(whole.indicator), of = fold(part.indicator);
    if (of.empty() || !name.starts_with(of) || !is_exact(part)) return false;
    const Word* word = words_.longest_at(name, of.size());
    return word != nullptr && of.size() + word->text.size() < name.size();
  }

  // "42,000 beds, of these 21,000 for care, 55 % of all".
  void beside(const Target& whole, const Target& part, const Target& share) {
    if (whole.base_unit != part.base_unit || !is_exact(whole)) return;
    if (!in_one_sentence(in_.document, whole, part) &&
        !in_one_sentence(in_.document, part, whole)) {
      return;
    }
    const auto said = amount_of(share), some = amount_of(part), all = amount_of(whole);
    if (!said || !some || !all || all->value <= 0 || some->value > all->value) return;
    if (!fits(*some, *all, *said)) {
      tell(part, share, figure_sign(whole), share_of(*some, *all), nullptr);
    }
  }

  // "180 villages, 86 % of all villages": how many those are stands elsewhere. Wholes of another
  // year may have changed, so there the printed share must be the right one mixed up.
  void elsewhere(const std::string& whole, const Target& part, const Target& share) {
    const auto said = amount_of(share), some = amount_of(part);
    if (!said || !some || some->value <= 0) return;
    if (fits_beside(part, *some, *said)) return;
    const std::string key = names_.of(whole, region_).key;
    std::optional<double> wrong;
    std::string sign;
    const Finding::Side* side = nullptr;
    Finding::Side of_level;
    const auto hold = [&](const Amount& all, bool same_time) {
      if (all.value < some->value) return false;
      if (fits(*some, all, *said)) return true;
      const double right = share_of(*some, all);
      const int decimals = said->step < 1 ? 1 : 0;
      const bool mixed = is_mixed_up(short_number(right, decimals), short_number(said->value, 2));
      if (!wrong && (same_time || mixed)) wrong = right;
      return false;
    };
    if (!places_) places_.emplace(in_, plan_);
    if (const auto counts = places_->all().find(key); counts != places_->all().end()) {
      for (const PlaceCount& count : counts->second) {
        if (hold({static_cast<double>(count.number), 1}, count.whole)) return;
        if (wrong && side == nullptr) side = &count.side, sign = std::to_string(count.number);
      }
    }
    const Target* first = first_near(part);
    for (const Target* at = &part; at != first; --at) {
      const Target& all = *(at - 1);
      const bool named = names_.of(all.indicator, region_).key.ends_with(key);
      const auto amount = amount_of(all);
      if (!named || !amount || all.base_unit != part.base_unit || !is_exact(all)) continue;
      const bool same_time = part.period && all.period && part.period->end == all.period->end &&
                             part.period->kind == all.period->kind;
      if (hold(*amount, same_time)) return;
      if (wrong && side == nullptr) {
        of_level = in_.side(all);
        side = &of_level;
        sign = figure_sign(all);
      }
    }
    for (const std::uint32_t index : wholes(key)) {
      const Target& all = in_.document.targets[index];
      const bool unit = names_.unit(all.base_unit) == names_.unit(part.base_unit);
      const auto amount = amount_of(all);
      if (&all == &part || !unit || !amount) continue;
      const bool same_time = part.period && all.period && all.period->stated &&
                             part.period->end == all.period->end &&
                             all.period->kind != PeriodKind::during && part.status == all.status;
      if (hold(*amount, same_time)) return;
      if (wrong && side == nullptr) {
        of_level = in_.side(all);
        side = &of_level;
        sign = figure_sign(all);
      }
    }
    if (wrong) tell(part, share, sign, *wrong, side);
  }

  // The first of the figures of the paragraph that stand near before one.
  const Target* first_near(const Target& part) const {
    constexpr std::ptrdiff_t kFarthest = 16;  // figures
    const Target* first = in_.document.targets.data();
    const Target* at = &part;
    while (at != first && (at - 1)->node == part.node && &part - at < kFarthest) --at;
    return at;
  }

  // Whether a figure of the paragraph is the whole, by whatever name.
  bool fits_beside(const Target& part, const Amount& some, const Amount& said) const {
    const Target* first = first_near(part);
    for (const Target* at = &part; at != first; --at) {
      const auto all = amount_of(*(at - 1));
      const bool one = (at - 1)->base_unit == part.base_unit && all && all->value >= some.value;
      if (one && fits(some, *all, said)) return true;
    }
    return false;
  }

  // The figures of a name that may be wholes; they are gathered when the first is asked for.
  const std::vector<std::uint32_t>& wholes(const std::string& key) {
    static const std::vector<std::uint32_t> kNothing;
    if (!gathered_) {
      const TargetRange range = targets_of(in_.document, plan_);
      for (std::uint32_t i = range.first; i < range.last; ++i) {
        const Target& target = in_.document.targets[i];
        const bool level = target.measure == Measure::level || target.measure == Measure::flow;
        if (!level || target.op != Op::eq || is_percent(target)) continue;
        std::vector<std::uint32_t>& own = wholes_[names_.of(target.indicator, region_).key];
        if (own.size() < kMostWholes) own.push_back(i);
      }
      gathered_ = true;
    }
    const auto at = wholes_.find(key);
    return at == wholes_.end() ? kNothing : at->second;
  }

  static double share_of(const Amount& part, const Amount& whole) {
    return kAll * part.value / whole.value;
  }

  void tell(const Target& part, const Target& share, const std::string& whole, double right,
            const Finding::Side* side) {
    std::vector<Finding::Side> sides = {in_.side(part), in_.side(share)};
    if (side != nullptr) sides.push_back(*side);
    findings_->add(Check::share_wrong,
                   {part.indicator, figure_sign(part), whole, share_sign(right, *amount_of(share)),
                    figure_sign(share)},
                   std::move(sides));
  }

  const Checked& in_;
  static constexpr std::size_t kMostWholes = 24;  // of one name

  std::uint32_t plan_;
  IndicatorNames names_;
  std::string region_;
  std::optional<PlaceCounts> places_;  // read when the first is asked for
  bool gathered_ = false;
  std::unordered_map<std::string, std::vector<std::uint32_t>> wholes_;
  const WordTable &words_, &rates_;
  Findings* findings_;
};

// The shares printed one behind the other at `at`: "30 %, 25 % and 45 %".
struct Printed {
  std::vector<Amount> shares;
  std::vector<Slice> slices;
  std::size_t end = 0;  // behind the last one
};

Printed shares_at(const FieldText& field, const WordTable& joints, std::size_t at) {
  Printed out;
  out.end = at;
  const std::string_view text = field.folded.text;
  while (const auto number = number_at(text, at)) {
    if (number->end >= text.size() || text[number->end] != '%') break;
    const auto share = amount_in(number->value);
    if (!share) break;
    out.shares.push_back(*share);
    out.slices.push_back(field.at(at, number->end + 1));
    at = out.end = number->end + 1;
    if (const Word* joint = joints.longest_at(text, at)) {
      at += joint->text.size();
    } else if (text.substr(at).starts_with("\u3001") || text.substr(at).starts_with(',')) {
      next_char(text, at);
    } else {
      break;
    }
    at = skip_blanks(text, at);
  }
  return out;
}

// The last `count` figures of a node before a place, of one unit and in one sentence.
std::vector<const Target*> figures_before(const Checked& in, std::uint32_t node, Offset place,
                                          std::size_t count) {
  std::vector<const Target*> out;
  const auto& targets = in.document.targets;
  const auto behind =
      std::partition_point(targets.begin(), targets.end(), [&](const Target& target) {
        return target.node < node || (target.node == node && target.span.begin < place);
      });
  for (auto at = behind; at != targets.begin() && out.size() < count;) {
    const Target& target = *--at;
    const bool same = out.empty() || out.back()->base_unit == target.base_unit;
    if (target.node != node || !is_exact(target) || is_percent(target) || !same) return {};
    if (!out.empty() && !in_one_sentence(in.document, target, *out.back())) return {};
    out.push_back(&target);
  }
  std::reverse(out.begin(), out.end());
  return out.size() == count ? out : std::vector<const Target*>{};
}

// Parts of one whole whose shares are told side by side: "A, B and C take 60 %, 30 % and 15 %".
void check_sum(const Checked& in, const FieldText& field, std::size_t at, const Printed& printed,
               Findings* findings) {
  double sum = 0, step = 0;
  for (const Amount& share : printed.shares) {
    sum += share.value;
    step = std::max(step, share.step);
  }
  const std::size_t parts = printed.shares.size();
  if (parts < 2 || sum <= kAll + step * static_cast<double>(parts) / 2) return;
  const Slice slice = field.at(at, printed.end);
  findings->add(Check::share_over,
                {std::string(in.document.text(slice)), short_number(sum, 2) + "%"},
                {in.side(slice, field.slice)});
}

// "A 540, B 450, C 510 and D 300, which are 30 %, 25 %, 23.8 % and 16.7 %": all but one, or but
// two that changed places, are what the parts give of their sum.
void check_list(const Checked& in, const FieldText& field, std::size_t at, const Printed& printed,
                Findings* findings) {
  constexpr std::size_t kFewest = 3;
  if (printed.shares.size() < kFewest) return;
  const Offset place = in.document.source_of(field.at(at, printed.end)).begin;
  const auto parts = figures_before(in, field.index, place, printed.shares.size());
  if (parts.empty()) return;
  Amount sum = {0, 0};
  std::vector<Amount> amounts;
  for (const Target* part : parts) {
    const auto amount = amount_of(*part);
    if (!amount) return;
    amounts.push_back(*amount);
    sum.value += amount->value;
    sum.step = std::max(sum.step, amount->step);
  }
  std::vector<std::size_t> wrong;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (!fits(amounts[i], sum, printed.shares[i])) wrong.push_back(i);
  }
  const bool swapped = wrong.size() == 2 &&
                       fits(amounts[wrong[0]], sum, printed.shares[wrong[1]]) &&
                       fits(amounts[wrong[1]], sum, printed.shares[wrong[0]]);
  if (wrong.size() != 1 && !swapped) return;
  const std::size_t odd = wrong.front();
  const Target& part = *parts[odd];
  const auto number = amount_in(part.value);
  const double scale = number && number->value != 0 ? amounts[odd].value / number->value : 1;
  findings->add(Check::share_wrong,
                {part.indicator, figure_sign(part), short_number(sum.value / scale, 4) + part.unit,
                 share_sign(kAll * amounts[odd].value / sum.value, printed.shares[odd]),
                 std::string(in.document.text(printed.slices[odd]))},
                {in.side(part), in.side(printed.slices[odd], field.slice)});
}

}  // namespace

void check_shares_of(const Checked& in, Findings* findings) {
  for (std::uint32_t plan = 0; plan < in.document.plans.size(); ++plan) {
    ShareCheck check(in, plan, findings);
    const TargetRange range = targets_of(in.document, plan);
    for (std::uint32_t i = range.first; i < range.last; ++i) check.run(i);
  }
  const WordTable& each = in.grammar.words("check_each_share");
  const WordTable& joints = in.grammar.words("check_joint");
  for_each_field(in, false, [&](const FieldText& field) {
    const std::string_view text = field.folded.text;
    std::size_t from = 0, at = 0;
    while (const Word* word = each.find(text, from, &at)) {
      const Printed printed = shares_at(field, joints, skip_blanks(text, at + word->text.size()));
      from = printed.end;
      check_sum(in, field, at, printed, findings);
      check_list(in, field, at, printed, findings);
    }
  });
}

}  // namespace gangmu
