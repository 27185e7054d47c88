"""gangmu diff: what it tells of two drafts, and that it tells nothing of one text in two formats.

python3 tests/diff.py PROGRAM

- samples/yunchuan_outline.txt against itself with the 25 changes of tests/diff/planned.py: exactly
  what tests/diff/planned.txt says, figure by figure and change by change, the other way round the
  reverse of it, the same from JSON exports of both and in a Word document; likewise tests/diff/traffic.txt with 31
- nothing of any sample and document against itself, its JSON, its Word document, and of the samples
  (and the plans of ../shared, where they are) against real DOCX, HTML, Markdown and, where
  LibreOffice is, PDF
- the workbook, the page for Word and the listing hold the same rows, with the changed words marked
- what cannot be read, or written, has status 2

GANGMU_REWRITE=1 writes tests/diff/planned.txt and traffic_planned.txt anew, to be read through before it is committed.
"""
import html
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import formats
import printed
from fixed import printed_items
from formats import ROOT, as_docx, as_html, as_markdown, items_of, run

sys.path.insert(0, str(ROOT / "tests" / "diff"))
sys.dont_write_bytecode = True
import planned  # noqa: E402

SAMPLE = ROOT / "samples" / "yunchuan_outline.txt"
EXPECTED = ROOT / "tests" / "diff" / "planned.txt"
EMPTY = {"figures": [], "duties": [], "changes": [], "renumbered": []}


def diff(program, old, new):
    return json.loads(run(program, "diff", "--json", old, new))


def marked(edits):
    signs = {"same": "%s", "erased": "[-%s-]", "inserted": "{+%s+}"}
    return "".join(signs[edit["kind"]] % edit["text"].replace("\n", "/") for edit in edits)


def figure_line(figure):
    def told(target):
        if target is None:
            return "-"
        period = target["period"] or {}
        return f"{target['op']} {target['value']}{target['unit']} {period.get('end')}"

    name = (figure["after"] or figure["before"])["indicator"]
    more = "".join(f" {key} {figure[key]}" for key in ("difference", "percent")
                   if figure[key] is not None)
    extra = " (told elsewhere)" if figure["told_elsewhere"] else ""
    return (f"figure {figure['kind']} {','.join(figure['fields'])}{extra} | {name} | "
            f"{told(figure['before'])} > {told(figure['after'])}{more} | {marked(figure['edits'])}")


def change_line(change):
    sides = [side["text"].replace("\n", "/") if side else "-"
             for side in (change["before"], change["after"])]
    words = marked(change["edits"]) or " > ".join(sides)
    extra = " (told elsewhere)" if change["told_elsewhere"] else ""
    return f"change {','.join(change['kinds'])} {change['part']}{extra} | {words}"


def duty_line(duty):
    def told(side):
        if side is None:
            return "-"
        charged = [f"{own['role']} {'、'.join(own['bodies'])}" for own in side.get("charged", [])]
        return side.get("deadline_words") or "; ".join(charged) or "-"

    return (f"{duty['part']} {duty['kind']} | {told(duty['before'])} > {told(duty['after'])} | "
            f"{marked(duty['edits'])}")


def lines_of(found):
    lines = [figure_line(figure) for figure in found["figures"]]
    lines += [duty_line(duty) for duty in found["duties"]]
    lines += [change_line(change) for change in found["changes"]]
    for group in found["renumbered"]:
        lines.append("renumbered | " + " ".join(f"{a} > {b}" for a, b in group["markers"]))
    return lines


def check_lines(expected, found):
    got = "\n".join(lines_of(found)) + "\n"
    if os.environ.get("GANGMU_REWRITE") and not os.environ.get("CI"):
        expected.write_text(got, encoding="utf-8")
    want = expected.read_text(encoding="utf-8")
    for a, b in zip(want.splitlines() + [""] * 9, got.splitlines() + [""] * 9):
        if a != b:
            yield f"planned changes:\n  expected: {a}\n  now:      {b}"
            break


