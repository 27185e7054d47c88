#include "parser/grammar_match.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

#include "model/once.h"
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

}  // namespace

struct Matcher::State {
  const GrammarData& data;
  mutable std::array<StageState, kStageCount> stages;

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

Matcher::Matcher(const GrammarData& data) : state_(new State{data, {}}) {}
Matcher::~Matcher() = default;

std::optional<Match> Matcher::match_rule(Stage stage, std::uint16_t rule,
                                         std::string_view folded) const {
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

void Matcher::prepare() const {
  for (std::size_t i = 0; i < kStageCount; ++i) state_->stage(static_cast<Stage>(i));
}

bool Matcher::may_match(Stage stage, char32_t first) const {
  const StageState& state = state_->stage(stage);
  return state.any_first || state.firsts.may_hold(first);
}

void Matcher::match(Stage stage, std::string_view folded, std::vector<Match>* out) const {
  out->clear();
  std::size_t behind = 0;
  if (folded.empty() || !may_match(stage, next_char(folded, behind))) return;
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

}  // namespace gangmu
