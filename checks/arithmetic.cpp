#include "checks/arithmetic.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "checks/amount.h"
#include "checks/fields.h"
#include "checks/figures.h"
#include "parser/numeral.h"

namespace gangmu {

namespace {

// Parts of a whole in one sentence.
class PartCheck {
 public:
  PartCheck(const Checked& in, Findings* findings)
      : in_(in),
        findings_(findings),
        series_(in.grammar.words("check_series")),
        by_(in.grammar.words("check_by")),
        kinds_(in.grammar.words("check_by_kind")) {}

  void run() {
    const auto& targets = in_.document.targets;
    std::map<std::uint32_t, std::vector<std::uint32_t>> parts;
    for (std::uint32_t i = 0; i < targets.size(); ++i) {
      if (targets[i].part_of == kNone) continue;
      if (const auto whole = whole_of(i)) parts[*whole].push_back(i);
    }
    for (const auto& [whole, own] : parts) {
      if (adds_up(targets[whole], targets[own.front()])) check(targets[whole], own);
    }
    for_each_field(in_, false, [&](const FieldText& field) { check_kinds(field); });
  }

 private:
  // The figure before the parts that has their unit: between it and the whole of the parser others
  // may stand, of what the things cost.
  std::optional<std::uint32_t> whole_of(std::uint32_t part) const {
    const auto& targets = in_.document.targets;
    const Target& own = targets[part];
    for (std::uint32_t i = own.part_of + 1; i-- > 0;) {
      const Target& whole = targets[i];
      if (whole.node != own.node || own.part_of - i > 2) break;
      const bool counts = whole.op == Op::eq || whole.op == Op::approx;
      if (whole.base_unit == own.base_unit && counts && whole.part_of == kNone) return i;
    }
    return std::nullopt;
  }

  // "7,000 are planned. By where it comes from, A gives 1,800, B 2,700 and C 2,500": the parts, to
  // the end of their sentence, are those of the last figure of their unit before.
  void check_kinds(const FieldText& field) {
    const std::string_view text = field.folded.text;
    std::size_t from = 0, at = 0;
    std::set<std::uint32_t> parts;  // of the kinds before, which divide the same
    while (const Word* word = by_.find(text, from, &at)) {
      from = at + word->text.size();
      const auto behind = kind_end(text, from);
      if (!behind) continue;
      from = *behind;
      const std::size_t stop = std::min(text.find("\u3002", from), text.size());
      const Offset begin = in_.document.source_of(field.at(at, at + word->text.size())).begin;
      const Offset end = in_.document.source_of(field.at(from, stop)).end;
      const auto own = figures_in(field.index, from < stop ? begin : end, end);
      if (own.size() < 2) continue;
      const auto whole = whole_before(own, parts);
      parts.insert(own.begin(), own.end());
      if (!whole) continue;
      check(in_.document.targets[*whole], own);
    }
  }

  // Behind "by": the end of the words for the kinds, "by source divided,".
  std::optional<std::size_t> kind_end(std::string_view text, std::size_t from) const {
    constexpr std::size_t kLongest = 90;  // bytes
    for (std::size_t at = from; at < text.size() && at - from < kLongest;) {
      const char32_t c = next_char(text, at);
      if (c == 0x3002 || c == ';' || c == ':') return std::nullopt;
      if (c == ',') {
        const bool kinds = kinds_.longest_at_end(text.substr(from, at - 1 - from)) != nullptr;
        return kinds ? std::optional(at) : std::nullopt;
      }
    }
    return std::nullopt;
  }

  // The exact figures of a node in a stretch of the source, as long as they have one unit; shares
  // of them may follow.
  std::vector<std::uint32_t> figures_in(std::uint32_t node, Offset begin, Offset end) const {
    const auto& targets = in_.document.targets;
    std::vector<std::uint32_t> own;
    auto at = std::partition_point(targets.begin(), targets.end(), [&](const Target& target) {
      return target.node < node || (target.node == node && target.span.begin < begin);
    });
    for (; at != targets.end() && at->node == node && at->span.begin < end; ++at) {
      if (is_percent(*at) && !own.empty()) break;
      const bool one = own.empty() || targets[own.front()].base_unit == at->base_unit;
      if (!one || at->op != Op::eq || is_percent(*at) || at->part_of != kNone) return {};
      own.push_back(static_cast<std::uint32_t>(at - targets.begin()));
    }
    return own;
  }

