"""Workbooks in which staff typed, made anew from a plan that changed (--update).

python3 tests/update.py PROGRAM

openpyxl types as staff would; once more LibreOffice saves the workbook in between, as another
program of theirs. Skipped (77) without openpyxl.
"""
import datetime
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

from debian_python import needed

openpyxl = needed("openpyxl")

PROGRAM = ""
OLD = """云溪市公园建设“十五五”规划

一、总体要求
到2030年，新增口袋公园30个，绿化率达到45.50%。
二、主要任务
（一）建设城市公园。在东城片区新建综合公园6个，配套停车场12处。
（二）修复滨河绿带。沿云溪两岸修复绿带18公里，打通断头步道9处。
（三）改造老旧游园。改造老旧游园24个，更换健身器材300套。
（四）培育园艺队伍。每年培训园艺工人200人次，评选金剪刀工匠10名。
（五）发展花卉产业。建设花卉基地3个，举办花展5届。
三、保障措施
（一）加强领导。成立工作专班，每季度调度一次。（市园林局牵头，市水利局配合）
（二）落实经费。市财政局每年安排养护经费3000万元。
"""
# The third task comes first, one is new and renumbers those behind it, the fourth is reworded, the
# fifth is gone, and the head of the city's parks has another figure.
NEW = """云溪市公园建设“十五五”规划

一、总体要求
到2030年，新增口袋公园36个，绿化率达到45.50%。
二、主要任务
（一）改造老旧游园。改造老旧游园24个，更换健身器材300套。
（二）普查古树名木。对全市古树名木开展普查，建立保护名录。
（三）建设城市公园。在东城片区新建综合公园8个，配套停车场12处。
（四）修复滨河绿带。沿云溪两岸修复绿带18公里，打通断头步道9处。
（五）壮大园艺人才队伍。每年培训园艺工人200人次以上，评选金剪刀工匠10名。
三、保障措施
（一）加强领导。成立工作专班，每季度调度一次。（市园林局牵头，市水利局配合）
（二）落实经费。市财政局每年安排养护经费3000万元。
"""
TASKS, INDICATORS, MONITORING, LOST = "任务分解表", "指标表", "监测表", "未能对应"


def heads_of(sheet):
    return {str(cell.value).split("\n")[0]: cell.column for cell in sheet[1] if cell.value}


