#include "checks/status.h"

#include <algorithm>
#include <map>
#include <set>

#include "checks/fields.h"
#include "checks/indicator_name.h"

namespace gangmu {

namespace {

constexpr std::size_t kHan = 3;  // bytes of an ideograph
// Bytes of a thing's name by which it is found again, and of what it is to become that must agree.
constexpr std::size_t kTail = 3 * kHan, kObject = 5 * kHan;
constexpr std::size_t kAlone = 8 * kHan;  // of what is striven for where nobody is named
constexpr std::size_t kFarthest = 600;    // bytes of a clause
constexpr std::size_t kMostPlaces = 64;   // of one name

// "A and B strive to be C", once for A and for B.
struct Claim {
  std::string subject, object;
  std::string region;
  bool sought = false;
  Finding::Side side;
};

bool same_start(std::string_view a, std::string_view b) {
  return a.size() >= kObject && b.size() >= kObject && a.substr(0, kObject) == b.substr(0, kObject);
}

// The first of a list has words before its name: "support A".
bool same_end(std::string_view a, std::string_view b) { return a.ends_with(b) || b.ends_with(a); }

bool ends_clause(char32_t c) {
  return c == ',' || c == ';' || c == ':' || c == 0x3002 || c == '(' || c == ')';
}

}  // namespace

struct StatusCheck::State {
  explicit State(const Grammar& grammar)
      : names(grammar),
        status(grammar.words("check_status")),
        joints(grammar.words("check_joint")) {}

  IndicatorNames names;
  const WordTable &status, &joints;
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
};

StatusCheck::StatusCheck(const Grammar& grammar) : state_(std::make_unique<State>(grammar)) {}
StatusCheck::~StatusCheck() = default;

void StatusCheck::add(const Checked& in) {
  for_each_field(in, false, [&](const FieldText& field) {
    const std::string_view text = field.folded.text;
    std::size_t from = 0, at = 0;
    while (const Word* word = state_->status.find(text, from, &at)) {
      const std::size_t begin = at, end = at + word->text.size();
      from = end;
      std::size_t stop = end;
      for (std::size_t next = end;
           next < text.size() && next - end < kFarthest && !ends_clause(next_char(text, next));) {
        stop = next;
      }
      const auto& region = in.document.plans[field.node.plan].facts.region;
      const std::string place = region ? region->value : "";
      std::string object = state_->names.of(text.substr(end, stop - end), "").key;
      std::vector<std::string> subjects = state_->subjects(text, begin);
      if (object.size() < kObject) {
        // "The zone was approved": what is there is the subject itself.
        if (word->value == "sought" || subjects.empty()) continue;
        object = state_->names.of(subjects.front(), "").key;
        subjects.clear();
      }
      if (object.size() >= kAlone) subjects.push_back(object.substr(0, kAlone));
      for (const std::string& subject : subjects) {
        auto& claims = state_->claims[subject.substr(subject.size() - kTail)];
        if (claims.size() >= kMostPlaces) continue;
        claims.push_back({subject, object, place, word->value == "sought",
                          in.side(field.at(begin, stop), field.slice)});
      }
    }
  });
}

void StatusCheck::finish(Findings* findings) {
  std::set<std::pair<Offset, Offset>> told;
  for (auto& [tail, claims] : state_->claims) {
    for (const Claim& sought : claims) {
      if (!sought.sought) continue;
      const auto there = std::find_if(claims.begin(), claims.end(), [&](const Claim& other) {
        const bool place = other.region == sought.region && !sought.region.empty();
        return !other.sought && same_start(other.object, sought.object) &&
               same_end(other.subject, sought.subject) &&
               (place || other.side.document == sought.side.document);
      });
      if (there == claims.end()) continue;
      const std::string& name =
          there->subject.size() < sought.subject.size() ? there->subject : sought.subject;
      findings->add(Check::status_conflict, {name}, {sought.side, there->side});
    }
  }
}

}  // namespace gangmu
