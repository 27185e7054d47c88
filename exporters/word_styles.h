// The page and the styles of a plan as a Word document, after GB/T 9704-2012: A4 with a text area
// of 156 by 225 mm, 22 lines of 28 characters, and the faces and sizes of its levels. Built-in
// styles have their built-in names, which the navigation pane and tables of contents of Word and
// WPS go by.
#pragma once

#include <string>

#include "exporters/catalogue.h"
#include "exporters/word_levels.h"
#include "exporters/word_numbering.h"
#include "exporters/word_page.h"

namespace pugi {
class xml_node;
}

namespace gangmu {

// The ids of styles. Headings are "Heading1" and so on, their characters "Heading1Char".
namespace style {
inline constexpr const char* kText = "BodyText";
inline constexpr const char* kFlush = "FlushText";  // text without an indent
inline constexpr const char* kTitle = "Title";
inline constexpr const char* kSubtitle = "Subtitle";
inline constexpr const char* kLabel = "PlanLabel";  // what stands above a title, at the left
inline constexpr const char* kNoticeTitle = "NoticeTitle";
inline constexpr const char* kSignature = "Signature";
inline constexpr const char* kContentsTitle = "TOCHeading";
inline constexpr const char* kAppendixTitle = "AppendixTitle";
inline constexpr const char* kSubheading = "Subheading";  // unmarked, on a line of its own
inline constexpr const char* kBoxTitle = "BoxTitle";
inline constexpr const char* kBoxText = "BoxText";
inline constexpr const char* kCaption = "Caption";
inline constexpr const char* kUnitLine = "UnitLine";
inline constexpr const char* kTableHead = "TableHead";
inline constexpr const char* kTableText = "TableText";
inline constexpr const char* kTableGrid = "TableGrid";
inline constexpr const char* kNote = "NoteText";
inline constexpr const char* kFootnote = "FootnoteText";
inline constexpr const char* kFootnoteMark = "FootnoteReference";
inline constexpr const char* kRunIn = "RunInTitle";  // of characters: a title inside its paragraph
}  // namespace style

std::string word_styles(const Words& words, const WordLevels& levels,
                        const WordNumbering& numbering);
std::string word_fonts(const Words& words);
// The face and weight of a heading, as properties of a run.
void add_look(pugi::xml_node run_properties, const Words& words, HeadLook look);

}  // namespace gangmu