  // The figure that heads a sentence before the parts, unless another of the paragraph is their
  // sum.
  std::optional<std::uint32_t> whole_before(const std::vector<std::uint32_t>& own,
                                            const std::set<std::uint32_t>& parts) const {
    constexpr double kNear = 0.25;
    constexpr std::uint32_t kFarthest = 16;  // figures between
    const auto& targets = in_.document.targets;
    double sum = 0, step = 0;
    for (const std::uint32_t i : own) {
      const auto amount = amount_of(targets[i]);
      if (!amount) return std::nullopt;
      sum += amount->value;
      step = std::max(step, amount->step);
    }
    std::optional<std::uint32_t> whole;
    const std::uint32_t first = own.front();
    for (std::uint32_t i = first; i > 0 && targets[i - 1].node == targets[first].node;) {
      --i;
      if (first - i > kFarthest) break;
      const auto amount = amount_of(targets[i]);
      const bool one = targets[i].base_unit == targets[own.front()].base_unit && amount;
      if (!one || parts.count(i) > 0) continue;
      const double off = std::abs(amount->value - sum);
      if (off <= std::max(step, amount->step) / 2) return i;  // check() has nothing to say of it
      const bool near = off <= kNear * amount->value && targets[i].op == Op::eq;
      if (!whole && near && heads_sentence(i)) whole = i;
    }
    return whole;
  }

  bool heads_sentence(std::uint32_t index) const {
    const auto& targets = in_.document.targets;
    const Target& own = targets[index];
    const std::string_view text = in_.document.source.text;
    for (std::uint32_t i = index; i > 0 && targets[i - 1].node == own.node;) {
      --i;
      const std::size_t from = targets[i].span.end;
      if (from < own.span.begin &&
          text.substr(from, own.span.begin - from).find("\u3002") != text.npos) {
        return true;
      }
      if (targets[i].base_unit == own.base_unit) return false;
    }
    return true;
  }

  // Averages, shares and limits are no sums; a part stands at most one clause behind its whole.
  bool adds_up(const Target& whole, const Target& part) const {
    const std::string_view text = in_.document.source.text;
    if (whole.base_unit == "%" || whole.status == TargetStatus::requirement) return false;
    if (part.span.begin < whole.span.end || part.node != whole.node) return false;
    std::size_t at = 0;
    if (in_.grammar.words("check_mean").find(fold(whole.indicator), 0, &at) != nullptr) {
      return false;
    }
    int clauses = 0;
    const std::string between = fold(text.substr(
        whole.span.end, part.quote_span.begin - std::min(part.quote_span.begin, whole.span.end)));
    for (const char c : between) clauses += c == ',';
    // What stands between may be another figure of the whole: of what it costs.
    const std::size_t first = static_cast<std::size_t>(&whole - in_.document.targets.data()) + 1;
    const bool figure = &in_.document.targets[first] != &part;
    return clauses <= (figure ? 2 : 1);
  }

  void check(const Target& whole, const std::vector<std::uint32_t>& own) {
    const auto all = amount_of(whole);
    if (!all) return;
    double sum = 0, step = all->step;
    bool plain = whole.op == Op::eq;
    for (const std::uint32_t i : own) {
      const Target& part = in_.document.targets[i];
      const auto amount = amount_of(part);
      plain = plain && amount && part.op == Op::eq;
      if (!amount) continue;
      sum += amount->value;
      step = std::max(step, amount->step);
      if (amount->value > all->value + all->step && !fits_before(whole, amount->value)) {
        findings_->add(Check::parts_exceed,
                       {whole.indicator, figure_sign(part), figure_sign(whole)},
                       {in_.side(whole), in_.side(part)});
        plain = false;
      }
    }
    if (!plain || own.size() < 2 || fits_before(whole, sum)) return;
    // Parts that fall far short do not claim to be all; more than all cannot be.
    constexpr double kShort = 0.08, kOver = 0.25, kRounded = 0.6;
    const double off = sum - all->value;
    const double rounded =
        step >= 1 && whole.number.find('.') == std::string::npos && all->step == 1
            ? 0.5
            : kRounded * step * std::sqrt(static_cast<double>(own.size() + 1));
    // What whole numbers miss by one or more was counted, or every one of them was rounded.
    const bool whole_numbers = step > 1 && step == all->step &&
                               whole.number.find('.') == std::string::npos && fits_whole(own, step);
    const bool may_round = std::abs(off) <= rounded;
    // Beside decimals a whole number has a zero behind its point.
    const bool decimals = all->step < step && std::abs(off) >= step && !fits_whole(own, step);
    if (may_round && !((whole_numbers && std::abs(off) >= step) || decimals)) return;
    const bool far = off > kOver * all->value || -off > kShort * all->value;
    const bool all_told = is_series(own) || is_listed(whole, own);
    if (far && !all_told && !is_mistyped(whole, own, sum)) return;
    const auto printed = amount_in(whole.value);
    const double scale = printed && printed->value != 0 ? all->value / printed->value : 1;
    findings_->add(may_round ? Check::parts_rounded : Check::parts_sum,
                   {whole.indicator, short_number(sum / scale, 4) + whole.unit, figure_sign(whole)},
                   {in_.side(whole), in_.side(in_.document.targets[own.back()])});
  }

