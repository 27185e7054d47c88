"""Many files at once: each in a worker, with limits, resumed after a kill; and documents as lines.

python3 tests/batch.py PROGRAM [--full]
--full makes 2,000 files and one of 200 MB where 200 and one of 1 MB are made otherwise.
"""
import json
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import time
import unittest
import zipfile

from in_folder import InFolder, written

PROGRAM = ""
FULL = False
SANITIZED = False
SAMPLES = pathlib.Path(__file__).resolve().parent.parent / "samples"
PLAN = """云溪市公园建设规划

一、总体要求
（一）指导思想。坚持绿色发展。
（二）主要目标。到2025年，建成公园%d个以上，绿化率达到45.50%%。
二、保障措施
加强组织领导。
"""
BROKEN = {
    "nul": b"\0\1\2\3" * 100, "cut.docx": b"PK\x03\x04\x14\0\0\0\x08\0", "no_text": b"plan \x80\x81\xff \xa0\xff",
    "cut.pdf": b"%PDF-1.4\n1 0 obj\n<<", "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    "cut.ofd": b"PK\x05\x06" + b"\0" * 10, "elf": b"\x7fELF\2\1\1" + b"\0" * 60,
    "json": b'{"format":"gangmu.document","version":1,', "zero.doc": b"\xd0\xcf\x11\xe0" + b"\0" * 20,
    "odd16": b"\xff\xfe\x00\xd8\x00",
}


def counts_in(error):
    """What the last line on standard error says: converted, with warnings, failed, skipped."""
    found = re.findall(r"^gangmu: (\d+) converted \((\d+) with warnings\), (\d+) failed, (\d+) skipped, "
                       r"in \d+\.\d s$", error, re.M)
    return tuple(map(int, found[-1])) if found else None


class Batch(InFolder):
    def setUp(self):
        self.here = self.folder / self.id().rsplit(".", 1)[1]
        self.here.mkdir()

    def write(self, name, content):
        written(self.here / name, content)
        return name

    def start(self, *arguments, fault="", **more):
        environment = dict(os.environ, GANGMU_TEST_FAULT=fault, LC_ALL="C")
        return subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=self.here, env=environment,
                                stdin=more.pop("stdin", subprocess.DEVNULL), stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, **more)

    def run_program(self, *arguments, status=0, stdin=None, fault=""):
        child = self.start(*arguments, fault=fault,
                           stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE)
        out, error = child.communicate(stdin, timeout=1800)
        self.assertEqual(child.returncode, status, error.decode())
        return out, error.decode()

    def files(self, folder="out"):
        root = self.here / folder
        return sorted(p.relative_to(root).as_posix() for p in root.rglob("*")
                      if p.is_file() and ".gangmu" not in p.parts)

    def contents(self, folder):
        return {name: (self.here / folder / name).read_bytes() for name in self.files(folder)}

    def notes(self, folder="out"):
        return sorted(p.name for p in (self.here / folder / ".gangmu").iterdir())

    def plans(self, count, folder="in"):
        for i in range(count):
            self.write(f"{folder}/{i % 7}/{i:04}.txt", PLAN % (i + 10))


