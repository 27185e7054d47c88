// The cells of workbooks as they come.
#include "readers/xlsx_cells.h"

#include "make_zip.h"

using namespace gangmu;
using samples::Entries;

namespace {

const std::string kSpace = R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";

// A workbook of one sheet with these rows; other parts may be put in its stead.
std::string book(const std::string& rows, const Entries& more = {}) {
  Entries parts = {
      {"xl/workbook.xml",
       "<workbook " + kSpace +
           R"( xmlns:r="x"><sheets><sheet name="任务" r:id="r1"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Id="r1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>)"
       R"(</Relationships>)"},
      {"xl/worksheets/sheet1.xml",
       "<worksheet " + kSpace + "><sheetData>" + rows + "</sheetData></worksheet>"}};
  for (const auto& part : more) parts.push_back(part);
  return samples::zip_of(parts);
}

// "A1=text", a number as #digits{format}, a formula's cell with an f before it.
std::string cells_of(const std::string& bytes) {
  const auto sheets = read_workbook_cells("a.xlsx", bytes);
  if (!sheets) return sheets.error().code;
  std::string out;
  for (const FilledSheet& sheet : *sheets) {
    for (const FilledCell& cell : sheet.cells) {
      if (!out.empty()) out += ' ';
      out += std::string(cell.formula ? "f" : "") + static_cast<char>('A' + cell.column) +
             std::to_string(cell.row + 1) + (cell.number ? "#" : "=") + cell.text;
      if (!cell.format.empty()) out += "{" + cell.format + "}";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("xlsx cells: text, numbers and formulas") {
  CHECK(cells_of(book(
            R"(<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="C1"><v>8.1</v>)"
            R"(</c></row>)"
            R"(<row r="4"><c r="B4" t="b"><v>1</v></c><c r="D4" t="str"><f>B4</f><v>乙</v></c>)"
            R"(</row>)")) == "A1=甲 C1#8.1 B4=TRUE fD4=乙");
  // Without names of cells they stand one behind the other.
  CHECK(cells_of(book("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>")) ==
        "A1#1 C1#2 A2#3");
  // A formula without a result, and one that cannot be worked out.
  CHECK(cells_of(book(
            R"(<row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>)"
            R"(</row>)")) == "fA1==1+1 fB1==1/0");
}

TEST_CASE("xlsx cells: texts that are no UTF-8") {
  const std::string bad = "\xE7\xBB\xB8\xA6";
  CHECK(cells_of(book("<row><c t='inlineStr'><is><t>" + bad + "</t></is></c></row>")) ==
        "input.damaged");
  CHECK(cells_of(book("<row><c t='s'><v>0</v></c></row>",
                      {{"xl/sharedStrings.xml", "<sst><si><t>" + bad + "</t></si></sst>"}})) ==
        "input.damaged");
  CHECK(cells_of(book("<row><c t='inlineStr'><is><t>&#xD800;</t></is></c></row>")) ==
        "input.damaged");
}

TEST_CASE("xlsx cells: shared strings and formats") {
  const Entries more = {
      {"xl/sharedStrings.xml",
       "<sst><si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r>"
       "<rPh><t>yi</t></rPh></si></sst>"},
      {"xl/styles.xml",
       R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0.0&quot;亿&quot;"/></numFmts>)"
       R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/>)"
       R"(<xf numFmtId="9"/></cellXfs></styleSheet>)"}};
  CHECK(cells_of(book(R"(<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>9</v></c>)"
                      R"(<c r="C1" s="1"><v>46000</v></c><c r="D1" s="2"><v>3</v></c>)"
                      R"(<c r="E1" s="3"><v>0.5</v></c><c r="F1" s="77"><v>1</v></c></row>)",
                      more)) == "A1=乙丙 C1#46000{yyyy-mm-dd} D1#3{0.0\"亿\"} E1#0.5{0%} F1#1");
}

TEST_CASE("xlsx cells: what is no workbook, and hostile ones") {
  CHECK(cells_of("no zip") == "input.damaged");
  CHECK(cells_of(samples::zip_of({{"a.txt", "text"}})) == "input.damaged");
  CHECK(cells_of(book("<row><c>")) == "input.damaged");
  CHECK(cells_of(samples::zip_of({{"xl/workbook.xml", "<a/>"}}, "geheim")) == "input.encrypted");
  // Places that no sheet has: the cells stand where they come.
  CHECK(cells_of(book(
            R"(<row r="-3"><c r="ZZZZZ9"><v>1</v></c><c r="A99999999999"><v>2</v></c></row>)")) ==
        "A1#1 B1#2");
  // A sheet whose part is missing is left out.
  CHECK(cells_of(
            samples::zip_of({{"xl/workbook.xml",
                              R"(<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>)"},
                             {"xl/_rels/workbook.xml.rels", "<Relationships/>"}})) == "");
}
