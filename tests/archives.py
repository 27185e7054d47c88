"""Archives of plans as inputs: what is read, named and refused, and that nothing gets out of them.

python3 tests/archives.py PROGRAM
"""
import io
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile

from in_folder import written
from make_docx import docx

PROGRAM = ""
PLAN = """云溪市公园建设规划

一、总体要求
（一）指导思想。坚持绿色发展。
二、保障措施
加强组织领导。
"""
OTHER = PLAN.replace("云溪", "云川")


def packed(entries, method=zipfile.ZIP_DEFLATED):
    """Names as strings (UTF-8) or bytes (as they are, without the flag for UTF-8)."""
    out = io.BytesIO()
    raw = {}
    with zipfile.ZipFile(out, "w", method) as archive:
        for number, (name, content) in enumerate(entries):
            if isinstance(name, bytes):  # zipfile would set the flag: written later, same length
                raw[f"{number:04}".encode().ljust(len(name), b"@")] = name
                name = f"{number:04}".ljust(len(name), "@")
            archive.writestr(zipfile.ZipInfo(name), content, method)
    data = out.getvalue()
    for place, name in raw.items():
        data = data.replace(place, name)
    return data


def locked(data):
    """The same with the bit that says that entries are encrypted."""
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            flags, = struct.unpack_from("<H", data, place + at)
            data = data[:place + at] + struct.pack("<H", flags | 1) + data[place + at + 2:]
            place = data.find(sign, place + 4)
    return data


