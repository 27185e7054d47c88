"""JSON as an input: what was exported is read back as it was.

python3 tests/round_trip.py PROGRAM [--full]

Each document of samples/, tests/documents/, ../shared/seeds where it is there, and those that the
other tests make as DOCX, HTML, Markdown, PDF and OFD goes to JSON and back. JSON and NDJSON must be
byte-equal; every other export, and what the verbs print, must be what the original file gives, which is
asked of two, with --full of all. What cannot be equal: `explain` knows the names of rules, not their
files and lines; `dump` has no lines and blocks. Then hostile JSON: each is refused with status 2 and an error that names its place.
"""
import contextlib
import copy
import io
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "fuzz"))
import formats  # noqa: E402
from in_folder import InFolder  # noqa: E402
import make_ofd  # noqa: E402
import make_pdf  # noqa: E402
import seeds  # noqa: E402

PROGRAM, FULL = "", False
SAMPLE = ROOT / "samples" / "yunchuan_outline.txt"
TEXTS = ["xml", "markdown", "chunks", "ndjson", "docling", "html"]
TABLES = ["targets", "indicators", "tasks", "references", "nodes"]
VERBS = ["outline", "targets", "tasks", "references", "names"]
LATER = {"place", "host"}  # of works: exports made before these lack them
# Keys that follow from others: they are made anew, whatever stands there.
DERIVED = {"key", "line", "page", "boxes", "severity", "message"}
# A text with a table by tabs, words of Latin letters, radicals and form feeds.
MIXED = """川东市 AI 产业发展规划
（2026—2030年）\f
一、 GDP 与 R&D
到2030年，R&D 投入强度达到2.80%，AI 企业超过 1 200 家，⻓江⽔质达到Ⅲ类。
A. First item of (B 1) work
专栏 1 重点项目
序号	项目名称	总投资（亿元）	建设地点	依托单位	建设年限	责任单位
1	AI 算力中心	12.50	川东 A 区	川东大学	2026—2028	市发展改革委
2	Open lab	3	高新区	XYZ Ltd.	2027—2030	市科技局
－ 2 －
"""


def run(*arguments, data=None):
    return subprocess.run([PROGRAM, *map(str, arguments)], input=data, capture_output=True,
                          timeout=300)


def output(*arguments, data=None):
    done = run(*arguments, data=data)
    if done.returncode != 0:
        raise AssertionError(f"{arguments}: {done.stderr.decode()[:2000]}")
    return done.stdout


