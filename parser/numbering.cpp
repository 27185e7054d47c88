#include "parser/numbering.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

#include "parser/kinds.h"

namespace gangmu {

namespace {

constexpr std::size_t kBeam = 12;      // readings kept at each place
constexpr std::size_t kWideBeam = 40;  // … where line breaks were lost and markers are many
constexpr std::size_t kDeepest = 20;   // open headings
constexpr int kNearlyEqual = 15;       // readings whose costs differ by no more are doubtful

// Costs, in hundredths. Only their order and rough size matter.
struct Cost {
  static constexpr int reject_heading = 400;  // a block that looks like nothing but a heading
  static constexpr int reject_start = 300;    // a marker at a block's start taken for text
  static constexpr int reject_line = 30;      // … at a line's start inside a block
  static constexpr int reject_decimal = 110;  // decimals are figures as often as outline numbers
  static constexpr int reject_weak = 30;      // … that reads like running text
  static constexpr int accept_line = 150;
  static constexpr int accept_inside = 200;
  static constexpr int accept_inside_end = 60;
  static constexpr int accept_titled = 40;  // a heading that lost its line break
  static constexpr int reject_titled = 90;
  static constexpr int accept_amid = 20;  // amid words, where line breaks were lost
  static constexpr int reject_amid = 40;
  static constexpr int reject_unbroken = 80;  // after a sentence, where line breaks were lost
  static constexpr int accept_weak = 300;
  static constexpr int gap = 200, gap_step = 30, gap_most = 350;
  static constexpr int repeat = 250;
  static constexpr int backward = 320;
  static constexpr int restart = 160;       // a list starts again at one under the same heading
  static constexpr int jump = 260;          // a list starts at another number than one
  static constexpr int run_on = 80;         // … at the number after the last list of its kind
  static constexpr int inversion = 180;     // a higher kind under a lower one, the first time
  static constexpr int other_form = 40;     // an entry set otherwise than the one before it
  static constexpr int leave_box = 10;      // the outer numbering resumes
  static constexpr int open_outside = 120;  // a new list begins outside a box that is open
  static constexpr int high_in_box = 150;   // a chapter inside a box
  static constexpr int other_width = 60;    // lines as wide as on the other side of the box
  static constexpr int new_plan = 120;
  static constexpr int reject_title = 110;
  static constexpr int reject_labelled = 300;  // … with an appendix mark above it
};

// How the entries of a list are set: alone on a line, or with body behind them.
enum class Form : std::uint8_t { unknown, alone, run_in };

// Eight bytes: states are copied more than anything else here.
struct Frame {
  std::int32_t number = 0;
  std::int16_t level = 0;
  std::int8_t kind = 0;
  Form form : 7 = Form::unknown;
  bool scope : 1 = false;
  bool is_box() const { return kind == static_cast<int>(NodeKind::box); }
  bool operator==(const Frame& other) const {  // the form decides nothing about what may follow
    return kind == other.kind && level == other.level && number == other.number &&
           scope == other.scope;
  }
};

struct State {
  State() = default;
  // Few of the frames are in use; what compilers make of copying all is slower than memcpy().
  State(const State& other) { copy(other); }
  State& operator=(const State& other) {
    if (this != &other) copy(other);
    return *this;
  }
  ~State() = default;

  std::uint16_t depth = 0;
  std::int32_t cost = 0;
  std::uint32_t back = kNone;                         // index into the trace
  std::array<std::int16_t, kNodeKindCount> last;      // last number of each kind outside boxes
  std::array<std::int16_t, kNodeKindCount> box_last;  // the same in the open box
  std::int16_t box_width = 0;                         // widest line of the open box's text
  // Kinds seen below a kind that is lower in rank: a row for the kind above, a bit for that below.
  std::array<std::uint32_t, kNodeKindCount> inverted{};
  std::array<Frame, kDeepest> frames;  // the last, so that those in use end what is copied

  bool same_as(const State& other) const {
    if (depth != other.depth || last != other.last || box_last != other.box_last ||
        inverted != other.inverted) {
      return false;
    }
    return std::equal(frames.begin(), frames.begin() + depth, other.frames.begin());
  }

