#!/usr/bin/env python3
"""Whole commands side by side in one run, as ratios.

usage: bench/compare.py PROGRAM [FILE] [--write]

PROGRAM  a release build of gangmu
FILE     the text to convert; default: the real eight plans in ../shared/seeds, else the samples joined
--write  puts the figures, with machine and date, into docs/benchmarks.md

Measures the wall time (best of several runs) of gangmu to each format and from its JSON, of pandoc reading the
same file as Markdown and of cmark where these are installed, and how time and memory grow over 1, 10 and 100
copies of the text. Nothing here is a test: figures depend on the machine, ratios less so.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
KINDS = ["ndjson", "xml", "chunks", "docling", "csv", "markdown", "sqlite", "html", "docx", "xlsx"]
SEED = ROOT.parent / "shared/seeds/000_5e291068d4062e00.txt"


def run(command, repeat):
    """Best wall time in seconds."""
    best = float("inf")
    for _ in range(repeat):
        begin = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        best = min(best, time.perf_counter() - begin)
    return best


def peak_memory(command):
    """Peak resident size of one run, in MB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{command[0]} failed")
    return usage.ru_maxrss / 1024


def pages(program, text, folder, convert):
    """The text as a Word file, as LibreOffice's PDF of it and as OFD, each beside its peer."""
    sys.path.insert(0, str(ROOT / "tests"))
    import fixed
    import printed
    document = json.loads(subprocess.run([program, "convert", "-f", "json", str(text)], check=True,
                                         capture_output=True).stdout)
    data = printed.docx(fixed.printed_items(pathlib.Path(program), text, document, "left"))
    pdf = printed.pdf_of(data, folder, "plan")
    if pdf is None:
        return []
    docx, rows = folder / "plan.docx", []
    ofd = fixed.ofd_of(pathlib.Path(program), pdf, "office")

    def beside(label, path, peer, command):
        own = run(convert(path, "json"), 5)
        rows.append(f"| {label} | {own * 1000:.0f} | 1.00 |")
        if shutil.which(command[0]):
            other = run(command, 5)
            rows.append(f"| {peer} | {other * 1000:.0f} | {other / own:.2f} |")

    told = subprocess.run([program.replace("/gangmu", "/gangmu-pdf")], stdin=open(pdf, "rb"), check=True,
                          capture_output=True).stdout
    sheets = told.count(b"\npage ")
    beside("PDF → json", pdf, "pdftotext -layout", ["pdftotext", "-layout", str(pdf), str(folder / "out.txt")])
    beside("DOCX → json", docx, "pandoc, DOCX → plain", ["pandoc", "-f", "docx", "-t", "plain", str(docx),
                                                         "-o", str(folder / "out.txt")])
    rows.append(f"| OFD → json | {run(convert(ofd, 'json'), 5) * 1000:.0f} | |")
    return ["", f"The same on {sheets} pages, each command beside its peer:", "",
            "| command | ms | ratio to the one above |", "| --- | ---: | ---: |", *rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.program).resolve())
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        if arguments.file:
            source = pathlib.Path(arguments.file)
        elif SEED.exists():
            source = SEED
        else:
            source = folder / "samples.txt"
            source.write_bytes(b"\n".join(p.read_bytes() for p in sorted((ROOT / "samples").glob("*.txt"))))
        text = source.read_bytes()
        name = source.name
        one = folder / "one.txt"
        one.write_bytes(text)

        def convert(path, kind):
            more = ["--force"] if kind == "xlsx" else []  # else the one of the run before is read
            return [program, "convert", str(path), "-f", kind, "-o", str(folder / f"out.{kind}"), *more]

        base = run(convert(one, "json"), 9)
        rows = [("gangmu → json", base)]
        rows += [(f"gangmu → {kind}", run(convert(one, kind), 5)) for kind in KINDS]
        export = folder / "export.json"
        subprocess.run([program, "convert", str(one), "-o", str(export)], check=True, stderr=subprocess.DEVNULL)
        rows.append(("its JSON → json", run(convert(export, "json"), 9)))
        rows.append(("its JSON → xlsx", run(convert(export, "xlsx"), 5)))
        rows.append(("gangmu --version", run([program, "--version"], 9)))
        if shutil.which("pandoc"):
            rows.append(("pandoc, Markdown → native", run(["pandoc", "-f", "markdown", "-t", "native", str(one)], 3)))
        if shutil.which("cmark"):
            rows.append(("cmark → HTML", run(["cmark", str(one)], 9)))
        lines += [f"`{name}`, {len(text)} bytes, best of several runs:", "",
                  "| command | ms | ratio to gangmu → json |", "| --- | ---: | ---: |"]
        lines += [f"| {label} | {seconds * 1000:.0f} | {seconds / base:.2f} |" for label, seconds in rows]
        lines += ["", "Growth (blank lines left out, copies one after the other, to JSON):", "",
                  "| copies | MB | s | against ten times fewer | peak MB |", "| ---: | ---: | ---: | ---: | ---: |"]
        dense = b"\n".join(line for line in text.split(b"\n") if line.strip()) + b"\n"
        last = None
        for copies in (1, 10, 100):
            path = folder / f"copies{copies}.txt"
            path.write_bytes(dense * copies)
            seconds = run(convert(path, "json"), 5 if copies < 100 else 3)
            growth = f"{seconds / last:.2f}" if last else ""
            memory = peak_memory(convert(path, "json"))
            lines.append(f"| {copies} | {len(dense) * copies / 1e6:.2f} | {seconds:.3f} | {growth} | {memory:.0f} |")
            last = seconds
        lines += pages(program, one, folder, convert)
    report = "\n".join(lines)
    print(report)
    if arguments.write:
        head = (f"# Benchmarks\n\nMade by `bench/compare.py build/release/gangmu --write` on "
                f"{datetime.date.today().isoformat()}, {platform.machine()}, {os.cpu_count()} processors, "
                f"{platform.system()} {platform.release()}. Ratios in one run count; the figures move with the machine.\n\n")
        (ROOT / "docs/benchmarks.md").write_text(head + report + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
