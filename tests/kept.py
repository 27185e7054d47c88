"""Files that people edited are not replaced: Word documents and pages for the browser.

python3 tests/kept.py PROGRAM
"""
import pathlib
import re
import shutil
import subprocess
import sys
import unittest
import zipfile

import make_docx
from in_folder import InFolder, written

PROGRAM = ""
PLAN = """云溪市绿道建设“十五五”规划

一、主要目标
到2030年，新增绿道60公里。
二、主要任务
（一）建设滨河绿道。沿云溪两岸建设绿道30公里。
"""


class Kept(InFolder):
    def setUp(self):
        self.plan = written(self.folder / self.id().rsplit(".", 1)[-1] / "规划.txt", PLAN)
        self.place = self.plan.parent

    def run_verb(self, *arguments, status=0):
        done = subprocess.run([PROGRAM, "--lang", "en", *map(str, arguments)], capture_output=True, timeout=120)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        return done.stderr.decode()

    def refused(self, path, *arguments):
        """That the verb leaves the file as it is; with --force it is replaced."""
        before = path.read_bytes()
        error = self.run_verb(*arguments, status=2)
        self.assertIn("[output.filled]", error)
        self.assertIn("--force", error)
        self.assertIn(path.name, error)
        self.assertEqual(path.read_bytes(), before)
        self.run_verb(*arguments, "--force")
        self.assertNotEqual(path.read_bytes(), before)

    def test_what_somebody_typed(self):
        for name, typed in (("own.docx", make_docx.docx(["我自己写的话。"])),
                            ("own.html", "<!DOCTYPE html>\n<html><body><p>我自己写的话。</p></body></html>"),
                            ("note.html", "note"), ("text.docx", "no package")):
            path = written(self.place / name, typed)
            self.refused(path, "convert", self.plan, "-o", path)
            self.run_verb("convert", self.plan, "-o", path)  # its own now

    def test_what_gangmu_made_and_nobody_changed(self):
        for name in ("a.docx", "a.html"):
            path = self.place / name
            self.run_verb("convert", self.plan, "-o", path)
            self.plan.write_text(PLAN.replace("30公里", "40公里"), encoding="utf-8")
            before = path.read_bytes()
            self.run_verb("convert", self.plan, "-o", path)
            self.assertNotEqual(path.read_bytes(), before)
            self.plan.write_text(PLAN, encoding="utf-8")
            self.run_verb("convert", self.plan, "-o", written(self.place / f"empty-{name}", ""))

    def test_what_somebody_changed_since(self):
        path = self.place / "plan.docx"
        self.run_verb("convert", self.plan, "-o", path)
        with zipfile.ZipFile(path) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        parts["word/document.xml"] = parts["word/document.xml"].replace("滨河".encode(), "沿河".encode())
        with zipfile.ZipFile(path, "w") as new:
            for name, data in parts.items():
                new.writestr(name, data)
        self.refused(path, "convert", self.plan, "-o", path)
        page = self.place / "plan.html"
        self.run_verb("convert", self.plan, "-o", page)
        # Word writes its own name into pages that it saves.
        text = re.sub(r'(name="generator" content=)"[^"]*"', r'\1"Microsoft Word 15"', page.read_text("utf-8"))
        self.refused(written(page, text), "convert", self.plan, "-o", page)

    def test_saved_by_another_program(self):
        if shutil.which("soffice") is None:
            self.skipTest("LibreOffice is not installed")
        path = self.place / "plan.docx"
        self.run_verb("convert", self.plan, "-o", path)
        saved = self.place / "saved"
        subprocess.run(["soffice", f"-env:UserInstallation=file://{self.place}/profile", "--headless",
                        "--convert-to", "docx", "--outdir", saved, path],
                       check=True, capture_output=True, timeout=240)
        self.refused(saved / path.name, "convert", self.plan, "-o", saved / path.name)

    def test_folders(self):
        """One output that is kept stops no other."""
        other = written(self.place / "别的.txt", PLAN)
        for ending, typed in ((".docx", make_docx.docx(["批注。"])), (".html", "<p>批注。</p>")):
            out = self.place / f"out{ending}"
            mine = written(out / f"规划.txt{ending}", typed)
            before = mine.read_bytes()
            arguments = ["convert", self.plan, other, "-d", out, "-f", ending[1:]]
            self.assertIn("[output.filled]", self.run_verb(*arguments, status=2))
            self.assertEqual(mine.read_bytes(), before)
            self.assertTrue((out / f"别的.txt{ending}").is_file())
            self.refused(mine, "convert", self.plan, "-d", out, "-f", ending[1:])
            self.run_verb(*arguments)

    def test_pages_of_two_drafts(self):
        other = written(self.place / "二稿.txt", PLAN.replace("30公里", "40公里"))
        for verb in ("diff", "compare"):
            page = written(self.place / f"{verb}.html", "<p>答复。</p>")
            self.refused(page, verb, self.plan, other, "-o", page)
            self.run_verb(verb, self.plan, other, "-o", page)

    def test_other_formats_over_what_people_edit(self):
        """Whatever the format and the name: what another program made is kept."""
        typed = {"a.data": make_docx.docx(["我自己写的话。"]), "b.out": b"%PDF-1.7\n", "c.out": b"{\\rtf1 a}",
                 "d.out": "<html><body><p>我自己写的话。</p></body></html>",
                 "e.out": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)}
        other = written(self.place / "二稿.txt", PLAN.replace("30公里", "40公里"))
        for name, content in typed.items():
            path = written(self.place / name, content)
            before = path.read_bytes()
            for arguments in (["convert", self.plan, "-f", "json"], ["convert", self.plan, "-f", "csv"],
                              ["convert", self.plan, other, "-f", "ndjson"],
                              ["convert", self.plan, "--from", "ndjson", "-f", "json"],
                              ["convert", self.plan, "-f", "xlsx"], ["convert", self.plan, "-f", "html"],
                              ["diff", self.plan, other, "-f", "json"], ["diff", self.plan, other, "-f", "xlsx"]):
                error = self.run_verb(*arguments, "-o", path, status=2)
                self.assertRegex(error, r"\[(output\.filled|input\.encrypted|input\.damaged|input\.binary)\]")
                self.assertEqual(path.read_bytes(), before, arguments)
        own = self.place / "own.data"
        for format in ("docx", "html", "xlsx", "json", "xml", "csv"):  # nobody's words are in these
            self.run_verb("convert", self.plan, "-f", format, "-o", own)

    def test_the_ending_of_another_format(self):
        for arguments, name, ending in [
                (["convert", self.plan, "-f", "csv"], "a.xlsx", ".csv"),
                (["convert", self.plan, "-f", "json"], "a.docx", ".json"),
                (["convert", self.plan, "-f", "docx"], "a.html", ".docx"),
                (["convert", self.plan, "-f", "docx"], "a.pdf", ".docx"),
                (["convert", self.plan, "-f", "json"], "a.wps", ".json"),
                (["convert", self.plan, "-f", "json"], "A.XLS", ".json"),
                (["convert", self.plan, "-f", "chunks"], "a.xlsx", ".chunks"),
                (["diff", self.plan, self.plan, "-f", "json"], "a.xlsx", ".json"),
                (["diff", self.plan, self.plan, "--json"], "a.html", ".json"),
                (["compare", self.plan, self.plan, "-f", "html"], "a.docx", ".html")]:
            error = self.run_verb(*arguments, "-o", self.place / name, status=2)
            self.assertIn("[usage.format]", error)
            self.assertIn(f"the ending {ending}", error)
            self.assertFalse((self.place / name).exists())
        for format, name in [("json", "a.ndjson"), ("json", "a.out"), ("json", "a"), ("ndjson", "a.json"),
                             ("chunks", "a.jsonl"), ("chunks", "a.json"), ("docling", "a.json"), ("csv", "a.txt"),
                             ("html", "a.htm"), ("markdown", "a.markdown"), ("markdown", "a.txt"),
                             ("sqlite", "a.db"), ("docx", "a.DOCX"), ("xlsx", "a.xlsx.bak")]:
            self.run_verb("convert", self.plan, "-f", format, "-o", self.place / name)
        self.run_verb("diff", self.plan, self.plan, "-f", "json", "-o", self.place / "b.ndjson")

    def test_formats_for_programs_are_replaced(self):
        for name in ("a.json", "a.xml", "a.csv", "a.md"):
            self.run_verb("convert", self.plan, "-o", written(self.place / name, "old"))
        error = self.run_verb("convert", self.plan, "-o", self.place / "a.json", "--force", status=2)
        self.assertIn("[usage.option]", error)


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