def check_traffic(program, folder):
    old, new = ROOT / "tests" / "diff" / "traffic.txt", folder / "traffic.txt"
    text = planned.changed(old.read_text(encoding="utf-8"), planned.TRAFFIC)
    new.write_text(text, encoding="utf-8")
    found = diff(program, old, new)
    yield from check_lines(ROOT / "tests" / "diff" / "traffic_planned.txt", found)
    yield from check_counts(found)
    yield from check_reverse(found, diff(program, new, old))
    yield from nothing(program, old, old)


def check_planned(program, folder):
    new = folder / "planned.txt"
    new.write_text(planned.changed(SAMPLE.read_text(encoding="utf-8")), encoding="utf-8")
    found = diff(program, SAMPLE, new)
    yield from check_lines(EXPECTED, found)
    yield from check_counts(found)
    yield from check_reverse(found, diff(program, new, SAMPLE))
    for path in (SAMPLE, new):
        run(program, "convert", path, "-o", folder / (path.stem + ".json"))
    stored = diff(program, folder / (SAMPLE.stem + ".json"), folder / "planned.json")
    if lines_of(stored) != lines_of(found):
        yield "planned changes: from JSON exports others come out"
    run(program, "convert", new, "-o", folder / "planned.docx")
    if lines_of(diff(program, SAMPLE, folder / "planned.docx")) != lines_of(found):
        yield "planned changes: from a text to a Word document others come out"
    yield from check_outputs(program, new, folder, found)


def check_counts(found):
    """Nothing twice: each node is added, deleted or matched in one change; figures point at theirs."""
    for side in ("before", "after"):
        seen = set()
        for change in found["changes"]:
            if change["part"] in ("row", "column", "cell") or change[side] is None:
                continue
            again = seen & set(change[side]["nodes"])
            if again:
                yield f"{side}: {again} stand in two changes"
            seen |= set(change[side]["nodes"])
    for figure in found["figures"]:
        change = found["changes"][figure["change"]]
        for side in ("before", "after"):
            if figure[side] and change[side] and figure[side]["node"] not in change[side]["nodes"]:
                yield f"{side}: the figure of {figure[side]['node']} stands in another change"
    for name in ("figures", "changes"):
        if found["summary"][name] != len(found[name]):
            yield f"summary: {name}"


def check_reverse(found, back):
    """What was added is deleted the other way round; as many are reworded, moved and renumbered."""
    mirror = {"added": "deleted", "deleted": "added", "split": "joined", "joined": "split"}
    count = {}
    for number, one in ((1, found), (-1, back)):
        for change in one["changes"]:
            for kind in change["kinds"]:
                name = (mirror.get(kind, kind) if number < 0 else kind, change["part"])
                count[name] = count.get(name, 0) + number
    wrong = {name: number for name, number in count.items() if number}
    if wrong or len(found["figures"]) != len(back["figures"]):
        yield f"the other way round: {wrong}"


