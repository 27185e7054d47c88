#include "checks/place_rest.h"

#include <optional>
#include <string>
#include <vector>

#include "checks/fields.h"
#include "parser/numeral.h"

namespace gangmu {

namespace {

constexpr std::size_t kObject = 2 * kHan;     // at the end of two clauses of one thing
constexpr std::size_t kFarthest = 20 * kHan;  // of a clause

// How many places of a sort lack something, as one sentence tells it.
struct Rest {
  std::string unit;
  int number = 0;
  std::string object;
  Finding::Side side;
};

class RestReader {
 public:
  explicit RestReader(const Checked& in)
      : in_(in),
        units_(in.grammar.words("check_place_unit")),
        counters_(in.grammar.words("check_place_counter")),
        some_(in.grammar.words("check_place_some")),
        left_(in.grammar.words("check_place_left")),
        lack_(in.grammar.words("check_place_lack")) {}

  void read(const FieldText& field) {
    if (field.node.role != Role::situation) return;
    const std::string_view text = field.folded.text;
    for (std::size_t at = 0; at < text.size();) {
      const auto number = number_at(text, at);
      if (!number) {
        next_char(text, at);
        continue;
      }
      const std::size_t from = at;
      at = number->end;
      const auto places = places_at(text, *number);
      if (!places) continue;
      if (const Word* word = some_.longest_at(text, places->end)) {
        read_some(field, from, *places, places->end + word->text.size());
      } else if (left_.longest_at_end(text.substr(0, from)) != nullptr) {
        read_left(field, from, *places);
      }
    }
  }

  const std::vector<Rest>& some() const { return have_; }
  const std::vector<Rest>& left() const { return lacking_; }

 private:
  struct Places {
    int number = 0;
    std::string unit;  // empty: it is not named
    std::size_t end = 0;
  };

  std::optional<Places> places_at(std::string_view text, const Number& number) const {
    const auto counted = counted_at(text, number);
    const Word* unit = counted ? units_.longest_at(text, counted->end) : nullptr;
    if (unit == nullptr || unit->value.empty()) return std::nullopt;
    return Places{counted->number, std::string(unit->value), counted->end + unit->text.size()};
  }

  std::optional<Places> counted_at(std::string_view text, const Number& number) const {
    constexpr std::size_t kDigits = 4;
    const Word* counter = counters_.longest_at(text, number.end);
    if (!number.integer || number.value.size() > kDigits || counter == nullptr) return std::nullopt;
    return Places{std::stoi(number.value), "", number.end + counter->text.size()};
  }

  // The last words of the clause that goes on at a place.
  std::string object_at(std::string_view text, std::size_t from, std::size_t* end) const {
    *end = from;
    while (*end < text.size() && *end - from < kFarthest) {
      std::size_t next = *end;
      if (!is_han(next_char(text, next))) break;
      *end = next;
    }
    if (*end - from < kObject) return {};
    return std::string(text.substr(*end - kObject, kObject));
  }

  // "Of 8 towns 6 have it".
  void read_some(const FieldText& field, std::size_t from, const Places& all, std::size_t behind) {
    const std::string_view text = field.folded.text;
    const auto number = number_at(text, behind);
    const auto some = number ? counted_at(text, *number) : std::nullopt;
    if (!some || some->number >= all.number) return;
    if (lack_.longest_at(text, some->end) != nullptr) return;
    add(field, from, some->end, {all.unit, all.number - some->number, "", {}}, &have_);
  }

  // "3 towns still lack it".
  void read_left(const FieldText& field, std::size_t from, const Places& places) {
    const Word* lack = lack_.longest_at(field.folded.text, places.end);
    if (lack == nullptr) return;
    add(field, from, places.end + lack->text.size(), {places.unit, places.number, "", {}},
        &lacking_);
  }

  void add(const FieldText& field, std::size_t from, std::size_t clause, Rest rest,
           std::vector<Rest>* to) const {
    constexpr std::size_t kMost = 200;  // of a plan
    std::size_t end = clause;
    rest.object = object_at(field.folded.text, clause, &end);
    if (rest.object.empty() || to->size() >= kMost) return;
    rest.side = in_.side(field.at(from, end), field.slice);
    to->push_back(std::move(rest));
  }

  const Checked& in_;
  const WordTable &units_, &counters_, &some_, &left_, &lack_;
  std::vector<Rest> have_, lacking_;
};

}  // namespace

void check_place_rest(const Checked& in, Findings* findings) {
  for (std::uint32_t plan = 0; plan < in.document.plans.size(); ++plan) {
    RestReader reader(in);
    for_each_field_of(in, plan, [&](const FieldText& field) { reader.read(field); });
    for (const Rest& some : reader.some()) {
      for (const Rest& left : reader.left()) {
        const bool one = some.unit == left.unit && some.object == left.object;
        if (!one || some.number == left.number) continue;
        const bool ahead = some.side.span.begin < left.side.span.begin;
        const std::string a = std::to_string(some.number), b = std::to_string(left.number);
        findings->add(Check::figure_differs, {some.unit, ahead ? a : b, ahead ? b : a},
                      {ahead ? some.side : left.side, ahead ? left.side : some.side});
      }
    }
  }
}

}  // namespace gangmu
