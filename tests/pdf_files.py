"""PDF files as they come: encrypted, cut off, damaged, empty, turned, of several sizes, with bookmarks;
and what is said where gangmu-pdf is not there.

python3 tests/pdf_files.py PROGRAM

The files are written by make_pdf.py and changed by qpdf. Skipped (77) where gangmu-pdf was not built or
qpdf is not installed.
"""
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

import make_pdf
from make_pdf import Page, pdf, sheet

SANITIZED = False
LINES = ["云川省河湖保护规划", "　　一、总体要求", "　　到2030年，治理河道120公里。", "　　二、保障措施",
         "　　加强巡查，每年不少于12次。"]


class Run:
    def __init__(self, program, *arguments, **environment):
        done = subprocess.run([program, *arguments], capture_output=True, timeout=120,
                              env=os.environ | environment)
        self.status, self.out = done.returncode, done.stdout.decode()
        self.error = done.stderr.decode()
        self.codes = re.findall(r"\[([a-z_]+\.[a-z_]+)\]", self.error)

    def __str__(self):
        return f"status {self.status}, {self.out[:200]!r}, {self.error[:300]!r}"


def refused(done, code):
    return done.status == 2 and done.codes == [code] and not done.out


def document_of(program, path):
    done = Run(program, "convert", "-f", "json", path)
    return json.loads(done.out) if done.status == 0 else None


def outline_of(program, path):
    return Run(program, "outline", path).out


def qpdf(*arguments):
    # 3: there were warnings
    return subprocess.run(["qpdf", *arguments], capture_output=True, timeout=60).returncode in (0, 3)


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


def check_whole(program, folder):
    path = write(folder, "whole.pdf", pdf([sheet(LINES) + [("rule", 80, 400, 400, 400)]]))
    if Run("qpdf", "--check", path).status != 0:
        yield "make_pdf.py makes no valid PDF"
    document = document_of(program, path)
    told = document["source"]
    if (told["format"], told["pages"], told["bytes"]) != ("pdf", 1, path.stat().st_size):
        yield f"whole.pdf: the source is told to be {told}"
    target = document["plans"][0]["targets"][0]
    if target["span"]["boxes"][0]["rect"][0] < 112 or target["span"]["page"] != 1:
        yield f"whole.pdf: {target['quote']} stands at {target['span']}"
    if outline_of(program, shutil.copy(path, folder / "whole.txt")) != outline_of(program, path):
        yield "whole.pdf: not read under another name"


def check_encrypted(program, folder):
    whole, locked, free = (folder / name for name in ("whole.pdf", "locked.pdf", "free.pdf"))
    for bits, more in (("256", []), ("128", ["--use-aes=y"])):
        if not (qpdf("--encrypt", "secret", "owner", bits, *more, "--", whole, locked) and
                qpdf("--encrypt", "", "owner", bits, *more, "--extract=n", "--print=none", "--", whole,
                     free)):
            yield f"qpdf encrypts nothing with {bits} bits"
            continue
        done = Run(program, "outline", locked)
        if not refused(done, "input.encrypted") or "without one" not in done.error:
            yield f"a password of {bits} bits: {done}"
        # What only forbids to copy and print is read as any viewer reads it.
        if outline_of(program, free) != outline_of(program, whole):
            yield f"an owner's password of {bits} bits: {Run(program, 'outline', free)}"


