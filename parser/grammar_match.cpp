#include "parser/grammar_match.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "model/once.h"
#include "parser/grammar_builtin.h"
#include "parser/grammar_firsts.h"
#include "parser/grammar_pattern.h"

namespace gangmu {

namespace {

using re2::RE2;

// Longest match: of the alternatives of a part the one that takes most, wherever it stands in it.
RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_longest_match(true);
  return options;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

struct RuleState {
  Once once, before_once;
  std::unique_ptr<RE2> match, after, not_after, before, not_before;  // null: no condition
  int num = 0;  // number of the group {num:…}, 0: none
};

struct StageState {
  Once once;
  std::unique_ptr<RE2::Set> set;  // null: some rule does not fit in, try each
  CharFilter firsts;              // of what the rules match
  bool any_first = false;         // … and all other characters
  std::unique_ptr<RuleState[]> rules;
};

bool matches_at_start(const RE2& re, std::string_view text) {
  return re.Match(piece(text), 0, text.size(), RE2::ANCHOR_START, nullptr, 0);
}

std::unique_ptr<RE2> compile(const std::vector<std::string>& patterns, const Parts& parts,
                             const char* tail = "") {
  if (patterns.empty()) return nullptr;
  return std::make_unique<RE2>("(?:" + translate_all(patterns, parts) + ")" + tail, options());
}

// A text with a NUL behind it, as scanners read it; markers are short, so it seldom allocates.
class Terminated {
 public:
  explicit Terminated(std::string_view text) : holds_nul_(text.find('\0') != text.npos) {
    if (text.size() < small_.size()) {
      std::memcpy(small_.data(), text.data(), text.size());
      small_[text.size()] = '\0';
    } else {
      large_ = text;
    }
  }
  // Of one that holds a NUL itself they would see the beginning alone.
  bool holds_nul() const { return holds_nul_; }
  const char* data() const { return large_.empty() ? small_.data() : large_.c_str(); }

 private:
  std::array<char, 512> small_;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled or unused
  std::string large_;
  bool holds_nul_;
};

bool has_scanner(std::uint16_t scanner) { return scanner != builtin::kNoScanner; }
bool has_scanners(const builtin::RuleRow& row) {
  return has_scanner(row.match_scanner) && has_scanner(row.after_scanner) &&
         has_scanner(row.not_after_scanner);
}

// What `match_rule` tells, by the scanners of a rule that has them.
std::optional<Match> scan_rule(const builtin::RuleRow& row, std::uint16_t rule, const char* text,
                               std::size_t size) {
  builtin::Scanned found;
  if (!builtin::scan(row.match_scanner, text, &found)) return std::nullopt;
  Match match;
  match.rule = rule;
  match.length = static_cast<std::uint32_t>(std::min(found.length, size));
  match.num_begin = static_cast<std::uint32_t>(found.num_begin);
  match.num_end = static_cast<std::uint32_t>(found.num_end);
  const char* const rest = text + match.length;
  const auto follows = [&](std::uint16_t scanner) { return builtin::scan(scanner, rest, &found); };
  if (row.after_scanner != builtin::kNone && !follows(row.after_scanner)) return std::nullopt;
  if (row.not_after_scanner != builtin::kNone && follows(row.not_after_scanner)) {
    return std::nullopt;
  }
  return match;
}

}  // namespace

struct Matcher::State {
  const GrammarData& data;
  const bool built_in;
  mutable std::array<StageState, kStageCount> stages;
  // Of the built-in grammar: the first of the rules of each stage among all.
  std::array<std::size_t, kStageCount> first_rule{};

  // Of the built-in grammar.
  const builtin::RuleRow& row(Stage stage, std::uint16_t rule) const {
    return builtin::rules[first_rule[static_cast<std::size_t>(stage)] + rule];
  }
  static builtin::Range beginning(Stage stage, char32_t first) {
    const std::uint16_t set = builtin::first_places[builtin::place_of_first(first)];
    return builtin::firsts[set].rules[static_cast<std::size_t>(stage)];
  }

  const Rule& rule(Stage stage, std::uint16_t index) const {
    return data.rules[static_cast<std::size_t>(stage)][index];
  }

  StageState& stage(Stage which) const {
    StageState& state = stages[static_cast<std::size_t>(which)];
    state.once.run([&] { prepare(which, &state); });
    return state;
  }

  void prepare(Stage which, StageState* state) const {
    const auto& rules = data.rules[static_cast<std::size_t>(which)];
    state->rules = std::make_unique<RuleState[]>(rules.size());
    if (rules.empty()) return;
    auto set = std::make_unique<RE2::Set>(options(), RE2::ANCHOR_START);
    std::string expression;
    bool fits = true;
    for (const auto& rule : rules) {
      translate_pattern(rule.match, data.parts, &expression);
      if (!add_first_characters(expression, &state->firsts)) state->any_first = true;
      fits = fits && set->Add(expression, nullptr) >= 0;
    }
    if (fits && set->Compile()) state->set = std::move(set);
  }

