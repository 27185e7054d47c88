"""How many files a minute: texts of 30 kB, cut from real or sample plans, in one batch.

python3 bench/batch.py PROGRAM [--files 10000] [--jobs 2] [FILE...]
FILE: UTF-8 texts to cut from; default: the samples. Prints wall clock, time of the processors and
the most memory that the program or a worker had.
"""
import argparse
import os
import pathlib
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SIZE = 30_000  # bytes


def make_texts(folder, sources, count):
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    while len(text.encode()) < 3 * SIZE:
        text += "\n" + text
    room = len(text) - SIZE // 2
    for i in range(count):
        begin = i * 7919 % room
        data = text[begin:begin + SIZE].encode()[:SIZE].decode("utf-8", "ignore")
        path = folder / f"{i % 100:02}" / f"{i:05}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(data, encoding="utf-8")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("sources", nargs="*", type=pathlib.Path,
                         default=sorted((ROOT / "samples").glob("*.txt")))
    options.add_argument("--files", type=int, default=10_000)
    options.add_argument("--jobs", type=int, default=2)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "in").mkdir()
        make_texts(folder / "in", asked.sources, asked.files)
        for what in ([], ["--resume"]):
            begin = time.monotonic()
            child = subprocess.Popen([asked.program, "convert", "-r", folder / "in", "-d", folder / "out",
                                      "-j", str(asked.jobs), "--quiet", *what])
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = status
            seconds = time.monotonic() - begin
            assert status == 0, status
            print(f"{' '.join(what) or 'convert'}: {asked.files / seconds * 60:.0f} files a minute, "
                  f"{seconds:.1f} s, processors {usage.ru_utime + usage.ru_stime:.1f} s, "
                  f"{usage.ru_maxrss >> 10} MB")


if __name__ == "__main__":
    main()
