"""Each limit of docs/security.md: what goes beyond is refused with its code and how to raise it, and
read where it was raised.

python3 tests/limits.py PROGRAM
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest
import zipfile

import make_docx
import make_ofd
import make_pdf
from in_folder import InFolder, written

PROGRAM = ""
ROOT = pathlib.Path(__file__).resolve().parent.parent
LINES = ["云溪市公园规划", "　　一、总体要求", "　　到2030年，建成公园12个。", "　　二、保障措施"]


class Limits(InFolder):
    def run_program(self, *arguments, **environment):
        done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, cwd=self.folder, timeout=300,
                              env=os.environ | {"LC_ALL": "C"} | environment)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def read(self, name, *options):
        """The code of the error, or "" where it was read; and what was said."""
        status, _, error = self.run_program("dump", "--stage", "text", name, *options)
        codes = re.findall(r"\[((?:input|usage)[.\w]*)\]$", error, re.M)
        self.assertEqual(status, 2 if codes else 0, error)
        return "".join(codes), error

    def check(self, name, lowered, code, raised=""):
        """The file is read with the usual limits and `raised`, and not with `lowered`."""
        usual = ["--limit", raised] if raised else []
        self.assertEqual(self.read(name, *usual)[0], "")
        found, error = self.read(name, "--limit", lowered)
        self.assertEqual(found, code, error)
        self.assertIn(f"--limit {lowered.split('=')[0]}=", error)  # the remedy

    def test_size(self):
        written(self.folder / "a.txt", "一、总体要求\n" * 1000)
        self.check("a.txt", "size=10000", "input.too_large")
        subprocess.run(["cp", "a.txt", "b.txt"], cwd=self.folder, check=True)
        done = subprocess.run([PROGRAM, "outline", "-", "--limit", "size=10KB"], capture_output=True,
                              input=b"x" * 20000, env=os.environ | {"LC_ALL": "C"})
        self.assertIn(b"[input.too_large]", done.stderr)

    def test_containers(self):
        body = make_docx.docx([f"第{i}段，到2030年建成公园{i * 7919 % 1000}个。" for i in range(20000)])
        written(self.folder / "a.docx", body)
        self.check("a.docx", "unpacked=1MB", "input.too_large")
        same = make_docx.docx(["到2030年，建成公园12个。" * 20] * 10000)
        written(self.folder / "same.docx", same)
        self.check("same.docx", "ratio=10", "input.too_large", "ratio=2000")
        with zipfile.ZipFile(self.folder / "a.zip", "w") as archive:
            for i in range(30):
                archive.writestr(f"{i}.txt", "一、总体要求\n")
        self.check("a.zip", "entries=10", "input.too_large")

    def test_nesting(self):
        inside = "<w:ins>" * 500 + "<w:r><w:t>甲</w:t></w:r>" + "</w:ins>" * 500
        written(self.folder / "deep.docx", make_docx.docx([make_docx.Paragraph("一", inside=inside)]))
        found, error = self.read("deep.docx")
        self.assertEqual(found, "input.nested", error)
        self.check("deep.docx", "nesting=450", "input.nested", "nesting=1000")
        written(self.folder / "deep.html", "<html><body>" + "<div>" * 100 + "一、任务" + "</div>" * 100)
        found, error = self.read("deep.html", "--limit", "nesting=50")
        self.assertEqual(found, "input.nested", error)
        self.assertEqual(self.read("deep.html")[0], "")
        written(self.folder / "deeper.html", "<html><body>" + "<div>" * 300 + "一、任务" + "</div>" * 300)
        self.assertEqual(self.read("deeper.html", "--limit", "nesting=2000")[0], "input.nested")

    def test_pages(self):
        if not (pathlib.Path(PROGRAM).parent / "gangmu-pdf").exists():
            self.skipTest("gangmu-pdf was not built")
        written(self.folder / "a.pdf", make_pdf.pdf([make_pdf.Page(make_pdf.sheet(LINES))] * 3))
        self.check("a.pdf", "pages=2", "input.too_large")
        self.check("a.pdf", "on-page=10", "input.too_large")

    def test_shown(self):
        page = [(*item[:4], "仿宋_GB2312", item[4]) for item in make_pdf.sheet(LINES)]
        written(self.folder / "a.ofd", make_ofd.ofd([page] * 3))
        self.check("a.ofd", "shown=100", "input.too_large")

    def test_cells(self):
        written(self.folder / "plan.txt", "\n".join(LINES) + "\n")
        self.assertEqual(self.run_program("convert", "plan.txt", "-o", "plan.xlsx")[0], 0)
        self.assertEqual(self.run_program("convert", "plan.txt", "-o", "plan.xlsx")[0], 0)
        status, _, error = self.run_program("convert", "plan.txt", "-o", "plan.xlsx", "--limit", "cells=3")
        self.assertEqual(status, 2)
        self.assertIn("[input.too_large]", error)

    def test_figures(self):
        text = "云溪市公园规划\n一、主要目标\n到2025年，公园达到3个，步道达到5条。\n到2025年，绿地率达到40%。\n"
        written(self.folder / "a.txt", text)
        for limit, left in (("2", 3), ("1", 1)):
            status, out, error = self.run_program("convert", "a.txt", "-o", "-", "--limit", f"figures={limit}")
            self.assertEqual(status, 0, error)
            self.assertEqual(len(json.loads(out)["plans"][0]["targets"]), left)
            self.assertEqual("[target.too_many]" in error, left == 1, error)
        self.assertIn("a.txt:3: ", error)
        self.assertIn("--limit figures=N", error)

    def test_seconds_of_a_program(self):
        place = self.folder / "bin"
        fake = written(place / "soffice", "#!/bin/sh\nsleep 30\n")
        fake.chmod(0o755)
        written(self.folder / "a.rtf", "{\\rtf1 plan}")
        status, _, error = self.run_program("outline", "a.rtf", "--limit", "seconds=1",
                                            PATH=f"{place}:/usr/bin:/bin")
        self.assertEqual(status, 2)
        self.assertIn("it took longer than 1 seconds [input.tool_failed]", error)

    def test_wrong_values(self):
        written(self.folder / "a.txt", "一、总体要求\n")
        for value in ("size", "size=", "size=0", "size=x", "sise=1", "nesting=100000", "=1", "pages=-1"):
            self.assertEqual(self.read("a.txt", "--limit", value)[0], "usage", value)

    def test_settings(self):
        written(self.folder / "set" / "a.txt", "一、总体要求\n" * 1000)
        written(self.folder / "set" / "gangmu.toml", 'limit = ["size=10000"]\n')
        done = subprocess.run([PROGRAM, "outline", "a.txt"], capture_output=True, cwd=self.folder / "set")
        self.assertIn(b"[input.too_large]", done.stderr)
        done = subprocess.run([PROGRAM, "outline", "a.txt"], capture_output=True, cwd=self.folder / "set",
                              env=os.environ | {"GANGMU_LIMIT": "size=1MB"})
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_page_lists_each_limit(self):
        told = subprocess.run([PROGRAM, "convert", "--help", "--lang", "en"], capture_output=True).stdout.decode()
        page = (ROOT / "docs/security.md").read_text(encoding="utf-8")
        names = set(re.findall(r"--limit ([\w-]+)=", page)) - {"NAME"}
        self.assertEqual(len(names), 11)
        for name in names:
            self.assertIn(name, told)


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
