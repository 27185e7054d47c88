"""What `gangmu check` finds. Run by ctest: checks.py PROGRAM

- the planted errors of tests/checks (see its README) are found but for those in open.txt
- the clean versions, the samples and the documents of tests/documents have no certain error, the
  clean versions and the samples no suspect either
- the real plans of ../shared, where they are there, have the finds that the issue names
- degrees, switches, accepted findings, exit statuses, JSON, formats that show findings
"""
import json
import pathlib
import subprocess
import sys
import unittest
import zipfile

from in_folder import InFolder, written

HERE = pathlib.Path(__file__).resolve().parent
CHECKS = HERE / "checks"
SEEDS = HERE.parent.parent / "shared" / "seeds"
PROGRAM = ""

# Kinds of findings that tell the same from two sides.
SAME = {}
for kind, codes in {
    "figure": ("figure.conflict", "figure.differs", "figure.operator", "table.text",
               "stock.increment", "stock.decrease", "stock.made", "baseline.above"),
    "growth": ("growth.levels", "growth.rounded"),
    "list": ("list.count", "list.short"),
    "lists": ("list.differs", "list.item"),
    "sum": ("parts.sum", "parts.rounded", "parts.exceed", "table.total"),
    "title": ("title.variant", "title.kind"),
    "name": ("name.mixed", "name.near"),
    "word": ("word.repeated", "word.doubled"),
    "mark": ("punctuation.before", "punctuation.doubled"),
    "number": ("numbering.gap", "numbering.repeat", "numbering.jump"),
}.items():
    SAME.update(dict.fromkeys(codes, kind))


def kind_of(code):
    return SAME.get(code, code)


def check(*files, options=()):
    """(exit status, [finding of all files])"""
    done = subprocess.run([PROGRAM, "check", "--json", *options, *map(str, files)],
                          capture_output=True, text=True, timeout=300)
    findings = [finding for line in done.stdout.splitlines()
                for finding in json.loads(line)["findings"]]
    return done.returncode, findings


def places(finding):
    return {(pathlib.Path(place["name"]).name, line) for place in finding["places"]
            for line in range(place["line"][0], place["line"][1] + 1)}