  // Whether the parts are all there can be: high, middle and low grades.
  bool is_series(const std::vector<std::uint32_t>& own) const {
    const Word* first = series_word(own.front());
    if (first == nullptr) return false;
    std::set<std::string_view> words;
    for (const std::uint32_t i : own) {
      const Word* word = series_word(i);
      if (word == nullptr || word->value != first->value || !words.insert(word->text).second) {
        return false;
      }
    }
    const auto all = series_.words();
    return std::count_if(all.begin(), all.end(), [&](const Word& word) {
             return word.value == first->value;
           }) == static_cast<std::ptrdiff_t>(own.size());
  }
  // Whether the sentence before the whole lists what the parts are of: "of A, B and C 85, of these
  // A 20, B 25, C 40".
  bool is_listed(const Target& whole, const std::vector<std::uint32_t>& own) const {
    constexpr std::size_t kFewest = 3, kFarthest = 300;  // parts, bytes
    constexpr std::string_view kComma = "\u3001";
    if (own.size() < kFewest || whole.field == Field::cell) return false;
    const Offset first = in_.document.nodes[whole.node].span.begin;
    if (whole.span.begin <= first) return false;
    std::size_t begin =
        whole.span.begin - std::min<std::size_t>(kFarthest, whole.span.begin - first);
    while (inside_char(in_.document.source.text, begin)) ++begin;
    const std::string text = without_blanks(
        fold(std::string_view(in_.document.source.text).substr(begin, whole.span.begin - begin)));
    std::size_t at = 0;
    for (std::size_t i = 0; i < own.size(); ++i) {
      const std::string name = fold(in_.document.targets[own[i]].indicator);
      at = i == 0 ? item_begin(text, name) : text.find(kComma, at);
      if (at == std::string::npos) return false;
      if (i > 0) at += kComma.size();
      if (shared_start(std::string_view(text).substr(at), name) < kItem) return false;
    }
    return true;
  }

  // Where a list begins whose first item is how a name begins.
  static std::size_t item_begin(std::string_view text, std::string_view name) {
    if (name.size() < kItem) return text.npos;
    return text.find(name.substr(0, kItem));
  }

  static std::size_t shared_start(std::string_view a, std::string_view b) {
    std::size_t same = 0;
    while (same < a.size() && same < b.size() && a[same] == b[same]) ++same;
    return same;
  }

  static constexpr std::size_t kItem = 6;  // bytes of the shortest item

  // Whether another order of the digits of one of the figures makes the parts add up.
  bool is_mistyped(const Target& whole, const std::vector<std::uint32_t>& own, double sum) const {
    constexpr double kNoise = 1e-6;
    const auto makes = [&](const Target& figure, double wanted) {
      const auto printed = amount_in(figure.value), amount = amount_of(figure);
      if (!printed || !amount || printed->value == 0) return false;
      const double scale = amount->value / printed->value;
      return is_mixed_up(short_number(wanted / scale, 4), short_number(printed->value, 4));
    };
    const auto all = amount_of(whole);
    if (!all || makes(whole, sum)) return all.has_value();
    return std::any_of(own.begin(), own.end(), [&](std::uint32_t i) {
      const Target& part = in_.document.targets[i];
      const auto amount = amount_of(part);
      const double wanted = amount ? all->value - (sum - amount->value) : 0;
      return wanted > kNoise && makes(part, wanted);
    });
  }

  const Word* series_word(std::uint32_t target) const {
    return series_.longest_at(fold(in_.document.targets[target].indicator), 0);
  }

  // Whether the parts have no digits behind those of the whole.
  bool fits_whole(const std::vector<std::uint32_t>& own, double step) const {
    return std::all_of(own.begin(), own.end(), [&](std::uint32_t i) {
      const auto amount = amount_of(in_.document.targets[i]);
      return amount && amount->step == step;
    });
  }

  // Whether a figure of the sentence before the whole is as much: "from 180 to 240, 60 more, of
  // these 12 and 228".
  bool fits_before(const Target& whole, double sum) const {
    const auto& targets = in_.document.targets;
    const auto index = static_cast<std::size_t>(&whole - targets.data());
    for (std::size_t i = index; i > 0 && index - i < 2;) {
      --i;
      const auto amount = amount_of(targets[i]);
      const bool same = targets[i].indicator == whole.indicator;
      if (targets[i].node != whole.node || !same) break;
      if (amount && amount->value >= sum) return true;
    }
    return false;
  }

  const Checked& in_;
  Findings* findings_;
  const WordTable &series_, &by_, &kinds_;
};

}  // namespace

void check_parts(const Checked& in, Findings* findings) { PartCheck(in, findings).run(); }

}  // namespace gangmu
