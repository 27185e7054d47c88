#include "checks/bare_numbers.h"

#include <string>

#include "checks/fields.h"
#include "parser/numeral.h"

namespace gangmu {

namespace {

constexpr std::size_t kShortest = 4 * kHan;  // bytes of what is counted
constexpr std::size_t kLongest = 20 * kHan;

bool ends_item(char32_t c) {
  return c == 0x3001 || c == ',' || c == ';' || c == ':' || c == 0x3002 || c == '(' || c == ')';
}

class BareNumbers {
 public:
  BareNumbers(const Checked& in, Findings* findings)
      : in_(in),
        findings_(findings),
        counters_(in.grammar.words("check_counter")),
        makes_(in.grammar.words("check_makes")),
        before_(in.grammar.words("check_bare_before")),
        unitless_(in.grammar.words("check_unitless")) {}

  void read(const FieldText& field) {
    const std::string_view text = field.folded.text;
    for (std::size_t at = text.find_first_of("0123456789"); at != text.npos;
         at = text.find_first_of("0123456789", at)) {
      const auto number = number_at(text, at);
      const std::size_t begin = at;
      at = number->end;
      if (!is_bare(text, begin, *number)) continue;
      const std::size_t from = item_begin(text, begin);
      if (!is_named(text.substr(from, begin - from))) continue;
      const bool last =
          number->end >= text.size() || text.substr(number->end).starts_with("\u3002");
      const bool told = last ? makes_.longest_at(text, from) != nullptr
                             : text.substr(number->end).starts_with("\u3001") &&
                                   has_unit(text, number->end + kHan);
      if (!told) continue;
      const Slice slice = field.at(from, number->end);
      findings_->add(Check::unit_missing, {std::string(in_.document.text(slice))},
                     {in_.side(slice, field.slice)});
    }
  }

 private:
  // Two to five digits that are no year, right behind an ideograph.
  static bool is_bare(std::string_view text, std::size_t begin, const Number& number) {
    constexpr std::size_t kFewest = 2, kMost = 5, kYear = 4;
    const std::size_t digits = number.value.size();
    std::size_t before = begin;
    if (!number.integer || begin == 0 || !is_han(previous_char(text, before))) return false;
    const bool year = digits == kYear && (number.value[0] == '1' || number.value[0] == '2');
    return digits >= kFewest && digits <= kMost && !year && text[begin] != '0';
  }

  static std::size_t item_begin(std::string_view text, std::size_t end) {
    std::size_t at = end;
    while (at > 0) {
      std::size_t from = at;
      if (ends_item(previous_char(text, from))) break;
      at = from;
    }
    return at;
  }

  // Ideographs alone, none of them for what needs no unit.
  bool is_named(std::string_view item) const {
    if (item.size() < kShortest || item.size() > kLongest) return false;
    for (std::size_t at = 0; at < item.size();) {
      if (!is_han(next_char(item, at))) return false;
    }
    std::size_t at = 0;
    return before_.longest_at_end(item) == nullptr && unitless_.find(item, 0, &at) == nullptr;
  }

  // Whether the item at `from` has a name, a number and a counting word.
  bool has_unit(std::string_view text, std::size_t from) const {
    std::size_t at = from;
    while (at < text.size()) {
      std::size_t next = at;
      if (!is_han(next_char(text, next))) break;
      at = next;
    }
    const auto number = number_at(text, at);
    if (!number || at - from < 2 * kHan) return false;
    const Word* counter = counters_.longest_at(text, number->end);
    return counter != nullptr && counter->value.empty();
  }

  const Checked& in_;
  Findings* findings_;
  const WordTable &counters_, &makes_, &before_, &unitless_;
};

}  // namespace

void check_bare_numbers(const Checked& in, Findings* findings) {
  BareNumbers numbers(in, findings);
  for_each_field(in, false, [&](const FieldText& field) {
    if (field.field == Field::text) numbers.read(field);
  });
}

}  // namespace gangmu
