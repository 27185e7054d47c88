#include "checks/phrases.h"

#include <map>
#include <string>
#include <vector>

#include "checks/fields.h"
#include "parser/numeral.h"

namespace gangmu {

namespace {

constexpr std::size_t kLongest = 20 * kHan;
constexpr std::size_t kFewestNumbers = 2, kFewestOthers = 3;

// A phrase with its numbers taken out.
struct Phrase {
  std::string frame;
  std::vector<std::string> numbers;
  std::size_t others = 0;  // ideographs that are no number
  std::string text;
  Finding::Side side;
};

class PhraseReader {
 public:
  explicit PhraseReader(const Grammar& grammar) : digits_(grammar.words("numeral_digit")) {}

  Phrase read(std::string_view text) const {
    Phrase phrase;
    phrase.text = std::string(text);
    for (std::size_t at = 0; at < text.size();) {
      if (const Word* digit = digits_.longest_at(text, at)) {
        phrase.numbers.emplace_back(digit->text);
        phrase.frame += '#';
        at += digit->text.size();
      } else {
        const char32_t c = next_char(text, at);
        phrase.others += is_han(c);
        append_char(phrase.frame, c);
      }
    }
    return phrase;
  }

 private:
  const WordTable& digits_;
};

bool differ_in_one(const Phrase& a, const Phrase& b) {
  int differ = 0;
  for (std::size_t i = 0; i < a.numbers.size(); ++i) differ += a.numbers[i] != b.numbers[i];
  return differ == 1;
}

}  // namespace

void check_phrases(const Checked& in, Findings* findings) {
  constexpr std::size_t kMostAlike = 16;
  const PhraseReader reader(in.grammar);
  std::map<std::pair<std::uint32_t, std::string>, std::vector<Phrase>> known;
  for_each_field(in, false, [&](const FieldText& field) {
    const std::string_view text = field.folded.text;
    constexpr std::string_view kOpen = "\u201C", kClose = "\u201D";
    for (std::size_t open = text.find(kOpen); open != text.npos; open = text.find(kOpen, open)) {
      open += kOpen.size();
      const std::size_t close = text.find(kClose, open);
      if (close == text.npos) break;
      if (close - open > kLongest) continue;
      Phrase phrase = reader.read(text.substr(open, close - open));
      if (phrase.numbers.size() < kFewestNumbers || phrase.others < kFewestOthers) continue;
      auto& before = known[{field.node.plan, phrase.frame}];
      bool told = before.size() >= kMostAlike;
      for (const Phrase& other : before) told = told || other.text == phrase.text;
      if (told) continue;
      phrase.side = in.side(field.at(open, close), field.slice);
      for (const Phrase& other : before) {
        if (!differ_in_one(other, phrase)) continue;
        findings->add(Check::phrase_number, {other.text, phrase.text}, {other.side, phrase.side});
        break;
      }
      before.push_back(std::move(phrase));
    }
  });
}

}  // namespace gangmu