 private:
  void copy(const State& other) {
    const std::size_t open = other.depth * sizeof(Frame);
    std::memcpy(static_cast<void*>(this), &other, offsetof(State, frames) + open);
  }
};

struct Step {
  std::uint32_t back = kNone;
  Decision decision;
  Code irregular = Code::document_empty;  // document_empty: regular
  int expected = 0;
};

// One place with all its readings, or the possible start of a plan.
struct Event {
  Offset at = 0;
  std::uint32_t first = 0, last = 0;  // candidates
  std::uint32_t title = kNone;
  std::uint32_t block = 0;
};

class Search {
 public:
  Search(const Document& document, const Layout& layout, const std::vector<PlanTitle>& titles,
         const Grammar& grammar, const std::vector<bool>& closed)
      : document_(document), layout_(layout), titles_(titles), grammar_(grammar), closed_(closed) {
    for (const Rule& rule : grammar.rules(Stage::outline)) {
      RuleInfo info;
      const auto kind = node_kind(rule.kind);
      info.known = kind.has_value();
      info.kind = kind.value_or(NodeKind::paragraph);
      info.level = rule.level;
      info.scope = rule.has_flag("scope");
      info.alone = rule.has_flag("alone");
      info.due = rule.has_flag("due");
      info.stacked = info.known && info.kind != NodeKind::dash && info.kind != NodeKind::table &&
                     info.kind != NodeKind::figure && info.kind != NodeKind::note &&
                     info.kind != NodeKind::toc;
      rules_.push_back(info);
      RuleInfo& styled = styled_[static_cast<std::size_t>(info.kind)];
      if (!styled.known || info.level < styled.level) styled = info;
      styled.scope = styled.alone = false;
    }
  }

  Reading run() {
    State start;
    start.last.fill(0);
    start.box_last.fill(0);
    states_.push_back(start);
    kept_.push_back(0);
    for (const Event& event : events()) {
      next_.clear();
      weigh(event);
      for (const std::uint32_t kept : kept_) extend(states_[kept], event);
      prune(layout_.blocks[event.block].unbroken ? kWideBeam : kBeam);
      states_.swap(next_);
    }
    const State& best = states_[kept_[0]];
    for (std::size_t i = 1; i < kept_.size(); ++i) {
      const State& other = states_[kept_[i]];
      if (other.cost - best.cost <= kNearlyEqual) note_rival(best.back, other, {});
    }
    return trace_back(best.back);
  }

 private:
  struct RuleInfo {
    NodeKind kind = NodeKind::paragraph;
    int level = 0;
    bool known = false, scope = false, alone = false, stacked = false, due = false;
  };

  struct Weighed {
    std::uint32_t candidate = 0;
    int base = 0;
    bool weak = false;
  };

  std::vector<Event> events() const {
    std::vector<Event> out;
    const auto& candidates = layout_.candidates;
    std::uint32_t t = 0;
    for (std::uint32_t b = 0; b < layout_.blocks.size(); ++b) {
      if (closed_[b]) continue;
      while (t < titles_.size() && titles_[t].first_block < b) ++t;
      if (t < titles_.size() && titles_[t].first_block == b) {
        Event event;
        event.at = layout_.lines[layout_.blocks[b].first_line].span.begin;
        event.title = t;
        event.block = b;
        out.push_back(event);
      }
      const Block& block = layout_.blocks[b];
      for (std::uint32_t c = block.first_candidate; c < block.last_candidate;) {
        std::uint32_t end = c;
        while (end < block.last_candidate &&
               candidates[end].marker.begin == candidates[c].marker.begin) {
          ++end;
        }
        Event event;
        event.at = candidates[c].marker.begin;
        event.first = c;
        event.last = end;
        event.block = b;
        if (any_stacked(c, end)) out.push_back(event);
        c = end;
      }
    }
    return out;
  }

  bool any_stacked(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t c = first; c < last; ++c) {
      if (info_of(layout_.candidates[c]).stacked) return true;
    }
    return false;
  }

  // ---------------------------------------------------------------------------------- transitions

  void extend(const State& state, const Event& event) {
    if (event.title != kNone) return extend_title(state, event);
    reject(state);
    for (const Weighed& reading : readings_) {
      const Candidate& candidate = layout_.candidates[reading.candidate];
      accept(state, event, reading, candidate, info_of(candidate));
    }
  }

