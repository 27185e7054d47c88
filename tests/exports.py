"""The exports read back by tools that are not ours, against the JSON export of the same documents.

python3 tests/exports.py PROGRAM

Over samples/, tests/documents/ and, where it is there, ../shared/seeds: CSV by Python's csv, NDJSON
and chunks by Python's json, SQLite by Python's sqlite3, the HTML report by Python's html.parser,
Markdown by cmark-gfm where it is installed.
"""
import collections
import contextlib
import csv
import html.parser
import io
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import unittest
import zipfile

from in_folder import InFolder

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ""
HOSTILE = """=cmd|' /C calc'!A0规划

一、=HYPERLINK("http://x","点")
（一）主要目标。到2025年，建成“=1+1”公园30个，<b>绿化率</b>达到45.50%，|甲|*乙*_丙_`丁`。
二、-任务\x01\x0b
@SUM(1)，由"市园林局"牵头。
"""


ACTING = """=cmd|' /C calc'!A0规划

一、主要任务</script><script>alert(1)</script>
（一）@SUM(1)目标<img src=x onerror=alert(1)>。到2025年，建成+公园30个，绿化率达到45.50%。]]><!-- &amp;
（二）=WEBSERVICE("http://x/")。由-省发展改革委牵头，完成“=HYPERLINK(1)”工程。
（三）<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;。
"""


def inputs():
    files = sorted((ROOT / "samples").glob("*.txt")) + sorted((ROOT / "tests/documents").glob("*.txt"))
    return files + sorted((ROOT.parent / "shared/seeds").glob("*.txt"))


def convert(*arguments):
    done = subprocess.run([PROGRAM, "convert", *map(str, arguments)], capture_output=True, timeout=300)
    if done.returncode != 0:
        raise AssertionError(f"convert {arguments}: {done.stderr.decode()}")
    return done.stdout


def nodes_of(plan):
    """All nodes of a plan in reading order of their ids."""
    stack, found = plan["front"] + plan["children"] + plan["back"], []
    while stack:
        node = stack.pop()
        found.append(node)
        stack += node["children"]
    return sorted(found, key=lambda node: int(node["id"].split(".n")[1]))