  const RuleState& compiled(Stage which, std::uint16_t index) const {
    RuleState& state = stage(which).rules[index];
    state.once.run([&] {
      const Rule& r = rule(which, index);
      std::string expression;
      translate_pattern(r.match, data.parts, &expression);
      state.match = std::make_unique<RE2>(expression, options());
      state.after = compile(r.after, data.parts);
      state.not_after = compile(r.not_after, data.parts);
      const auto& groups = state.match->NamedCapturingGroups();
      if (const auto num = groups.find("num"); num != groups.end()) state.num = num->second;
    });
    return state;
  }
};

Matcher::Matcher(const GrammarData& data, bool built_in)
    : state_(new State{data, built_in, {}, {}}) {
  for (std::size_t i = 1; i < kStageCount; ++i) {
    state_->first_rule[i] = state_->first_rule[i - 1] + data.rules[i - 1].size();
  }
}
Matcher::~Matcher() = default;

std::optional<Match> Matcher::match_rule(Stage stage, std::uint16_t rule,
                                         std::string_view folded) const {
  if (state_->built_in && has_scanners(state_->row(stage, rule))) {
    const Terminated text(folded);
    if (!text.holds_nul()) {
      return scan_rule(state_->row(stage, rule), rule, text.data(), folded.size());
    }
  }
  const RuleState& compiled = state_->compiled(stage, rule);
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(compiled.num) + 1);
  if (!compiled.match->ok() ||
      !compiled.match->Match(piece(folded), 0, folded.size(), RE2::ANCHOR_START, groups.data(),
                             static_cast<int>(groups.size()))) {
    return std::nullopt;
  }
  Match match;
  match.rule = rule;
  match.length = static_cast<std::uint32_t>(groups[0].size());
  if (compiled.num > 0 && groups.back().data() != nullptr) {
    match.num_begin = static_cast<std::uint32_t>(groups.back().data() - folded.data());
    match.num_end = match.num_begin + static_cast<std::uint32_t>(groups.back().size());
  }
  const std::string_view rest = folded.substr(match.length);
  if (compiled.after && !matches_at_start(*compiled.after, rest)) return std::nullopt;
  if (compiled.not_after && matches_at_start(*compiled.not_after, rest)) return std::nullopt;
  return match;
}

bool Matcher::is_slow_to_start() const { return !state_->built_in; }

void Matcher::prepare() const {
  if (!is_slow_to_start()) return;
  for (std::size_t i = 0; i < kStageCount; ++i) state_->stage(static_cast<Stage>(i));
}

bool Matcher::may_match(Stage stage, char32_t first) const {
  if (state_->built_in) return State::beginning(stage, first).count > 0;
  const StageState& state = state_->stage(stage);
  return state.any_first || state.firsts.may_hold(first);
}

void Matcher::match(Stage stage, std::string_view folded, std::vector<Match>* out) const {
  out->clear();
  std::size_t behind = 0;
  if (folded.empty()) return;
  const char32_t first = next_char(folded, behind);
  if (state_->built_in) {
    const builtin::Range range = State::beginning(stage, first);
    if (range.count == 0) return;
    const Terminated text(folded);
    for (const std::uint16_t rule : builtin::first_rules.subspan(range.begin, range.count)) {
      const builtin::RuleRow& row = state_->row(stage, rule);
      const auto match = has_scanners(row) && !text.holds_nul()
                             ? scan_rule(row, rule, text.data(), folded.size())
                             : match_rule(stage, rule, folded);
      if (match) out->push_back(*match);
    }
    return;
  }
  if (!may_match(stage, first)) return;
  const auto& rules = state_->data.rules[static_cast<std::size_t>(stage)];
  if (rules.empty()) return;
  const StageState& state = state_->stage(stage);
  const auto add = [&](std::size_t rule) {
    if (auto match = match_rule(stage, static_cast<std::uint16_t>(rule), folded)) {
      out->push_back(*match);
    }
  };
  RE2::Set::ErrorInfo error{RE2::Set::kNoError};
  if (state.set) {
    // Without a list of hits the set neither allocates nor reads on after the first hit.
    if (!state.set->Match(piece(folded), nullptr, &error) && error.kind == RE2::Set::kNoError) {
      return;
    }
    std::vector<int> hits;
    if (error.kind == RE2::Set::kNoError && state.set->Match(piece(folded), &hits, &error)) {
      std::sort(hits.begin(), hits.end());
      for (const int hit : hits) add(static_cast<std::size_t>(hit));
      return;
    }
  }
  for (std::size_t i = 0; i < rules.size(); ++i) add(i);  // the set ran out of memory
}

bool Matcher::before_ok(Stage stage, std::uint16_t rule, std::string_view folded_before) const {
  const Rule& r = state_->rule(stage, rule);
  if (r.before.empty() && r.not_before.empty()) return true;
  RuleState& state = state_->stage(stage).rules[rule];
  state.before_once.run([&] {
    state.before = compile(r.before, state_->data.parts, "\\z");
    state.not_before = compile(r.not_before, state_->data.parts, "\\z");
  });
  const auto ends = [&](const RE2& re) { return RE2::PartialMatch(piece(folded_before), re); };
  if (state.before && !ends(*state.before)) return false;
  return !state.not_before || !ends(*state.not_before);
}

std::string expression_mistake(const std::string& expression) {
  const RE2 re(expression, options());
  return re.ok() ? "" : re.error();
}

bool has_groups(const std::string& expression) {
  return RE2(expression, options()).NumberOfCapturingGroups() > 0;
}

bool matches_nothing(const std::string& expression) {
  return RE2::FullMatch("", RE2(expression, options()));
}

std::vector<std::pair<char32_t, char32_t>> characters_of(const std::string& expression) {
  constexpr char32_t kLast = 0x10FFFF;
  const RE2 re(expression, options());
  std::vector<std::pair<char32_t, char32_t>> ranges;
  std::string text;
  for (char32_t c = 1; c <= kLast; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;  // surrogates
    text.clear();
    append_char(text, c);
    if (!RE2::FullMatch(text, re)) continue;
    if (!ranges.empty() && ranges.back().second + 1 == c) {
      ++ranges.back().second;
    } else {
      ranges.emplace_back(c, c);
    }
  }
  return ranges;
}

}  // namespace gangmu