  // The readings of the place that are possible, and what costs the same in all states.
  void weigh(const Event& event) {
    readings_.clear();
    if (event.title != kNone) return;
    rejection_ = rejection(event);
    bool glossary = false;  // an appendix that is nothing but the glossary is a glossary
    for (std::uint32_t c = event.first; c < event.last; ++c) {
      glossary = glossary || info_of(layout_.candidates[c]).kind == NodeKind::glossary;
    }
    for (std::uint32_t c = event.first; c < event.last; ++c) {
      const Candidate& candidate = layout_.candidates[c];
      const RuleInfo& rule = info_of(candidate);
      if (!rule.stacked || (glossary && rule.kind == NodeKind::appendix)) continue;
      const bool alone =
          candidate.place == MarkerPlace::start && !layout_.blocks[event.block].complete;
      const bool annex = is_annex(rule.kind) && candidate.place == MarkerPlace::inside;
      if (rule.alone && !alone && !(annex && unbroken(candidate))) continue;
      if (rule.scope && candidate.place >= MarkerPlace::inside && !unbroken(candidate)) continue;
      const bool is_weak = weak(candidate);
      readings_.push_back({c, base_cost(candidate, is_weak), is_weak});
    }
  }

  void extend_title(const State& state, const Event& event) {
    const bool first = state.last[kPlanSlot] == 0;
    const bool labelled = titles_[event.title].label_block != kNone;
    push(state, {}).cost += first || labelled ? Cost::reject_labelled : Cost::reject_title;
    State fresh;
    fresh.last.fill(0);
    fresh.box_last.fill(0);
    fresh.last[kPlanSlot] = 1;
    fresh.cost = state.cost + (first ? 0 : Cost::new_plan);
    fresh.back = state.back;
    Step step;
    step.decision.title = event.title;
    push(fresh, step);
  }

  void reject(const State& state) { push(state, {}).cost += rejection_; }

  int rejection(const Event& event) const {
    const Candidate& candidate = layout_.candidates[event.first];
    if (candidate.place == MarkerPlace::amid) {
      // A numeral in brackets and the number of an article are seldom anything else.
      const NodeKind kind = info_of(candidate).kind;
      return kind == NodeKind::h2 || kind == NodeKind::article ? Cost::reject_amid : 0;
    }
    if (candidate.place == MarkerPlace::inside) {
      if (unbroken(candidate)) return Cost::reject_unbroken;
      return candidate.titled && candidate.number > 1 ? Cost::reject_titled : 0;
    }
    if (candidate.place == MarkerPlace::line) return Cost::reject_line;
    if (candidate.is_styled()) return Cost::reject_heading;
    if (weak(candidate) || info_of(candidate).due) return Cost::reject_weak;
    const Block& block = layout_.blocks[event.block];
    const NodeKind kind = info_of(candidate).kind;
    if (kind >= NodeKind::n1 && kind <= NodeKind::n4 && block.complete) return Cost::reject_decimal;
    const bool heading = !block.complete && block.sure_end && block.clean.size() < 120;
    return heading ? Cost::reject_heading : Cost::reject_start;
  }

  bool unbroken(const Candidate& candidate) const {
    return layout_.blocks[candidate.block].unbroken;
  }

  // What follows a marker of running text: another numeral, or punctuation.
  bool weak(const Candidate& candidate) const {
    const std::string_view text = document_.source.text;
    std::size_t at = candidate.marker.end;
    char32_t c = ' ';
    while (at < text.size() && c == ' ') c = next_char(text, at);
    if (c == 0x3001 || c == 0xFF0C || c == 0x3002 || c == 0xFF09 || c == ')' || c == 0xFF1B) {
      return true;
    }
    // Two markers of one form side by side: an enumeration of numerals.
    const Span marker = candidate.marker;
    const std::string_view mark = text.substr(marker.begin, marker.size());
    const std::string_view rest = text.substr(marker.end, marker.size());
    std::size_t last_mark = mark.size(), last_rest = rest.size();
    if (rest.size() != mark.size() || mark.empty()) return false;
    const char32_t a = previous_char(mark, last_mark), b = previous_char(rest, last_rest);
    return a == 0x3001 && b == 0x3001 && is_han(candidate_first(mark)) && numeral_like(rest);
  }

  static char32_t candidate_first(std::string_view text) {
    std::size_t at = 0;
    return text.empty() ? 0 : next_char(text, at);
  }