class Exports(InFolder):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hostile = cls.folder / "=1,\"a\".txt"
        cls.hostile.write_text(HOSTILE + "三、长\n" + "很长，" * 120000 + "。\n", encoding="utf-8")
        cls.documents = {path: json.loads(convert(path)) for path in [*inputs(), cls.hostile]}
        csv.field_size_limit(1 << 24)

    def read_csv(self, *arguments):
        content = convert("-f", "csv", *arguments)
        self.assertTrue(content.startswith(b"\xef\xbb\xbf"))
        self.assertEqual(content.count(b"\n"), content.count(b"\r\n") +
                         self.line_ends_in_cells(content))
        text = content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        for row in rows:
            self.assertNotIn(None, row)           # more cells than heads
            self.assertNotIn(None, row.values())  # fewer
            for cell in row.values():
                self.assertFalse(cell.startswith(("=", "+", "@", "\t", "\r")), cell[:40])
        return rows

    @staticmethod
    def line_ends_in_cells(content):
        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
                 for cell in row]
        return sum(cell.count("\n") - cell.count("\r\n") for cell in cells)

    def test_there_is_something_to_read(self):
        self.assertGreater(len(self.documents), 30)
        plan, = self.documents[self.hostile]["plans"]
        self.assertIn("=HYPERLINK", json.dumps(plan, ensure_ascii=False))

    def test_csv(self):
        for path, document in self.documents.items():
            plans = document["plans"]
            with self.subTest(path.name):
                self.check_targets(self.read_csv(path), [t for p in plans for t in p["targets"]])
                self.check_nodes(self.read_csv(path, "--table", "nodes"),
                                 [n for p in plans for n in nodes_of(p)])
                references = [r for p in plans for r in p["references"]]
                rows = self.read_csv(path, "--table", "references")
                self.assertEqual(len(rows), len(references))
                for row, reference in zip(rows, references):
                    self.assertEqual(row["文件名称"].lstrip("'"), reference["title"].lstrip("'"))
                tasks = self.read_csv(path, "--table", "tasks", "--language", "en")
                annexed = {n["id"] for p in plans for n in nodes_of(p) if n["role"] == "annex"}
                self.check_bodies(tasks, [d for p in plans for d in p["duties"]
                                          if d["node"] not in annexed])
                self.read_csv(path, "--table", "indicators")

    def check_targets(self, rows, targets):
        self.assertEqual([row["编号"] for row in rows], [t["id"] for t in targets])
        for row, target in zip(rows, targets):
            if target["value"] is not None:
                self.assertEqual(float(row["数值"]), target["value"])
            self.assertEqual(int(row["行"]), target["span"]["line"][0])
            self.assertEqual(row["推定"] == "", target["inferred"] == [])

    def check_nodes(self, rows, nodes):
        self.assertEqual([row["编号"] for row in rows], [n["id"] for n in nodes])
        for row, node in zip(rows, nodes):
            self.assertEqual(row["标题"].removeprefix("'"), node["title"].removeprefix("'")
                             .translate({c: "\ufffd" for c in [*range(9), 11, 12, *range(14, 32)]}))
            self.assertEqual(row["固定编号"], node["key"])

    def check_bodies(self, rows, duties):
        """Every body that a document charges stands in a row of tasks; annexes have none."""
        told = "\n".join(row["Leading bodies"] + row["Helping bodies"] + row["Joint bodies"]
                         for row in rows)
        for duty in duties:
            for body in duty["bodies"]:
                self.assertIn(body, told)

    def test_csv_of_several_documents(self):
        paths = inputs()[:3]
        rows = self.read_csv(*paths)
        self.assertEqual(len(rows), sum(len(p["targets"]) for path in paths
                                        for p in self.documents[path]["plans"]))
        self.assertEqual({row["文件"] for row in rows}, {path.name for path in paths})
        self.assertTrue(all(row["规划"] for row in rows))

    def test_ndjson(self):
        for path, document in self.documents.items():
            with self.subTest(path.name):
                lines = [json.loads(line) for line in convert("-f", "ndjson", path).splitlines()]
                self.assertEqual([p for line in lines for p in line["plans"]], document["plans"])
                for key in ("furniture", "diagnostics"):
                    self.assertEqual([one for line in lines for one in line[key]], document[key])
                for line in lines:
                    self.assertEqual(line.keys(), document.keys())
                    self.assertEqual(line["source"], document["source"])

    def test_chunks(self):
        for path, document in self.documents.items():
            with self.subTest(path.name):
                size = 120
                lines = [json.loads(line) for line in
                         convert("-f", "chunks", "--chunk-size", size, path).splitlines()]
                self.check_chunks(lines, document, size)

    def check_chunks(self, lines, document, size):
        self.assertEqual(len({line["id"] for line in lines}), len(lines))
        by_node = {}
        for line in lines:
            self.assertLessEqual(len(line["text"]), size)
            self.assertEqual(line["source"]["sha256"], document["source"]["sha256"])
            by_node.setdefault(line["node"], []).append(line)
            first, last = line["source"]["offset"]
            for kind in ("targets", "duties", "references", "goals", "names"):
                for record in line[kind] if line["kind"] != "table" else []:
                    self.assertTrue(first <= record["span"]["offset"][0] < last, line["id"])
        for plan in document["plans"]:
            for node in nodes_of(plan):
                parts = by_node.pop(node["id"])
                if node["text"] and node["kind"] != "table":
                    self.assertEqual("".join(p["text"] for p in parts), node["text"])
                self.assertTrue(all(p["text"] for p in parts))
                self.assertEqual(parts[0]["source"]["line"][0], node["span"]["line"][0])
            for kind in ("targets", "duties", "references", "goals", "names"):
                own = [one for line in lines if line["plan"]["id"] == plan["id"] for one in line[kind]]
                # in the order of the nodes, and among them in that of the plan
                self.assertEqual(sorted(own, key=json.dumps), sorted(plan[kind], key=json.dumps))
        self.assertEqual(by_node, {})

    def test_formats_of_lines_take_any_number_of_documents_in_the_same_memory(self):
        paths = inputs()[:6]
        for name in ("ndjson", "chunks"):
            alone = b"".join(convert("-f", name, path) for path in paths)
            for jobs in (1, 2, 5):
                self.assertEqual(convert("-f", name, "-j", jobs, *paths), alone)
        if b"__asan_init" in pathlib.Path(PROGRAM).read_bytes():
            return  # the sanitizer keeps what is freed
        few, many = (self.memory_of("ndjson", *(paths * times)) for times in (5, 60))
        self.assertLess(many, few * 1.2)

    def memory_of(self, name, *paths):
        """The largest memory that a conversion took, in kilobytes. It is started by a small process,
        since the memory of the one that starts it counts as well."""
        starter = ("import os, sys; child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ); "
                   "_, status, usage = os.wait4(child, 0); print(status, usage.ru_maxrss)")
        done = subprocess.run(
            [sys.executable, "-c", starter, PROGRAM, "convert", "-j", "2", "-f", name, "-o",
             str(self.folder / "memory.out"), *map(str, paths)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, timeout=300)
        status, kilobytes = map(int, done.stdout.split())
        self.assertEqual(status, 0)
        return kilobytes

    def test_sqlite(self):
        target = self.folder / "all.db"
        paths = list(self.documents)
        convert("-o", target, *paths[:-1])
        convert("-o", target, *paths[-1:])  # comes on top
        before = self.rows_of(target)
        self.assertEqual(len(before["documents"]), len(paths))
        for path, document in self.documents.items():
            self.check_rows(target, document)
        convert("-o", target, *paths[3:5])  # the same again
        after = self.rows_of(target)
        for table, rows in before.items():
            self.assertEqual(len(after[table]), len(rows), table)
        for path in paths[3:5]:
            self.check_rows(target, self.documents[path])

    @staticmethod
    def rows_of(target):
        with contextlib.closing(sqlite3.connect(target)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
            tables = [name for name, in database.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%'")]
            return {table: database.execute(f'SELECT * FROM "{table}"').fetchall()
                    for table in tables}

    def check_rows(self, target, document):
        with contextlib.closing(sqlite3.connect(target)) as database:
            database.row_factory = sqlite3.Row
            def rows(table, joins="JOIN nodes ON nodes.id = t.node"):
                joins += (" JOIN plans ON plans.id = nodes.plan JOIN documents"
                          " ON documents.id = plans.document")
                return database.execute(
                    f'SELECT t.*, nodes.node_id AS of, above.node_id AS above FROM "{table}" AS t '
                    f"{joins} LEFT JOIN nodes AS above ON above.id = nodes.parent "
                    "WHERE documents.sha256 = ? ORDER BY t.rowid",
                    (document["source"]["sha256"],)).fetchall()
            plans = document["plans"]
            nodes = [node for plan in plans for node in nodes_of(plan)]
            stored = rows("nodes", "JOIN nodes ON nodes.id = t.id")
            self.assertEqual([(r["node_id"], r["key"], r["kind"], r["line"]) for r in stored],
                             [(n["id"], n["key"], n["kind"], n["span"]["line"][0]) for n in nodes])
            above = {child["id"]: node["id"] for node in nodes for child in node["children"]}
            self.assertEqual([r["above"] for r in stored], [above.get(n["id"]) for n in nodes])
            targets = [target for plan in plans for target in plan["targets"]]
            stored = rows("targets")
            self.assertEqual(sorted(r["target_id"] for r in stored), sorted(t["id"] for t in targets))
            by_id = {t["id"]: t for t in targets}
            for row in stored:
                one = by_id[row["target_id"]]
                self.assertEqual(row["of"], one["node"])
                self.assertEqual(None if row["value"] is None else float(row["value"]), one["value"])
                self.assertEqual(row["amount"], one["number"])
                self.assertEqual((row["begin"], row["end"]), tuple(one["span"]["offset"]))
            self.assertEqual(
                sorted((r["of"], r["role"], r["body"]) for r in rows("duties")),
                sorted((d["node"], d["role"], b) for p in plans for d in p["duties"]
                       for b in d["bodies"]))
            for table, field in (("references", "title"), ("goals", "text"), ("names", "name")):
                self.assertEqual(sorted((r["of"], r[field]) for r in rows(table)),
                                 sorted((o["node"], o[field]) for p in plans for o in p[table]))
            self.assertEqual(len(rows("cells")),
                             sum(len(row) for n in nodes for row in n.get("rows", [])))
            self.assertEqual(database.execute(
                "SELECT COUNT(*) FROM diagnostics JOIN documents ON documents.id = document"
                " WHERE sha256 = ?", (document["source"]["sha256"],)).fetchone()[0],
                len(document["diagnostics"]))
            for word in ("专利", "规划", "绿化"):
                found = database.execute(
                    "SELECT nodes.node_id FROM search JOIN nodes ON nodes.id = search.rowid"
                    " JOIN plans ON plans.id = nodes.plan JOIN documents ON documents.id ="
                    " plans.document WHERE pairs MATCH ? AND sha256 = ?",
                    (word, document["source"]["sha256"])).fetchall()
                said = [n["id"] for n in nodes
                        if any(word in field for field in (n["title"], n["text"], *(
                            cell["text"] for row in n.get("rows", []) for cell in row)))]
                self.assertEqual(sorted(r[0] for r in found), sorted(said), word)

    def test_html(self):
        for path, document in self.documents.items():
            with self.subTest(path.name):
                report = Report()
                report.feed(convert("-f", "html", path).decode())
                self.check_report(report, document, findings_of(path))
        report = Report()
        report.feed(convert("-f", "html", "--language", "en", *self.documents).decode())
        self.assertEqual(without_blanks(report.articles),
                         "".join(visible(document, True) for document in self.documents.values()))
        self.assertEqual(len(report.ids), len(set(report.ids)))

    def check_report(self, report, document, findings):
        self.assertEqual(without_blanks(report.articles), visible(document, True))
        self.assertEqual(len(report.ids), len(set(report.ids)))
        ids = set(report.ids)
        self.assertLessEqual(set(report.links), ids)
        self.assertEqual(report.open, [])  # what was opened is closed
        nodes = [node["id"] for plan in document["plans"] for node in nodes_of(plan)]
        self.assertLessEqual(set(nodes), ids)
        figures = [target["id"] for plan in document["plans"] for target in plan["targets"]]
        self.assertEqual([i for i in report.marks if ".t" in i], figures)
        self.assertLessEqual(set(figures), set(report.rows))
        for letter, records in (("r", "references"), ("g", "goals"), ("m", "names")):
            count = sum(len(plan[records]) for plan in document["plans"])
            self.assertEqual(sum(1 for of in report.rows if re.fullmatch(letter + r"\d+", of)), count)
        self.assertGreaterEqual(len(findings), len(document["diagnostics"]))
        places = [f"c{i}" + (f".{k}" if k > 1 else "") for i, finding in enumerate(findings, 1)
                  for k in range(1, len(finding["places"]) + 1)]
        self.assertEqual([of for of in report.rows if re.fullmatch(r"c[\d.]+", of)], places)

    @unittest.skipUnless(shutil.which("cmark-gfm"), "cmark-gfm is not installed")
    def test_no_export_acts_when_it_is_opened(self):
        """No cell is a formula, no page has a script of the plan's, no XML an entity of its own."""
        old, new = self.folder / "old.txt", self.folder / "new.txt"
        old.write_text(ACTING, encoding="utf-8")
        new.write_text(ACTING.replace("30", "25"), encoding="utf-8")
        for number, (verb, inputs_of) in enumerate((("convert", [old]), ("diff", [old, new]),
                                                    ("compare", [old, new]))):
            for ending in ("html", "xlsx", "docx", "xml", "csv"):
                out = self.folder / f"{number}.{ending}"
                if verb != "convert" and ending not in ("html", "xlsx"):
                    continue
                done = subprocess.run([PROGRAM, verb, *map(str, inputs_of), "-o", str(out)],
                                      capture_output=True, timeout=300)
                self.assertEqual(done.returncode, 0, done.stderr)
                data = out.read_bytes()
                if ending == "html":
                    page = Acting()
                    page.feed(data.decode())
                    self.assertLessEqual(page.scripts, 1 if verb == "convert" else 0)
                    self.assertEqual(page.acting, [])
                    self.assertIn("alert(1", page.text)
                elif ending == "xml":
                    self.assertNotIn(b"<!DOCTYPE", data)
                    self.assertNotIn(b"<!ENTITY", data)
                elif ending == "csv":
                    for row in csv.reader(data.decode("utf-8-sig").splitlines()):
                        for cell in row:
                            self.assertNotIn(cell[:1], tuple("=+-@\t\r"), cell)
                else:
                    with zipfile.ZipFile(out) as archive:
                        parts = {name: archive.read(name).decode() for name in archive.namelist()
                                 if name.endswith((".xml", ".rels"))}
                    self.assertTrue(parts)
                    for name, part in parts.items():
                        self.assertNotRegex(part, r"TargetMode=.External", name)
                        self.assertNotRegex(part, r"<w:(instrText|fldSimple)[^>]*>[^<]*(DDE|HYPERLINK|INCLUDE)", name)
                        self.assertNotRegex(part, r"<f[ >][^<]*(cmd|HYPERLINK|WEBSERVICE|DDE)", name)

    def test_markdown(self):
        for path, document in self.documents.items():
            with self.subTest(path.name):
                page = Page()
                page.feed(html_of(convert("-f", "markdown", path)))
                self.assertEqual(without_blanks(page.text), visible(document))
                nodes = [node for plan in document["plans"] for node in nodes_of(plan)]
                kinds = [node["kind"] for node in nodes]
                headed = [n for n in nodes if n["title"] and n["kind"] not in ("table", "figure", "dash")]
                titles = [plan["title"] for plan in document["plans"] if plan["title"]]
                bare = sum(1 for n in nodes if n["kind"] == "box" and n["marker"] and not n["title"])
                self.assertEqual(page.count["h"], len(headed) + len(titles) + bare)
                self.assertEqual(page.count["blockquote"], kinds.count("box"))
                self.assertEqual(page.count["li"], kinds.count("dash"))
                self.assertEqual(page.count["table"], sum(1 for n in nodes if n.get("rows")))
                self.assertLessEqual(page.tags, {"h", "p", "blockquote", "ul", "li", "strong", "br",
                                                 "table", "thead", "tbody", "tr", "th", "td"})


class Acting(html.parser.HTMLParser):
    """What a browser would run or fetch of a page, and the words it shows."""

    def __init__(self):
        super().__init__()
        self.scripts, self.acting, self.text = 0, [], ""

    def handle_starttag(self, tag, attrs):
        self.scripts += tag == "script"
        if tag in ("img", "iframe", "object", "embed", "base", "form"):
            self.acting.append(tag)
        self.acting += [name for name, value in attrs if name.startswith("on")
                        or (name in ("href", "src") and not (value or "").startswith("#"))]

    def handle_data(self, data):
        self.text += data


class Page(html.parser.HTMLParser):
    """What a page of HTML shows, and how often it has each element."""

    def __init__(self):
        super().__init__()
        self.text, self.count = "", collections.Counter()

    @property
    def tags(self):
        return set(self.count)

    def handle_starttag(self, tag, _):
        self.count["h" if re.fullmatch("h[1-6]", tag) else tag] += 1

    def handle_data(self, data):
        self.text += data


class Report(html.parser.HTMLParser):
    """What an HTML report holds: the text of its articles, its ids, where its links lead, the marks
    that stand in the text, and those that rows stand for."""

    VOID = {"meta", "br", "input", "col"}

    def __init__(self):
        super().__init__()
        self.articles, self.open = "", []
        self.ids, self.links, self.marks, self.rows = [], [], [], []

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        if tag not in self.VOID:
            self.open.append(tag)
        if "id" in known:
            self.ids.append(known["id"])
            if tag == "mark":
                self.marks.append(known["id"])
        if "data-of" in known:
            self.rows += known["data-of"].split()
        if tag == "a":
            assert known["href"].startswith("#"), known["href"]
            self.links.append(known["href"][1:])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if "article" in self.open:
            self.articles += data


def findings_of(path):
    out = subprocess.run([PROGRAM, "check", "--json", path], capture_output=True).stdout
    degrees = ("error", "suspect", "hint")  # in this order they are shown
    return sorted(json.loads(out)["findings"], key=lambda finding: degrees.index(finding["degree"]))


def html_of(markdown):
    extensions = [word for name in ("table", "strikethrough") for word in ("-e", name)]
    done = subprocess.run(["cmark-gfm", "--unsafe", *extensions], input=markdown, capture_output=True,
                          check=True, timeout=120)
    return done.stdout.decode()


def without_blanks(text):
    return "".join(text.split())


def visible(document, whole=False):
    """What Markdown has to show of a document, without blanks; `whole`: every visible character."""
    shown = []
    for plan in document["plans"]:
        title = [plan["label"] or "", plan["title"] or ""]
        for node in nodes_of(plan):
            if title and node["span"]["offset"][0] >= plan["span"]["offset"][0]:
                shown += title
                title = []
            dash = node["kind"] == "dash"
            shown.append(node["marker"]["text"] if node["marker"] and (whole or not dash) else "")
            shown += [node["title"], node["close"] if whole or dash else "", node["text"]]
            shown += [cell["text"] for row in node.get("rows", []) for cell in row]
        shown += title
    controls = {c: "\ufffd" for c in [*range(9), 11, 12, *range(14, 32)]}
    return without_blanks("".join(shown).translate(controls))


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