def check_cut(program, folder):
    """Cut anywhere a file is refused, or whole: poppler repairs some."""
    plain = write(folder, "long.pdf", pdf([sheet([f"　　第{n}页"] + [
        f"　　治理河道{n * 20 + k}公里。" for k in range(1, 20)]) for n in range(1, 8)]))
    packed, linear = folder / "packed.pdf", folder / "linear.pdf"
    qpdf("--object-streams=generate", plain, packed)
    qpdf("--linearize", plain, linear)
    want = outline_of(program, plain)
    for path in (plain, packed, linear):
        data = path.read_bytes()
        ends = list(range(9, len(data), len(data) // (3 if SANITIZED else 12)))
        for end in ends + [len(data) - back for back in (400, 300, 200, 100, 30, 8, 1)]:
            done = Run(program, "outline", write(folder, "cut.pdf", data[:end]))
            if not refused(done, "input.damaged") and (done.status != 0 or done.out != want):
                yield f"{path.name} cut at {end} of {len(data)}: {done}"


def check_damaged(program, folder):
    """Whatever becomes of a file: it is read or refused."""
    dice = random.Random(5)
    for name in ("whole.pdf", "packed.pdf"):
        data = (folder / name).read_bytes()
        for _ in range(5 if SANITIZED else 30):
            changed = bytearray(data)
            for _ in range(dice.choice((1, 5, 40))):
                changed[dice.randrange(len(data))] = dice.randrange(256)
            # Without Tesseract, which would read pages whose letters lost their names.
            done = Run(program, "convert", "-f", "json", write(folder, "damaged.pdf", changed),
                       PATH=str(folder))
            if done.status == 0:
                json.loads(done.out)
            elif not (done.status == 2 and len(done.codes) == 1 and done.codes[0].startswith("input.")):
                yield f"{name} damaged: {done}"
    lost = (folder / "long.pdf").read_bytes().replace(b"12 0 obj\n<</Type", b"12 0 obj\n(</Type")
    done = Run(program, "outline", write(folder, "lost.pdf", lost))
    if not refused(done, "input.damaged") or "1 of its 7 pages" not in done.error:
        yield f"a page is lost: {done}"
    done = Run(program, "outline", write(folder, "words.pdf", b"%PDF-1.7\n" + b"no pages " * 99))
    if not refused(done, "input.damaged"):
        yield f"words behind the mark of a PDF: {done}"


def check_counted(program, folder):
    """All pages that stand in a file are read, whatever number it gives."""
    data = (folder / "long.pdf").read_bytes()
    want = outline_of(program, folder / "long.pdf")
    for said, count in ((9, b"/Count 9"), (5, b"/Count 5"), (0, b"/Count 0"), (0, b"        ")):
        path = write(folder, "counted.pdf", data.replace(b"/Count 7", count))
        done = Run(program, "outline", path)
        if done.status != 0 or done.out != want or "page.miscounted" not in done.codes:
            yield f"{count}: {done}"
        if f"{said} pages, and has 7" not in done.error:
            yield f"{count}: {done.error}"
        if document_of(program, path)["source"]["pages"] != 7:
            yield f"{count}: not 7 pages"
    if "page.miscounted" in Run(program, "outline", folder / "long.pdf").codes:
        yield "a right count is told to be wrong"
    # A page that is none is missed, though the number fits the others.
    lost = data.replace(b"12 0 obj\n<</Type", b"12 0 obj\n(</Type").replace(b"/Count 7", b"/Count 6")
    done = Run(program, "outline", write(folder, "lost.pdf", lost))
    if not refused(done, "input.damaged") or "1 of its 7 pages" not in done.error:
        yield f"a page is lost and not counted: {done}"
    # One that was taken out of the file and of the count, and not of the tree.
    gone = data.replace(b"/Kids [10 0 R", b"/Kids [99 0 R").replace(b"/Count 7", b"/Count 6")
    done = Run(program, "outline", write(folder, "gone.pdf", gone))
    if done.status != 0 or document_of(program, folder / "gone.pdf")["source"]["pages"] != 6:
        yield f"a page was taken out: {done}"
    # Trees without an end: in a circle, and of kids that are the same twice, a hundred deep.
    circle = data.replace(b"/Kids [10 0 R", b"/Kids [ 2 0 R")
    done = Run(program, "outline", write(folder, "circle.pdf", circle))
    if not refused(done, "input.damaged"):
        yield f"a page tree in a circle: {done}"
    nodes = "".join(f"{n} 0 obj\n<</Type /Pages /Count 1 /Kids [{n + 1} 0 R {n + 1} 0 R]>>\nendobj\n"
                    for n in range(2, 60)).encode()
    bomb = b"%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n" + nodes + \
        b"60 0 obj\n<</Type /Pages /Count 0 /Kids []>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
    done = Run(program, "outline", write(folder, "bomb.pdf", bomb))
    if not refused(done, "input.damaged"):
        yield f"a page tree that doubles: {done}"


def check_empty(program, folder):
    for name, data in (("empty.pdf", b""), ("blank.pdf", pdf([[]])), ("blanks.pdf", pdf([[], []])),
                       ("lines.pdf", pdf([[("rule", 80, 100, 400, 100)]]))):
        done = Run(program, "check", write(folder, name, data))
        if done.status != 0 or "document.empty" not in done.out + done.error:
            yield f"{name}: {done}"
        if Run(program, "convert", "--strict", folder / name, "-o", folder / "out.json").status != 1:
            yield f"{name}: --strict sees nothing"


def check_turned(program, folder):
    whole, turned = folder / "whole.pdf", folder / "turned.pdf"
    want = [line.rstrip() for line in outline_of(program, whole).splitlines()]
    for angle in (90, 180, 270):
        # A page laid on its side: gangmu-pdf turns it upright.
        qpdf(f"--rotate=+{angle}", whole, turned)
        got = [line.rstrip() for line in outline_of(program, turned).splitlines()]
        if want != got:
            yield f"turned by {angle}: {got}"
        for target in document_of(program, turned)["plans"][0]["targets"]:
            x0, y0, x1, y1 = target["span"]["boxes"][0]["rect"]
            if not (0 < x0 < x1 < 595 and 0 < y0 < y1 < 842 and y1 - y0 < 20):
                yield f"turned by {angle}: {target['quote']} stands at {target['span']['boxes']}"
    # A wide page is stored upright and shown on its side; its text leads along it.
    wide = Page(sheet(LINES), make_pdf.A4[::-1])
    if outline_of(program, write(folder, "wide.pdf", pdf([wide]))).splitlines() != want:
        yield "a wide page is not read"


def check_sizes(program, folder):
    pages = [Page(sheet(LINES[:3])), Page(sheet(LINES[3:4]), (1191, 842)), Page(sheet(LINES[4:]), (420, 595))]
    document = document_of(program, write(folder, "sizes.pdf", pdf(pages)))
    plan, = document["plans"]
    shown = [(node["title"], node["span"]["page"]) for node in plan["children"]]
    if document["source"]["pages"] != 3 or shown != [("总体要求", 1), ("保障措施", 2)]:
        yield f"pages of several sizes: {shown}"
    if [target["span"]["page"] for target in plan["targets"]] != [1, 3]:
        yield f"pages of several sizes: {plan['targets']}"


def check_bookmarks(program, folder):
    """A line that is named in the file's outline is a title, however full the one above is."""
    lines = ["　　推进河湖治理和水库除险加固改造灌区渠道修建泵站清理", "河湖面貌改善情况",
             "推进河湖治理和水库除险加固改造灌区渠道修建泵站清理淤泥", "淤泥。"]
    blocks = []
    for outline in ((), [("河湖面貌改善情况", 0)]):
        path = write(folder, "marks.pdf", pdf([sheet(lines)], outline))
        blocks.append(Run(program, "dump", "--stage", "blocks", path).out)
    if "清理河湖面貌" not in blocks[0] or "清理河湖面貌" in blocks[1] or '"河湖面貌改善情况"' not in blocks[1]:
        yield f"bookmarks: {blocks}"


def check_missing(program, folder):
    alone, nothing = folder / "alone", folder / "nothing"
    alone.mkdir()
    nothing.mkdir()
    copy = shutil.copy(program, alone / "gangmu")
    done = Run(copy, "outline", folder / "whole.pdf", PATH=str(nothing))
    if not refused(done, "input.tool_missing") or "gangmu-pdf, which reads those, is not installed" \
            not in done.error or "libpoppler-private-dev and build gangmu again, or save the text" not in done.error:
        yield f"without gangmu-pdf: {done}"
    if "needs gangmu-pdf, which is not installed" not in Run(copy, "formats", PATH=str(nothing)).out:
        yield "formats does not tell that gangmu-pdf is missing"
    if "needs gangmu-pdf, which is not installed" in Run(program, "formats").out:
        yield "formats tells that gangmu-pdf is missing"
    # In libexec beside the folder of the program, where it is installed, and in PATH.
    for place, path in ((folder / "libexec" / "gangmu", nothing), (folder / "path", folder / "path")):
        place.mkdir(parents=True)
        shutil.copy(program.parent / "gangmu-pdf", place)
        done = Run(copy, "outline", folder / "whole.pdf", PATH=str(path))
        if done.out != outline_of(program, folder / "whole.pdf"):
            yield f"gangmu-pdf in {place}: {done}"
        shutil.rmtree(place)


def check_helper(helper, folder):
    """gangmu-pdf by itself, as helpers/pdf/README.md has it."""
    def run(name, *arguments):
        with open(folder / name, "rb") as file:
            return subprocess.run([helper, *arguments], stdin=file, capture_output=True, timeout=60)

    for name, status in (("whole.pdf", 0), ("locked.pdf", 3), ("words.pdf", 4), ("empty.pdf", 4)):
        if run(name).returncode != status:
            yield f"gangmu-pdf of {name}: {run(name)}"
    for wrong in (["--no"], ["--dpi"], ["--dpi", "x"], ["--dpi", "0"], ["--dpi", "9x"], ["file.pdf"],
                  ["--picture", "2"]):
        if run("whole.pdf", *wrong).returncode != 2:
            yield f"gangmu-pdf {wrong}: {run('whole.pdf', *wrong)}"
    picture = run("whole.pdf", "--picture", "1", "--dpi", "36").stdout
    if not picture.startswith(b"P5\n298 421\n255\n") or len(picture) != 15 + 298 * 421:
        yield f"gangmu-pdf --picture: {picture[:20]}"
    stream = run("whole.pdf").stdout.decode()
    kinds = [line.split(" ")[0].split("\t")[0] for line in stream.splitlines()]
    if kinds[:2] != ["gangmu-pdf", "pages"] or kinds[-1] != "done" or kinds.count("t") != len(LINES):
        yield f"gangmu-pdf: {stream}"
    if "r 8000 40000 40000 40000\n" not in stream or " FangSong\n" not in stream:
        yield f"gangmu-pdf: {stream}"


def check_confined(helper, folder):
    """The helper itself gives up what it does not need, whoever starts it."""
    if not sys.platform.startswith("linux"):
        return
    path = write(folder, "long.pdf", pdf([Page(sheet(LINES * 4))] * 1500))
    with path.open("rb") as file, subprocess.Popen([helper], stdin=file, stdout=subprocess.PIPE) as child:
        # Its output is more than a pipe holds: it waits for us, confined or not.
        child.stdout.read(1)
        status = pathlib.Path(f"/proc/{child.pid}/status").read_text()
        child.stdout.read()
    if child.returncode != 0:
        yield f"long.pdf: status {child.returncode}"
    if "Seccomp:\t2\n" not in status or "NoNewPrivs:\t1\n" not in status:
        yield "gangmu-pdf runs without a filter of system calls"


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    helper = program.parent / "gangmu-pdf"
    global SANITIZED
    SANITIZED = any(sign in program.read_bytes() for sign in (b"__asan_init", b"__tsan_init"))
    if not helper.exists() or shutil.which("qpdf") is None:
        print("SKIPPED: gangmu-pdf is not built, or qpdf is not installed")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        breaches = [*check_whole(program, folder), *check_encrypted(program, folder),
                    *check_cut(program, folder), *check_damaged(program, folder),
                    *check_counted(program, folder), *check_empty(program, folder), *check_turned(program, folder),
                    *check_sizes(program, folder), *check_bookmarks(program, folder),
                    *check_missing(program, folder), *check_helper(helper, folder),
                    *check_confined(helper, folder)]
    print("\n".join(breaches) or "PDF files are read or refused as they should")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
