// The words of an indicator: what is measured, taken apart and put together.
//
// Works on folded text without blanks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/grammar.h"

namespace gangmu {

class IndicatorWords {
 public:
  explicit IndicatorWords(const Grammar& grammar) : grammar_(grammar) {}
  // The things of a list: "A, B and C".
  std::vector<std::string> list_of(std::string_view text, bool commas = false) const;
  // "A, B and C output": the first things share the noun that ends the last one.
  std::string with_shared_noun(const std::string& part, const std::string& last) const;
  // "A and B per head": what follows the first shares the words that begin it.
  std::string with_shared_head(const std::string& first, const std::string& part) const;
  // What a share is of: the phrase before the word that begins the share.
  std::string base_of(const std::string& indicator) const;
  // The thing without the amount of it that was measured: another amount takes its place.
  std::string without_amount(std::string indicator) const;
  // "Firms with sales above 10" are firms: what stands before the last word for "of", where a
  // figure is in it.
  std::string without_bound(const std::string& indicator) const;
  // The whole without its own level, which the part's takes the place of.
  std::string without_level(const std::string& indicator) const;
  // A part and the noun of the whole behind it, joined where the part ended before its noun.
  std::string of_head(const std::string& part, bool headless, const std::string& noun) const;
  // What a share is called.
  std::string share_name() const;
  // Whether this is a qualifier without a noun of its own (provincial, of the state).
  bool needs_head(const std::string& text) const;

 private:
  std::string without_growth(std::string indicator) const;
  std::size_t ordinal_end(const std::string& text, std::size_t at) const;
  bool is_whole(const std::string& part, const std::string& last) const;

  const Grammar& grammar_;
};

// Folding made marks half width; the words of the quote come back as the source shows them.
std::string unfold(const std::string& folded, const std::string& quote);

}  // namespace gangmu