class Files(Batch):
    def test_outputs_and_summary(self):
        self.plans(9)
        out, error = self.run_program("convert", "-r", "in", "-d", "out")
        self.assertEqual(out, b"")
        self.assertEqual(self.files(), [name + ".json" for name in self.files("in")])
        self.assertEqual(counts_in(error), (9, 0, 0, 0))
        self.assertEqual(self.notes(), ["lock", "state"])
        # the very bytes of a file that is converted alone
        alone, _ = self.run_program("convert", "in/3/0003.txt")
        self.assertEqual((self.here / "out/3/0003.txt.json").read_bytes(), alone)

    def test_the_number_of_processes_shows_nowhere(self):
        self.plans(12)
        self.write("in/odd.txt", "一、甲\n三、乙\n")
        self.write("in/nul.txt", b"\0\1\2")
        told = set()
        for jobs in (1, 2, 5):
            _, error = self.run_program("convert", "-r", "in", "-d", f"out{jobs}", "-j", jobs, status=2)
            told.add(re.sub(r" in \S+ s$", "", error, flags=re.M))
            self.assertEqual(self.contents(f"out{jobs}"), self.contents("out1"))
            self.assertEqual((self.here / f"out{jobs}/.gangmu/state").read_bytes(),
                             (self.here / "out1/.gangmu/state").read_bytes())
        self.assertEqual(len(told), 1)
        self.assertIn("[numbering.gap]", told.pop())
        for ending in ("ndjson", "csv", "xlsx", "html", "db"):
            for jobs in (1, 3):
                _, error = self.run_program("convert", "-r", "in", "--merge", "-j", jobs,
                                            "-o", f"{jobs}.{ending}", status=2)
                self.assertEqual(counts_in(error), (13, 1, 1, 0))
            self.assertEqual((self.here / f"1.{ending}").read_bytes(),
                             (self.here / f"3.{ending}").read_bytes(), ending)

    def test_include_and_exclude(self):
        for name in ("a.txt", "b/初稿1.txt", "b/定稿.txt", "old/c.txt", "b/old/d.md", "e.md"):
            self.write("in/" + name, PLAN % 3)
        with zipfile.ZipFile(self.here / "in/z.zip", "w") as archive:
            archive.writestr("f.txt", PLAN % 4)
            archive.writestr("g.md", PLAN % 4)

        def taken(*arguments, status=0):
            out, _ = self.run_program("convert", "-r", "in", "-f", "ndjson", *arguments, status=status)
            return sorted(json.loads(line)["source"]["name"] for line in out.splitlines())

        everything = ["a.txt", "c.txt", "d.md", "e.md", "f.txt", "g.md", "初稿1.txt", "定稿.txt"]
        self.assertEqual(taken(), everything)
        self.assertEqual(taken("--include", "*.md"), ["d.md", "e.md", "g.md"])
        self.assertEqual(taken("--include", "??1.txt"), ["初稿1.txt"])  # characters, not bytes
        self.assertEqual(taken("--include", "b/*", "--include", "e*"), ["d.md", "e.md", "初稿1.txt", "定稿.txt"])
        self.assertEqual(taken("--exclude", "old", "--exclude", "*.zip"),
                         ["a.txt", "e.md", "初稿1.txt", "定稿.txt"])
        self.assertEqual(taken("--exclude", "[!初]*.txt", "--exclude", "*.md"), ["初稿1.txt"])
        self.assertEqual(taken("--include", "*.txt", "--exclude", "b/*稿*"), ["a.txt", "c.txt", "f.txt"])
        _, error = self.run_program("convert", "-r", "in", "-f", "ndjson", "--include", "*.pdf", status=2)
        self.assertIn("[input.none]", error)
        out, _ = self.run_program("outline", "-r", "in", "--include", "*定稿*", "--json")
        self.assertEqual(len(out.splitlines()), 1)

    def test_outputs_stay_in_their_folder(self):
        self.plans(3)
        (self.here / "elsewhere").mkdir()
        (self.here / "out").mkdir()
        (self.here / "out/1").symlink_to(self.here / "elsewhere")
        self.write("kept.json", "kept")
        (self.here / "out/2").mkdir()
        (self.here / "out/2/0002.txt.json").symlink_to(self.here / "kept.json")
        _, error = self.run_program("convert", "-r", "in", "-d", "out", status=2)
        self.assertEqual(error.count("[output.link]"), 2)
        self.assertEqual(counts_in(error), (1, 0, 2, 0))
        self.assertEqual(self.files("elsewhere"), [])
        self.assertEqual((self.here / "kept.json").read_text(), "kept")
        self.run_program("convert", "in/2/0002.txt", "-d", "out/2", status=2)  # alone as well
        self.assertEqual((self.here / "kept.json").read_text(), "kept")
        (self.here / "led").mkdir()
        (self.here / "led/.gangmu").symlink_to(self.here / "elsewhere")
        _, error = self.run_program("convert", "-r", "in", "-d", "led", status=2)
        self.assertIn("[output.link]", error)
        self.assertEqual(self.files("elsewhere"), [])

    def test_notes_stay_in_their_folder(self):
        self.plans(3)
        for name in ("state", "lock"):
            kept = self.write(f"kept.{name}", "kept\n")
            notes = self.here / f"out.{name}" / ".gangmu"
            notes.mkdir(parents=True)
            (notes / name).symlink_to(self.here / kept)
            for more in ((), ("--resume",)):
                _, error = self.run_program("convert", "-r", "in", "-d", f"out.{name}", *more, status=2)
                self.assertRegex(error, r"\[output\.(link|unwritable)\]")
                self.assertEqual((self.here / kept).read_text(), "kept\n")
                self.assertEqual(self.files(f"out.{name}"), [])

    def test_names_never_collide(self):
        self.write("in/a.txt", PLAN % 1)
        self.write("in/a.txt.json/b.txt", PLAN % 1)
        _, error = self.run_program("convert", "-r", "in", "-d", "out", status=2)
        self.assertIn("[output.collision]", error)
        self.assertFalse((self.here / "out").exists())
        # an output is no other input
        self.write("x/a.txt", PLAN % 1)
        self.write("x/a.txt.md", "# 甲\n\n# 乙\n")
        _, error = self.run_program("convert", "-r", "x", "-d", "x", "-f", "md", status=2)
        self.assertIn("[output.is_input]", error)
        self.assertEqual((self.here / "x/a.txt.md").read_text(), "# 甲\n\n# 乙\n")

    def test_outputs_inside_the_inputs_are_no_inputs(self):
        self.plans(3)
        for _ in range(2):
            _, error = self.run_program("convert", "-r", "in", "-d", "in/out", "-f", "md")
            self.assertEqual(counts_in(error), (3, 0, 0, 0))

    def test_a_worker_that_fails_is_one_file(self):
        self.plans(8)
        fault = "crash=1/0001.txt,hang=2/0002.txt,crash=3/0003.txt"
        if not SANITIZED:
            fault += ",fill=4/0004.txt"
        before = time.monotonic()
        _, error = self.run_program("convert", "-r", "in", "-d", "out", "-j", 2, "--time-limit", 6,
                                    "--memory-limit", "400MB", fault=fault, status=2)
        self.assertLess(time.monotonic() - before, 40)
        failed = 3 if SANITIZED else 4
        self.assertEqual(counts_in(error), (8 - failed, 0, failed, 0))
        self.assertEqual(len(self.files()), 8 - failed)
        codes = re.findall(r"^gangmu: error: in/(\d)/.*\[(input\.\w+)\]$", error, re.M)
        expected = [("1", "input.crashed"), ("2", "input.timed_out"), ("3", "input.crashed"),
                    ("4", "input.out_of_memory")]
        self.assertEqual(codes, expected[:failed])
        self.assertIn('"in/2/0002.txt" took longer than 6 s', error)
        # the same where all go into one output
        out, error = self.run_program("convert", "-r", "in", "-f", "ndjson", "-j", 2, "--time-limit", 6,
                                      "--memory-limit", "400MB", fault=fault, status=2)
        self.assertEqual(len(out.splitlines()), 8 - failed)
        self.assertEqual(re.findall(r"error: in/(\d)/.*\[(.*)\]", error), expected[:failed])

    def test_a_reading_process_that_fails_is_one_file(self):
        for i in range(6):
            self.write(f"in/{i}.html", "<html><body>" + "".join(f"<p>{line}</p>" for line in
                                                                (PLAN % i).splitlines()) + "</body></html>")
        fault = "crash=reading/in/1.html,hang=reading/in/2.html"
        if not SANITIZED:
            fault += ",fill=reading/in/3.html"
        _, error = self.run_program("convert", "-r", "in", "-d", "out", "-j", 2, "--time-limit", 4,
                                    "--memory-limit", "400MB", fault=fault, status=2)
        failed = 2 if SANITIZED else 3
        self.assertEqual(counts_in(error), (6 - failed, 0, failed, 0))
        expected = [("1", "input.crashed"), ("2", "input.timed_out"), ("3", "input.out_of_memory")]
        self.assertEqual(re.findall(r"^gangmu: error: in/(\d)\.html.*\[(input\.\w+)\]$", error, re.M),
                         expected[:failed])
        # also where no worker of a batch is around it, and in verbs that have no batch
        for number, code in expected[:failed]:
            _, error = self.run_program("outline", f"in/{number}.html", "--time-limit", 2,
                                        "--memory-limit", "400MB", fault=fault, status=2)
            self.assertIn(f"[{code}]", error)
        self.run_program("outline", "in/0.html", fault=fault)

    def test_archives(self):
        with zipfile.ZipFile(self.here / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for i in range(20):
                archive.writestr(f"{i:02}.txt", PLAN % i)
        _, error = self.run_program("convert", "a.zip", "-d", "out", "-j", 3, fault="crash=a.zip/07.txt",
                                    status=2)
        self.assertEqual(counts_in(error), (19, 0, 1, 0))
        _, error = self.run_program("convert", "a.zip", "-d", "out", "-j", 3, "--resume")
        self.assertEqual(counts_in(error), (1, 0, 0, 19))

    def test_quiet_and_progress(self):
        self.plans(5)
        self.write("in/odd.txt", "一、甲\n三、乙\n")
        self.write("in/nul.txt", b"\0\1")
        _, error = self.run_program("convert", "-r", "in", "-d", "out", "--quiet", status=2)
        self.assertEqual(error.count("\n"), 2)
        self.assertIn("[input.binary]", error)
        primary, terminal = pty.openpty()
        child = subprocess.Popen([PROGRAM, "convert", "-r", "in", "-d", "out", "--time-limit", "4"],
                                 cwd=self.here, stderr=terminal, stdin=subprocess.DEVNULL,
                                 env=dict(os.environ, LC_ALL="zh_CN.UTF-8",
                                          GANGMU_TEST_FAULT="hang=6/none.txt,hang=odd.txt"))
        os.close(terminal)
        shown = b""
        while select.select([primary], [], [], 30)[0]:
            try:
                shown += os.read(primary, 4096)
            except OSError:
                break
        os.close(primary)
        self.assertEqual(child.wait(), 2)
        shown = shown.decode()
        self.assertRegex(shown, r"\r\x1b\[K\[#+-+\] 已处理6/7个文件，每秒[\d.]+个，剩余约0:0\d")
        self.assertRegex(shown, r"\r\x1b\[Kgangmu: \x1b\[1;31m错误\x1b\[0m：in/odd(.|\n|\r)*\ngangmu: 已转换5个（其中0个有警告），失败2个，跳过0个，用时\d\.\d秒\r\n$")

    def test_plain_lines_elsewhere(self):
        self.plans(3)
        _, error = self.run_program("convert", "-r", "in", "-d", "out", "--time-limit", 12, "-j", 2,
                                    fault="hang=2/0002.txt", status=2)
        self.assertRegex(error, r"(?m)^gangmu: 2 of 3 files, 0\.\d a second, 0:\d\d left$")
        self.assertNotIn("\r", error)


class Resume(Batch):
    def resume(self, *arguments, status=0):
        _, error = self.run_program("convert", "-r", "in", "-d", "out", "--resume", *arguments, status=status)
        return counts_in(error)

    def test_what_is_done_is_passed_over(self):
        self.plans(6)
        self.write("in/odd.txt", "一、甲\n三、乙\n")
        self.assertEqual(self.resume(), (7, 1, 0, 0))
        before = self.contents("out")
        self.assertEqual(self.resume(), (0, 0, 0, 7))
        self.assertEqual(self.resume("--strict", status=1), (0, 0, 0, 7))  # doubts are remembered
        self.write("in/1/0001.txt", PLAN % 99)                          # another text
        (self.here / "out/2/0002.txt.json").write_text("{}")            # another output
        (self.here / "out/3/0003.txt.json").unlink()
        (self.here / "in/4/0004.txt").touch()                           # the same text
        self.write("in/new.txt", PLAN % 5)
        self.assertEqual(self.resume(), (4, 0, 0, 4))
        self.assertEqual({name for name, data in self.contents("out").items() if data != before.get(name)},
                         {"1/0001.txt.json", "new.txt.json"})
        self.assertEqual(self.resume("-f", "csv"), (8, 1, 0, 0))        # other outputs
        self.assertEqual(self.resume("-f", "csv"), (0, 0, 0, 8))
        self.assertEqual(self.resume("-f", "csv", "--table", "tasks"), (8, 1, 0, 0))
        self.assertEqual(self.resume("--encoding", "UTF-8"), (8, 1, 0, 0))
        self.write("rules/a.toml", "[words.x]\n")
        rules = self.here / "rules/a.toml"
        rules.write_text('[[rule]]\nname = "ours"\nmatch = "甲乙丙丁"\nkind = "h1"\nlevel = 40\n'
                         'yes = ["甲乙丙丁"]\nno = ["甲"]\n')
        done = subprocess.run([PROGRAM, "grammar", "test", rules.parent], capture_output=True, text=True)
        if done.returncode == 0:
            self.assertEqual(self.resume("--grammar", rules.parent), (8, 1, 0, 0))

    def test_failures_are_tried_again(self):
        self.plans(4)
        self.run_program("convert", "-r", "in", "-d", "out", fault="crash=1/0001.txt", status=2)
        self.assertEqual(self.resume(), (1, 0, 0, 3))

    def test_notes_that_are_damaged(self):
        self.plans(5)
        self.resume()
        notes = self.here / "out/.gangmu/state"
        lines = notes.read_bytes().splitlines(keepends=True)
        self.assertEqual(len(lines), 5)
        notes.write_bytes(b"".join(lines[:3]) + lines[3][:40])
        self.assertEqual(self.resume(), (2, 0, 0, 3))
        self.assertEqual(self.resume(), (0, 0, 0, 5))
        notes.write_bytes(b"\xff\0[]\n{}\n" + lines[0].replace(b'"files":[[', b'"files":[["../../x","y"],['))
        self.assertEqual(self.resume(), (5, 0, 0, 0))
        self.assertEqual(len(notes.read_bytes().splitlines()), 5)  # without what was damaged
        self.assertEqual(self.resume(), (0, 0, 0, 5))
        self.assertEqual(len(notes.read_bytes().splitlines()), 5)  # what is void went

    def test_workbooks_parted_by_body(self):
        for i in range(2):
            self.write(f"in/{i}.txt", "云溪市公园规划\n一、重点任务\n（一）建设公园。新建公园。（市园林局牵头）\n"
                                      "（二）改善环境。治理水体。（责任单位：市水利局）\n")
        options = ("-f", "xlsx", "--split-by", "unit")
        self.assertEqual(self.resume(*options), (2, 0, 0, 0))
        self.assertEqual(self.resume(*options), (0, 0, 0, 2))
        next(iter((self.here / "out").glob("1.txt.*水利局*"))).unlink()
        self.assertEqual(self.resume(*options), (1, 0, 0, 1))

    def test_only_for_folders(self):
        self.plans(2)
        _, error = self.run_program("convert", "-r", "in", "-f", "ndjson", "--resume", status=2)
        self.assertIn("[usage.option]", error)


class Killed(Batch):
    def wait_for(self, what, child=None):
        """Until it is so, or `child` has ended."""
        for _ in range(6000):
            if what() or (child is not None and child.poll() is not None):
                return
            time.sleep(0.005)
        self.fail("it never happened")

    def workers_of(self, child):
        """Processes that were started by it."""
        found = []
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == child.pid:
                found.append(int(stat.parent.name))
        return found

    def gone(self, processes):
        def running(process):
            try:
                state = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
            except OSError:
                return False
            return state != "Z"
        return not any(map(running, processes))

    def assert_whole(self):
        for name, data in self.contents("out").items():
            self.assertEqual(json.loads(data)["source"]["name"] + ".json", name.rsplit("/", 1)[-1])

    def test_killed_in_the_middle(self):
        self.plans(60)
        child = self.start("convert", "-r", "in", "-d", "out", "-j", 2, fault="hang=5/0054.txt")
        self.wait_for(lambda: len(self.files()) > 20, child)
        workers = self.workers_of(child)
        self.assertEqual(len(workers), 2)
        child.kill()
        child.communicate()
        self.wait_for(lambda: self.gone(workers))
        self.assert_whole()
        done = len(self.files())
        self.assertTrue(any(name.startswith("run-") for name in self.notes()))
        _, error = self.run_program("convert", "-r", "in", "-d", "out", "--resume")
        converted, _, failed, skipped = counts_in(error)
        self.assertEqual((converted + skipped, failed), (60, 0))
        self.assertGreaterEqual(skipped, done - 2)  # at most the note of each worker's last file is lost
        self.assertEqual(self.notes(), ["lock", "state"])
        self.assertEqual(len(self.files()), 60)
        self.run_program("convert", "-r", "in", "-d", "again")
        self.assertEqual(self.contents("out"), self.contents("again"))

    def test_interrupted(self):
        self.plans(20)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            out = f"out{number}"
            child = self.start("convert", "-r", "in", "-d", out, "-j", 2, fault="hang=5/0012.txt")
            self.wait_for(lambda: len(self.files(out)) >= 15, child)
            workers = self.workers_of(child)
            child.send_signal(number)
            _, error = child.communicate(timeout=30)
            self.assertEqual(child.returncode, -number)
            self.assertTrue(self.gone(workers))
            self.assertEqual(self.notes(out), ["lock", "state"])
            self.assertGreaterEqual(counts_in(error.decode())[0], 1)
            remain = re.search(r"^gangmu: interrupted: (\d+) remain; the same command with --resume",
                               error.decode(), re.M)
            # What a worker wrote may not have been heard of.
            self.assertIn(int(remain[1]) - (20 - len(self.files(out))), range(3))

    def test_what_is_passed_over_is_told(self):
        self.plans(3)
        for name in ("in/a.png", "in/0/b.PNG", "in/c.xlsx", "in/notes", "in/.hidden", "in/~$plan.docx"):
            self.write(name, "x")
        line = "gangmu: passed over, as formats that are not read: without an ending 1, .png 2, .xlsx 1\n"
        _, error = self.run_program("convert", "-r", "in", "-d", "out")
        self.assertIn(line, error)
        _, error = self.run_program("convert", "-r", "in", "-d", "out", "-q")
        self.assertNotIn("passed over", error)
        _, error = self.run_program("convert", "-r", "in", "-d", "out", "--include", "*.txt")
        self.assertNotIn("passed over", error)
        with zipfile.ZipFile(self.here / "a.zip", "w") as archive:
            archive.write(self.here / "in/c.xlsx", "c.xlsx")
            for path in (self.here / "in").rglob("*.txt"):
                archive.write(path, path.name)
        _, error = self.run_program("convert", "a.zip", "-d", "out2")
        self.assertIn("are not read: .xlsx 1\n", error)

    def test_a_folder_that_may_not_be_written_to(self):
        self.plans(2)
        closed = self.here / "closed"
        closed.mkdir(mode=0o555)
        nobody = {"user": 65534, "group": 65534} if os.geteuid() == 0 else {}
        os.chmod(self.here, 0o755)
        for inputs in (["in"], ["in/0/0000.txt"]):
            done = subprocess.run([PROGRAM, "convert", "-r", *inputs, "-d", "closed/out", "-f", "xlsx"],
                                  cwd=self.here, capture_output=True, timeout=60, **nobody)
            self.assertEqual(done.returncode, 2, done.stderr.decode())
            self.assertIn("ermission denied", done.stderr.decode())

    def test_one_output_is_whole_or_as_it_was(self):
        self.plans(20)
        self.write("out/all.ndjson", "as it was")
        for number in (signal.SIGINT, signal.SIGKILL):
            child = self.start("convert", "-r", "in", "-o", "out/all.ndjson", "-j", 2,
                               fault="hang=5/0012.txt")
            self.wait_for(lambda: any((self.here / "out").glob(".gangmu-*")), child)
            time.sleep(0.5)
            workers = self.workers_of(child)
            child.send_signal(number)
            child.communicate()
            self.wait_for(lambda: self.gone(workers))
            self.assertEqual((self.here / "out/all.ndjson").read_text(), "as it was")
            if number == signal.SIGINT:
                self.assertEqual(self.files(), ["all.ndjson"])
        self.assertEqual(len(self.files()), 2)  # what the kill left
        self.run_program("convert", "-r", "in", "-o", "out/all.ndjson")
        self.assertEqual(self.files(), ["all.ndjson"])
        self.assertEqual(len((self.here / "out/all.ndjson").read_bytes().splitlines()), 20)

    def test_memory_of_one_workbook(self):
        """Documents of one workbook wait on the disk: it grows, the program does not."""
        if SANITIZED:
            self.skipTest("the sanitizer keeps what is freed")

        def peak(first, count):
            for i in range(count):
                town = chr(0x4e00 + i)
                tasks = "".join(f"{n + 1}.建设{town}{chr(0x5e00 + n)}河绿道。到2025年，{town}{chr(0x5e00 + n)}河绿道达到{n + 5}公里，"
                                f"由{town}{chr(0x5e00 + n)}局牵头。\n" for n in range(60))
                self.write(f"{first}/{i:04}.txt",
                           f"{town}溪市绿道建设规划（2021—2025年）\n一、总体要求\n坚持绿色发展。\n二、重点任务\n{tasks}")
            child = self.start("convert", "-r", first, "-j", 2, "-q", "-o", f"{first}.xlsx")
            self.assertEqual(child.stderr.read(), b"")
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            child.communicate()
            self.assertEqual(child.returncode, 0)
            return usage.ru_maxrss >> 10
        few, many = peak("few", 20), peak("many", 400 if FULL else 120)
        size = (self.here / "many.xlsx").stat().st_size >> 10
        self.assertGreater(size, 1000)
        self.assertLess(many - few, 12, (few, many))

    def test_two_runs_share_a_folder(self):
        self.plans(30)
        self.plans(30, "other")
        slow = self.start("convert", "-r", "in", "-d", "out", "-j", 1, "--time-limit", 6,
                          fault="hang=0/0000.txt")
        self.wait_for(lambda: (self.here / "out/.gangmu/lock").exists(), slow)
        self.run_program("convert", "-r", "other", "-d", "out", "-j", 1)  # takes nothing from the first
        _, error = slow.communicate(timeout=60)
        self.assertEqual(counts_in(error.decode()), (29, 0, 1, 0), error.decode())
        self.assertEqual(self.notes(), ["lock", "state"])
        self.assert_whole()

    def test_many_files(self):
        """Broken, hanging, crashing and huge files among many, killed and resumed."""
        many, size = (2000, 200 << 20) if FULL else (60, 300 << 10) if SANITIZED else (200, 1 << 20)
        texts = [p.read_text(encoding="utf-8") for p in sorted(SAMPLES.glob("*.txt"))]
        for i in range(many):
            text = texts[i % len(texts)].replace("云川", "云" + chr(0x4e00 + i)).replace("2025", str(2024 + i % 9))
            self.write(f"in/{i % 13:02}/{i:04}.txt", text)
        for i in range(20):
            kind = sorted(BROKEN)[i % len(BROKEN)]
            ending = "" if "." in kind else ".txt"
            self.write(f"in/broken/{i:02}{kind}{ending}", BROKEN[kind])
        huge = texts[0].encode() + b"\n"
        self.write("in/huge.txt", huge * (size // len(huge)))
        limits = ("--time-limit", 30 if SANITIZED else 8, "--memory-limit", "1500MB")
        fault = "hang=01/0001.txt,crash=02/0002.txt,crash=03/0003.txt"
        child = self.start("convert", "-r", "in", "-d", "out", "-j", 2, *limits, "-q", fault=fault)
        self.wait_for(lambda: len(self.files()) >= many // 4, child)
        child.kill()
        child.communicate()
        self.assert_whole()
        time.sleep(0.5)
        child = self.start("convert", "-r", "in", "-d", "out", "-j", 2, *limits, "--resume", fault=fault)
        with child.stdout, child.stderr:
            error = child.stderr.read().decode()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(child.returncode, 2)
        converted, _, failed, skipped = counts_in(error)
        wrong = set(re.findall(r"^gangmu: error: (in/\S+): ", error, re.M))
        broken = {name for name in wrong if name.startswith("in/broken/")}
        self.assertEqual(len(broken), 20)
        others = {"in/01/0001.txt", "in/02/0002.txt", "in/03/0003.txt"}
        if FULL:
            others.add("in/huge.txt")
        self.assertEqual(wrong - broken, others)
        self.assertEqual(failed, len(wrong))
        self.assertEqual(converted + skipped, many + 1 + 20 - failed)
        self.assertGreater(skipped, many // 5)
        self.assert_whole()
        self.assertEqual(len(self.files()), converted + skipped)
        self.assertEqual(self.notes(), ["lock", "state"])
        print(f"\nmost memory of the program or a worker: {usage.ru_maxrss >> 10} MB")
        if not SANITIZED:
            self.assertLess(usage.ru_maxrss, 1500 << 10)


class Streams(Batch):
    def lines(self, *arguments, stdin=b"", status=0, **more):
        out, _ = self.run_program("convert", "--from", "ndjson", *arguments, stdin=stdin, status=status, **more)
        return [json.loads(line) for line in out.splitlines()]

    def test_a_line_for_a_line(self):
        plan = self.write("规划.txt", PLAN % 30)
        stdin = "\n".join([
            json.dumps({"id": "a", "text": PLAN % 7}), json.dumps({"id": 12, "path": plan}), plan,
            json.dumps({"text": "甲", "more": [1, {"id": 2}]}), '{"id":"b"}', '{"id":"c","text":"', "absent.txt",
            "", '{"id":{},"text":"x"}', '{"id":"d","text":"x","path":"y"}', '{"path":"-"}', "-", "[1]",
            json.dumps({"id": "天", "name": "方案.txt", "text": PLAN % 8}) + "\r"]).encode()
        got = self.lines("-", stdin=stdin)
        self.assertEqual([line["id"] for line in got],
                         ["a", 12, plan, None, "b", None, "absent.txt", None, None, "d", "-", "-", "[1]", "天"])
        errors = [(line["error"]["code"], line["error"]["line"]) if "error" in line else None for line in got]
        self.assertEqual(errors, [None] * 4 + [
            ("input.line", 5), ("input.line", 6), ("input.not_found", 7), ("input.line", 8), ("input.line", 9),
            ("input.line", 10), ("input.line", 11), ("input.line", 12), ("input.not_found", 13), None])
        self.assertEqual(got[0]["plans"][0]["title"], "云溪市公园建设规划")
        self.assertEqual([got[i]["source"]["name"] for i in (0, 1, 13)], ["a", "规划.txt", "方案.txt"])
        self.assertEqual([d["code"] for d in got[3]["diagnostics"]], ["document.not_a_plan"])
        # but for the id, what a file alone gives
        alone = json.loads(self.run_program("convert", plan)[0])
        self.assertEqual({key: value for key, value in got[1].items() if key != "id"}, alone)
        self.lines("-", "--strict", stdin=stdin, status=2)
        self.lines("-", "--strict", stdin=plan.encode(), status=0)
        self.assertEqual(self.lines("-"), [])
        marked, = self.lines("-", stdin=b'\xef\xbb\xbf{"id":1,"text":"x"}\n')
        self.assertEqual(marked["id"], 1)
        # what comes out is read back
        self.write("back.json", json.dumps(got[0]))
        out, _ = self.run_program("convert", "back.json")
        self.assertEqual(json.loads(out), {key: value for key, value in got[0].items() if key != "id"})

    def test_files_of_lines_and_one_output(self):
        for name in ("a", "b"):
            self.write(name + ".ndjson", "".join(json.dumps({"id": name + str(i), "text": PLAN % i}) + "\n"
                                                 for i in range(20)))
        got = {}
        for jobs in (1, 4):
            self.run_program("convert", "--from", "ndjson", "a.ndjson", "b.ndjson", "-o", f"{jobs}.ndjson",
                             "-j", jobs)
            got[jobs] = (self.here / f"{jobs}.ndjson").read_bytes()
        self.assertEqual(got[1], got[4])
        self.assertEqual([json.loads(line)["id"] for line in got[1].splitlines()],
                         [name + str(i) for name in "ab" for i in range(20)])
        _, error = self.run_program("convert", "--from", "ndjson", "a.ndjson", "none.ndjson", "-o", "1.ndjson",
                                    status=2)
        self.assertIn("[input.not_found]", error)
        self.assertEqual((self.here / "1.ndjson").read_bytes(), got[1])
        _, error = self.run_program("convert", "--from", "ndjson", ".", status=2)
        self.assertIn("cannot read the stream: Is a directory [input.unreadable]", error)
        for wrong in (["-d", "out"], ["-f", "xlsx", "-o", "x.xlsx"], ["-r"], ["--resume"]):
            _, error = self.run_program("convert", "--from", "ndjson", "a.ndjson", *wrong, status=2)
            self.assertIn("[usage.option]", error)

    def test_a_worker_that_fails_is_one_line(self):
        stdin = "".join(json.dumps({"id": f"{i}", "text": PLAN % i}) + "\n" for i in range(9)).encode()
        got = self.lines("-", "-j", 2, "--time-limit", 5, stdin=stdin, fault="crash=3,hang=5")
        self.assertEqual([line["id"] for line in got], list("012345678"))
        self.assertEqual([line["error"]["code"] for line in got if "error" in line],
                         ["input.crashed", "input.timed_out"])
        self.assertEqual([line["error"]["line"] for line in got if "error" in line], [4, 6])

    def test_each_line_is_answered_when_it_comes(self):
        child = self.start("convert", "--from", "ndjson", "-", "-q", stdin=subprocess.PIPE)
        for i in range(5):
            child.stdin.write(json.dumps({"id": i, "text": PLAN % i}).encode() + b"\n")
            child.stdin.flush()
            self.assertTrue(select.select([child.stdout], [], [], 20)[0], "no answer")
            self.assertEqual(json.loads(child.stdout.readline())["id"], i)
        self.assertEqual(child.communicate()[0], b"")
        self.assertEqual(child.returncode, 0)

    def test_memory_does_not_grow(self):
        if SANITIZED:
            self.skipTest("the sanitizer keeps what is freed")

        def peak(count):
            with open(self.here / "lines", "wb") as lines:
                for i in range(count):
                    lines.write(json.dumps({"id": i, "text": PLAN % i * 20}).encode() + b"\n")
            with open(self.here / "lines", "rb") as lines:
                child = subprocess.Popen([PROGRAM, "convert", "--from", "ndjson", "-", "-j", "2", "-q"],
                                         stdin=lines, stdout=subprocess.DEVNULL, cwd=self.here)
                _, status, usage = os.wait4(child.pid, 0)
            child.returncode = status
            self.assertEqual(status, 0)
            return usage.ru_maxrss >> 10

        few, many = peak(40), peak(1500 if FULL else 400)
        self.assertLess(many - few, 12, (few, many))

    def test_a_line_without_end(self):
        if SANITIZED:
            self.skipTest("too slow")
        child = self.start("convert", "--from", "ndjson", "-", stdin=subprocess.PIPE)
        child.stdin.write(b'{"id":"a","text":"')
        for _ in range(257):
            child.stdin.write(b"x" * (1 << 20))
        child.stdin.write(b'"}\n' + json.dumps({"id": "b", "text": PLAN % 3}).encode())
        out, error = child.communicate()
        got = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([line["id"] for line in got], [None, "b"], error)
        self.assertEqual(got[0]["error"]["code"], "input.too_large")


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    if "--full" in sys.argv:
        FULL = True
        sys.argv.remove("--full")
    SANITIZED = any(sign in pathlib.Path(PROGRAM).read_bytes() for sign in (b"__asan_init", b"__tsan_init"))
    unittest.main()
