#include "readers/xlsx_cells.h"

#include <algorithm>
#include <map>
#include <optional>
#include <pugixml.hpp>

#include "model/text.h"
#include "readers/decode.h"
#include "readers/xml.h"
#include "readers/zip.h"

namespace gangmu {

namespace {

constexpr std::uint32_t kMostRows = 1'048'576, kMostColumns = 16'384;

// The formats that Excel knows by number and that change what a number means to a reader; dates of
// East Asian editions among them.
const char* built_in_format(int id) {
  switch (id) {
    case 1:
      return "0";
    case 2:
      return "0.00";
    case 3:
      return "#,##0";
    case 4:
      return "#,##0.00";
    case 9:
      return "0%";
    case 10:
      return "0.00%";
    case 11:
      return "0.00E+00";
    case 18:
    case 19:
    case 20:
    case 21:
      return "hh:mm:ss";
    case 22:
      return "yyyy-mm-dd hh:mm";
    case 49:
      return "@";
    default:
      break;
  }
  const bool date = (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return date ? "yyyy-mm-dd" : "";
}

// "BC12" → column 54, row 11; nothing when it is no such name.
std::optional<std::pair<std::uint32_t, std::uint32_t>> place_of(std::string_view name) {
  std::uint32_t column = 0, row = 0;
  std::size_t at = 0;
  for (; at < name.size() && name[at] >= 'A' && name[at] <= 'Z'; ++at) {
    column = column * 26 + static_cast<std::uint32_t>(name[at] - 'A' + 1);
    if (column > kMostColumns) return std::nullopt;
  }
  const std::size_t letters = at;
  for (; at < name.size() && name[at] >= '0' && name[at] <= '9'; ++at) {
    row = row * 10 + static_cast<std::uint32_t>(name[at] - '0');
    if (row > kMostRows) return std::nullopt;
  }
  if (letters == 0 || at == letters || at < name.size() || row == 0) return std::nullopt;
  return std::pair(row - 1, column - 1);
}

bool is_valid(const FilledSheet& sheet) {
  return !find_bad_utf8(sheet.name) &&
         std::none_of(sheet.cells.begin(), sheet.cells.end(), [](const FilledCell& cell) {
           return find_bad_utf8(cell.text) || find_bad_utf8(cell.format);
         });
}

// The words of a string: its runs one behind the other, without their readings.
std::string words_of(const pugi::xml_node& item) {
  std::string text;
  for (const pugi::xml_node& child : item.children()) {
    const std::string_view name = local_name(child);
    if (name == "t") text += child.text().get();
    if (name == "r") text += child_named(child, "t").text().get();
  }
  return text;
}

class Reader {
 public:
  Reader(const std::string& name, ZipArchive archive, const ReadLimits& limits)
      : name_(name), archive_(std::move(archive)), limits_(limits) {}

  Result<std::vector<FilledSheet>> run() {
    pugi::xml_document book;
    if (const auto loaded = load("xl/workbook.xml", &book); !loaded) return loaded.error();
    if (const auto loaded = read_parts(); !loaded) return loaded.error();
    std::vector<FilledSheet> sheets;
    const pugi::xml_node list = child_named(book.document_element(), "sheets");
    for (const pugi::xml_node& sheet : list.children()) {
      const auto part = parts_.find(std::string(attribute_named(sheet, "id")));
      if (part == parts_.end() || !archive_.has(part->second)) continue;  // a sheet of a diagram
      FilledSheet filled;
      filled.name = attribute_named(sheet, "name");
      if (const auto read = read_sheet(part->second, &filled); !read) return read.error();
      if (!is_valid(filled)) {
        return Error{"input.damaged",
                     said("\"%1\" is damaged: its part \"%2\" is no UTF-8", name_, part->second),
                     name_, "save it anew in Excel or WPS"};
      }
      sheets.push_back(std::move(filled));
    }
    return sheets;
  }

 private:
  Result<bool> load(const std::string& part, pugi::xml_document* out) {
    const Result<std::string> bytes = archive_.read(part);
    if (!bytes) return bytes.error();
    return load_xml(name_, part, *bytes, limits_, out);
  }

  // Where the sheets are, the strings they share, and the formats of numbers.
  Result<bool> read_parts() {
    pugi::xml_document relations, strings, styles;
    if (const auto loaded = load("xl/_rels/workbook.xml.rels", &relations); !loaded) return loaded;
    std::string shared = "xl/sharedStrings.xml", looks = "xl/styles.xml";
    for (const pugi::xml_node& relation : relations.document_element().children()) {
      std::string target(attribute_named(relation, "Target"));
      target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
      const std::string_view type = attribute_named(relation, "Type");
      if (type.ends_with("/sharedStrings")) shared = target;
      if (type.ends_with("/styles")) looks = target;
      if (type.ends_with("/worksheet")) {
        parts_.emplace(attribute_named(relation, "Id"), std::move(target));
      }
    }
    if (archive_.has(shared)) {
      if (const auto loaded = load(shared, &strings); !loaded) return loaded;
      for (const pugi::xml_node& item : strings.document_element().children()) {
        strings_.push_back(words_of(item));
      }
    }
    if (archive_.has(looks)) {
      if (const auto loaded = load(looks, &styles); !loaded) return loaded;
      read_formats(styles.document_element());
    }
    return true;
  }

  void read_formats(const pugi::xml_node& styles) {
    std::map<int, std::string> own;
    for (const pugi::xml_node& format : child_named(styles, "numFmts").children()) {
      own[number_in(attribute_named(format, "numFmtId"), 0)] =
          attribute_named(format, "formatCode");
    }
    for (const pugi::xml_node& look : child_named(styles, "cellXfs").children()) {
      const int id = number_in(attribute_named(look, "numFmtId"), 0);
      const auto found = own.find(id);
      formats_.push_back(found != own.end() ? found->second : built_in_format(id));
    }
  }

  Result<bool> read_sheet(const std::string& part, FilledSheet* out) {
    pugi::xml_document sheet;
    if (const auto loaded = load(part, &sheet); !loaded) return loaded;
    std::uint32_t row = 0;
    for (const pugi::xml_node& line : child_named(sheet.document_element(), "sheetData")) {
      const int number = number_in(attribute_named(line, "r"), 0);
      if (number > 0) row = static_cast<std::uint32_t>(number - 1);
      std::uint32_t column = 0;
      for (const pugi::xml_node& cell : line.children()) {
        if (const auto place = place_of(attribute_named(cell, "r"))) {
          row = place->first;
          column = place->second;
        }
        FilledCell filled = read_cell(cell);
        filled.row = row;
        filled.column = column++;
        if (filled.text.empty()) continue;
        if (++count_ > limits_.cells) {
          return Error{"input.too_large", said("\"%1\" has too many cells", name_), name_,
                       said("%1; --limit %2 takes it all the same", Message("name another output"),
                            "cells=N")};
        }
        out->cells.push_back(std::move(filled));
      }
      ++row;
    }
    std::stable_sort(out->cells.begin(), out->cells.end(), [](const auto& a, const auto& b) {
      return a.row != b.row ? a.row < b.row : a.column < b.column;
    });
    return true;
  }

  FilledCell read_cell(const pugi::xml_node& cell) const {
    FilledCell out;
    const std::string_view type = attribute_named(cell, "t");
    const std::string value = child_named(cell, "v").text().get();
    if (type == "s") {
      const auto at = static_cast<std::size_t>(number_in(value, -1));
      if (at < strings_.size()) out.text = strings_[at];
    } else if (type == "inlineStr") {
      out.text = words_of(child_named(cell, "is"));
    } else if (type == "b") {
      out.text = value == "1" ? "TRUE" : "FALSE";
    } else if (type != "e") {
      out.text = value;
      out.number = type.empty() || type == "n";
      const auto look = static_cast<std::size_t>(number_in(attribute_named(cell, "s"), 0));
      if (out.number && look < formats_.size()) out.format = formats_[look];
    }
    // A formula that nobody has worked out yet, or that cannot be.
    const std::string formula = child_named(cell, "f").text().get();
    out.formula = !child_named(cell, "f").empty();
    if (out.text.empty() && !formula.empty()) {
      out.text = "=" + formula;
      out.number = false;
    }
    return out;
  }

  const std::string& name_;
  ZipArchive archive_;
  const ReadLimits limits_;
  std::map<std::string, std::string> parts_;  // of sheets, by the id of their relation
  std::vector<std::string> strings_, formats_;
  std::size_t count_ = 0;
};

}  // namespace

Result<std::vector<FilledSheet>> read_workbook_cells(const std::string& name,
                                                     std::string_view bytes,
                                                     const ReadLimits& limits) {
  Result<ZipArchive> archive = ZipArchive::open(name, bytes, ZipUse::document, limits);
  if (!archive) return archive.error();
  return Reader(name, std::move(*archive), limits).run();
}

}  // namespace gangmu
