// Readers turn the bytes of a file into a Source. A reader is one row of the table behind readers()
// and one file beside this one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "model/source.h"
#include "readers/limits.h"

namespace gangmu {

class Tools;

struct ReadOptions {
  std::uint64_t max_bytes = 256ull << 20;  // a larger file is refused with "input.too_large"
  ReadLimits limits;                       // … which tell what they are for
  std::string encoding;                    // empty: find out; else a label such as "GB18030"
  Tools* tools = nullptr;                  // other programs, for formats that need them
  // Called while pages are recognised, which takes seconds each: so many of so many are done.
  std::function<void(const std::string& name, std::size_t done, std::size_t all)> progress = {};
};

struct Reader {
  std::string_view name;                     // "text"
  std::vector<std::string_view> extensions;  // ".txt"
  std::string_view summary;
  bool (*fits)(std::string_view bytes);  // whether the file is of this format, told by its content
  Result<Source> (*read)(std::string name, std::string bytes, const ReadOptions& options);
  std::string_view needs = {};  // the program that ReadOptions::tools must find; empty: none
  std::string_view uses = {};   // one that it can do without, for a part of the files
  bool plain = false;           // text that no foreign library takes apart
};

// Loads the libraries of all formats, which a process that may open no file cannot do any more.
// What is missing is told when it is needed.
void load_reader_libraries();

// The first that fits reads; the last fits everything.
std::span<const Reader> readers();
// Whether the reader that fits takes these bytes for plain text. No library of a format is asked,
// and no process but that of the caller is needed to read them.
bool is_plain_text(std::string_view bytes);
// Finds the reader by content and reads. `name` is used in messages and kept in Source::name.
Result<Source> read_bytes(std::string name, std::string bytes, const ReadOptions& options = {});

}  // namespace gangmu
