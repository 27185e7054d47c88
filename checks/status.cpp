#include "checks/status.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "checks/fields.h"
#include "checks/indicator_name.h"

namespace gangmu {

namespace {

// Bytes of a thing's name by which it is found again, and of what it is to become that must agree.
constexpr std::size_t kTail = 3 * kHan, kObject = 5 * kHan;
constexpr std::size_t kAlone = 8 * kHan;  // of what is striven for where nobody is named
constexpr std::size_t kFarthest = 600;    // bytes of a clause
constexpr std::size_t kMostPlaces = 64;   // of one name

// "A and B strive to be C", once for A and for B.
struct Claim {
  std::string subject, object;
  Origin origin;
  bool sought = false;
  bool named = true;     // else known by what it strives for
  bool of_body = false;  // its clause names a town or body
  Finding::Side side;
};

bool same_start(std::string_view a, std::string_view b) {
  return a.size() >= kObject && b.size() >= kObject && a.substr(0, kObject) == b.substr(0, kObject);
}

// The first of a list has words before its name: "support A".
bool same_end(std::string_view a, std::string_view b) { return a.ends_with(b) || b.ends_with(a); }

// The first bytes of a text, without a character that they would cut.
std::string_view cut_to(std::string_view text, std::size_t bytes) {
  std::size_t end = std::min(bytes, text.size());
  while (inside_char(text, end)) --end;
  return text.substr(0, end);
}

bool ends_clause(char32_t c) {
  return c == ',' || c == ';' || c == ':' || c == 0x3002 || c == '(' || c == ')';
}

}  // namespace

struct StatusCheck::State {
  explicit State(const Grammar& grammar)
      : names(grammar),
        status(grammar.words("check_status")),
        joints(grammar.words("check_joint")),
        bodies(grammar.words("check_body_end")) {}

  IndicatorNames names;
  const WordTable &status, &joints, &bodies;
  std::map<std::string, std::vector<Claim>> claims;  // by the end of the subject

  // The names of the list that ends before `end`, back to the start of the clause.
  std::vector<std::string> subjects(std::string_view text, std::size_t end) const {
    std::vector<std::string> found;
    std::size_t item = end, at = end;
    const auto take = [&](std::size_t from) {
      if (item > from && item - from >= kTail) found.emplace_back(text.substr(from, item - from));
    };
    while (at > 0 && end - at < kFarthest) {
      std::size_t from = at;
      const char32_t c = previous_char(text, from);
      if (ends_clause(c)) break;
      const Word* joint = joints.longest_at(text, from);
      if (c == 0x3001 || joint != nullptr) {
        take(c == 0x3001 ? at : from + joint->text.size());
        item = from;
      }
      at = from;
    }
    take(at);
    return found;
  }

  // Where nobody is named the plan's own place is meant, if it is a thing of its sort: a city that
  // is to be a model city.
  static bool is_of_place(const Claim& claim) {
    const std::string& place = claim.origin.region;
    if (place.size() < kHan || claim.object.size() < kObject) return false;
    const bool counted = claim.object.find_first_of("0123456789") != std::string::npos;
    return !counted && claim.object.ends_with(place.substr(place.size() - kHan));
  }

  void add(Claim claim, std::vector<std::string> subjects) {
    if (claim.object.size() < kObject) {
      // "The zone was approved": what is there is the subject itself.
      if (claim.sought || subjects.empty()) return;
      claim.object = names.of(subjects.front(), "").key;
      subjects.clear();
    }
    const auto put = [&] {
      auto& own = claims[claim.subject.substr(claim.subject.size() - kTail)];
      if (own.size() < kMostPlaces) own.push_back(claim);
    };
    const bool own = subjects.empty() && is_of_place(claim);
    claim.of_body = std::any_of(subjects.begin(), subjects.end(), [&](const std::string& subject) {
      return bodies.longest_at_end(subject) != nullptr;
    });
    for (std::string& subject : subjects) {
      claim.subject = std::move(subject);
      put();
    }
    if (claim.object.size() < kAlone && !own) return;
    claim.subject = own ? claim.object : cut_to(claim.object, kAlone);
    claim.named = false;
    put();
  }
};

StatusCheck::StatusCheck(const Grammar& grammar) : state_(std::make_unique<State>(grammar)) {}
StatusCheck::~StatusCheck() = default;

void StatusCheck::add(const Checked& in) {
  for_each_field(in, false, [&](const FieldText& field) {
    const std::string_view text = field.folded.text;
    std::size_t from = 0, at = 0;
    while (const Word* word = state_->status.find(text, from, &at)) {
      const std::size_t begin = at;
      from = begin + word->text.size();
      // "Put on the list" is an order among the tasks.
      if (word->value == "past" && field.node.role != Role::situation) continue;
      std::size_t stop = from;
      for (std::size_t next = from;
           next < text.size() && next - from < kFarthest && !ends_clause(next_char(text, next));) {
        stop = next;
      }
      Claim claim;
      claim.object = state_->names.of(text.substr(from, stop - from), "").key;
      claim.origin = in.origin(field.node.plan);
      claim.sought = word->value == "sought";
      claim.side = in.side(field.at(begin, stop), field.slice);
      state_->add(std::move(claim), state_->subjects(text, begin));
    }
  });
}

void StatusCheck::finish(Findings* findings) {
  // Several names of one clause are one finding; what is striven for names it where nobody is.
  struct Pair {
    std::vector<std::string> names;
    std::string object;
    const Claim *sought, *there;
  };
  std::map<std::tuple<std::uint32_t, Offset, std::uint32_t, Offset>, Pair> pairs;
  for (const auto& [tail, claims] : state_->claims) {
    for (const Claim& sought : claims) {
      if (!sought.sought) continue;
      const auto there = std::find_if(claims.begin(), claims.end(), [&](const Claim& other) {
        return !other.sought && same_start(other.object, sought.object) &&
               same_end(other.subject, sought.subject) &&
               (sought.named || !sought.of_body || !other.of_body) &&
               of_one_place(other.origin, sought.origin);
      });
      if (there == claims.end()) continue;
      const std::string& name =
          there->subject.size() < sought.subject.size() ? there->subject : sought.subject;
      Pair& pair = pairs[{sought.side.document, sought.side.span.begin, there->side.document,
                          there->side.span.begin}];
      pair.sought = &sought;
      pair.there = &*there;
      sought.named ? pair.names.push_back(name) : void(pair.object = name);
    }
  }
  for (const auto& [places, pair] : pairs) {
    findings->add(
        Check::status_conflict,
        {pair.names.empty() ? pair.object : fmt::format("{}", fmt::join(pair.names, "\u3001"))},
        {pair.sought->side, pair.there->side});
  }
}

}  // namespace gangmu
