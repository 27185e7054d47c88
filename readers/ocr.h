// The text of pages that are pictures, as Tesseract recognises it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "readers/page.h"
#include "readers/reader.h"
#include "readers/tools.h"

namespace gangmu {

inline constexpr std::string_view kOcrProgram = "tesseract";
inline constexpr int kOcrDpi = 300;  // dots an inch of the pictures that Tesseract is given

// How Tesseract is asked for its languages, and for the words of a picture.
ToolCall ocr_languages_call(std::string program);
ToolCall ocr_call(std::string program, const ReadLimits& limits);

// The visible characters of a page, and how many of them the file draws without naming them.
struct CharCount {
  std::size_t all = 0, unnamed = 0;
};
CharCount count_chars(const Page& page);

// The pages whose characters cannot be read, from 0: pictures without text, and pages most of whose
// characters the file does not name.
std::vector<std::uint32_t> unread_pages(const Pages& pages);

// A doubt for each of these pages that is a picture; where no page of the file has text the error
// `without` instead.
Status leave_unread(const std::vector<std::uint32_t>& unread, Error without, Pages* pages);

// Has these pages recognised one by one; `picture` makes a picture of kOcrDpi of a page. Each gets
// a doubt, also where Tesseract or its data for Chinese are missing; an error only when no page of
// the file has text ("input.tool_missing", with the way to install them).
Status recognise_pages(const std::string& name, const std::vector<std::uint32_t>& unread,
                       const std::function<Result<std::string>(std::uint32_t page)>& picture,
                       const ReadOptions& options, Pages* pages);

// The lines of Tesseract's TSV as runs. `confidence`: of its words on average, of 100.
std::vector<PageRun> read_tsv(std::string_view tsv, int dpi, int* confidence);

}  // namespace gangmu
