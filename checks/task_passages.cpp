#include "checks/task_passages.h"

namespace gangmu {

namespace {

// Sentences that are read for one heading; a pair that stands in more finds what it finds.
constexpr std::size_t kMostPassages = 512;

}  // namespace

void TaskPassages::add(std::string plain, const Bigrams& bigrams, std::uint32_t row) {
  const auto at = static_cast<std::uint32_t>(passages_.size());
  passages_.push_back({std::move(plain), row});
  for (const std::uint64_t bigram : bigrams) {
    std::vector<std::uint32_t>& own = postings_[bigram];
    if (own.size() < kMostPassages) own.push_back(at);
  }
}

std::optional<std::uint32_t> TaskPassages::find(std::string_view words, const Bigrams& bigrams,
                                                const TaskWording& wording) const {
  const std::vector<std::uint32_t>* rarest = nullptr;
  for (const std::uint64_t bigram : bigrams) {
    const auto own = postings_.find(bigram);
    if (own == postings_.end()) return std::nullopt;
    if (rarest == nullptr || own->second.size() < rarest->size()) rarest = &own->second;
  }
  if (rarest == nullptr) return std::nullopt;
  for (const std::uint32_t at : *rarest) {
    const Passage& passage = passages_[at];
    const std::size_t place = passage.plain.find(words);
    if (place == passage.plain.npos) continue;
    const Slice object = {static_cast<Offset>(place), static_cast<Offset>(place + words.size())};
    if (wording.of(passage.plain, object) == Wording::acts) return passage.row;
  }
  return std::nullopt;
}

}  // namespace gangmu
