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

    def test_formats_for_programs_are_replaced(self):
        for name in ("a.json", "a.xml", "a.csv", "a.md"):
            self.run_verb("convert", self.plan, "-o", written(self.place / name, "old"))
        error = self.run_verb("convert", self.plan, "-o", self.place / "a.json", "--force", status=2)
        self.assertIn("[usage.option]", error)


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
