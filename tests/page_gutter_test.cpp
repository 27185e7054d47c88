// Text set in two columns side by side.
#include "readers/page_gutter.h"

#include "make_pages.h"

using namespace gangmu;
using namespace page_samples;

namespace {

constexpr float kSecond = 320, kColumn = 12, kFont = 16, kStep = 28;  // letters in a line

// Lines of a column from `top` down: text, or a number of letters with a share of indent.
void column(Sheet* sheet, float x, float top, const Texts& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    sheet->at(x, top + static_cast<float>(i) * kStep, lines[i], kFont);
  }
}

// What is read one after the other, and where paragraphs begin.
std::string read(std::vector<Page> pages) {
  Pages all = pages_of(std::move(pages));
  PageItems items = find_items(all);
  find_margins(all, &items);
  find_notes(all, &items);
  find_starts(all, &items);
  std::string out;
  for (const PageItem& item : items.items) {
    if (item.use == ItemUse::margin) out += "m";
    if (item.use == ItemUse::note) out += "n";
    if (item.use == ItemUse::body && item.start == LineStart::paragraph) out += "/";
    out += item.table ? "T" : item.line.text.substr(0, 3);
  }
  return out;
}

// Lines of twelve letters that begin with the letters of `heads`.
Texts full(const std::string& heads) {
  Texts out;
  for (std::size_t i = 0; i < heads.size(); i += 3) {
    out.push_back(heads.substr(i, 3) + words(static_cast<std::size_t>(kColumn) - 1, i));
  }
  return out;
}

}  // namespace

TEST_CASE("page gutter: the left column, then the right one") {
  Sheet sheet;
  column(&sheet, 80, 100, full("甲乙丙丁戊己"));
  column(&sheet, kSecond, 100, full("子丑寅卯辰巳"));
  CHECK(find_gutters(pages_of({sheet}), sheet, {}, std::nullopt).size() == 1);
  const std::string text = read({sheet});
  CHECK(text.starts_with("/甲"));
  CHECK(text.find("己子") != text.npos);
}

TEST_CASE("page gutter: lines of the columns at other heights") {
  Sheet sheet;
  column(&sheet, 80, 100, full("甲乙丙丁戊己"));
  column(&sheet, kSecond, 109, full("子丑寅卯辰"));
  CHECK(read({sheet}).find("己子") != std::string::npos);
}

TEST_CASE("page gutter: what lies over both columns parts them") {
  Sheet sheet;
  sheet.at(90, 80, "全市发展规划与主要任务分工的若干具体意见", 22);
  column(&sheet, 80, 130, full("甲乙丙丁戊己"));
  column(&sheet, kSecond, 130, full("子丑寅卯辰巳"));
  sheet.at(80, 320, "这一段文字横着跨过两个栏所以要在它们之后才读到啊", 16);
  column(&sheet, 80, 360, full("庚辛壬癸天地"));
  column(&sheet, kSecond, 360, full("午未申酉戌亥"));
  const std::string text = read({sheet});
  CHECK(text.starts_with("/全/甲"));
  CHECK(text.find("巳/这/庚") != text.npos);
  CHECK(text.find("地午") != text.npos);
}

TEST_CASE("page gutter: a page of one column, of a table or of short lines has none") {
  const auto none = [](const Page& page) {
    const std::vector<PageGrid> drawn = find_grids(page.rules);
    return find_gutters(pages_of({page}), page, drawn, std::nullopt).empty();
  };
  CHECK(none(Sheet().full(2).full().full().line(words(9)).full(2).full().full()));
  Sheet lists;
  column(&lists, 80, 100, {"总体要求", "主要任务", "保障", "附则", "说明", "任务"});
  column(&lists, kSecond, 100, {"一", "三", "六", "八", "十", "十二"});
  CHECK(none(lists));
  Sheet names;
  column(&names, 80, 100, full("甲乙丙丁戊己"));
  column(&names, 470, 100, {"一", "三", "六", "八", "十", "十"});
  CHECK(none(names));
}

TEST_CASE("page gutter: rows of a table without rules are no columns of text") {
  Sheet sheet;
  for (int row = 0; row < 7; ++row) {
    const float y = 100 + kStep * static_cast<float>(row);
    sheet.at(90, y, "治理", kFont).at(190, y, words(6), kFont);
    sheet.at(330, y, words(4, 9), kFont).at(440, y, "二〇三〇年", kFont);
  }
  CHECK(find_gutters(pages_of({sheet}), sheet, {}, std::nullopt).empty());
}

TEST_CASE("page gutter: a table over both columns") {
  Sheet sheet;
  column(&sheet, 80, 100, full("甲乙丙丁戊己"));
  column(&sheet, kSecond, 100, full("子丑寅卯辰巳"));
  for (int row = 0; row < 3; ++row) {
    const float y = 268 + kStep * static_cast<float>(row);
    sheet.at(80, y, row == 0 ? "序号" : std::to_string(row), kFont).at(150, y, words(3), kFont);
    sheet.at(330, y, "320", kFont).at(440, y, "预期性", kFont);
  }
  column(&sheet, 80, 352, full("庚辛壬癸天地"));
  column(&sheet, kSecond, 352, full("午未申酉戌亥"));
  const std::string text = read({sheet});
  CHECK(text.find("己子") != text.npos);
  CHECK(text.find("T/庚") != text.npos);
  CHECK(text.find("地午") != text.npos);
}

TEST_CASE("page gutter: a page with few lines goes by the page before") {
  Sheet first, second;
  column(&first, 80, 100, full("甲乙丙丁戊己"));
  column(&first, kSecond, 100, full("子丑寅卯辰巳"));
  column(&second, 80, 100, full("庚辛壬"));
  CHECK(read({first, second}).ends_with("巳庚辛壬"));
  CHECK(read({second}) == "/庚/辛/壬");
}

TEST_CASE("page gutter: a paragraph goes on in the next column, another begins with its indent") {
  Sheet sheet;
  Texts left = full("甲乙丙丁戊己"), right = full("子丑寅卯辰巳");
  left[0] = "　　甲" + words(9);
  right[3] = "　　卯" + words(9);
  right[2] = "寅" + words(4) + "。";
  column(&sheet, 80, 100, left);
  column(&sheet, kSecond, 100, right);
  const std::string text = read({sheet});
  CHECK(text.find("己子") != text.npos);
  CHECK(text.find("寅/卯") != text.npos);
}

TEST_CASE("page gutter: notes at the foot of the left column") {
  Sheet sheet;
  column(&sheet, 80, 100, full("甲乙丙丁戊己庚辛"));
  column(&sheet, kSecond, 100, full("子丑寅卯辰巳午未申酉"));
  sheet.at(80, 360, "① 本条的口径", 9);
  CHECK(read({sheet}).find("n①") != std::string::npos);
}