class Page(html.parser.HTMLParser):
    """The rows of the table of a page, and what its <ins> and <del> hold."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.marks, self.open = [], {"ins": [], "del": []}, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag in self.marks:
            self.marks[tag].append("")
        if tag == "br":
            self.handle_data("\n")
        elif tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if "td" in self.open or "th" in self.open:
            self.rows[-1][-1] += data
        if self.open and self.open[-1] in self.marks:
            self.marks[self.open[-1]][-1] += data


def sheet_rows(data):
    """The rows of a workbook's first sheet as texts; runs of its strings that are struck or lined."""
    namespace = re.compile(r' xmlns(:\w+)?="[^"]*"')
    archive = zipfile.ZipFile(data)
    strings, runs = [], {"strike": [], "u": []}
    shared = namespace.sub("", archive.read("xl/sharedStrings.xml").decode())
    for item in re.findall(r"<si>(.*?)</si>", shared, re.DOTALL):
        strings.append(html.unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", item, re.DOTALL))))
        for piece in re.findall(r"<r>(.*?)</r>", item, re.DOTALL):
            for name in runs:
                if f"<{name}/>" in piece:
                    runs[name].append(html.unescape(re.search(r"<t[^>]*>(.*?)</t>", piece, re.DOTALL)[1]))
    rows = []
    for row in re.findall(r"<row .*?</row>", archive.read("xl/worksheets/sheet1.xml").decode()):
        cells = re.findall(r'<c r="[A-Z]+\d+"[^>]*?(?:/>|>(.*?)</c>)', row)
        kinds = re.findall(r'<c r="[A-Z]+\d+"([^>]*?)/?>', row)
        rows.append([strings[int(re.search(r"<v>(\d+)</v>", cell)[1])] if 't="s"' in kind else
                     (re.search(r"<v>(.*?)</v>", cell) or ["", ""])[1]
                     for cell, kind in zip(cells, kinds)])
    return rows, runs


def check_outputs(program, new, folder, found):
    rows = len(found["duties"]) + len(found["renumbered"])
    rows += sum(1 for kind in ("figures", "changes") for one in found[kind]
                if not one["told_elsewhere"])
    book, page = folder / "planned.xlsx", folder / "planned.html"
    for path in (book, page):
        run(program, "diff", SAMPLE, new, "-o", path)
        first = path.read_bytes()
        run(program, "diff", SAMPLE, new, "-o", path)
        if path.read_bytes() != first:
            yield f"{path.name}: the same drafts gave other bytes"
    on_page = Page(page.read_text(encoding="utf-8"))
    in_book, runs = sheet_rows(book)
    if in_book[0][8] != "处理意见":
        yield f"the workbook has no column for staff: {in_book[0]}"
    in_book = [row[:8] for row in in_book]  # then that of staff, and the hidden one
    if on_page.rows != in_book:
        wrong = [pair for pair in zip(on_page.rows, in_book) if pair[0] != pair[1]]
        yield f"page and workbook: {len(on_page.rows)} and {len(in_book)} rows; {wrong[:1]}"
    if len(in_book) != rows + 1 or [row[0] for row in in_book[1:]] != [
            str(number + 1) for number in range(rows)]:
        yield f"the workbook has {len(in_book)} rows for {rows} changes"
    told = [one["edits"] for kind in ("figures", "changes") for one in found[kind]
            if not one["told_elsewhere"]]
    told += [duty["edits"] for duty in found["duties"]]
    for kind, tag, name in (("erased", "del", "strike"), ("inserted", "ins", "u")):
        words = [edit["text"].replace("\n", "¶\n") for edits in told for edit in edits
                 if edit["kind"] == kind]
        missing = [word for word in words if word not in on_page.marks[tag]]
        if not words or missing:
            yield f"page: not marked with <{tag}>: {missing}"
        parts = [edit["text"].replace("\n", "¶\n") for edits in told for edit in edits
                 if edit["kind"] == kind and any(e["kind"] == "same" for e in edits)]
        missing = [word for word in parts if word not in runs[name]]
        if not parts or missing:
            yield f"workbook: not marked with {name}: {missing}"
    yield from refusals(program, new, folder, book)
    listing = run(program, "diff", SAMPLE, new, "--lang", "zh")
    numbers = [line.split()[0] for line in listing.splitlines() if re.match(r" *\d+  \S", line)]
    if numbers != [str(number + 1) for number in range(rows)]:
        yield f"listing: rows {numbers}"


def refusals(program, new, folder, book):
    """No input is replaced, and no workbook that somebody else made or typed into."""
    draft, other = folder / "draft.html", folder / "other.xlsx"
    draft.write_bytes(pathlib.Path(new).read_bytes())
    run(program, "convert", SAMPLE, "-o", other)
    typed = other.read_bytes()
    for arguments, code in ((("diff", SAMPLE, draft, "-o", draft), "output.is_input"),
                            (("diff", SAMPLE, new, "-f", "json", "--update"), "usage.option")):
        done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
        if done.returncode != 2 or code not in done.stderr:
            yield f"{arguments[-3:]}: not refused with {code}: {done.stderr}"
    if draft.read_bytes() != pathlib.Path(new).read_bytes():
        yield "a draft was replaced by the comparison"
    run(program, "diff", SAMPLE, new, "-o", other)  # nobody typed into it
    if other.read_bytes() == typed:
        yield "a workbook into which nobody typed was kept"


def nothing(program, old, new):
    found = diff(program, old, new)
    if {key: found[key] for key in EMPTY} != EMPTY:
        yield f"{old.name} against {new.name}: {lines_of(found)[:2]}"
    told = run(program, "diff", old, new, "--lang", "en")
    if told != "nothing changed\n":
        yield f"{old.name} against {new.name}: {told[:60]}"


def check_same(program, folder):
    for path in sorted([*ROOT.glob("samples/*.txt"), *ROOT.glob("tests/documents/*.txt")]):
        yield from nothing(program, path, path)
        for ending in (".json", ".docx"):
            other = folder / (path.stem + ending)
            run(program, "convert", path, "-o", other)
            yield from nothing(program, path, other)


def check_formats(program, folder):
    """One text as its authors would have it in each format."""
    shared = pathlib.Path(os.environ.get("GANGMU_SHARED", ROOT.parent / "shared"))
    for source in sorted(ROOT.glob("samples/*.txt")) + sorted(shared.glob("seeds/000_*.txt")):
        document = json.loads(run(program, "convert", "-f", "json", source))
        items = list(items_of(program, source, document))
        made = {"real.docx": as_docx(items), "utf8.html": as_html(items, "utf-8"),
                "real.md": as_markdown(items)}
        paths = []
        for name, data in made.items():
            paths.append(folder / name)
            paths[-1].write_bytes(data if isinstance(data, bytes) else data.encode())
            yield from nothing(program, source, paths[-1])
        yield from nothing(program, paths[0], paths[1])
        if shutil.which("soffice") is None:
            continue
        data = printed.docx(printed_items(program, source, document, "left"))
        pdf = printed.pdf_of(data, folder, "plan")
        word = folder / "plan.docx"
        word.write_bytes(data)
        if pdf is None:
            yield f"{source.name}: LibreOffice made no PDF"
            continue
        yield from nothing(program, source, pdf)
        yield from nothing(program, word, pdf)


def status(program, *arguments):
    done = subprocess.run([program, "diff", *map(str, arguments)], capture_output=True, timeout=60)
    return done.returncode, done.stderr.decode()


def check_failures(program, folder):
    binary = folder / "binary.txt"
    binary.write_bytes(bytes(range(256)) * 8)
    cases = [
        ((SAMPLE,), 2, "usage"),
        ((SAMPLE, SAMPLE, SAMPLE), 2, "usage"),
        ((SAMPLE, folder / "none.txt"), 2, "input.not_found"),
        ((binary, SAMPLE), 2, "input."),
        ((SAMPLE, SAMPLE, "-f", "pdf"), 2, "usage.format"),
        ((SAMPLE, SAMPLE, "-o", folder / "out.doc"), 2, "usage.format"),
        ((SAMPLE, SAMPLE, "-o", folder / "none" / "out.html"), 2, "output.unwritable"),
        ((SAMPLE, folder), 2, "input.folder"),
        ((SAMPLE, SAMPLE), 0, ""),
        ((SAMPLE, folder / "planned.txt"), 0, ""),
    ]
    for arguments, want, code in cases:
        got, message = status(program, *arguments)
        if got != want or code not in message:
            yield f"diff {arguments}: status {got}, {message}"


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    failures = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for part in (check_planned, check_traffic, check_failures, check_same, check_formats):
            failures += part(program, folder)
    print("\n".join(failures) or "the planned changes and nothing else are told")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
