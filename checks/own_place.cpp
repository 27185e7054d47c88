#include "checks/own_place.h"

#include <string>
#include <vector>

#include "checks/fields.h"

namespace gangmu {

namespace {

struct Mention {
  std::string word;
  bool ours = false;   // of the plan's own level
  bool works = false;  // among what is to be done, where the plan speaks of itself
  Finding::Side side;
};

std::vector<Mention> mentions_of(const Checked& in, std::uint32_t plan, std::string_view level) {
  const WordTable& words = in.grammar.words("check_own");
  std::vector<Mention> mentions;
  for_each_field_of(in, plan, [&](const FieldText& field) {
    const std::string_view text = field.folded.text;
    std::size_t from = 0, at = 0;
    while (const Word* word = words.find(text, from, &at)) {
      from = at + word->text.size();
      if (word->value.empty()) continue;
      const Role role = field.node.role;
      const bool works = role == Role::tasks || role == Role::safeguards;
      mentions.push_back({std::string(word->text), word->value == level, works,
                          in.side(field.at(at, from), field.slice)});
    }
  });
  return mentions;
}

}  // namespace

// A plan that calls its place by its own level, and once or twice by another.
void check_own_place(const Checked& in, Findings* findings) {
  constexpr std::size_t kMostOthers = 2, kFewestOwn = 2;
  for (std::uint32_t plan = 0; plan < in.document.plans.size(); ++plan) {
    const std::string region = in.origin(plan).region;
    if (region.size() <= kHan) continue;
    const std::string level = region.substr(region.size() - kHan);
    const std::vector<Mention> mentions = mentions_of(in, plan, level);
    std::size_t own = 0;
    for (const Mention& mention : mentions) own += mention.ours;
    if (own < kFewestOwn || mentions.size() - own > kMostOthers) continue;
    for (const Mention& mention : mentions) {
      if (mention.ours || !mention.works) continue;
      findings->add(Check::place_own, {mention.word, region}, {mention.side});
    }
  }
}

}  // namespace gangmu
