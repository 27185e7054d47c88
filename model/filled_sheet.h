// The cells of a workbook that somebody filled in, as its reader hands them over.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gangmu {

struct FilledCell {
  std::uint32_t row = 0, column = 0;  // from 0
  std::string text;                   // of numbers the digits as the file has them
  bool number = false;
  bool formula = false;
  std::string format = {};  // of a number: Excel's code, "0.0%"; empty: none of its own
};

struct FilledSheet {
  std::string name;
  std::vector<FilledCell> cells;  // by row, then column; blank ones are left out
};

}  // namespace gangmu
