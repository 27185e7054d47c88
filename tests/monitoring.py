"""The sheet on which an office follows indicators: its formulas, worked out by LibreOffice.

python3 tests/monitoring.py PROGRAM

openpyxl types what was reached as staff would; LibreOffice works the formulas out, and what the
program writes as their results when it makes the workbook anew is the same. Skipped (77) without
openpyxl.
"""
import pathlib
import shutil
import subprocess
import sys
import unittest

from debian_python import needed
from in_folder import InFolder, written

openpyxl = needed("openpyxl")

PROGRAM = ""
PLAN = """云溪市公园建设“十四五”规划（2021—2025年）

一、发展目标
到2025年，新增口袋公园30个，绿化率由2020年的60%提高到70%，单位面积养护能耗降低14%，每年培训园艺工人100人，\
举办花展10—15场，单位面积用水量降低8%—10%，病虫害发生率控制在5%以内，口袋公园服务覆盖率达到90%以上。
"""
# By indicator: what is typed for each year, the progress that is due, the share that is completed.
CASES = {
    "last": ({2025: 30}, 1, {"口袋公园": 1, "绿化率": -3, "园艺工人": 0.3}),
    "third": ({2023: 66}, 0.6, {"口袋公园": 2.2, "绿化率": 0.6, "园艺工人": 0.66}),
    "gap": ({2021: 61, 2023: 64}, 0.6, {"口袋公园": 125 / 30, "绿化率": 0.4, "园艺工人": 0.625}),
    "all": ({2021: 100, 2022: 100, 2023: 100, 2024: 100, 2025: 100}, 1,
            {"口袋公园": 500 / 30, "绿化率": 4, "园艺工人": 1}),
    "words": ({2021: "未统计", 2022: 62, 2023: "暂无"}, 0.4, {"口袋公园": 62 / 30, "绿化率": 0.2, "园艺工人": 0.62}),
    "none": ({}, None, {"口袋公园": None, "绿化率": None, "园艺工人": None}),
}


class Monitoring(InFolder):
    def convert(self, *arguments):
        done = subprocess.run([PROGRAM, "convert", *map(str, arguments)], capture_output=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr.decode())

    def rows(self, path, values=True):
        sheet = openpyxl.load_workbook(path, data_only=values)["监测表"]
        heads = [str(cell.value) for cell in sheet[1]]
        return {row[heads.index("指标名称")].value: dict(zip(heads, row)) for row in sheet.iter_rows(min_row=2)}

    def workbook(self, plan=PLAN, name="规划"):
        plan = written(self.folder / f"{name}.txt", plan)
        book = self.folder / f"{name}.xlsx"
        self.convert(plan, "-o", book, "--force")
        return plan, book

    def check(self, rows, due, shares, what):
        for name, share in shares.items():
            row = {head: cell.value for head, cell in rows[name].items()}
            # What comes back each year is due in full each year.
            expected = 1 if due is not None and name == "园艺工人" else due
            for head, value in (("应达进度", expected), ("完成率", share)):
                with self.subTest(what, indicator=name, head=head):
                    if value is None:
                        self.assertIn(row[head], (None, ""))
                    else:
                        self.assertAlmostEqual(row[head], value)

    def test_results(self):
        plan, book = self.workbook()
        typed = []
        for case, (years, due, shares) in CASES.items():
            path = self.folder / f"{case}.xlsx"
            filled = openpyxl.load_workbook(book)
            sheet = filled["监测表"]
            heads = [str(cell.value) for cell in sheet[1]]
            for row in range(2, sheet.max_row + 1):
                for year, value in years.items():
                    sheet.cell(row, heads.index(f"{year}年实际值") + 1).value = value
            filled.save(path)  # without results
            typed.append(path)
            again = self.folder / "again" / path.name
            again.parent.mkdir(exist_ok=True)
            self.convert(plan, "--update", path, "-o", again)
            self.check(self.rows(again), due, shares, f"{case}, as written")
        if shutil.which("soffice") is None:
            self.skipTest("LibreOffice is not installed")
        out = self.folder / "worked out"
        subprocess.run(["soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless",
                        "--convert-to", "xlsx", "--outdir", out, *typed],
                       check=True, capture_output=True, timeout=240)
        for case, (_, due, shares) in CASES.items():
            self.check(self.rows(out / f"{case}.xlsx"), due, shares, f"{case}, by LibreOffice")

    def test_what_is_not_followed(self):
        rows = self.rows(self.workbook()[1], values=False)
        for name in ("单位面积养护能耗", "花展", "病虫害发生率", "口袋公园服务覆盖率"):
            self.assertIsNone(rows[name]["完成率"].value, name)

    def test_direction_and_range(self):
        """Numbers stay numbers; what they say stands around them."""
        rows = self.rows(self.workbook()[1])
        shown = {name: (row["目标值"].value, row["目标值"].number_format) for name, row in rows.items()}
        self.assertEqual(shown["单位面积养护能耗"], (14, '"下降"0'))
        self.assertEqual(shown["病虫害发生率"], (5, '"≤"0'))
        self.assertEqual(shown["口袋公园服务覆盖率"], (90, '"≥"0'))
        self.assertEqual(shown["绿化率"], (70, "0"))
        self.assertEqual(shown["花展"][0], "10—15")
        self.assertEqual(shown["单位面积用水量"][0], "下降8—10")
        figures = openpyxl.load_workbook(self.folder / "规划.xlsx")["数据明细"]
        heads = [str(cell.value) for cell in figures[1]]
        rows = {row[heads.index("指标")].value: row for row in figures.iter_rows(min_row=2)}
        value, high = heads.index("数值"), heads.index("上限")
        self.assertEqual((rows["单位面积养护能耗"][value].value, rows["单位面积养护能耗"][value].number_format), (14, '"下降"0'))
        self.assertEqual([rows["单位面积用水量"][at].value for at in (value, high)], [8, 10])
        self.assertEqual([rows["单位面积用水量"][at].number_format for at in (value, high)], ['"下降"0', '"下降"0'])
        self.assertEqual([rows["花展"][at].value for at in (value, high)], [10, 15])

    def test_plans_of_other_years(self):
        """A plan is measured by its own years, whatever others stand beside it."""
        later = PLAN.replace("十四五", "十五五").replace("2021—2025", "2026—2030").replace("2025年", "2030年") \
            .replace("2020年", "2025年").replace("口袋公园", "社区花园")
        first, second = written(self.folder / "一.txt", PLAN), written(self.folder / "二.txt", later)
        book = self.folder / "两个.xlsx"
        self.convert(first, second, "-o", book)
        filled = openpyxl.load_workbook(book)
        sheet = filled["监测表"]
        heads = [str(cell.value) for cell in sheet[1]]
        for row in range(2, sheet.max_row + 1):
            name = sheet.cell(row, heads.index("指标名称") + 1).value
            year = {"口袋公园": 2023, "社区花园": 2027}.get(name)
            if year:
                sheet.cell(row, heads.index(f"{year}年实际值") + 1).value = 15
        filled.save(book)
        self.convert(first, second, "--update", "-o", book)
        rows = self.rows(book)
        self.assertAlmostEqual(rows["口袋公园"]["应达进度"].value, 0.6)
        self.assertAlmostEqual(rows["社区花园"]["应达进度"].value, 0.4)
        self.assertAlmostEqual(rows["社区花园"]["完成率"].value, 0.5)


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
