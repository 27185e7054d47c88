#include "checks/place_counts.h"

#include <algorithm>
#include <optional>

#include "checks/amount.h"
#include "checks/fields.h"
#include "parser/numeral.h"

namespace gangmu {

namespace {

class CountReader {
 public:
  CountReader(const Checked& in, std::map<std::string, std::vector<PlaceCount>>* counts)
      : in_(in),
        counts_(*counts),
        units_(in.grammar.words("check_place_unit")),
        counters_(in.grammar.words("check_place_counter")),
        before_(in.grammar.words("check_place_before")),
        behind_(in.grammar.words("check_place_behind")) {}

  void read(const FieldText& field) {
    const std::string_view text = field.folded.text;
    std::size_t chain = 0;  // where counts end that a place stands before: "12 towns, 218 villages"
    bool told = false;      // … as all there are
    for (std::size_t at = 0; at < text.size();) {
      const auto number = number_at(text, at);
      if (!number) {
        next_char(text, at);
        continue;
      }
      const auto unit = unit_at(text, *number);
      const std::string_view head = text.substr(0, at);
      const std::size_t from = at;
      at = unit ? unit->end : number->end;
      if (!unit) continue;
      const bool linked = chain > 0 && is_joined(text.substr(chain, from - chain));
      const Word* word = before_.longest_at_end(head);
      if (word == nullptr && !linked) continue;
      const bool behind = behind_.longest_at(text, unit->end) != nullptr;
      if (word != nullptr && word->value == "verb" && !behind) continue;
      told = word != nullptr ? word->value == "all" : told;
      add(field, *unit, from, std::stoi(number->value), told || behind);
      chain = unit->end;
    }
  }

 private:
  struct Unit {
    const Word* name;
    std::size_t end;
  };
  std::optional<Unit> unit_at(std::string_view text, const Number& number) const {
    constexpr std::size_t kDigits = 5;
    if (!number.integer || number.value.size() > kDigits) return std::nullopt;
    std::size_t end = number.end;
    if (const Word* counter = counters_.longest_at(text, end)) end += counter->text.size();
    const Word* unit = end > number.end ? units_.longest_at(text, end) : nullptr;
    if (unit == nullptr || unit->value.empty()) return std::nullopt;
    return Unit{unit, end + unit->text.size()};
  }

  static bool is_joined(std::string_view between) { return between == "\u3001"; }

  void add(const FieldText& field, const Unit& unit, std::size_t from, int number, bool whole) {
    PlaceCount count;
    count.number = number;
    count.whole = whole;
    count.side = in_.side(field.at(from, unit.end), field.slice);
    // Of equal numbers the first stands for all.
    constexpr std::size_t kMost = 24;
    std::vector<PlaceCount>& known = counts_[std::string(unit.name->value)];
    const bool told = std::any_of(known.begin(), known.end(), [&](const PlaceCount& other) {
      return other.number == number && other.whole == whole;
    });
    if (!told && known.size() < kMost) known.push_back(std::move(count));
  }

  const Checked& in_;
  std::map<std::string, std::vector<PlaceCount>>& counts_;
  const WordTable &units_, &counters_, &before_, &behind_;
};

}  // namespace

PlaceCounts::PlaceCounts(const Checked& in, std::uint32_t plan) {
  CountReader reader(in, &counts_);
  for_each_field_of(in, plan, [&](const FieldText& field) { reader.read(field); });
}

// Two numbers that both claim to be all, or of which one has the digits of the other mixed up.
void check_places(const Checked& in, Findings* findings) {
  for (std::uint32_t plan = 0; plan < in.document.plans.size(); ++plan) {
    const PlaceCounts counts(in, plan);
    for (const auto& [name, all] : counts.all()) {
      auto first =
          std::find_if(all.begin(), all.end(), [](const PlaceCount& one) { return one.whole; });
      const bool whole = first != all.end();
      if (!whole) first = all.begin();
      for (const PlaceCount& other : all) {
        if (other.number == first->number) continue;
        const std::string a = std::to_string(first->number), b = std::to_string(other.number);
        constexpr std::size_t kFewest = 3;  // digits that are not mixed up by chance
        const bool mixed = is_mixed_up(a, b) && (whole || a.size() >= kFewest);
        if (!(whole && other.whole) && !mixed) continue;
        const bool ahead = first->side.span.begin < other.side.span.begin;
        findings->add(Check::figure_differs, {name, ahead ? a : b, ahead ? b : a},
                      {ahead ? first->side : other.side, ahead ? other.side : first->side});
      }
    }
  }
}

}  // namespace gangmu