def pages_of(text, rules=((), )):
    """A text on pages, with a page number each and tables where there are rules."""
    lines = [line for line in text.splitlines() if line.strip()]
    for at in range(0, len(lines), 6):
        yield (seeds.page_of("\n".join(lines[at:at + 6]), rules[at // 6 % len(rules)])
               + [("text", 280, 800, 12, "仿宋_GB2312", f"— {at // 6 + 1} —")])


def made_files(folder):
    """Documents of the other formats."""
    text = SAMPLE.read_text(encoding="utf-8")
    notice = (ROOT / "samples" / "yunchuan_notice.txt").read_text(encoding="utf-8")
    lines = formats.PLAN.splitlines()
    pages = list(pages_of(text, (seeds.GRID, (), seeds.LEVELS)))
    pdf = [make_pdf.Page([item if item[0] == "rule" else (*item[:4], item[5]) for item in page])
           for page in pages]
    items = seeds.items_of(notice)
    files = {
        "mixed.txt": MIXED.encode(), "utf16.txt": notice.encode("utf-16"),
        "empty.txt": b"", "line.txt": "没有标题的一句话。".encode(),
        "cr.txt": notice.replace("\n", "\r\n").encode("gb18030"),
        "numbered.docx": formats.as_numbered_docx(items)[0], "real.docx": formats.real_docx(lines),
        "counted.docx": formats.counted_docx(), "page.html": formats.as_html(items, "utf-8"),
        "real.html": formats.real_html(lines), "plan.md": formats.as_markdown(items),
        "plan.pdf": make_pdf.pdf(pdf),
        "office.ofd": make_ofd.ofd(pages, "office"),
    }
    for name, data in files.items():
        path = folder / name
        path.write_bytes(data)
        yield path


def inputs():
    files = sorted((ROOT / "samples").glob("*.txt")) + sorted((ROOT / "tests/documents").glob("*.txt"))
    return files + sorted((ROOT.parent / "shared/seeds").glob("*.txt"))


def parts_of(workbook):
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def dump_of(path):
    with contextlib.closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


def values_in(value, at=()):
    """Every value of a document with its path."""
    yield at, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from values_in(inner, (*at, key))


def replaced(document, path, value):
    other = copy.deepcopy(document)
    place = other
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    return other


class RoundTrip(InFolder):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stored = cls.folder / "stored.json"
        cls.sample = output("convert", SAMPLE)
        cls.document = json.loads(cls.sample)

    def test_all_exports_are_those_of_the_file(self):
        made = list(made_files(self.folder))
        paths = inputs() + made
        self.assertGreater(len(paths), 45)
        for path in paths:
            with self.subTest(path.name):
                self.check_json(path)
                if FULL or path in made[:1] + paths[:1]:
                    self.check_others(path)

    def check_json(self, path):
        written = output("convert", path)
        self.stored.write_bytes(written)
        self.assertEqual(output("convert", self.stored), written)
        lines = self.folder / "stored.ndjson"
        lines.write_bytes(output("convert", path, "-f", "ndjson"))
        self.assertEqual(output("convert", lines), written)
        self.assertEqual(output("convert", lines, "-f", "ndjson"), lines.read_bytes())
        self.assertEqual(output("convert", self.stored, "-f", "chunks"), output("convert", path, "-f", "chunks"))

    def check_others(self, path):
        ways = [("-f", name) for name in TEXTS]
        ways += [("-f", "csv", "--table", table) for table in TABLES]
        ways += [("-f", "csv", "--table", "tasks", "--language", "en"), ("-f", "chunks", "--chunk-size", "60")]
        for way in ways:
            self.assertEqual(output("convert", self.stored, *way), output("convert", path, *way), way)
        self.check_binary(path)
        self.assertEqual(output("dump", "--stage", "text", self.stored),
                         output("dump", "--stage", "text", path))
        for stage in ("nodes", "targets"):
            self.assertEqual(output("dump", "--stage", stage, self.stored),
                             output("dump", "--stage", stage, path))
        for verb in VERBS:
            for more in ((), ("--json",)):
                self.assertEqual(output(verb, self.stored, *more), output(verb, path, *more), verb)

    def check_binary(self, path):
        for name in ("xlsx", "db", "docx"):
            for source, target in ((path, f"a.{name}"), (self.stored, f"b.{name}")):
                (self.folder / target).unlink(missing_ok=True)
                output("convert", source, "-o", self.folder / target)
        first, second = ((self.folder / f"{x}.xlsx").read_bytes() for x in "ab")
        self.assertEqual(parts_of(second), parts_of(first))
        self.assertEqual((self.folder / "b.docx").read_bytes(), (self.folder / "a.docx").read_bytes())
        self.assertEqual(dump_of(self.folder / "b.db"), dump_of(self.folder / "a.db"))

    def test_doubts_and_rules_are_told_with_the_file_that_they_stand_in(self):
        self.stored.write_bytes(self.sample)
        told = output("explain", SAMPLE).decode()
        want = re.sub(r" \([0-9a-z-]+\.toml:\d+\)$", "", told, flags=re.M)
        want = want.replace(str(SAMPLE), f"{self.stored}/{SAMPLE.name}")
        self.assertNotEqual(want, told)
        self.assertEqual(output("explain", self.stored).decode(), want)
        for verb in ("check", "convert"):
            first, second = run(verb, SAMPLE), run(verb, self.stored)
            self.assertEqual(second.returncode, first.returncode)
            for a, b in ((first.stdout, second.stdout), (first.stderr, second.stderr)):
                self.assertEqual(a.replace(str(SAMPLE).encode(), f"{self.stored}/{SAMPLE.name}".encode()), b)

    def test_how_json_is_laid_out_and_what_else_it_says_does_not_matter(self):
        other = copy.deepcopy(self.document)
        other["unheard_of"] = {"a": [1, {"b": None}]}
        for path, value in list(values_in(other)):
            if isinstance(value, dict) and path and path[0] != "unheard_of":
                value["unheard_of"] = [path[-1]]
        for text in (json.dumps(other, ensure_ascii=False, indent=3), json.dumps(other, sort_keys=True),
                     "\ufeff \n" + json.dumps(other, ensure_ascii=False, separators=(",", ":"))):
            # Python prints 8.10 as 8.1: the digits are the file's.
            again = output("convert", "-", data=text.encode())
            self.assertEqual(json.loads(again), self.document)

    def test_several_documents(self):
        both = output("convert", SAMPLE, ROOT / "samples/yunchuan_notice.txt", "-f", "ndjson")
        self.refused(both, "input.several")
        files = [self.folder / "a.json", self.folder / "b.json"]
        for file, source in zip(files, (SAMPLE, ROOT / "samples/yunchuan_notice.txt")):
            file.write_bytes(output("convert", source))
        self.assertEqual(output("convert", *files, "-f", "ndjson"), both)

    def test_what_needs_the_file_itself(self):
        self.stored.write_bytes(self.sample)
        for arguments in (("dump", "--stage", "lines"), ("dump", "--stage", "blocks"), ("quantities",)):
            done = run(*arguments, self.stored)
            self.assertEqual((done.returncode, done.stdout), (2, b""))
            self.assertIn(b"[input.stored]", done.stderr)

    def test_json_of_others_is_text_and_not_taken_from_folders(self):
        inside = self.folder / "inside"
        inside.mkdir()
        (inside / "plan.json").write_bytes(self.sample)
        (inside / "plan.txt").write_bytes(SAMPLE.read_bytes())
        names = [json.loads(line)["source"]["name"] for line in
                 output("convert", "-r", inside, "-f", "ndjson").splitlines()]
        self.assertEqual(set(names), {"plan.txt"})
        done = run("convert", "-", data=b'{"name": "a package", "version": 1}\n')
        self.assertEqual(done.returncode, 0)
        self.assertEqual(json.loads(done.stdout)["source"]["format"], "text")

    # ---------------------------------------------------------------------------------- hostile

    def refused(self, data, code="input.", place=""):
        done = run("convert", "-", "-f", "csv", data=data)
        self.assertEqual(done.returncode, 2, done.stderr.decode()[:500] + str(data[:200]))
        self.assertEqual(done.stdout, b"")
        told = done.stderr.decode()
        self.assertIn("gangmu: error:", told)
        self.assertRegex(told, rf"\[{re.escape(code)}")
        self.assertIn(place, told)
        return told

    def test_cut_off(self):
        for tenth in range(1, 10):
            self.refused(self.sample[:len(self.sample) * tenth // 10], "input.json", "ends before")

    def test_no_json(self):
        for old, new in ((b'"plans":[', b'"plans":['*100000), (b'"plans":[', b'"plans":[,'),
                         (b'"version":1', b'"version":01'), (b'"version":1', b'"version":NaN')):
            self.refused(self.sample.replace(old, new, 1), "input.json")
        deep = b'{"format":"gangmu.document","x":' + b"[" * 100000 + b"]" * 100000 + b"}"
        self.refused(deep, "input.json", "nested")
        for bad in (b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\\ud800", b"\\udc00\\ud800", b"\\x", b"\x01"):
            self.refused(self.sample.replace(b'"name":"', b'"name":"' + bad, 1), "input.json", "line 2")

    def test_versions(self):
        self.refused(self.sample.replace(b'"version":1,', b'"version":2,', 1), "input.version", "version 2")
        self.refused(self.sample.replace(b'"version":1,', b'"version":"1",', 1), "input.document", "/version")
        self.refused(self.sample.replace(b'"gangmu.document"', b'"gangmu.other"', 1)
                     .replace(b'"plans"', b'"gangmu.document":0,"plans"', 1), "input.document", "format")

    def test_keys_that_stand_twice(self):
        for key in (b'"version":1', b'"plans":[]', b'"furniture":[]'):
            self.refused(self.sample.rstrip()[:-1] + b"," + key + b"}", "input.document",
                         "/" + key.split(b'"')[1].decode() + " stands twice")

    def test_values_of_another_kind(self):
        """Each kind of value in turn is another one, or is missing."""
        seen, told = set(), 0
        for path, value in values_in(self.document):
            kind = tuple(part for part in path if isinstance(part, str))
            nested = tuple(k for i, k in enumerate(kind) if not (k == "children" and k in kind[:i]))
            if not path or (nested, type(value)) in seen or DERIVED & set(nested):
                continue
            seen.add((nested, type(value)))
            if nested in (("generator", "name"), ("generator", "version")):
                continue
            for other in (7, "7", [], None, True, 10**30):
                if type(other) is type(value) and not isinstance(other, (int, float)) or other == value:
                    continue
                told += self.tell(replaced(self.document, path, other), path, other)
        self.assertGreater(told, 400)

    def tell(self, document, path, other):
        """Refused at that place or, where the other value may stand there as well, read."""
        data = json.dumps(document, ensure_ascii=False).encode()
        done = run("convert", "-", "-f", "chunks", data=data)
        if done.returncode == 0:
            again = output("convert", "-", data=data)
            self.assertEqual(output("convert", "-", data=again), again)
            return 0
        self.assertEqual(done.returncode, 2, (path, other, done.stderr[:300]))
        self.assertRegex(done.stderr.decode(), r"\[input\.(document|version)\]")
        return 1

    def test_keys_that_are_missing(self):
        seen = set()
        for path, value in values_in(self.document):
            kind = tuple(part for part in path if isinstance(part, str))
            nested = tuple(k for i, k in enumerate(kind) if not (k == "children" and k in kind[:i]))
            if not isinstance(value, dict) or nested in seen:
                continue
            seen.add(nested)
            for key in value:
                if key in DERIVED or nested == ("generator",) and key != "grammar":
                    continue
                if nested[-1:] == ("work",) and key in LATER:
                    continue
                other = copy.deepcopy(self.document)
                place = other
                for part in path:
                    place = place[part]
                del place[key]
                pointer = "/" + "/".join(map(str, (*path, key)))
                if key == "format":
                    other["x"] = "gangmu.document"
                self.refused(json.dumps(other, ensure_ascii=False).encode(), "input.document",
                             pointer + (" is missing" if key != "format" else ""))

    def test_what_does_not_hold_together(self):
        plan = ("plans", 0)
        target = (*plan, "targets", 0)
        first = self.document["plans"][0]["children"][0]
        cases = {
            (*plan, "id"): "p2", (*plan, "children", 0, "id"): first["id"] + "0",
            (*plan, "children", 0, "depth"): 3, (*plan, "children", 0, "text"): "别的话。",
            (*plan, "children", 0, "span", "offset"): [0, 1], (*plan, "children", 0, "span", "offset", 1): 4294967290,
            (*plan, "children", 0, "title"): "a\tb", (*plan, "span", "offset"): [9, 3],
            (*plan, "period", "start"): 2031, (*target, "node"): "p1.n99999", (*target, "id"): "p1.t2",
            (*target, "baseline"): "p1.t1", (*target, "part_of"): "p1.t0", (*target, "indicator_id"): "i7",
            (*target, "at", "begin"): 1, (*target, "at", "end"): 4294967294, (*target, "at", "field"): "cell",
            (*target, "at", "cell"): [4294967294, 0], (*target, "quote_span", "offset"): [0, 3],
            (*target, "value"): 1e300, (*target, "op"): "ne", (*target, "exact"): "1/",
            (*plan, "tasks", 0, "node"): "p1.n1e9", (*plan, "tasks", 0, "sentences", 0): [0, 99999],
            (*plan, "tasks", 0, "stated"): [{"sentence": 99, "deadline": None, "words": "x"}],
            (*plan, "goals", 0, "text"): "", (*plan, "names", 0, "core"): "无关",
            (*plan, "names", 0, "work"): {"cell": [9, 9], "place": None, "host": None, "investment": "1", "years": None,
                                           "bodies": None},
            ("furniture",): [{"id": "f1", "kind": "url", "text": "x", "span": {"offset": [0, 1]}}],
            ("view", "text"): "1\n2\n", ("view", "moved"): [[0, 99]], ("view", "spaced"): [4],
            ("view", "replaced"): [[0, "甲"]], ("view", "sizes"): [[1, 1]], ("view", "lines"): [[1, 0, 0, 0]],
            ("source", "pages"): 4, ("diagnostics",): [{"code": "no.such", "args": [], "message": "",
                                                        "span": {"offset": [0, 0]}}],
        }
        for path, value in cases.items():
            other = replaced(self.document, path, value)
            told = self.refused(json.dumps(other, ensure_ascii=False).encode(), "input.document")
            place = re.search(r"writes it: (/[^ ]*) ", told)[1]
            own = "/" + "/".join(map(str, path))
            with self.subTest(place=place, own=own):
                near = own.startswith(place) or place.startswith(own)
                # What fields hold is seen where the text view is put together; what moves it, at the
                # first span that no longer fits.
                elsewhere = {"/plans/0/targets/0/at/field": "/plans/0/targets/0/at/cell",
                             "/furniture": "/plans/0"}.get(own)
                self.assertTrue(near or place == elsewhere or
                                place.startswith(("/view", "/source/pages")), told)

    def test_sizes_that_would_harm(self):
        table = next(path for path, value in values_in(self.document)
                     if isinstance(value, dict) and value.get("kind") == "table")
        cell = (*table, "rows", 0, 0)
        for key in ("row_span", "column_span"):
            self.refused(json.dumps(replaced(self.document, (*cell, key), 65536)).encode(), "input.document")
        wide = [[{"text": "", "row_span": 60000, "column_span": 60000}]] * 50000
        self.refused(json.dumps(replaced(self.document, (*table, "rows"), wide)).encode(), "input.document",
                     "too large")
        self.refused(json.dumps(replaced(self.document, ("source", "pages"), 10**9)).encode(), "input.document")
        many = json.dumps(replaced(self.document, ("view", "text"), "9" * 4000000)).encode()
        self.refused(many, "input.document", "/view/text")


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    FULL = "--full" in sys.argv
    unittest.main(argv=[argument for argument in sys.argv if argument != "--full"])
