"""The program from outside: exit statuses, streams, files and messages of the contract.

python3 tests/command_line.py PROGRAM
"""
import contextlib
import fcntl
import json
import os
import pathlib
import pty
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import tomllib
import unittest
import unittest.mock

from in_folder import written
from make_docx import docx

PROGRAM = ""
PLAN = """云溪市公园建设规划

一、总体要求
（一）指导思想。坚持绿色发展。
（二）主要目标。到2025年，建成公园30个以上，绿化率达到45.50%。
二、保障措施
加强组织领导。
"""


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.plan = self.write("规划.txt", PLAN)

    def write(self, name, content):
        return written(self.folder / name, content)

    def run_program(self, *arguments, status=0, stdin=b""):
        done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True,
                              cwd=self.folder, timeout=120)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        return done.stdout, done.stderr.decode()

    def files(self, folder="."):
        root = self.folder / folder
        return sorted(p.relative_to(root).as_posix() for p in root.rglob("*")
                      if p.is_file() and ".gangmu" not in p.parts)  # the notes of a batch

    def test_json_is_the_default(self):
        out, _ = self.run_program("convert", self.plan)
        document = json.loads(out)
        self.assertEqual(document["format"], "gangmu.document")
        self.assertEqual(document["source"]["name"], "规划.txt")
        self.assertEqual(document["plans"][0]["title"], "云溪市公园建设规划")

    def test_format_from_the_ending(self):
        self.run_program("convert", self.plan, "-o", "a.xml")
        self.assertTrue((self.folder / "a.xml").read_bytes().startswith(b"<?xml"))
        self.run_program("convert", self.plan, "-o", "a.xlsx")
        self.assertEqual((self.folder / "a.xlsx").read_bytes()[:2], b"PK")
        self.run_program("convert", self.plan, "-f", "json", "-o", "a.data")
        json.loads((self.folder / "a.data").read_bytes())
        _, error = self.run_program("convert", self.plan, "-o", "a.unknown", status=2)
        self.assertIn('no format has the ending of "a.unknown" [usage.format]', error)
        _, error = self.run_program("convert", self.plan, "-f", "pdf", status=2)
        self.assertIn('unknown format "pdf" [usage.format]', error)

    def test_tables_of_csv(self):
        self.run_program("convert", self.plan, "-o", "a.csv", "--table", "nodes", "--language", "en")
        lines = (self.folder / "a.csv").read_bytes().split(b"\r\n")
        self.assertTrue(lines[0].startswith(b"\xef\xbb\xbfID,Key,"), lines[0])
        self.assertEqual(len(lines), 7)  # head, five nodes, and nothing behind the last end
        _, error = self.run_program("convert", self.plan, "-f", "csv", "--table", "no", status=2)
        self.assertIn('"no" is no value for --table [usage]\n  known are targets, indicators, tasks, '
                      "references, nodes\n", error)
        for other in (["-f", "xml"], ["-o", "b.xlsx"], []):
            for option in (["--table", "nodes"], ["--chunk-size", "500"]):
                _, error = self.run_program("convert", self.plan, *option, *other, status=2)
                self.assertIn(f"{option[0]} is no option of the format", error)
                self.assertIn("[usage.option]", error)
        self.assertEqual(self.files(), ["a.csv", "规划.txt"])

    def test_formats_of_lines(self):
        other = self.write("b.txt", PLAN.replace("云溪", "云川"))
        absent = self.folder / "absent.txt"
        _, error = self.run_program("convert", self.plan, absent, other, "-o", "a.jsonl", status=2)
        self.assertEqual(error.count("error"), 1)
        lines = (self.folder / "a.jsonl").read_bytes().splitlines()
        self.assertEqual([json.loads(line)["plans"][0]["title"] for line in lines],
                         ["云溪市公园建设规划", "云川市公园建设规划"])
        out, _ = self.run_program("convert", self.plan, "-f", "chunks", "--chunk-size", "50")
        self.assertEqual(json.loads(out.splitlines()[-1])["text"], "加强组织领导。")
        _, error = self.run_program("convert", self.plan, "-f", "chunks", "--chunk-size", "1", status=2)
        self.assertIn("[usage]", error)
        self.run_program("convert", self.plan, "-f", "chunks", "-d", "out")
        self.assertEqual(self.files("out"), ["规划.txt.chunks"])
        # nothing is written where nothing could be read, and no reason is lost
        self.run_program("convert", absent, "-o", "a.jsonl", status=2)
        self.assertEqual((self.folder / "a.jsonl").read_bytes().splitlines(), lines)
        _, error = self.run_program("convert", absent, "-f", "ndjson", status=2)
        self.assertEqual(error.count("error"), 1)
        _, error = self.run_program("convert", self.plan, "-o", "no/such/a.ndjson", status=2)
        self.assertIn("[output.unwritable]", error)

    def test_a_database_is_added_to(self):
        other = self.write("b.txt", PLAN.replace("云溪", "云川"))
        self.run_program("convert", self.plan, "-o", "a.db")
        one = (self.folder / "a.db").read_bytes()
        self.run_program("convert", other, "-o", "a.db")
        self.run_program("convert", self.plan, "-o", "a.db")
        with contextlib.closing(sqlite3.connect(self.folder / "a.db")) as database:
            titles = database.execute("SELECT title FROM plans ORDER BY id").fetchall()
        self.assertEqual(titles, [("云川市公园建设规划",), ("云溪市公园建设规划",)])
        self.assertNotEqual((self.folder / "a.db").read_bytes(), one)
        self.run_program("convert", self.plan, "-d", "out", "-f", "db")
        self.assertEqual(self.files("out"), ["规划.txt.sqlite"])
        broken = self.write("c.db", "no database")
        _, error = self.run_program("convert", self.plan, "-o", "c.db", status=2)
        self.assertIn("[export.sqlite]", error)
        self.assertEqual(broken.read_text(), "no database")

    def test_same_bytes_twice(self):
        for name in ("json", "xml", "xlsx", "csv", "ndjson", "md", "db"):
            self.run_program("convert", self.plan, "-o", f"1.{name}")
            self.run_program("convert", self.plan, "-o", f"2.{name}")
            first, second = ((self.folder / f"{n}.{name}").read_bytes() for n in "12")
            self.assertEqual(first, second, name)

    def test_standard_input(self):
        out, _ = self.run_program("convert", "-", stdin=PLAN.encode("gb18030"))
        self.assertEqual(json.loads(out)["source"]["encoding"], "GB18030")
        self.run_program("convert", "-", "-d", "out", stdin=PLAN.encode())
        self.assertEqual(self.files("out"), ["stdin.json"])

    def test_quantities(self):
        lines = "新增10-15家\n\n到2025年，占比２．５％\n"
        out, _ = self.run_program("quantities", stdin=lines.encode())
        read = [json.loads(line) for line in out.decode().splitlines()]
        self.assertEqual([line["line"] for line in read], [1, 2, 3])
        self.assertEqual([len(line["quantities"]) for line in read], [1, 0, 1])
        self.assertEqual(read[0]["quantities"][0], {
            "text": "10-15家", "begin": 6, "end": 14, "op": "between", "value": 10,
            "value_high": 15, "exact": None, "unit": "家", "number": 10, "number_high": 15,
            "base_unit": "家", "dimension": "count"})
        share = read[2]["quantities"][0]  # bytes of the line as it came
        self.assertEqual(lines.splitlines()[2].encode()[share["begin"]:share["end"]].decode(),
                         "２．５％")
        self.assertIn(b'"value":2.5,', out)
        named = self.write("行.txt", lines.encode("gb18030"))
        self.assertEqual(self.run_program("quantities", named)[0], out)
        _, error = self.run_program("quantities", "absent.txt", status=2)
        self.assertIn("[input.not_found]", error)
        self.assertEqual(self.run_program("quantities", stdin=b"")[0], b"")

    def test_tasks_and_references(self):
        plan = self.write("任务.txt", """云溪市公园建设规划
一、总体要求
根据《云溪市总体规划》（云政发〔2021〕3号），制定本规划。
二、重点任务
（一）建设公园。新建公园。（市园林局牵头，市财政局、市水利局配合，2023年底前完成）
（二）改善环境。实施“云溪清流”行动，再推“云溪清流”行动。（责任单位：市水利局）
""")
        out, _ = self.run_program("tasks", plan, "--language", "zh")
        lines = out.decode().splitlines()
        self.assertRegex(lines[1],
                         r"^ *5  新建公园.* +2023年底前 +牵头 市园林局  配合 市财政局、市水利局$")
        out, _ = self.run_program("tasks", plan, "--json")
        self.assertEqual(out.count(b"\n"), 1)  # a line an input
        self.assertRegex(lines[2], r"^ *6  实施“云溪清流”行动.* +牵头 市水利局$")
        export, _ = self.run_program("convert", plan)
        self.assertEqual(json.loads(out)["plans"][0]["tasks"], json.loads(export)["plans"][0]["tasks"])
        bare = self.write("限期.txt", PLAN.replace("加强组织领导。", "制定公园名录，2023年底前印发。"))
        listed = json.loads(self.run_program("tasks", bare, "--json")[0])["plans"][0]
        self.assertEqual(listed["duties"], [])
        self.assertIn("2023年底前", [said["words"] for task in listed["tasks"] for said in task["stated"]])
        duties = json.loads(out)["plans"][0]["duties"]
        self.assertEqual([(d["role"], d["bodies"]) for d in duties[:2]],
                         [("lead", ["市园林局"]), ("support", ["市财政局", "市水利局"])])
        self.assertEqual(duties[0]["deadline"]["end"], 2023)
        out, _ = self.run_program("references", plan, "--language", "zh")
        self.assertRegex(out.decode().splitlines()[1], r"^ *3  依据  云政发〔2021〕3号  云溪市总体规划$")
        out, _ = self.run_program("references", plan, "--json")
        reference, = json.loads(out)["plans"][0]["references"]
        self.assertEqual((reference["relation"], reference["number"]), ("basis", "云政发〔2021〕3号"))
        out, _ = self.run_program("names", plan, "--language", "zh")
        self.assertRegex(out.decode().splitlines()[1], r"^ *6  计划行动  “云溪清流”行动 +2$")
        out, _ = self.run_program("names", plan, "--json")
        self.assertEqual([n["core"] for n in json.loads(out)["plans"][0]["names"]], ["云溪清流"] * 2)
        out, _ = self.run_program("explain", plan, "--line", "5")
        self.assertIn("市园林局", out.decode())
        self.assertIn("70-documents.toml", out.decode())

    def test_folders(self):
        self.write("in/a.txt", PLAN)
        self.write("in/b/a.txt", PLAN)
        self.write("in/b/ignored.bin", b"\0")
        _, error = self.run_program("convert", "in", "-d", "out", status=2)
        self.assertIn('"in" is a folder [input.folder]', error)
        self.run_program("convert", "-r", "in", "-d", "out", "-f", "xml", "-j", 3)
        self.assertEqual(self.files("out"), ["a.txt.xml", "b/a.txt.xml"])
        _, error = self.run_program("convert", "in/a.txt", "in/b/a.txt", "-d", "o", status=2)
        self.assertIn('would both become "o/a.txt.json" [output.collision]', error)

    def test_formats_are_told_by_content(self):
        word = docx(PLAN.splitlines())
        page = "<html><body>" + "".join(f"<p>{line}</p>" for line in PLAN.splitlines())
        text, _ = self.run_program("dump", "--stage", "text", self.plan)
        for name, data in (("in/word.docx", word), ("in/word.txt", word), ("in/b/page.htm", page),
                           ("in/page.txt", page)):
            out, _ = self.run_program("dump", "--stage", "text", self.write(name, data))
            self.assertEqual(out.split(), text.split())
        self.run_program("convert", "-r", "in", "-d", "out", "-j", 4)
        self.assertEqual(self.files("out"), ["b/page.htm.json", "page.txt.json", "word.docx.json",
                                             "word.txt.json"])
        out, _ = self.run_program("dump", "--stage", "text", "-", stdin=word)
        self.assertEqual(out.split(), text.split())
        _, error = self.run_program("outline", self.write("cut.docx", word[:-30]), status=2)
        self.assertIn('cut.docx" is damaged: its zip container cannot be opened', error)
        self.assertIn("[input.damaged]\n  get the file again", error)

    def test_one_bad_file_does_not_stop_the_others(self):
        bad = self.write("bad.txt", b"\0\1\2\3")
        absent = self.folder / "absent.txt"
        _, error = self.run_program("convert", bad, self.plan, absent, "-d", "out", status=2)
        self.assertEqual(self.files("out"), ["规划.txt.json"])
        self.assertIn("[input.binary]\n  save it as plain text", error)
        self.assertIn("[input.not_found]", error)

    def test_several_inputs_need_a_place_each(self):
        other = self.write("b.txt", PLAN)
        _, error = self.run_program("convert", self.plan, other, status=2)
        self.assertIn("[usage.several_inputs]", error)
        self.run_program("convert", self.plan, other, "-o", "both.xlsx")

    def test_outputs_are_replaced_whole_or_not_at_all(self):
        out = self.write("out.json", "old")
        os.chmod(out, 0o640)
        self.run_program("convert", self.folder / "absent.txt", "-o", out, status=2)
        self.assertEqual(out.read_text(), "old")
        self.run_program("convert", self.plan, "-o", out)
        json.loads(out.read_bytes())
        self.assertEqual(out.stat().st_mode & 0o777, 0o640)
        link = self.folder / "link.xml"
        link.symlink_to(out)
        self.run_program("convert", self.plan, "-o", link, "-f", "xml")
        self.assertTrue(link.is_symlink())
        self.assertTrue(out.read_bytes().startswith(b"<?xml"))
        self.assertEqual(self.files(), ["link.xml", "out.json", "规划.txt"])  # nothing temporary

    def test_an_output_that_cannot_be_written(self):
        _, error = self.run_program("convert", self.plan, "-o", "no/such/a.json", status=2)
        self.assertIn('there is no folder "no/such" [output.unwritable]', error)
        _, error = self.run_program("convert", self.plan, "-o", self.plan, "-f", "json", status=2)
        self.assertIn("is an input itself [output.is_input]", error)
        self.assertEqual(self.plan.read_text(), PLAN)
        if os.path.exists("/dev/full"):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM, "convert", self.plan], stdout=full,
                                      stderr=subprocess.PIPE, timeout=120)
            self.assertEqual(done.returncode, 2)
            self.assertIn(b"[output.unwritable]", done.stderr)
            _, error = self.run_program("convert", self.plan, "-o", "/dev/full", "-f", "json",
                                        status=2)
            self.assertIn("No space left", error)
            self.assertTrue(pathlib.Path("/dev/full").is_char_device())

    def test_binary_formats_are_kept_from_terminals(self):
        terminal, other_end = pty.openpty()
        done = subprocess.run([PROGRAM, "convert", self.plan, "-f", "xlsx"], stdout=other_end,
                              stderr=subprocess.PIPE, timeout=120)
        os.close(other_end)
        os.close(terminal)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"[output.terminal]", done.stderr)
        out, _ = self.run_program("convert", self.plan, "-f", "xlsx")  # a pipe may have it
        self.assertEqual(out[:2], b"PK")

    def test_diagnostics_and_strict(self):
        empty = self.write("empty.txt", "")
        _, error = self.run_program("convert", empty)
        self.assertRegex(error, r"^\S*empty\.txt:1: warning: .* \[document\.empty\]\n$")
        self.run_program("convert", empty, "--strict", status=1)
        self.run_program("convert", self.plan, "--strict")

    def test_check(self):
        gap = self.write("gap.txt", "云溪市公园建设规划\n\n一、甲\n内容。\n\n三、丙\n内容。\n")
        out, error = self.run_program("check", gap, "--lang", "en")
        self.assertEqual(error, "result: errors 0, suspects 1, hints 0\n")
        self.assertRegex(out.decode(), r"gap\.txt:6: suspect: number 2 expected before \"三、\" "
                                       r"\[numbering\.gap\]\n$")
        out, _ = self.run_program("check", gap, "--json")
        finding = json.loads(out)["findings"][0]
        self.assertEqual((finding["degree"], finding["line"], finding["quote"]),
                         ("suspect", [6, 6], "三、丙"))
        out, _ = self.run_program("check", self.plan)
        self.assertEqual(out, b"")

    def test_encoding_errors_name_file_and_line(self):
        bad = self.write("bad.txt", PLAN.encode() + b"\xff")
        _, error = self.run_program("convert", bad, status=2)
        self.assertRegex(error, r"^gangmu: error: \S*bad\.txt:8: .*byte 0xFF at offset \d+ "
                                r"does not fit \[input\.encoding\]\n  repair")

    def test_outline(self):
        out, _ = self.run_program("outline", self.plan)
        lines = out.decode().splitlines()
        self.assertEqual(lines, ["1  云溪市公园建设规划", "3    一、总体要求", "4      （一）指导思想",
                                 "5      （二）主要目标", "6    二、保障措施"])
        out, _ = self.run_program("outline", "--json", self.plan)
        children = json.loads(out)["plans"][0]["children"]
        self.assertEqual([c["title"] for c in children], ["总体要求", "保障措施"])

    def test_targets_keep_their_digits(self):
        out, _ = self.run_program("targets", "--json", self.plan)
        self.assertEqual(len(json.loads(out)["plans"]), 1)
        if json.loads(out)["plans"][0]["targets"]:
            self.assertIn(b'"value":45.50', out.replace(b" ", b""))

    def test_targets_in_words(self):
        plan = self.write("t.txt", "云溪市公园建设“十五五”规划\n\n一、主要目标\n"
                                   "到2030年，建成公园不少于45个。公园绿化率达到60.50%。\n二、保障\n")
        zh, _ = self.run_program("targets", "--language", "zh", plan)
        lines = zh.decode().splitlines()
        self.assertEqual(lines[0].split(), ["行", "状态", "指标", "运算", "数值", "时期"])
        self.assertEqual(lines[1].split()[0:2], ["4", "目标"])
        self.assertEqual(lines[1].split()[3:], ["不低于", "45个", "到2030年"])
        self.assertIn("60.50%", lines[2])
        self.assertTrue(all(line == line.rstrip() for line in lines))
        marked = any(line.endswith("年 *") for line in lines)
        self.assertEqual(lines[-1].startswith("* 推定"), marked)
        en, _ = self.run_program("targets", "--language", "en", plan)
        self.assertEqual(en.decode().split()[:2], ["Line", "Status"])
        self.assertIn("by 2030", en.decode())
        for name, expected in (("zh_CN.UTF-8", zh), ("C.UTF-8", en)):
            with unittest.mock.patch.dict("os.environ", {"LC_ALL": name}):
                out, _ = self.run_program("targets", plan)
            self.assertEqual(out, expected)

    def test_outline_fits_the_terminal(self):
        plan = self.write("w.txt", "云溪市公园建设规划\n\n一、" + "优化公园布局" * 5 + "\n正文。\n")
        parent, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
        try:
            subprocess.run([PROGRAM, "--color=never", "outline", plan], stdout=child, check=True, timeout=60)
            shown = b""
            while shown.count(b"\n") < 2:  # a terminal hands its lines out in pieces
                shown += os.read(parent, 65536)
            lines = shown.decode().splitlines()
        finally:
            os.close(child)
            os.close(parent)
        self.assertEqual(lines[0], "1  云溪市公园建设规划")
        self.assertTrue(lines[1].endswith("…"), lines[1])
        self.assertLessEqual(sum(2 if c > "\u2fff" else 1 for c in lines[1]), 40)
        whole, _ = self.run_program("outline", plan)
        self.assertIn("优化公园布局" * 5, whole.decode())

    def test_dump(self):
        view, _ = self.run_program("dump", "--stage", "text", "-",
                                   stdin=b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode())
        self.assertEqual(view.decode(), PLAN)
        nodes, _ = self.run_program("dump", "--stage", "nodes", self.plan)
        self.assertIn("p1.n1 h1 3-3", nodes.decode())
        self.run_program("dump", "--stage", "targets", self.plan)
        lines, _ = self.run_program("dump", "--stage", "lines", self.plan)
        self.assertEqual(len(lines.decode().splitlines()), 1 + len(PLAN.split()))
        blocks, _ = self.run_program("dump", "--stage", "blocks", self.plan)
        self.assertIn("h1@start", blocks.decode())
        self.run_program("dump", "--stage", "nonsense", self.plan, status=2)

    def test_lines_of_messages_are_those_of_dump(self):
        """As README.md has it for Word documents, whose lines nothing else shows."""
        plan = self.write("规划.docx", docx(PLAN.replace("二、", "三、").splitlines()))
        _, error = self.run_program("outline", plan)
        line = int(error.split(".docx:")[1].split(":")[0])
        out, _ = self.run_program("dump", "--stage", "lines", plan)
        row, = [row for row in out.decode().splitlines() if '"三、' in row]
        self.assertTrue(row.startswith(f"{line}-{line} "), (row, error))
        out, _ = self.run_program("explain", "--line", line, plan)
        self.assertIn("三、", out.decode())

    def test_dump_json(self):
        def items(stage):
            out, _ = self.run_program("dump", "--stage", stage, "--json", self.plan)
            return [json.loads(line) for line in out.decode().splitlines()]
        for stage in ("text", "lines", "blocks", "nodes", "targets"):
            self.assertEqual({item["name"] for item in items(stage)}, {str(self.plan)}, stage)
        self.assertEqual(items("text")[0]["text"], PLAN)
        self.assertEqual([item["text"] for item in items("lines")], PLAN.split())
        whole = json.loads(self.run_program("convert", self.plan)[0])["plans"][0]
        nodes = {item["id"]: item for item in items("nodes") if item["zone"] != "furniture"}
        seen = []

        def compare(node, parent):
            item = nodes[node["id"]]
            seen.append(node["id"])
            self.assertEqual(item["parent"], parent)
            for name in ("depth", "kind", "marker", "title", "text", "close", "run_in"):
                self.assertEqual(item[name], node[name])
            self.assertEqual((item["line"], item["offset"]),
                             (node["span"]["line"], node["span"]["offset"]))
            for child in node["children"]:
                compare(child, node["id"])
        for node in whole["front"] + whole["children"] + whole["back"]:
            compare(node, None)
        self.assertEqual(sorted(seen), sorted(nodes))
        self.assertEqual([dict(target, name=str(self.plan)) for target in whole["targets"]],
                         items("targets"))
        candidates = [c for block in items("blocks") for c in block["candidates"]]
        self.assertIn({"rule": "h1", "place": "start"}, candidates)

    def test_explain(self):
        out, _ = self.run_program("explain", self.plan, "--line", 3)
        self.assertRegex(out.decode(),
                         r'^\S*规划\.txt:3: p1\.n1 h1 "一、总体要求": outline/h1 '
                         r"\(30-outline\.toml:\d+\)\n$")

    def test_grammar(self):
        out, _ = self.run_program("grammar", "test")
        self.assertRegex(out.decode(), r"^\d+ rules, \d+ examples, 0 failures\n$")
        self.write("rules/own.toml", "stage = 'outline'\n[[rule]]\nname = \n")
        for verb in (["grammar", "test", "rules"], ["convert", self.plan, "--grammar", "rules"]):
            _, error = self.run_program(*verb, status=2)
            self.assertIn("own.toml:3", error)
        show, _ = self.run_program("grammar", "show")
        self.assertIn(b"[[rule]]", show)

    def test_grammar_json(self):
        """The rules as JSON are those of the TOML, with the place of each."""
        self.write("own/own.toml", "[words.topic_own]\nlist = ['云溪']\n[[rule]]\nstage = 'layout'\n"
                                   "name = 'own'\nmatch = '==own=={END}'\nkind = 'page_number'\n"
                                   "at = 'line'\nyes = ['==own==']\nno = ['own']\n")
        out, _ = self.run_program("grammar", "show", "--json", "--grammar", "own")
        told = json.loads(out)
        toml = tomllib.loads(self.run_program("grammar", "show", "--grammar", "own")[0].decode())
        self.assertEqual({part["name"]: part["expression"] for part in told["parts"]}, toml["parts"])
        self.assertEqual(len(told["rules"]), len(toml["rule"]))
        for rule, written in zip(told["rules"], toml["rule"]):
            self.assertEqual(written, {k: v for k, v in rule.items() if k in written})
        self.assertEqual({table["name"] for table in told["tables"]}, set(toml["words"]))
        own = next(rule for rule in told["rules"] if rule["name"] == "own")
        self.assertEqual((pathlib.Path(own["file"]).name, own["file_line"]), ("own.toml", 3))
        word = next(table for table in told["tables"] if table["name"] == "topic_own")["words"][0]
        self.assertEqual((word["word"], word["file_line"]), ("云溪", 2))

    def test_usage(self):
        out, _ = self.run_program("--help")
        for verb in (b"convert", b"outline", b"targets", b"formats", b"grammar", b"explain", b"dump",
                     b"check", b"compare", b"tasks", b"references", b"names", b"quantities", b"doctor", b"completion"):
            self.assertIn(verb, out)
        self.run_program("--version")
        out, _ = self.run_program("formats")
        for format in (b"docx", b"html", b"text", b"xlsx"):
            self.assertIn(b"\n" + format + b" ", out)
        for wrong in ([], ["nonsense"], ["convert"], ["grammar"], ["convert", "--nonsense", "x"]):
            _, error = self.run_program(*wrong, status=2)
            self.assertTrue(error.startswith("gangmu: error: "), error)
            self.assertIn("[usage]", error)

    def test_control_characters_do_not_reach_the_terminal(self):
        plan = self.write("c.txt", PLAN.replace("总体要求", "总体\x1b[31m要求"))
        out, _ = self.run_program("outline", plan)
        self.assertNotIn(b"\x1b", out)


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