class Archives(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "work"
        self.folder.mkdir()

    def write(self, name, data):
        written(self.folder / name, data)
        return name

    def run_program(self, *arguments, status=0, stdin=b"", **more):
        done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True,
                              cwd=self.folder, timeout=120, **more)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        return done.stdout.decode(), done.stderr.decode()

    def files(self, folder=".."):
        root = self.folder / folder
        return sorted(p.relative_to(root).as_posix() for p in root.rglob("*")
                      if p.is_file() and ".gangmu" not in p.parts)  # the notes of a batch

    def titles(self, *inputs, **more):
        out, _ = self.run_program("convert", *inputs, "-f", "ndjson", **more)
        lines = map(json.loads, out.splitlines())
        return [(line["source"]["name"], line["plans"][0]["title"]) for line in lines]

    def test_each_readable_file_is_an_input(self):
        self.write("规划.zip", packed([
            ("b/二.docx", docx(OTHER.splitlines())), ("a.txt", PLAN), ("b/", ""),
            ("封面.png", b"\x89PNG\r\n"), ("__MACOSX/._a.txt", b"\0"), ("b/~$二.docx", b"\0")]))
        both = [("a.txt", "云溪市公园建设规划"), ("二.docx", "云川市公园建设规划")]
        self.assertEqual(self.titles("规划.zip"), both)
        with open(self.folder / "规划.zip", "rb") as archive:
            self.assertEqual(self.titles("-", stdin=archive.read()), both)
        self.run_program("convert", "规划.zip", "-d", "out", "-j", 2)
        self.assertEqual(self.files("out"), ["规划.zip/a.txt.json", "规划.zip/b/二.docx.json"])
        _, error = self.run_program("convert", "规划.zip", status=2)
        self.assertIn("[usage.several_inputs]", error)
        out, _ = self.run_program("outline", "规划.zip")
        self.assertTrue(out.startswith("规划.zip/a.txt:\n1  云溪市公园建设规划\n"), out)
        self.assertIn("规划.zip/b/二.docx:\n1  云川市公园建设规划\n", out)
        for verb in (["targets"], ["tasks"], ["references"], ["names"], ["check"], ["explain"],
                     ["dump", "--stage", "text"]):
            self.run_program(*verb, "规划.zip")

    def test_told_by_content(self):
        data = packed([("a.txt", PLAN)])
        for name in ("plans.zip", "plans.txt", "plans.docx"):
            out, _ = self.run_program("outline", self.write(name, data))
            self.assertIn("总体要求", out)
        word = self.write("word.zip", docx(PLAN.splitlines()))
        self.assertEqual(self.titles(word), [("word.zip", "云溪市公园建设规划")])
        # not the names inside of documents inside, and not folders that are called like theirs
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            self.write("docs.zip", packed([("a.docx", docx(PLAN.splitlines())),
                                           ("word/b.txt", OTHER)], method))
            self.assertEqual([name for name, _ in self.titles("docs.zip")], ["a.docx", "b.txt"])
        for sign in ("[Content_Types].xml", "mimetype", "OFD.xml"):
            self.write("other.zip", packed([("a.txt", PLAN), (sign, "")]))
            _, error = self.run_program("outline", "other.zip", status=2)
            self.assertNotIn("a.txt", error)

    def test_folders_hold_archives(self):
        self.write("in/a.txt", PLAN)
        self.write("in/b/more.ZIP", packed([("x/a.txt", OTHER), ("a.md", "# 甲\n\n# 乙\n")]))
        self.run_program("convert", "-r", "in", "-d", "out")
        self.assertEqual(self.files("out"),
                         ["a.txt.json", "b/more.ZIP/a.md.json", "b/more.ZIP/x/a.txt.json"])

    def test_names_in_gbk(self):
        name = "专项规划/公园建设规划.txt"
        self.write("gbk.zip", packed([(name.encode("gb18030"), PLAN), (b"\xff\xfe.txt", OTHER)]))
        self.run_program("convert", "gbk.zip", "-d", "out")
        self.assertEqual(self.files("out"), ["gbk.zip/%FF%FE.txt.json", f"gbk.zip/{name}.json"])
        out, _ = self.run_program("outline", "gbk.zip")
        self.assertIn(f"gbk.zip/{name}:", out)

    def test_names_that_lead_elsewhere(self):
        absolute = str(self.folder / "absolute.txt")
        for name in ("../../evil.txt", "/evil.txt", absolute, "a/../../../evil.txt", "..\\..\\evil.txt",
                     "C:\\evil.txt", "//host/evil.txt", "./../evil.txt"):
            self.write("evil.zip", packed([(name, PLAN)]))
            self.run_program("convert", "evil.zip", "-d", "out")
            out, error = self.run_program("outline", "evil.zip")
            self.assertNotIn("..", out + error)
        everything = self.files()
        self.assertTrue(all(name.startswith("work/out/evil.zip/") or name == "work/evil.zip"
                            for name in everything), everything)
        self.assertIn("work/out/evil.zip" + absolute + ".json", everything)
        self.assertIn("work/out/evil.zip/evil.txt.json", everything)
        self.write("evil.zip", packed([("a\x1b[31m\n.txt", PLAN), ("..", PLAN), ("/", PLAN)]))
        out, _ = self.run_program("outline", "evil.zip")
        self.assertIn("evil.zip/a_[31m_.txt:", out)
        self.write("evil.zip", packed([("../evil.txt", PLAN), ("evil.txt", OTHER)]))
        _, error = self.run_program("convert", "evil.zip", "-d", "new", status=2)
        self.assertIn("[output.collision]", error)

    def test_an_output_never_replaces_the_archive(self):
        data = packed([("a.txt", PLAN)])
        self.write("plans.zip", data)
        _, error = self.run_program("convert", "plans.zip", "-f", "json", "-o", "plans.zip", status=2)
        self.assertIn("[output.is_input]", error)
        self.assertEqual((self.folder / "plans.zip").read_bytes(), data)

    def test_nothing_to_read(self):
        for entries in ([], [("a.png", b"\x89PNG")], [("a/", b"")]):
            self.write("none.zip", packed(entries))
            _, error = self.run_program("convert", "none.zip", status=2)
            self.assertEqual(error.count("error"), 1)
            self.assertIn('no readable file in the archive "none.zip" [input.none]', error)

    def test_one_bad_file_does_not_stop_the_others(self):
        inner = packed([("c.txt", PLAN)])
        data = packed([("a.txt", PLAN), ("b.zip", inner), ("c.txt", b"\0\1\2\3"), ("d.txt", OTHER)])
        self.write("some.zip", data)
        out, error = self.run_program("convert", "some.zip", "-f", "ndjson", status=2)
        self.assertEqual(len(out.splitlines()), 2)
        self.assertIn('"some.zip/b.zip" is an archive in an archive, which is not opened '
                      "[input.nested_archive]", error)
        self.assertIn('error: some.zip/c.txt: "some.zip/c.txt" is no text', error)
        # a byte of the first plan
        at = data.find(b"a.txt") + 12
        self.write("some.zip", data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1:])
        out, error = self.run_program("convert", "some.zip", "-f", "ndjson", status=2)
        self.assertEqual(len(out.splitlines()), 1)
        self.assertRegex(error, r'"some.zip" is damaged: "some.zip/a.txt": .* \[input\.damaged\]')

    def test_encrypted(self):
        first = locked(packed([("a.txt", PLAN)]))
        self.write("one.zip", first)
        _, error = self.run_program("outline", "one.zip", status=2)
        self.assertIn('error: one.zip/a.txt: "one.zip/a.txt" is encrypted [input.encrypted]', error)
        data = packed([("a.txt", PLAN), ("b.txt", OTHER)])
        central = data.index(b"PK\x01\x02")
        data = bytearray(data)
        for at in (6, central + 8):  # of the first entry alone
            data[at] |= 1
        self.write("one.zip", bytes(data))
        out, error = self.run_program("convert", "one.zip", "-f", "ndjson", status=2)
        self.assertEqual(len(out.splitlines()), 1)
        self.assertIn("one.zip/a.txt: ", error)

    def test_truncated(self):
        data = packed([("a.txt", PLAN), ("b.txt", OTHER)])
        for size in [*range(4, 60), *range(60, len(data), 31), len(data) - 1]:
            self.write("cut.zip", data[:size])
            _, error = self.run_program("convert", "cut.zip", "-f", "ndjson", status=2)
            self.assertIn("[input.damaged]", error)

    def test_bombs(self):
        self.write("bomb.zip", packed([("a.txt", b" " * (40 << 20)), ("b.txt", PLAN)]))
        out, error = self.run_program("convert", "bomb.zip", "-f", "ndjson", status=2)
        self.assertEqual(len(out.splitlines()), 1)
        self.assertIn('its part "bomb.zip/a.txt" unpacks to more than 400 times its size: '
                      "a zip bomb [input.too_large]", error)
        # many entries that are one and the same stretch of the file
        one = packed([("a.txt", b" " * (3 << 20))])
        start = one.index(b"PK\x01\x02")
        entry, end = one[start:one.index(b"PK\x05\x06")], bytearray(one[one.index(b"PK\x05\x06"):])
        entries = b"".join(entry.replace(b"a.txt", b"%05d" % n).replace(b"%05d" % n, b"%d.txt" % n)
                           for n in range(10)) * 20
        end[8:16] = struct.pack("<HHI", 200, 200, len(entries))
        self.write("same.zip", one[:start] + entries + bytes(end))
        _, error = self.run_program("convert", "same.zip", "-f", "ndjson", status=2)
        self.assertIn("a zip bomb [input.too_large]", error)
        self.write("many.zip", packed([(f"{n}.txt", b"") for n in range(20001)]))
        _, error = self.run_program("convert", "many.zip", "-f", "ndjson", status=2)
        self.assertIn("more than the limit of 20000", error)
        self.assertEqual(error.count("error"), 1)

    def test_files_are_read_one_at_a_time(self):
        if "asan" in PROGRAM:
            self.skipTest("the sanitizer keeps what is freed")
        text = PLAN.encode() + b"".join(b"%s\n" % os.urandom(40).hex().encode() for _ in range(12000))

        def peak(count):
            self.write("big.zip", packed([(f"{n}.txt", text) for n in range(count)]))
            child = subprocess.Popen([PROGRAM, "outline", "big.zip"], cwd=self.folder,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = status
            self.assertEqual(status, 0)
            return usage.ru_maxrss  # kilobytes

        few, many = peak(2), peak(22)  # 20 MB more, packed to half
        self.assertLess(many - few, 16 << 10)


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
