// The text of a document as the body of a Word document, in reading order, and its footnotes.
//
//   - a heading on a line of its own is a paragraph of a heading style, which carries its level
//   - a title that text follows in the same paragraph is a run in the letters of its heading's
//     style: a paragraph with a level would stand in the navigation pane whole, and a separator of
//     styles breaks the line in programs that do not know it
//   - boxes are paragraphs in a common frame; tables, where they are wide, stand on pages laid
//   across
//   - the printed contents are a field that shows them as printed, leaders apart, until it is
//     updated
#pragma once

#include <string>

#include "exporters/catalogue.h"
#include "exporters/word_contents.h"
#include "exporters/word_levels.h"
#include "exporters/word_notes.h"
#include "exporters/word_numbering.h"
#include "model/document.h"

namespace gangmu {

struct WordPlan {
  const Document& document;
  const Words& words;
  const WordLevels& levels;
  const WordNumbering& numbering;
  const WordNotes& notes;
  const WordContents& contents;
};

// The parts word/document.xml and word/footnotes.xml; the second is empty without footnotes.
std::string word_document(const WordPlan& plan);
std::string word_footnotes(const WordPlan& plan);

}  // namespace gangmu
