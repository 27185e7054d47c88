// The OFD reader (GB/T 33190-2016): what its pages show, each character where it stands.
//
//   - the documents of a file stand one behind the other, each in its current version
//   - the text and lines of templates stand on each page that uses them
//   - annotations, signatures, seals and attachments are left out, and so is hidden text; glyphs
//     without the characters they stand for, and pages that are pictures, make a doubt each
//   - text without colour is left out, unless it is most of the text on the picture of a page:
//     there it is what recognition found
//   - clips and the fonts themselves are not read: where a file does not say how wide a character
//     is, it is taken to be as wide as the size of its font, or half of that
#pragma once

#include <string>
#include <string_view>

#include "model/result.h"
#include "model/source.h"
#include "readers/ofd_page.h"
#include "readers/page.h"
#include "readers/reader.h"

namespace gangmu {

bool is_ofd(std::string_view bytes);
// The pages alone.
Result<Pages> read_ofd_pages(const std::string& name, std::string_view bytes,
                             const ReadOptions& options);
Result<Source> read_ofd(std::string name, std::string bytes, const ReadOptions& options);

}  // namespace gangmu