class Planted(unittest.TestCase):
    GROUPS = (("A",), ("B",), ("C1-", "C2-"), ("D",), ("E",), ("F",), ("G",), ("H",), ("I",))

    def found(self, version):
        return [finding for group in self.GROUPS
                for finding in check(*(CHECKS / f"{name}{version}.txt" for name in group))[1]]

    def test_planted_errors_are_found(self):
        expected = [json.loads(line) for line in (CHECKS / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertGreater(len(expected), 100)
        self.assertGreaterEqual(len({entry["sort"] for entry in expected}), 20)
        found = self.found("1")
        missed = []
        for entry in expected:
            wanted = {(entry["file"], entry["line"])}
            if entry["also"]:
                wanted.add((entry["also"]["file"], entry["also"]["line"]))
            if not any(kind_of(finding["code"]) == kind_of(entry["sort"]) and
                       wanted & places(finding) for finding in found):
                missed.append(f"{entry['file']} {entry['line']} {entry['sort']}")
        known = [" ".join(line.split()[:3]) for line in (CHECKS / "open.txt").read_text(encoding="utf-8").splitlines()
                 if not line.startswith("#")]
        self.maxDiff = None
        self.assertEqual(missed, known)

    def test_clean_versions_have_hints_alone(self):
        told = [(finding["code"], sorted(places(finding)), finding["message"])
                for finding in self.found("0") if finding["degree"] != "hint"]
        self.assertEqual(told, [])

    def test_dense_plans_without_errors_have_hints_alone(self):
        clean = sorted((CHECKS / "clean").glob("*.txt"))
        self.assertGreaterEqual(len(clean), 3)
        for path in clean:
            with self.subTest(path.name):
                told = [(finding["code"], sorted(places(finding)), finding["message"])
                        for finding in check(path)[1] if finding["degree"] != "hint"]
                self.assertEqual(told, [])

    def test_own_plans_have_no_certain_error(self):
        samples = sorted((HERE.parent / "samples").glob("*.txt"))
        documents = sorted((HERE / "documents").glob("*.txt"))
        self.assertGreater(len(samples) + len(documents), 30)
        for path in samples + documents:
            with self.subTest(path.name):
                status, findings = check(path)
                self.assertEqual([f["message"] for f in findings if f["degree"] == "error"], [])
                self.assertEqual(status, 0)
                if path in samples:
                    self.assertEqual([f["message"] for f in findings if f["degree"] != "hint"], [])

    def test_real_plans_have_the_finds_that_are_known(self):
        seeds = sorted(SEEDS.glob("000_*.txt"))
        if not seeds:
            self.skipTest("../shared is not there")
        status, findings = check(seeds[0])
        self.assertEqual(status, 1)
        told = [(f["degree"], f["code"], [place["line"][0] for place in f["places"]])
                for f in findings]
        for known in (("error", "figure.conflict", [88, 4963]),
                      ("hint", "figure.operator", [259, 1187, 4165]),
                      ("hint", "figure.operator", [1161, 1211]),
                      ("hint", "growth.rounded", [6213, 6338]),
                      ("suspect", "title.variant", [16, 3966])):
            self.assertIn(known, told)
        self.assertEqual([code for degree, code, _ in told if degree == "error"],
                         ["figure.conflict"])
        self.assertNotIn("stock.increment", [code for _, code, _ in told])  # 251 + 100 = 351


CONFLICT = """云川省科技创新“十四五”规划
一、发展基础
“十三五”期间，全省累计建成省级农业科技示范基地52个。
“十三五”期间，我省累计建成省级农业科技示范基地53个。
"""


class Switches(InFolder):
    def path(self, name):
        return self.folder / self._testMethodName / name

    def write(self, name, text):
        return written(self.path(name), text)

    def conflict(self):
        return self.write("a.txt", CONFLICT)

    def run_program(self, *arguments, status=0):
        done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                              timeout=300)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout

    def test_only_errors_set_the_exit_status(self):
        path = self.conflict()
        self.run_program("check", path, status=1)
        self.run_program("check", path, "--without", "figure.conflict")
        rules = self.write("rules/a.toml", "[words.check]\nhint = ['figure.conflict']\n")
        out = self.run_program("check", path, "--grammar", pathlib.Path(rules).parent)
        self.assertIn(": hint: ", out)
        self.write("rules/a.toml", "[words.check]\noff = ['figure.conflict']\n")
        self.assertEqual(self.run_program("check", path, "--grammar", pathlib.Path(rules).parent), "")
        self.run_program("check", path, "--without", "no.such", status=2)

    def test_accepted_findings_are_quiet(self):
        path = self.conflict()
        keys = self.run_program("check", path, "--keys", status=1)
        self.assertRegex(keys, r"\[figure\.conflict#[0-9a-f]{12}\]\n")
        accepted = self.write("accepted.txt", keys)
        self.assertEqual(self.run_program("check", path, "--accepted", accepted), "")
        moved = self.write("b.txt", CONFLICT.replace("一、", "前言\n本规划期为五年。\n一、"))
        self.assertEqual(self.run_program("check", moved, "--accepted", accepted), "")
        other = self.write("c.txt", CONFLICT.replace("53个", "54个"))
        self.run_program("check", other, "--accepted", accepted, status=1)
        self.run_program("check", path, "--accepted", "missing.txt", status=2)

    def test_plans_of_one_place_are_compared(self):
        lines = CONFLICT.splitlines(keepends=True)
        one = self.write("one.txt", "".join(lines[:3]))
        two = self.write("two.txt", lines[0].replace("科技创新", "人才发展") + lines[1] + lines[3])
        out = self.run_program("check", one, two, status=1)
        self.assertRegex(out, r"(?s)one\.txt:3: error: .*\n    \S*one\.txt:3: .*\n    \S*two\.txt:3: ")
        far = self.write("far.txt", (lines[0] + lines[1] + lines[3]).replace("云川省", "青江省"))
        self.assertEqual(self.run_program("check", one, far), "")

    def test_both_languages(self):
        path = self.conflict()
        self.assertIn("此处为52个", self.run_program("check", path, "--lang", "zh", status=1))
        self.assertIn("is 52个 here", self.run_program("check", path, "--lang", "en", status=1))

    def test_workbook_and_report_show_both_places(self):
        path = self.conflict()
        book = self.path("a.xlsx")
        self.run_program("convert", path, "-o", book)
        with zipfile.ZipFile(book) as parts:
            strings = parts.read("xl/sharedStrings.xml").decode()
        for text in ("数值矛盾", "错误", "位置二", "原文二", "此处为52个"):
            self.assertIn(text, strings)
        page = self.run_program("convert", path, "-f", "html")
        self.assertIn('data-of="c1 c1.2"', page)
        self.assertEqual(page.count('href="#c1'), 2)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
