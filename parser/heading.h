// Parts the text behind a marker into heading and body.
#pragma once

#include <string_view>

#include "model/text.h"

namespace gangmu {

struct HeadingParts {
  Slice title, close, text;  // within the text that was given
  bool run_in = false;       // body follows in the same paragraph
};

// What stands around the text and decides where it alone does not.
struct HeadingContext {
  bool body_follows = false;  // an unmarked paragraph or a lower marker comes next
  bool colon_heads = true;    // a colon may close a heading
};

// A short first phrase that a sentence mark or colon closes is the heading when body follows it; a
// paragraph without such a mark is a heading alone; one sentence of body has no heading.
HeadingParts split_heading(std::string_view text, const HeadingContext& context);

// The first sentence of a paragraph, without its mark; empty when the paragraph is one sentence.
struct FirstSentence {
  std::size_t end = 0;    // bytes, before the mark
  std::size_t after = 0;  // bytes, behind the mark
  int chars = 0;
  int commas = 0;
  bool found = false;
};
FirstSentence first_sentence(std::string_view text);
// The same for a phrase that a colon closes before any comma.
FirstSentence first_colon(std::string_view text);

}  // namespace gangmu