  bool numeral_like(std::string_view rest) const {
    std::size_t end = rest.size();
    previous_char(rest, end);
    return grammar_.number(fold(rest.substr(0, end))).has_value();
  }

  int base_cost(const Candidate& candidate, bool is_weak) const {
    if (candidate.is_styled()) return 0;
    int cost = is_weak ? Cost::accept_weak : 0;
    if (unbroken(candidate) && candidate.place != MarkerPlace::start) {
      cost += candidate.place == MarkerPlace::amid ? Cost::accept_amid : 0;
    } else if (candidate.place == MarkerPlace::inside) {
      cost += candidate.titled        ? Cost::accept_titled
              : ends_block(candidate) ? Cost::accept_inside_end
                                      : Cost::accept_inside;
    } else if (candidate.place == MarkerPlace::line) {
      cost += Cost::accept_line;
    }
    return cost;
  }

  // A short phrase without a mark up to the end of its block: a heading that lost its line.
  bool ends_block(const Candidate& candidate) const {
    constexpr std::size_t kLongest = 100;  // bytes
    const Block& block = layout_.blocks[candidate.block];
    const Span last = layout_.lines[block.last_line - 1].span;
    return !block.complete && candidate.marker.begin >= last.begin &&
           last.end > candidate.marker.end && last.end - candidate.marker.end <= kLongest;
  }

  // The cost of a number that follows `last` in one list.
  static int step_cost(int last, int number, Step* step) {
    if (number < 0 || last < 0) return 0;
    step->expected = last + 1;
    if (number == last + 1) return 0;
    if (number == last) {
      step->irregular = Code::numbering_repeat;
      return Cost::repeat;
    }
    if (number > last) {
      step->irregular = Code::numbering_gap;
      return std::min(Cost::gap + (number - last - 2) * Cost::gap_step, Cost::gap_most);
    }
    if (number == 1) return Cost::restart;
    step->irregular = Code::numbering_repeat;
    return Cost::backward;
  }

  // The cost of a number that begins a list.
  int open_cost(const State& state, const RuleInfo& rule, int number, bool in_box,
                Step* step) const {
    if (number < 0 || number == 1) return 0;
    const auto& lasts = in_box ? state.box_last : state.last;
    const int last = lasts[static_cast<std::size_t>(rule.kind)];
    // Articles are counted through the chapters.
    if (last > 0 && number == last + 1) return rule.kind == NodeKind::article ? 0 : Cost::run_on;
    if (rule.scope) return step_cost(last, number, step);
    step->irregular = Code::numbering_jump;
    step->expected = 1;
    return Cost::jump + std::min(number, 20) * 3;
  }

  void accept(const State& state, const Event& event, const Weighed& reading,
              const Candidate& candidate, const RuleInfo& rule) {
    const std::uint32_t index = reading.candidate;
    const int base = reading.base;
    const int scope_at = innermost_scope(state);
    if (rule.scope) return accept_scope(state, index, candidate, rule, base, scope_at);
    continue_list(state, event, reading, candidate, rule, scope_at);
    open_list(state, event, index, candidate, rule, base, scope_at, scope_at + 1, 0);
    if (scope_at >= 0 && state.frames[static_cast<std::size_t>(scope_at)].is_box()) {
      State outside = state;
      outside.depth = static_cast<std::uint16_t>(scope_at);
      const int outer = innermost_scope(outside);
      open_list(
          outside, event, index, candidate, rule, base, outer, outer + 1,
          (is_division(rule.kind) || is_annex(rule.kind) ? Cost::leave_box : Cost::open_outside) +
              width_cost(state, event, false));
    }
  }

  static int innermost_scope(const State& state) {
    for (int i = state.depth - 1; i >= 0; --i) {
      if (state.frames[static_cast<std::size_t>(i)].scope) return i;
    }
    return -1;
  }

