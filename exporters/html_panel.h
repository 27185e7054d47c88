// A panel of the HTML report: a heading, fields to filter by, and a table in a box of its own.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "exporters/catalogue.h"
#include "exporters/html_writer.h"

namespace gangmu {

struct PanelColumn {
  enum class Sort : std::uint8_t { text, number };
  const char* id;          // of the message of its head
  std::string_view width;  // a class of the style sheet: w1 (narrow) to w7
  Sort sort = Sort::text;
};

struct PanelFilter {
  std::string_view name;             // "status": rows have data-status
  const char* id;                    // of its label
  std::vector<std::string> options;  // their words; a row names them by number, from 1
};

struct PanelCell {
  std::string text = {};
  std::string sort = {};  // a number, where it is not the text that sorts
  std::string href = {};  // the id that it leads to
  bool head = false;      // of its row
};

class Panel {
 public:
  // open: shown first. detail: printed only when it is asked for.
  enum class Look : std::uint8_t { open, plain, detail };
  // `name` is the id of the panel, `title` the message of its heading.
  Panel(HtmlWriter& out, const Words& words, std::string_view name, const char* title, Look look);
  void filters(std::size_t rows, const std::vector<PanelFilter>& filters);
  void heads(const std::vector<PanelColumn>& columns);
  // `of`: the ids of its marks. `filtered`: the data-… attributes.
  void row(std::string_view of, std::initializer_list<HtmlAttribute> filtered,
           const std::vector<PanelCell>& cells);
  void finish();
  void say_none();

 private:
  HtmlWriter& out_;
  const Words& words_;
  const char* const title_;
  std::size_t columns_ = 0, rows_ = 0;
};

}  // namespace gangmu
