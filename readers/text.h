// The text reader: a text file in whatever encoding it comes in. What holds after it:
//
//   - the text is valid UTF-8 without byte order mark; CR LF and CR have become LF
//   - form feed, U+0085 and U+2028 stay what they are and end no line; form feeds part pages
//   - it holds no NUL: bytes with NUL that are not UTF-16 are "input.binary"; all other control
//     characters are kept, since the text view is the file itself
//
// The encoding is told by, in order: a byte order mark; a NUL in either half of the 16-bit units
// and a reading of them that makes sense as text; strict UTF-8; strict GB18030 (which GBK and
// GB2312 are part of). Nothing is guessed: a byte that fits none of them is "input.encoding".
#pragma once

#include <string>
#include <string_view>

#include "model/result.h"
#include "model/source.h"
#include "readers/reader.h"

namespace gangmu {

// What to do with a workbook or slides.
inline constexpr std::string_view kFormatsOfPlans =
    "plans are read from Word, WPS, PDF, OFD, web pages, Markdown and text, not from workbooks or "
    "slides";

// The text in UTF-8 and the name of the encoding it came in. `label` names it where it is known.
struct DecodedText {
  std::string text;
  std::string_view encoding;
};
Result<DecodedText> decode_text(const std::string& name, std::string bytes,
                                const std::string& label);

Result<Source> read_text(std::string name, std::string bytes, const ReadOptions& options);

}  // namespace gangmu