class Update(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.plan = self.folder / "规划.txt"
        self.book = self.folder / "规划.xlsx"
        self.plan.write_text(OLD, encoding="utf-8")
        self.convert(self.plan, "-o", self.book)

    def convert(self, *arguments, status=0):
        done = subprocess.run([PROGRAM, "convert", *map(str, arguments)], capture_output=True, timeout=120)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        return done.stderr.decode()

    def row_of(self, sheet, word):
        rows = [row for row in range(2, sheet.max_row + 1)
                if any(word in str(sheet.cell(row, column).value) for column in range(1, 8))]
        self.assertEqual(len(rows), 1, f"{word}: {rows}")
        return rows[0]

    def fill(self):
        """Types a word of its own into the cells of every task, and more beside them."""
        book = openpyxl.load_workbook(self.book)
        tasks = book[TASKS]
        heads = heads_of(tasks)
        for row in range(2, tasks.max_row + 1):
            measure = tasks.cell(row, heads["工作举措（原文）"]).value[:6]
            tasks.cell(row, heads["进展情况"]).value = f"进展：{measure}"
            tasks.cell(row, heads["2027年安排"]).value = 1000 + row
            tasks.cell(row, heads["完成状态"]).value = "推进中"
            day = tasks.cell(row, heads["备注"])
            day.value, day.number_format = datetime.date(2027, 3, row), "yyyy-mm-dd"
        # A body that the plan does not name, in a column that is not theirs to fill.
        tasks.cell(self.row_of(tasks, "修复绿带"), heads["牵头单位"]).value = "市水利局"
        # A column and a sheet of their own.
        own = tasks.max_column + 1
        tasks.cell(1, own).value = "联系人"
        tasks.cell(self.row_of(tasks, "花展"), own).value = "花展联系人"
        hostile = tasks.cell(self.row_of(tasks, "健身器材"), own)
        hostile.value, hostile.data_type = "=SUM(A1)甲", "s"
        tasks.cell(self.row_of(tasks, "健身器材"), heads["存在问题"]).value = "=1+1"
        sheet = book.create_sheet("台账")
        sheet["B2"], sheet["B3"] = "会议纪要", 0.25
        sheet["B3"].number_format = "0%"
        indicators = book[INDICATORS]
        indicators.cell(self.row_of(indicators, "绿化率"), heads_of(indicators)["数据来源"]).value = "年报"
        monitoring = book[MONITORING]
        monitoring.cell(self.row_of(monitoring, "口袋公园"), heads_of(monitoring)["2026年实际值"]).value = 8
        book.save(self.book)

    def check_new(self):
        book = openpyxl.load_workbook(self.book)
        tasks = book[TASKS]
        heads = heads_of(tasks)
        filled = {}
        for row in range(2, tasks.max_row + 1):
            measure = tasks.cell(row, heads["工作举措（原文）"]).value
            filled[measure[:12]] = tasks.cell(row, heads["进展情况"]).value
            if filled[measure[:12]] is None:
                self.assertIsNone(tasks.cell(row, heads["2027年安排"]).value)
                continue
            self.assertGreater(tasks.cell(row, heads["2027年安排"]).value, 1000)
            self.assertEqual(tasks.cell(row, heads["完成状态"]).value, "推进中")
            day = tasks.cell(row, heads["备注"])
            self.assertIsInstance(day.value, datetime.datetime, day.number_format)
            self.assertEqual((day.value.year, day.value.month), (2027, 3))
        text = "\n".join(f"{measure}\t{typed}" for measure, typed in filled.items())
        self.assertIn("改造老旧游园24个，更换\t进展：改造老旧游园", text)
        self.assertIn("在东城片区新建综合公园8\t进展：在东城片区新", text)
        self.assertIn("沿云溪两岸修复绿带18公\t进展：沿云溪两岸修", text)
        self.assertIn("每年培训园艺工人200人\t进展：每年培训园艺", text)
        self.assertIn("对全市古树名木开展普查，\tNone", text)
        self.assertIn("市财政局每年安排养护经费\t进展：市财政局每年", text)
        lead = tasks.cell(self.row_of(tasks, "修复绿带"), heads["牵头单位"]).value
        self.assertEqual(lead, "市水利局")
        own = tasks.cell(self.row_of(tasks, "健身器材"), heads["联系人"])
        self.assertEqual((own.value, own.data_type), ("=SUM(A1)甲", "s"))
        formula = tasks.cell(self.row_of(tasks, "健身器材"), heads["存在问题"])
        self.assertIn(formula.value, ("=1+1", 2))  # the result where a program has worked it out
        # What was typed beside the task that is gone.
        lost = book[LOST]
        cells = [[cell.value for cell in row] for row in lost.iter_rows(min_row=2)]
        typed = {row[3]: row[4] for row in cells if "花卉基地" in str(row[2])}
        self.assertEqual(set(typed), {"进展情况", "2027年安排", "完成状态", "备注", "联系人"})
        self.assertEqual(typed["联系人"], "花展联系人")
        sheet = book["台账"]
        self.assertEqual((sheet["B2"].value, sheet["B3"].value, sheet["B3"].number_format),
                         ("会议纪要", 0.25, "0%"))
        indicators = book[INDICATORS]
        source = indicators.cell(self.row_of(indicators, "绿化率"), heads_of(indicators)["数据来源"])
        self.assertEqual(source.value, "年报")
        monitoring = book[MONITORING]
        row = self.row_of(monitoring, "口袋公园")
        head = heads_of(monitoring)
        self.assertEqual(monitoring.cell(row, head["2026年实际值"]).value, 8)
        self.assertEqual(monitoring.cell(row, head["目标值"]).value, 36)
        self.check_results(monitoring, head)

    def check_results(self, sheet, head):
        """The formulas have the results that their cells give, for programs that work nothing out."""
        results = openpyxl.load_workbook(self.book, data_only=True)[MONITORING]
        row = self.row_of(sheet, "口袋公园")
        self.assertTrue(str(sheet.cell(row, head["应达进度"]).value).startswith("="))
        self.assertAlmostEqual(results.cell(row, head["应达进度"]).value, 1 / 5)
        self.assertAlmostEqual(results.cell(row, head["完成率"]).value, 8 / 36)

    def test_a_changed_plan(self):
        self.fill()
        self.plan.write_text(NEW, encoding="utf-8")
        self.assertIn("typed cells that stand again", self.convert(self.plan, "-o", self.book, "--update"))
        self.check_new()
        # Once more: nothing moves, and the list of what was lost is still there.
        before = self.book.read_bytes()
        self.convert(self.plan, "-o", self.book, "--update")
        self.check_new()
        self.assertEqual(self.book.read_bytes(), before)

    def test_saved_by_another_program(self):
        if shutil.which("soffice") is None:
            self.skipTest("LibreOffice is not installed")
        self.fill()
        saved = self.folder / "saved"
        profile = f"-env:UserInstallation=file://{self.folder}/profile"
        subprocess.run(["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", saved, self.book],
                       check=True, capture_output=True, timeout=240)
        old = saved / self.book.name
        self.plan.write_text(NEW, encoding="utf-8")
        self.convert(self.plan, "-o", self.book, "--update", old, "--force")
        self.check_new()

    def test_nothing_typed_is_dropped_unasked(self):
        untouched = self.book.read_bytes()
        self.convert(self.plan, "-o", self.book)  # nothing was typed
        self.assertEqual(self.book.read_bytes(), untouched)
        self.fill()
        typed = self.book.read_bytes()
        error = self.convert(self.plan, "-o", self.book, status=2)
        self.assertIn("[output.filled]", error)
        self.assertEqual(self.book.read_bytes(), typed)
        folder = self.folder / "out"
        folder.mkdir()
        shutil.copy(self.book, folder / "规划.txt.xlsx")
        self.assertIn("[output.filled]", self.convert(self.plan, "-f", "xlsx", "-d", folder, status=2))
        self.convert(self.plan, "-f", "xlsx", "-d", folder, "--update")
        book = openpyxl.load_workbook(folder / "规划.txt.xlsx")
        self.assertIn("台账", book.sheetnames)
        # Another workbook's cells do not make up for those that are here.
        other = self.folder / "other.xlsx"
        self.convert(self.plan, "-o", other)
        self.assertIn("[output.filled]",
                      self.convert(self.plan, "-o", self.book, "--update", other, status=2))
        self.convert(self.plan, "-o", self.book, "--force")
        self.assertEqual(self.book.read_bytes(), untouched)

    def test_other_formats_replace_no_filled_workbook(self):
        self.fill()
        kept = self.folder / "规划.data"
        shutil.copy(self.book, kept)
        typed = self.book.read_bytes()
        for format in ("csv", "json", "html", "docx", "sqlite", "ndjson"):
            error = self.convert(self.plan, "-f", format, "-o", self.book, status=2)
            self.assertIn("[usage.format]", error)
            error = self.convert(self.plan, "-f", format, "-o", kept, status=2)
            self.assertIn("[output.filled]", error)
            self.assertEqual((self.book.read_bytes(), kept.read_bytes()), (typed, typed))
        folder = self.folder / "out"
        folder.mkdir()
        shutil.copy(self.book, folder / "规划.txt.csv")
        self.assertIn("[output.filled]", self.convert(self.plan, "-f", "csv", "-d", folder, status=2))
        done = subprocess.run([PROGRAM, "diff", self.plan, self.plan, "-f", "json", "-o", kept],
                              capture_output=True, timeout=120)
        self.assertIn(b"[output.filled]", done.stderr)
        self.assertEqual(kept.read_bytes(), typed)

    def test_what_staff_add(self):
        """Rows and sheets of their own, a sheet with another name, words beside the list of what was lost."""
        book = openpyxl.load_workbook(self.book)
        tasks = book[TASKS]
        heads = heads_of(tasks)
        tasks.cell(tasks.max_row + 1, heads["工作举措（原文）"]).value = "自己加的任务"
        tasks.cell(tasks.max_row, heads["进展情况"]).value = 0.1 + 0.2
        tasks.cell(self.row_of(tasks, "花展"), heads["备注"]).value = datetime.datetime(2027, 5, 1, 9, 30)
        tasks.title = "任务"
        book.save(self.book)
        self.plan.write_text(NEW, encoding="utf-8")
        for _ in range(2):
            self.convert(self.plan, "-o", self.book, "--update")
            book = openpyxl.load_workbook(self.book)
            self.assertNotIn("任务", book.sheetnames)
            tasks = book[TASKS]
            row = self.row_of(tasks, "自己加的任务")
            self.assertEqual(row, tasks.max_row)
            self.assertAlmostEqual(tasks.cell(row, heads_of(tasks)["进展情况"]).value, 0.3)
            self.assertEqual(book[LOST]["E2"].value, datetime.datetime(2027, 5, 1, 9, 30))
        book[LOST]["F2"] = "已并入第3项"
        book.save(self.book)
        self.assertIn("[output.filled]", self.convert(self.plan, "-o", self.book, status=2))
        self.convert(self.plan, "-o", self.book, "--update")
        self.assertEqual(openpyxl.load_workbook(self.book)[LOST]["F2"].value, "已并入第3项")

    def test_rows_that_come_back(self):
        """A task that was dropped and is there again takes its cells from the list of what was lost."""
        self.fill()
        self.convert(self.plan, "-o", self.book, "--update")
        untouched = self.book.read_bytes()
        self.plan.write_text(NEW, encoding="utf-8")
        self.convert(self.plan, "-o", self.book, "--update")
        # It comes back elsewhere, with another figure; beside one of its cells stands a remark.
        book = openpyxl.load_workbook(self.book)
        lost = book[LOST]
        beside = [row for row in range(2, lost.max_row + 1) if lost.cell(row, 5).value == "推进中"]
        lost.insert_cols(1)
        lost.cell(1, 1).value = "核对"
        lost.cell(beside[0], 1).value = "待定"
        book.save(self.book)
        self.plan.write_text(NEW.replace("三、保障措施", "（六）发展花卉产业。建设花卉基地4个，举办花展5届。\n三、保障措施"),
                             encoding="utf-8")
        for _ in range(2):
            self.convert(self.plan, "-o", self.book, "--update")
            book = openpyxl.load_workbook(self.book)
            tasks = book[TASKS]
            heads, row = heads_of(tasks), self.row_of(tasks, "花卉基地")
            self.assertEqual([tasks.cell(row, heads[head]).value for head in ("进展情况", "完成状态", "联系人")],
                             ["进展：建设花卉基地", "推进中", "花展联系人"])
            self.assertIsInstance(tasks.cell(row, heads["备注"]).value, datetime.datetime)
            left = [[cell.value for cell in row] for row in book[LOST].iter_rows(min_row=2)]
            self.assertEqual([(row[4], row[5]) for row in left], [("推进中", "待定")])
        # Without remarks nothing is left, and all is as it was.
        self.plan.write_text(OLD, encoding="utf-8")
        self.book.write_bytes(untouched)
        for plan in (NEW, OLD):
            self.plan.write_text(plan, encoding="utf-8")
            self.convert(self.plan, "-o", self.book, "--update")
        self.assertNotIn(LOST, openpyxl.load_workbook(self.book).sheetnames)
        self.assertEqual(self.book.read_bytes(), untouched)

    def test_copies_of_sheets(self):
        """Staff copy a sheet to keep it as it was on a day; others call theirs as the program calls its own."""
        self.fill()
        book = openpyxl.load_workbook(self.book)
        copy = book.copy_worksheet(book[TASKS])
        copy.title = TASKS + " (2)"
        column = heads_of(copy)["进展情况"]
        copy.cell(3, column).value = "三月底的进展"
        tables = book.copy_worksheet(book["表格"])
        tables.title = "表格 (2)"
        tables["H1"] = "抄下的表格"
        book.save(self.book)
        self.plan.write_text(NEW, encoding="utf-8")
        for _ in range(2):
            self.convert(self.plan, "-o", self.book, "--update")
            self.check_new()
            book = openpyxl.load_workbook(self.book)
            copy = book[TASKS + " (2)"]
            self.assertEqual(copy.cell(3, column).value, "三月底的进展")
            self.assertEqual(copy.cell(1, 1).value, "任务编号")
            self.assertNotIn("gangmu ", "".join(str(cell.value) for cell in copy[1]))
            self.assertEqual(book["表格 (2)"]["H1"].value, "抄下的表格")
        other = self.folder / "other.xlsx"
        book = openpyxl.Workbook()
        book.active.title = "表格"
        book.active["A1"] = "别处的表格"
        book.save(other)
        self.convert(self.plan, "-o", other, "--update")
        book = openpyxl.load_workbook(other)
        self.assertEqual(book.worksheets[-1]["A1"].value, "别处的表格")

    def test_names_of_sheets(self):
        """What another program lets a sheet be called, or does so twice, Excel may not."""
        clean = self.book.read_bytes()
        for name in ("台[账", "台" * 40, "第二册", "第二册'", "😀" * 20, "[[", TASKS.lower() + " "):
            self.book.write_bytes(clean)
            book = openpyxl.load_workbook(self.book)
            for title in ("第一册", "第二册"):
                book.create_sheet(title)["A1"] = title + "的话"
            book.save(self.book)
            named = self.folder / "named.xlsx"
            with zipfile.ZipFile(self.book) as old, zipfile.ZipFile(named, "w") as new:
                for entry in old.namelist():
                    data = old.read(entry)
                    if entry == "xl/workbook.xml":
                        data = data.replace('name="第一册"'.encode(), f'name="{name}"'.encode())
                    new.writestr(entry, data)
            error = self.convert(self.plan, "-o", self.book, "--update", named, "--force")
            self.assertNotIn("WARNING", error)
            book = openpyxl.load_workbook(self.book)
            self.assertEqual(sorted(sheet["A1"].value for sheet in book.worksheets[-2:]), ["第一册的话", "第二册的话"])
            self.assertEqual(len({sheet.title.lower() for sheet in book}), len(book.sheetnames))
            self.assertLessEqual(max(len(title.encode("utf-16-le")) // 2 for title in book.sheetnames), 31)

    def test_rows_above_the_head(self):
        for layout in ([], ["--layout", "print"]):
            self.convert(self.plan, "-o", self.book, "--force", *layout)
            untouched = self.book.read_bytes()
            self.convert(self.plan, "-o", self.book, *layout)  # the title of what is printed is not typed
            self.assertEqual(self.book.read_bytes(), untouched)
            book = openpyxl.load_workbook(self.book)
            tasks = book[TASKS]
            for area in list(tasks.merged_cells.ranges):
                tasks.unmerge_cells(str(area))
            tasks.insert_rows(1, 2)
            tasks["B1"] = "截至三月底"
            book.save(self.book)
            self.assertIn("[output.filled]", self.convert(self.plan, "-o", self.book, status=2))
            self.convert(self.plan, "-o", self.book, "--update")
            lost = openpyxl.load_workbook(self.book)[LOST]
            self.assertEqual([[cell.value for cell in row] for row in lost.iter_rows(min_row=2)],
                             [[TASKS, None, None, None, "截至三月底"]])

    def test_cells_far_away(self):
        """Columns far to the right, and the last cell that a sheet can have."""
        book = openpyxl.load_workbook(self.book)
        tasks = book[TASKS]
        tasks.cell(1, 700).value = "很远的一栏"
        tasks.cell(self.row_of(tasks, "修复绿带"), 700).value = "远处的话"
        tasks.cell(1048576, 16384).value = "最后一格"
        book.save(self.book)
        self.assertIn("[output.filled]", self.convert(self.plan, "-o", self.book, status=2))
        for _ in range(2):
            self.convert(self.plan, "-o", self.book, "--update")
            tasks = openpyxl.load_workbook(self.book)[TASKS]
            head = heads_of(tasks)["很远的一栏"]
            self.assertEqual(tasks.cell(self.row_of(tasks, "修复绿带"), head).value, "远处的话")
            self.assertEqual(tasks.cell(tasks.max_row, head + 1).value, "最后一格")
            self.assertLess((tasks.max_row, tasks.max_column), (20, 40))

    def test_more_columns_than_there_is_room_for(self):
        book = openpyxl.load_workbook(self.book)
        tasks = book[TASKS]
        row, first = self.row_of(tasks, "修复绿带"), tasks.max_column + 1
        for column in range(first, 16385):
            tasks.cell(row, column).value = column
        # Without the columns of years, which come back.
        tasks.delete_cols(heads_of(tasks)["2026年安排"], 5)
        for column in range(tasks.max_column + 1, 16385):
            tasks.cell(row, column).value = column
        book.save(self.book)
        self.convert(self.plan, "-o", self.book, "--update")
        book = openpyxl.load_workbook(self.book)
        typed = {cell.value for cell in book[TASKS][self.row_of(book[TASKS], "修复绿带")]}
        typed |= {row[0].value for row in book[LOST].iter_rows(min_row=2, min_col=5, max_col=5)}
        self.assertLessEqual(set(range(first, 16385)), typed)

    def test_texts_too_long_for_a_cell_are_not_typed(self):
        self.plan.write_text(OLD.replace("新建综合公园6个", "新建综合公园6个，" + "改造步道，" * 9000), encoding="utf-8")
        self.convert(self.plan, "-o", self.book, "--force")
        self.convert(self.plan, "-o", self.book)

    def test_language_may_change(self):
        self.fill()
        self.convert(self.plan, "-o", self.book, "--update", "--language", "en")
        book = openpyxl.load_workbook(self.book)
        tasks = book["Tasks"]
        typed = [tasks.cell(row, heads_of(tasks)["Progress"]).value for row in range(2, tasks.max_row + 1)]
        self.assertTrue(all(cell.startswith("进展：") for cell in typed), typed)
        self.assertNotIn(TASKS, book.sheetnames)
        self.assertNotIn(LOST, book.sheetnames)

    def test_rows_in_another_order(self):
        """Staff sort and move rows and columns."""
        self.fill()
        book = openpyxl.load_workbook(self.book)
        tasks = book[TASKS]
        rows = [[(cell.value, cell.number_format) for cell in row] for row in tasks.iter_rows(min_row=2)]
        for at, cells in enumerate(reversed(rows), 2):
            for column, (value, number_format) in enumerate(cells, 1):
                tasks.cell(at, column).value = value
                tasks.cell(at, column).number_format = number_format
        book.save(self.book)
        self.plan.write_text(NEW, encoding="utf-8")
        self.convert(self.plan, "-o", self.book, "--update")
        self.check_new()

    def test_a_workbook_a_body(self):
        folder = self.folder / "parts"
        self.convert(self.plan, "-f", "xlsx", "-d", folder, "--split-by", "unit")
        names = sorted(path.name for path in folder.iterdir())
        self.assertEqual(names, ["规划.txt.市园林局.xlsx", "规划.txt.市水利局.xlsx",
                                 "规划.txt.未明确责任单位.xlsx"])
        rows, numbers = {}, {}
        for path in folder.iterdir():
            book = openpyxl.load_workbook(path)
            self.assertEqual(book.sheetnames, [TASKS])
            heads = heads_of(book[TASKS])
            numbers[path.name.split(".")[2]] = book[TASKS].cell(2, heads["任务编号"]).value
            rows[path.name.split(".")[2]] = [row[heads["工作举措（原文）"] - 1].value
                                             for row in book[TASKS].iter_rows(min_row=2)]
        self.assertEqual([len(rows[name]) for name in ("市园林局", "市水利局")], [1, 1])
        self.assertEqual({numbers[name] for name in ("市园林局", "市水利局")}, {6})  # as in the whole
        self.assertIn("市园林局牵头", rows["市园林局"][0])
        self.assertEqual(len(rows["未明确责任单位"]), 6)
        # What was typed into one of them stays in it.
        path = folder / names[0]
        book = openpyxl.load_workbook(path)
        book[TASKS].cell(2, heads_of(book[TASKS])["进展情况"]).value = "已成立"
        book.save(path)
        again = ["-f", "xlsx", "-d", folder, "--split-by", "unit"]
        self.assertIn("[output.filled]", self.convert(self.plan, *again, status=2))
        self.plan.write_text(NEW, encoding="utf-8")
        self.convert(self.plan, *again, "--update")
        tasks = openpyxl.load_workbook(path)[TASKS]
        self.assertEqual(tasks.cell(2, heads_of(tasks)["进展情况"]).value, "已成立")
        self.plan.write_text(NEW.replace("市水利局", "市城管局"), encoding="utf-8")
        self.assertIn("市水利局.xlsx: of a body that the plan names no more",
                      self.convert(self.plan, *again, "--update"))
        self.assertIn("[usage.option]", self.convert(self.plan, "-o", self.book, "--split-by", "unit", status=2))

    def test_a_row_a_sentence(self):
        self.plan.write_text(OLD.replace("打通断头步道9处", "打通断头步道9处。由市水利局牵头建立河湖日常养护制度"),
                             encoding="utf-8")
        self.convert(self.plan, "-o", self.book, "--rows", "sentence")
        tasks = openpyxl.load_workbook(self.book)[TASKS]
        heads = heads_of(tasks)
        rows = [[cell.value for cell in row] for row in tasks.iter_rows(min_row=2)]
        parted = [row for row in rows if "滨河绿带" in str(row[:4])]
        self.assertEqual([row[heads["工作举措（原文）"] - 1] for row in parted],
                         ["沿云溪两岸修复绿带18公里，打通断头步道9处。", "由市水利局牵头建立河湖日常养护制度。"])
        self.assertEqual([row[heads["牵头单位"] - 1] for row in parted], [None, "市水利局"])
        numbers = [row[heads["任务编号"] - 1] for row in rows]
        self.assertEqual(numbers, list(range(1, len(rows) + 1)))

    def test_set_to_be_printed(self):
        self.convert(self.plan, "-o", self.book, "--layout", "print")
        book = openpyxl.load_workbook(self.book)
        tasks = book[TASKS]
        self.assertEqual(tasks["A1"].value, "云溪市公园建设“十五五”规划  任务分解表")
        self.assertEqual(tasks["A2"].value, "一级标题")
        self.assertEqual((tasks.page_setup.paperSize, tasks.page_setup.orientation), (9, "landscape"))
        self.assertEqual(tasks.print_title_rows, "$2:$2")
        self.assertIsNone(tasks.auto_filter.ref)
        self.assertIn("A3:A7", [str(area) for area in tasks.merged_cells.ranges])
        self.assertNotIn("进展情况", [cell.value for cell in tasks[2]])
        # It is not to be filled in and updated, since columns are missing.
        error = self.convert(self.plan, "-o", self.book, "--layout", "print", "--update", status=2)
        self.assertIn("[usage.option]", error)

    def test_what_is_no_workbook(self):
        error = self.convert(self.plan, "-o", self.book, "--update", self.folder / "absent.xlsx", status=2)
        self.assertIn("[input.unreadable]", error)
        self.assertIn("there is no such file", error)
        # A document in the place of the old workbook is no second plan; the only input is the plan.
        for name in ("old.docx", "old.wps", "old.txt"):
            shutil.copy(self.plan, self.folder / name)
            for arguments in ([self.plan, "--update", self.folder / name], ["--update", self.folder / name, self.plan]):
                error = self.convert(*arguments, "-o", self.book, status=2)
                self.assertIn("[usage.option]", error)
                self.assertIn("is no workbook", error)
        for arguments in ([self.plan, "--update"], ["--update", self.plan]):
            self.convert(*arguments, "-o", self.book)
        self.assertIn("[usage.option]", self.convert(self.plan, "-f", "json", "--update", status=2))
        damaged = self.folder / "damaged.xlsx"
        damaged.write_bytes(self.book.read_bytes()[:3000])
        error = self.convert(self.plan, "-o", damaged, status=2)
        self.assertIn("cannot tell what was typed", error)
        self.assertIn("--force", error)
        self.convert(self.plan, "-o", damaged, "--force")
        self.assertEqual(damaged.read_bytes(), self.book.read_bytes())
        # Workbooks of others, and of the same office, are not replaced unasked.
        other = self.folder / "other.xlsx"
        book = openpyxl.Workbook()
        book.active["A1"] = "姓名"
        book.save(other)
        error = self.convert(self.plan, "-o", other, status=2)
        self.assertIn("gangmu did not make the workbook", error)
        self.assertIn("[output.filled]", error)
        error = self.convert(self.plan, "-o", self.book, "--update", self.plan.with_suffix(".xls"), status=2)
        self.assertIn("[input.unreadable]", error)
        old = self.folder / "old.xls"
        old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        error = self.convert(self.plan, "-o", self.book, "--update", old, status=2)
        self.assertIn("save it as .xlsx without a password", error)
        missing = self.folder / "new.xlsx"
        self.assertIn("there was no workbook", self.convert(self.plan, "-o", missing, "--update"))
        junk = self.folder / "junk.xlsx"
        junk.write_bytes(b"no workbook")
        self.convert(self.plan, "-o", junk)
        self.assertEqual(junk.read_bytes(), self.book.read_bytes())


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