  // Goes on with each open list of the kind, the innermost first.
  void continue_list(const State& state, const Event& event, const Weighed& reading,
                     const Candidate& candidate, const RuleInfo& rule, int scope_at) {
    int crossed = 0;
    for (int i = state.depth - 1; i >= 0; --i) {
      const Frame& frame = state.frames[static_cast<std::size_t>(i)];
      if (frame.scope) {
        if (!frame.is_box()) return;  // an appendix is not left again
        ++crossed;
        continue;
      }
      if (frame.kind != static_cast<int>(rule.kind)) continue;
      Step step;
      int cost = reading.base + step_cost(frame.number, candidate.number, &step);
      // A line that begins with just the number that is due.
      const bool due = frame.number + 1 == candidate.number && !reading.weak;
      if (rule.due && (!due || candidate.place != MarkerPlace::start)) continue;
      if (due && candidate.place == MarkerPlace::line && !unbroken(candidate))
        cost -= Cost::accept_line - 10;
      if (crossed > 0) cost += crossed * Cost::leave_box;
      const Form form = form_of(candidate);
      if (frame.form != Form::unknown && form != frame.form) cost += Cost::other_form;
      if (scope_at >= 0) cost += width_cost(state, event, crossed == 0);
      push_heading(state, reading.candidate, candidate, rule, static_cast<std::uint16_t>(i), cost,
                   step);
    }
  }

  void open_list(const State& state, const Event& event, std::uint32_t index,
                 const Candidate& candidate, const RuleInfo& rule, int base, int scope_at,
                 int floor, int extra) {
    if (rule.due) return;
    const bool in_box = scope_at >= 0 && state.frames[static_cast<std::size_t>(scope_at)].is_box();
    Step step;
    int cost = base + extra + open_cost(state, rule, candidate.number, in_box, &step);
    if (in_box && extra == 0) {
      cost += width_cost(state, event, true);
      if (is_division(rule.kind) || is_annex(rule.kind) || rule.kind == NodeKind::h1) {
        cost += Cost::high_in_box;
      }
    }
    int depth = state.depth;
    while (depth > floor && state.frames[static_cast<std::size_t>(depth - 1)].level >= rule.level) {
      --depth;
    }
    const bool open_already =
        depth < state.depth &&
        state.frames[static_cast<std::size_t>(depth)].kind == static_cast<int>(rule.kind);
    if (!open_already) {
      // Where this kind was seen below what is closed now, leaving it is the rarer reading.
      const bool ranked_lower =
          depth < state.depth && inverted(state, state.frames[state.depth - 1u].kind, rule.kind);
      push_heading(state, index, candidate, rule, static_cast<std::uint16_t>(depth),
                   cost + (ranked_lower ? Cost::other_form : 0), step);
    }
    if (depth < state.depth && !open_in_scope(state, rule, floor)) {
      // Documents that rank kinds otherwise do so throughout: the first time costs.
      const int above = state.frames[state.depth - 1u].kind;
      const bool known = inverted(state, above, rule.kind);
      State& next = push_heading(state, index, candidate, rule, state.depth,
                                 cost + (known ? 0 : Cost::inversion), step);
      next.inverted[static_cast<std::size_t>(above)] |= bit(rule.kind);
    }
  }

  // The pairs of kinds among those that are ordered by level: the bit of `below` in the row of
  // `above`.
  static bool inverted(const State& state, int above, NodeKind below) {
    return (state.inverted[static_cast<std::size_t>(above)] & bit(below)) != 0;
  }
  static std::uint32_t bit(NodeKind kind) { return 1u << static_cast<unsigned>(kind); }

  Form form_of(const Candidate& candidate) const {
    if (unbroken(candidate) || candidate.place != MarkerPlace::start) return Form::unknown;
    constexpr Offset kLongestHeading = 150;  // bytes
    const Block& block = layout_.blocks[candidate.block];
    if (block.complete || block.clean.size() > kLongestHeading) return Form::run_in;
    return Form::alone;
  }

  bool open_in_scope(const State& state, const RuleInfo& rule, int floor) const {
    for (int i = floor; i < state.depth; ++i) {
      if (state.frames[static_cast<std::size_t>(i)].kind == static_cast<int>(rule.kind))
        return true;
    }
    return false;
  }

  // Boxes and appendices: a box hangs under the innermost heading outside other boxes, an appendix
  // at the plan.
  void accept_scope(const State& state, std::uint32_t index, const Candidate& candidate,
                    const RuleInfo& rule, int base, int scope_at) {
    std::uint16_t depth = state.depth;
    if (rule.kind != NodeKind::box) {
      depth = 0;
    } else if (scope_at >= 0 && state.frames[static_cast<std::size_t>(scope_at)].is_box()) {
      depth = static_cast<std::uint16_t>(scope_at);
    }
    Step step;
    // Boxes are counted loosely: numbers such as 1-2 and boxes without one are common.
    int cost = base + open_cost(state, rule, candidate.number, false, &step) / 4;
    push_heading(state, index, candidate, rule, depth, cost, step);
  }

