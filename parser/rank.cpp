#include "parser/rank.h"

#include "model/text.h"

namespace gangmu {

namespace {

constexpr int kContext = 6;  // characters before a rank in which its context is looked for

Quantity rank_of(std::string value, const Word* word, std::string_view rule) {
  Quantity rank;
  rank.kind = QuantityKind::rank;
  rank.op = Op::rank;
  rank.value = rank.number = std::move(value);
  rank.dimension = "rank";
  rank.rule = rule;
  rank.word = word;
  return rank;
}

void set_place(Quantity* rank, std::size_t begin, std::size_t end) {
  rank->begin = rank->from = static_cast<std::uint32_t>(begin);
  rank->end = rank->to = static_cast<std::uint32_t>(end);
}

}  // namespace

RankReader::RankReader(const Grammar& grammar)
    : numeral_(grammar),
      head_(grammar.words("rank_head")),
      head_not_(grammar.words("rank_head_not")),
      tail_(grammar.words("rank_tail")),
      word_(grammar.words("rank_word")),
      lead_(grammar.words("rank_lead")),
      context_(grammar.words("rank_context")),
      not_after_(grammar.words("rank_not_after")),
      units_(grammar.words("unit")) {}

std::optional<RankReader::Found> RankReader::number(std::string_view text, std::size_t begin,
                                                    const Number& number) const {
  const std::size_t from = skip_blanks_back(text, begin);
  const Word* head = head_.longest_at_end(text.substr(0, from));
  if (head == nullptr || head_not_.longest_at_end(text.substr(0, from)) != nullptr) {
    return std::nullopt;
  }
  const std::size_t behind = skip_blanks(text, number.end);
  const std::size_t first = from - head->text.size();
  Quantity rank = rank_of(number.value, head, "rank");
  std::size_t sign_end = behind;
  const char32_t sign = behind < text.size() ? next_char(text, sign_end) : 0;
  if (sign == '%' || sign == 0x2030) {
    if (head->value != "top") return std::nullopt;
    rank.unit = rank.base_unit = std::string(text.substr(behind, sign_end - behind));
    rank.dimension = "ratio";
    set_place(&rank, first, sign_end);
    return Found{rank, sign_end};
  }
  if (!ends(text, behind, first)) return Found{std::nullopt, number.end};
  return with_tail(text, std::move(rank), first, number.end);
}

std::optional<RankReader::Found> RankReader::words(std::string_view text, std::size_t at) const {
  if (const Word* word = word_.longest_at(text, at)) {
    const std::size_t end = at + word->text.size();
    const std::string_view before = text.substr(0, skip_blanks_back(text, at));
    if (word->get("lead") == "true" && lead_.longest_at_end(before) == nullptr) {
      return Found{std::nullopt, end};
    }
    Quantity rank = rank_of(std::string(word->value), word, "rank_word");
    rank.chinese = true;
    set_place(&rank, at, end);
    return Found{rank, end};
  }
  const Word* head = head_.longest_at(text, at);
  if (head == nullptr) return std::nullopt;
  const auto numeral = numeral_.at(text, at + head->text.size());
  if (!numeral || numeral->value == "0") return std::nullopt;
  if (!ends(text, skip_blanks(text, numeral->end), at)) return Found{std::nullopt, numeral->end};
  Quantity rank = rank_of(numeral->value, head, "rank");
  rank.chinese = true;
  return with_tail(text, std::move(rank), at, numeral->end);
}

RankReader::Found RankReader::with_tail(std::string_view text, Quantity rank, std::size_t begin,
                                        std::size_t end) const {
  const std::size_t behind = skip_blanks(text, end);
  if (const Word* tail = tail_.longest_at(text, behind)) {
    rank.unit = tail->text;
    end = behind + tail->text.size();
  }
  set_place(&rank, begin, end);
  return {std::move(rank), end};
}

// A rank ends with its tail word, or at a mark where a place or an order was spoken of before.
bool RankReader::ends(std::string_view text, std::size_t behind, std::size_t begin) const {
  if (const Word* tail = tail_.longest_at(text, behind)) {
    const Word* unit = units_.longest_at(text, behind);
    return unit == nullptr || unit->text.size() <= tail->text.size();
  }
  if (not_after_.longest_at(text, behind) != nullptr) return false;
  std::size_t window = begin;
  for (int n = 0; n < kContext && window > 0; ++n) previous_char(text, window);
  std::size_t found = 0;
  return context_.find(text.substr(0, begin), window, &found) != nullptr;
}

}  // namespace gangmu
