"""`gangmu compare` on the sample plans, from outside.

python3 tests/compare.py PROGRAM

tests/compare/yunchuan.json is the table that a reader made by hand before the program was run on
these plans, water.json that of three further plans. What the JSON export says must be that table; the other outputs must agree with the
JSON; and what must hold of any comparison holds here.
"""
import collections
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from debian_python import needed

openpyxl = needed("openpyxl")

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
HAND = json.loads((ROOT / "tests" / "compare" / "yunchuan.json").read_text("utf-8"))
WATER_FOLDER = ROOT / "tests" / "compare"
WATER = json.loads((WATER_FOLDER / "water.json").read_text("utf-8"))
UPPER = SAMPLES / HAND["upper"]
LOWER = [SAMPLES / HAND["lower"][key] for key in sorted(HAND["lower"])]
PROGRAM = ""
SIGNS = {"eq": "", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈", "between": "", "rank": ""}


def run(*arguments, status=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, timeout=120,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    if done.returncode != status:
        raise AssertionError(f"gangmu {arguments}: status {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode(), done.stderr.decode()


def compared(*inputs):
    return json.loads(run("compare", "--json", *inputs)[0], parse_float=str, parse_int=str)


def figure_text(figure):
    if figure["value"] is None:
        return figure["text_value"]
    high = f"–{figure['value_high']}" if figure["value_high"] else ""
    value = figure["exact"] if figure["exact"] and not high else figure["value"]
    return SIGNS[figure["op"]] + value + high + (figure["unit"] or "").replace(":", "∶")


def grounds_of(answer):
    return [ground["ground"] for ground in answer["grounds"]]


def by_key(row):
    """A row's answers under the letters of the hand-made table."""
    return {chr(ord("A") + int(answer["plan"][1:]) - 1): answer for answer in row["below"]}


class HandTable(unittest.TestCase):
    hand, folder = HAND, SAMPLES

    @classmethod
    def setUpClass(cls):
        lower = [cls.folder / cls.hand["lower"][key] for key in sorted(cls.hand["lower"])]
        cls.result = compared(cls.folder / cls.hand["upper"], *lower)

    def own_rows(self, part):
        return [row for row in self.result[part] if row["above"]]

    def test_indicators(self):
        rows = self.own_rows("indicators")
        open_rows = list(rows)
        for name, figure, answers in self.hand["indicators"]:
            with self.subTest(name=name, figure=figure):
                found = [row for row in open_rows if name in row["above"]["name"]
                         and figure_text(row["above"]["figure"]) == figure]
                exact = [row for row in found if row["above"]["name"] == name]
                found = exact or found
                self.assertEqual(len(found), 1)
                open_rows.remove(found[0])
                said = {key: [answer["verdict"], grounds_of(answer), figure_text(answer["figure"])]
                        for key, answer in by_key(found[0]).items()}
                self.assertEqual(said, answers)
                if not answers:
                    self.assertEqual(found[0]["verdict"], "missing")
        self.assertEqual([row["above"]["name"] for row in open_rows], [])

    def test_tasks(self):
        said = [[row["above"]["name"],
                 {key: [answer["verdict"], answer["name"]] for key, answer in by_key(row).items()}]
                for row in self.own_rows("tasks")]
        self.assertEqual(said, self.hand["tasks"])

    def test_added(self):
        for part in ("indicators", "tasks"):
            for key, names in self.hand[part + "_added"].items():
                with self.subTest(part=part, plan=key):
                    added = [by_key(row)[key]["name"] for row in self.result[part]
                             if not row["above"] and key in by_key(row)]
                    self.assertEqual(len(added), len(names), added)
                    for name, own in zip(names, added):
                        self.assertIn(name, own)

    def test_what_a_heading_of_two_things_is_above_is_to_be_checked(self):
        upper = """云川省工业发展“十四五”规划
一、重点任务
（一）壮大新能源和储能材料产业
到2025年，本地配套率达到60%。
（二）发展碳纤维
到2025年，成品率达到80%。
"""
        lower = """云川省储能产业发展“十四五”规划
一、发展目标
到2025年，储能材料本地配套率达到50%，碳纤维成品率达到70%。
"""
        with tempfile.TemporaryDirectory() as folder:
            paths = [pathlib.Path(folder) / name for name in ("upper.txt", "lower.txt")]
            for path, text in zip(paths, (upper, lower)):
                path.write_text(text, "utf-8")
            rows = compared(*paths)["indicators"]
        said = {row["above"]["name"]: row["below"][0] for row in rows if row["above"]}
        self.assertEqual(said["本地配套率"]["verdict"], "unclear")
        self.assertEqual(grounds_of(said["本地配套率"])[0], "name")
        self.assertEqual(said["成品率"]["verdict"], "weaker")

    def test_every_verdict_of_the_hand_made_table_occurs(self):
        verdicts = {answer["verdict"] for part in ("indicators", "tasks")
                    for row in self.result[part] for answer in row["below"]}
        self.assertLessEqual({"consistent", "stronger", "weaker", "unclear", "added"}, verdicts)

    def test_quotes_stand_at_their_places(self):
        texts = {plan["id"]: (self.folder / pathlib.Path(plan["file"]).name).read_bytes()
                 for plan in self.result["plans"]}
        for part in ("indicators", "tasks"):
            for row in self.result[part]:
                for side in filter(None, [row["above"], *row["below"]]):
                    text = texts[side["plan"]]
                    begin, end = map(int, side["span"]["offset"])
                    first, last = map(int, side["span"]["line"])
                    lines = text.decode().splitlines()[first - 1:last]
                    span = text[begin:end].decode()
                    self.assertIn(span.splitlines()[0], lines[0])
                    if side["figure"] and any(c in "0123456789" for c in span):
                        self.assertIn(side["figure"]["value"], span)
                    self.assertTrue(side["quote"])


class WaterTable(HandTable):
    hand, folder = WATER, WATER_FOLDER


class Properties(unittest.TestCase):
    def test_a_plan_beside_itself_is_taken_over_whole(self):
        for sample in (UPPER, *LOWER):
            with self.subTest(sample=sample.name):
                result = compared(sample, sample)
                for part in ("indicators", "tasks"):
                    self.assertTrue(result[part])
                    self.assertEqual({row["verdict"] for row in result[part]}, {"consistent"})

    def test_the_other_way_round(self):
        """What is stronger below is weaker above, name for name."""
        turned = {"stronger": "weaker", "weaker": "stronger"}
        for lower in LOWER:
            there, back = compared(UPPER, lower), compared(lower, UPPER)
            def verdicts(result, side, other):
                return {(row["above"][side], answer[other]): answer["verdict"]
                        for row in result["indicators"] if row["above"] for answer in row["below"]}
            forth = {(a, b): turned.get(v, v) for (a, b), v in verdicts(there, "quote", "quote").items()}
            again = {(b, a): v for (a, b), v in verdicts(back, "quote", "quote").items()}
            for pair, verdict in forth.items():
                if verdict != "consistent":  # a number in a range is no range around a number
                    self.assertEqual(again.get(pair), verdict, pair)

    def test_answers_do_not_depend_on_the_other_plans(self):
        both = compared(UPPER, *LOWER)
        alone = compared(UPPER, LOWER[1])
        for part in ("indicators", "tasks"):
            for row, other in zip(both[part], alone[part]):
                if not other["above"]:
                    break
                self.assertEqual([{**a, "plan": ""} for a in row["below"] if a["plan"] == "b2"],
                                 [{**a, "plan": ""} for a in other["below"]])

    def test_an_export_is_as_good_as_its_file(self):
        with tempfile.TemporaryDirectory() as folder:
            stored = pathlib.Path(folder) / "upper.json"
            run("convert", UPPER, "-o", stored)
            a, b = compared(stored, *LOWER), compared(UPPER, *LOWER)
            self.assertEqual(a["indicators"], b["indicators"])
            self.assertEqual(a["tasks"], b["tasks"])

    def test_the_same_bytes_again(self):
        with tempfile.TemporaryDirectory() as folder:
            for form in ("json", "xlsx", "html"):
                files = [pathlib.Path(folder) / f"{i}.{form}" for i in range(2)]
                for file in files:
                    run("compare", UPPER, *LOWER, "-o", file)
                self.assertEqual(files[0].read_bytes(), files[1].read_bytes(), form)


class Cells(html.parser.HTMLParser):
    """The rows of a page's tables, and whatever would be fetched or run."""

    def __init__(self):
        super().__init__()
        self.rows, self.refused, self.cell = [], [], None

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "img", "link", "iframe", "object") or any(
                name in ("src", "href") or name.startswith("on") for name, _ in attributes):
            self.refused.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.cell = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.cell = None

    def handle_data(self, data):
        if self.cell:
            self.rows[-1][-1] += data


class Outputs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.json = compared(UPPER, *LOWER)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def path(self, name):
        return pathlib.Path(self.folder.name) / name

    def test_terminal(self):
        text, _ = run("compare", "--lang", "zh", UPPER, *LOWER)
        pairs = sum(max(len(row["below"]), 1) for part in ("indicators", "tasks")
                    for row in self.json[part])
        words = ("衔接一致", "高于上位", "低于上位", "未体现", "新增", "需人工核对", "仅提及")
        told = [line for line in text.splitlines() if line.startswith(words) and "、" not in line[:12]]
        self.assertEqual(len([line for line in told if "  " in line]), pairs)
        english, _ = run("compare", UPPER, *LOWER)
        self.assertIn("taken over", english)

    def test_html(self):
        run("compare", UPPER, *LOWER, "-o", self.path("a.html"))
        page = Cells()
        page.feed(self.path("a.html").read_text("utf-8"))
        self.assertEqual(page.refused, [])
        pairs = sum(max(len(row["below"]), 1) for part in ("indicators", "tasks")
                    for row in self.json[part])
        self.assertEqual(len(page.rows), pairs + 2)
        self.assertIn("处理意见", page.rows[0])
        added = [cells for cells in page.rows if any(cell.startswith("新增") for cell in cells)]
        firsts = sum(not row["above"] for part in ("indicators", "tasks") for row in self.json[part])
        # The column of the plan above has no name of what only others have.
        self.assertEqual(sum("上位规划未列" in cells for cells in added), firsts)
        text = self.path("a.html").read_text("utf-8")
        for part, noun in (("indicators", "指标"), ("tasks", "任务")):
            counts = collections.Counter(row["verdict"] for row in self.json[part])
            added = counts.pop("added")
            total = sum(counts.values())
            self.assertEqual(total, sum(row["above"] is not None for row in self.json[part]))
            summary = re.search(f"上位{noun}{total}项：([^；<]*)；下位规划新增{added}项", text)
            told = {words: int(count) for words, count in
                    (one.split() for one in summary.group(1).split("、"))}
            self.assertEqual(sum(told.values()), total)
            self.assertEqual(told.get("未体现", 0), counts["missing"])
            self.assertEqual(told.get("低于上位", 0), counts["weaker"])

    def test_workbook(self):
        run("compare", UPPER, *LOWER, "-o", self.path("a.xlsx"))
        book = openpyxl.load_workbook(self.path("a.xlsx"))
        self.assertEqual(book.sheetnames, ["指标衔接", "任务衔接"])
        words = {"consistent": "衔接一致", "stronger": "高于上位", "weaker": "低于上位",
                 "unclear": "需人工核对", "mentioned": "仅提及", "added": "新增"}
        for sheet, part in zip(book, ("indicators", "tasks")):
            heads = [cell.value for cell in sheet[2]]
            decision = heads.index("处理意见")
            self.assertEqual(sheet.max_row, 2 + len(self.json[part]))
            for row, cells in zip(self.json[part], sheet.iter_rows(min_row=3, values_only=True)):
                self.assertIsNone(cells[decision])
                said = {answer["plan"]: answer for answer in row["below"]}
                for number in ("1", "2"):
                    at = heads.index("结论" + number)
                    answer = said.get("b" + number)
                    if answer:
                        self.assertEqual(cells[at], words[answer["verdict"]])
                        line = answer["span"]["line"][0]
                        self.assertIn(line, cells[heads.index("出处" + number)])
                    else:
                        self.assertEqual(cells[at], None if not row["above"] else "未体现")

    def test_what_was_typed_stays(self):
        path = self.path("typed.xlsx")
        run("compare", UPPER, *LOWER, "-o", path)
        run("compare", UPPER, *LOWER, "-o", path)  # nothing was typed
        book = openpyxl.load_workbook(path)
        sheet = book["指标衔接"]
        decision = [cell.value for cell in sheet[2]].index("处理意见") + 1
        name = sheet.cell(row=6, column=2).value
        sheet.cell(row=6, column=decision).value = "按上位规划修改"
        book.save(path)
        _, told = run("compare", UPPER, *LOWER, "-o", path, status=2)
        self.assertIn("[output.filled]", told)
        run("compare", UPPER, *reversed(LOWER), "-o", path, "--update")
        sheet = openpyxl.load_workbook(path)["指标衔接"]
        kept = [row[1] for row in sheet.iter_rows(values_only=True) if "按上位规划修改" in row]
        self.assertEqual(kept, [name])
        run("compare", UPPER, *LOWER, "-o", path, "--force")

    def folder_of_plans(self):
        """A folder as offices have them: plans below, the plan above, a copy, and what is no plan."""
        folder = self.path("all")
        if not folder.exists():
            (folder / "市州").mkdir(parents=True)
            upper = folder / "outline.txt"
            upper.write_bytes(UPPER.read_bytes())
            (folder / "copy of outline.txt").write_bytes(UPPER.read_bytes())
            (folder / "市州" / "plan.txt").write_bytes(LOWER[0].read_bytes())
            (folder / "README.md").write_text("# Plans\n\nDownloaded on Monday.\n\n## Order\n\nBy city.\n")
            (folder / "meeting.txt").write_text("会议通知\n\n定于周五开会。\n", "utf-8")
            (folder / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 64)
        return folder

    def test_what_a_folder_holds_beside_plans(self):
        folder = self.folder_of_plans()
        upper = folder / "outline.txt"
        out, told = run("compare", "-r", "--json", upper, folder, status=2)
        result = json.loads(out)
        self.assertEqual([plan["title"][:2] for plan in result["plans"]], ["云川", "云川"])
        left = {one["file"]: (one["reason"], one["code"]) for one in result["left_out"]}
        self.assertEqual(left, {
            "outline.txt": ("upper", None), "copy of outline.txt": ("upper", None),
            "README.md": ("no_plan", None), "meeting.txt": ("no_plan", None),
            "bad.txt": ("unreadable", "input.binary")})
        self.assertIn("[input.binary]", told)
        text, _ = run("compare", "-r", "--lang", "zh", upper, folder, status=2)
        part = text[text.index("未参与比对"):text.index("指标衔接")]
        for name in left:
            self.assertIn(name, part)
        run("compare", "-r", upper, folder, "-o", self.path("l.html"), status=2)
        page = self.path("l.html").read_text("utf-8")
        for name in left:
            self.assertIn(name, page)
        if openpyxl:
            run("compare", "-r", upper, folder, "-o", self.path("l.xlsx"), status=2)
            rows = list(openpyxl.load_workbook(self.path("l.xlsx"))["未参与比对"].values)
            self.assertEqual({row[1] for row in rows[1:]}, set(left))
        # Named by itself the plan above is compared with itself.
        run("compare", upper, upper)
        _, told = run("compare", "-r", upper, folder / "README.md", status=2)
        self.assertIn("[input.none]", told)

    def test_open_rows_alone(self):
        wanted = {"weaker", "unclear", "mentioned", "missing"}
        out = json.loads(run("compare", "--json", "--open", UPPER, *LOWER)[0])
        for part in ("indicators", "tasks"):
            said = [(row["verdict"], row["above"]["name"]) for row in out[part]]
            self.assertEqual(said, [(row["verdict"], row["above"]["name"]) for row in self.json[part]
                                    if row["verdict"] in wanted])
            self.assertTrue(said)
        rows = sum(max(len(row["below"]), 1) for part in ("indicators", "tasks") for row in out[part])
        run("compare", "--open", UPPER, *LOWER, "-o", self.path("o.html"))
        page = Cells()
        page.feed(self.path("o.html").read_text("utf-8"))
        self.assertEqual(len(page.rows), rows + 2)
        text, _ = run("compare", "--open", "--lang", "zh", UPPER, *LOWER)
        summaries = [line for line in text.splitlines() if re.match(r"\w+ \d+、", line)]
        self.assertEqual(len(summaries), 2)
        for line in summaries:
            self.assertEqual(re.findall("衔接一致|高于上位|新增|份额", line), [])
        for option in (["--open"], []):  # the counts are those of the lines
            text, _ = run("compare", *option, "--lang", "zh", UPPER, *LOWER)
            for part in text.split("\n\n")[1:]:
                _, summary, _, *lines = part.strip().splitlines()
                self.assertEqual({verdict: int(count) for verdict, count in
                                  (one.split() for one in summary.split("、"))},
                                 dict(collections.Counter(line.split()[0] for line in lines)))
        if openpyxl:
            run("compare", "--open", UPPER, *LOWER, "-o", self.path("o.xlsx"))
            book = openpyxl.load_workbook(self.path("o.xlsx"))
            self.assertEqual([sheet.max_row - 2 for sheet in book],
                             [len(out["indicators"]), len(out["tasks"])])

    def test_failures(self):
        run("compare", UPPER, status=2)
        run("compare", SAMPLES / "none.txt", LOWER[0], status=2)
        bad = self.path("bad.txt")
        bad.write_bytes(b"\x00\x01\x02\xff" * 64)
        out, told = run("compare", "--json", UPPER, bad, LOWER[0], status=2)
        self.assertIn("bad.txt", told)
        self.assertEqual([plan["id"] for plan in json.loads(out)["plans"]], ["a1", "b1"])
        _, told = run("compare", UPPER, LOWER[0], "-o", self.path("a.pdf"), status=2)
        self.assertIn("[usage.format]", told)


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