  // Text of a box is often set narrower or smaller: its lines are as wide as the box's, and those
  // behind it as wide as the rest of the document. Lines as wide as neither tell nothing.
  int width_cost(const State& state, const Event& event, bool inside) const {
    const int width = measure(event.block);
    if (width == 0 || state.box_width == 0) return 0;
    const auto like = [&](int other) { return std::abs(width - other) <= std::max(5, width / 7); };
    const bool like_box = like(state.box_width), like_rest = like(layout_.measure);
    return (inside ? like_rest && !like_box : like_box) ? Cost::other_width : 0;
  }

  // The widest line of a block of two lines or more; 0 when it tells nothing.
  int measure(std::uint32_t b) const {
    const Block& block = layout_.blocks[b];
    if (block.last_line - block.first_line < 2) return 0;
    int width = 0;
    for (std::uint32_t i = block.first_line; i < block.last_line; ++i) {
      width = std::max(width, layout_.lines[i].width);
    }
    return width;
  }

  State& push_heading(const State& state, std::uint32_t index, const Candidate& candidate,
                      const RuleInfo& rule, std::uint16_t depth, int cost, Step step) {
    step.decision.candidate = index;
    step.decision.depth = std::min<std::uint16_t>(depth, kDeepest - 1);
    State& next = push(state, step);
    next.depth = step.decision.depth;
    const int scope_before = innermost_scope(state);
    for (int i = next.depth; i < state.depth; ++i) {
      const Frame& closed = state.frames[static_cast<std::size_t>(i)];
      if (scope_before >= 0 && i > scope_before) {
        next.box_last[static_cast<std::size_t>(closed.kind)] =
            static_cast<std::int16_t>(closed.number);
      } else {
        next.last[static_cast<std::size_t>(closed.kind)] = static_cast<std::int16_t>(closed.number);
      }
    }
    Frame frame;
    frame.kind = static_cast<std::int8_t>(rule.kind);
    frame.level = static_cast<std::int16_t>(rule.level);
    frame.number = std::max(candidate.number, 0);
    // A heading without a number among numbered ones does not count.
    if (candidate.is_styled() && next.depth < state.depth &&
        state.frames[next.depth].kind == frame.kind) {
      frame.number = state.frames[next.depth].number;
    }
    frame.scope = rule.scope;
    frame.form = form_of(candidate);
    next.frames[next.depth++] = frame;
    const int scope_after = innermost_scope(next);
    if (rule.scope || scope_after < 0) next.box_last.fill(0);
    if (scope_after < 0 || rule.scope) {
      next.last[static_cast<std::size_t>(rule.kind)] = static_cast<std::int16_t>(frame.number);
      next.box_width = 0;
    } else if (next.box_width == 0) {
      next.box_width = static_cast<std::int16_t>(measure(candidate.block));
    }
    next.cost += cost;
    return next;
  }

  // ---------------------------------------------------------------------------------------- beam

  // A copy of a state of `states_`, to be changed.
  State& push(const State& state, const Step& step) {
    steps_.push_back(step);
    return next_.emplace_back(state);
  }

  // Keeps the cheapest readings, one for each state of the open headings.
  void prune(std::size_t beam) {
    order_.resize(next_.size());
    constexpr std::int64_t kIndices = std::int64_t{1} << 32;  // by cost, then by index
    for (std::uint32_t i = 0; i < order_.size(); ++i) order_[i] = next_[i].cost * kIndices + i;
    std::sort(order_.begin(), order_.end());
    kept_.clear();
    for (const std::int64_t one : order_) {
      if (kept_.size() == beam) break;
      const auto i = static_cast<std::uint32_t>(one);
      const std::int32_t cost = next_[i].cost;
      State& state = next_[i];
      const auto known = std::find_if(kept_.begin(), kept_.end(),
                                      [&](std::uint32_t k) { return next_[k].same_as(state); });
      if (known != kept_.end()) {
        if (cost - next_[*known].cost <= kNearlyEqual)
          note_rival(next_[*known].back, state, steps_[i]);
        continue;
      }
      Step& step = steps_[i];
      if (step.decision.candidate != kNone || step.decision.title != kNone) {
        step.back = state.back;
        state.back = static_cast<std::uint32_t>(trace_.size());
        trace_.push_back(step);
      }
      kept_.push_back(i);
    }
    const int least = kept_.empty() ? 0 : next_[kept_.front()].cost;
    for (const std::uint32_t k : kept_) next_[k].cost -= least;  // costs stay small over any length
    steps_.clear();
  }

  // Two readings that end alike and cost nearly the same: the first decision in which they part is
  // doubtful, if the one that was kept is part of the final reading.
  void note_rival(std::uint32_t kept, const State& dropped, const Step& last) {
    constexpr int kReach = 48;  // decisions looked back
    std::uint32_t other = dropped.back;
    const std::uint32_t own = last.decision.candidate;
    std::vector<std::uint32_t>&kept_path = kept_path_, &other_path = other_path_;
    kept_path.clear();
    other_path.clear();
    for (std::uint32_t at = kept; at != kNone && kept_path.size() < kReach; at = trace_[at].back) {
      kept_path.push_back(at);
    }
    for (; other != kNone && other_path.size() < kReach; other = trace_[other].back) {
      const auto common = std::find(kept_path.begin(), kept_path.end(), other);
      if (common == kept_path.end()) {
        other_path.push_back(other);
        continue;
      }
      const auto parted = static_cast<std::size_t>(common - kept_path.begin());
      if (parted == 0) return;  // one reading only goes on from the other
      const std::uint32_t first = kept_path[parted - 1];
      const std::uint32_t rival =
          other_path.empty() ? own : trace_[other_path.back()].decision.candidate;
      const std::uint32_t candidate = trace_[first].decision.candidate;
      if (candidate == kNone || rival != candidate) return;  // the same marker, hung elsewhere
      rivals_.push_back({kept_path.front(), candidate});
      return;
    }
  }

  Reading trace_back(std::uint32_t last) const {
    Reading reading;
    std::uint32_t at = last;
    while (at != kNone) {
      const Step& step = trace_[at];
      reading.decisions.push_back(step.decision);
      if (step.irregular != Code::document_empty) {
        reading.irregularities.push_back({step.irregular, step.decision.candidate, step.expected});
      }
      at = step.back;
    }
    std::vector<bool> on_path(trace_.size(), false);
    for (std::uint32_t i = last; i != kNone; i = trace_[i].back) on_path[i] = true;
    std::uint32_t last_told = kNone;
    for (const auto& [step, candidate] : rivals_) {
      if (!on_path[step] || candidate == last_told) continue;
      reading.doubtful.push_back(candidate);
      last_told = candidate;
    }
    std::reverse(reading.decisions.begin(), reading.decisions.end());
    std::reverse(reading.irregularities.begin(), reading.irregularities.end());
    return reading;
  }

  static constexpr std::size_t kPlanSlot = static_cast<std::size_t>(NodeKind::paragraph);

  const Document& document_;
  const Layout& layout_;
  const std::vector<PlanTitle>& titles_;
  const Grammar& grammar_;
  const std::vector<bool>& closed_;
  const RuleInfo& info_of(const Candidate& candidate) const {
    if (candidate.is_styled()) return styled_[static_cast<std::size_t>(candidate.styled)];
    return rules_[candidate.rule];
  }

  std::vector<RuleInfo> rules_;
  std::array<RuleInfo, kNodeKindCount> styled_;  // of headings without a marker, by kind
  std::vector<Weighed> readings_;                // of the event that is looked at
  int rejection_ = 0;                            // what it costs to take it for text
  std::vector<State> states_, next_;
  std::vector<std::uint32_t> kept_;  // of states_, in prune() of next_, the cheapest first
  std::vector<Step> steps_;          // beside next_
  std::vector<Step> trace_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> rivals_;  // kept step, doubtful candidate
  std::vector<std::int64_t> order_;                              // costs with indices into next_
  std::vector<std::uint32_t> kept_path_, other_path_;            // of note_rival()
};

}  // namespace

Reading read_numbering(const Document& document, const Layout& layout,
                       const std::vector<PlanTitle>& titles, const Grammar& grammar,
                       const std::vector<bool>& closed_blocks) {
  return Search(document, layout, titles, grammar, closed_blocks).run();
}

}  // namespace gangmu
