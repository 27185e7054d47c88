"""What must not change the tree: line ends, blank lines, width of marks, pages, encodings.

python3 tests/metamorphic.py PROGRAM [-v] [DOCUMENT | FILE.txt ...]

Each of samples/ and, where ../shared (GANGMU_SHARED) holds them, the three annotated plans of the
real file are changed in every way of changes_of and parsed again. Kind, folded marker and parent (the
path of markers above) of every node with a marker must be those of the unchanged text; titles,
run_in and leads too, except where the change hides a paragraph's end.

The "unwrapped form" of a document has a paragraph a line, without furniture, made from the
program's own JSON; tables, figures and contents keep their lines in it and in all that is made of
it. CAUSES lists what fails today. An entry that no longer fails breaks the test and must go.
With -v the known failures are shown too; FILE.txt stands for any other text; GANGMU_KEEP=FOLDER
keeps the changed texts and their exports there.
"""
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
REGIONS = ("table", "toc", "figure")
WIDTHS = (20, 21, 23, 24, 27, 30, 33, 36, 38, 41, 45, 52, 60, 71, 80, 97, 120, 150, 188, 200)
PAGE = 23  # lines
GOLD = {"jichu": (1, 816), "gaoxin": (817, 2101), "nongye": (2102, 3250)}  # lines of the real file

# What fails today: cause -> document -> changes.
CAUSES = {}
KNOWN = {(document, change): cause for cause, documents in CAUSES.items()
         for document, changes in documents.items() for change in changes.split()}


# ---- What is compared

class Reading:
    """The marked nodes (and plans) in reading order, and the leads, of one export."""

    def __init__(self, document):
        self.marked = []  # (kind, marker, path of markers above)
        self.titles = []  # of the same nodes: (title, run_in)
        self.lines = []   # of the same nodes: the first line
        self.leads = []   # (index of the marked node above, title, run_in, line)
        self.codes = [d["code"] for d in document["diagnostics"]]
        for plan in document["plans"]:
            self._add("plan", "", (), plan)
            for part in ("front", "children", "back"):
                for node in plan[part]:
                    self._walk(node, (), len(self.marked) - 1)

    def _add(self, kind, marker, path, node):
        self.marked.append((kind, marker, path))
        self.titles.append((fold(node["title"] or ""), node.get("run_in", False)))
        self.lines.append(node["span"]["line"][0])

    def _walk(self, node, path, above):
        marker = fold((node["marker"] or {}).get("text") or "")
        if node["kind"] == "lead":
            self.leads.append((above, fold(node["title"]), node["run_in"],
                               node["span"]["line"][0]))
        elif marker:
            self._add(node["kind"], marker, path, node)
            path, above = path + (marker,), len(self.marked) - 1
        for child in node["children"]:
            self._walk(child, path, above)


def fold(text):
    return "".join(unicodedata.normalize("NFKC", text).split()).rstrip(".:;。")


def differences(expected, actual, hidden):
    """Lines that tell what differs. `hidden`: lines of the expected text whose end is not shown;
    None where neither titles nor leads are compared."""
    if expected.marked != actual.marked:
        return diff([" ".join((*m[2], m[0], m[1])) for m in expected.marked],
                    [" ".join((*m[2], m[0], m[1])) for m in actual.marked])
    if hidden is None:
        return []
    nodes = list(zip(expected.marked, expected.lines, expected.titles, actual.titles))
    told = [f"{m[1]}: {was} became {now}" for m, line, was, now in nodes
            if was != now and (was[1] or line not in hidden)]
    unsure = {lead[0] for lead in expected.leads if {lead[3], lead[3] - 1} & hidden}
    leads = [[f"{r.marked[lead[0]][1]} {lead[1]} {lead[2]}" for lead in r.leads
              if lead[0] not in unsure] for r in (expected, actual)]
    return told + diff(*leads)


def unclosed_titles(expected, actual):
    """Of a text without line breaks: titles closed by a mark or followed by a marker must stay,
    the others must be reported."""
    if expected.marked != actual.marked:
        return []
    told, unknown = [], []
    for i, (was, now) in enumerate(zip(expected.titles, actual.titles)):
        kind, marker, _ = expected.marked[i]
        if kind in ("plan", *REGIONS) or was == now:
            continue
        followed = i + 1 < len(expected.lines) and expected.lines[i + 1] == expected.lines[i] + 1
        (told if was[1] or followed else unknown).append(f"{marker}: {was} became {now}")
    reported = actual.codes.count("heading.end_unknown")
    if reported < len(unknown):
        told += [f"{len(unknown)} titles without an end, {reported} heading.end_unknown", *unknown]
    return told


def diff(before, after):
    return [line for line in difflib.unified_diff(before, after, n=1, lineterm="")][2:]


# ---- The unwrapped form

class Piece:
    """A paragraph, or the lines of a table that stay as they are."""

    def __init__(self, begin, text, region=False):
        self.begin, self.text, self.region = begin, text, region


def unwrapped(document, view):
    furniture = [f["span"]["offset"] for f in document["furniture"]]
    pieces = []
    for plan in document["plans"]:
        begin = plan["span"]["offset"][0]
        pieces += [Piece(begin, t) for t in (plan["label"], plan["title"]) if t]
        for part in ("front", "children", "back"):
            for node in plan[part]:
                add_pieces(pieces, node, view, furniture)
    return sorted(pieces, key=lambda piece: piece.begin)


def add_pieces(pieces, node, view, furniture):
    begin, end = node["span"]["offset"]
    if node["kind"] in REGIONS:
        pieces.append(Piece(begin, without(view, begin, end, furniture), True))
    else:
        marker = (node["marker"] or {}).get("text") or ""
        gap = "　" if re.search(r"[^\W_]$", marker) and node["kind"] != "h5" else ""
        head = marker + gap + (node["title"] or "") + node["close"]
        texts = [head + node["text"]] if node["run_in"] or not head else [head, node["text"]]
        pieces += [Piece(begin, t.replace("\n", "")) for t in texts if t.strip()]
    for child in node["children"]:
        add_pieces(pieces, child, view, furniture)


def without(view, begin, end, furniture):
    parts, at = [], begin
    for first, last in sorted(furniture):
        if begin <= first and last <= end:
            parts.append(view[at:first])
            at = last
    text = b"".join([*parts, view[at:end]]).decode()
    return "\n".join(line for line in text.replace("\f", "").split("\n") if line.strip())


def as_lines(pieces):
    return "".join(piece.text + "\n" for piece in pieces)


# ---- Changes

def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def units_of(text, typeset):
    """What no line end may part: Latin words and numbers; typeset text also keeps closing marks
    with what stands before them and opening ones with what follows."""
    word = r"[A-Za-z0-9.%+&/-]+|."
    if typeset:
        word = rf"[（(《“〔]*(?:{word})[，。；：、）)》”〕！？]*"
    return re.findall(word, text)


def wrap(pieces, width, style):
    """The text in lines of `width`, and the lines of the unwrapped form whose end is not shown: a
    reader cannot know that the paragraph ends where no further word had fitted.

    cut: by the number of characters; set: by columns, keeping marks off the wrong end of a line;
    indented: set with first lines two characters narrower, whose indents were lost."""
    typeset = style != "cut"
    measure = columns if typeset else len
    limit = 2 * width if typeset else width
    indent = 4 if style == "indented" else 0
    out, hidden, line = [], set(), 1
    for piece, after in zip(pieces, [*pieces[1:], None]):
        if piece.region:
            out.append(piece.text)
            line += piece.text.count("\n") + 1
            continue
        current, room = "", limit - indent
        for unit in units_of(piece.text, typeset):
            if current and measure(current + unit) > room:
                out.append(current)
                current, room = "", limit
            current += unit
        out.append(current)
        first = units_of(after.text, typeset)[:1] if after else []
        if first and measure(current + first[0]) > room:
            hidden.add(line)
        line += 1
    return "\n".join(out) + "\n", hidden


def joined(pieces):
    """No line ends but those of tables and contents."""
    out = ""
    for piece in pieces:
        out += f"\n{piece.text}\n" if piece.region else piece.text
    return out.lstrip("\n") + "\n"


def no_blank_lines(text):
    return "".join(line + "\n" for line in text.split("\n") if line.strip())


def blank_lines(text):
    return no_blank_lines(text).replace("\n", "\n\n")


FULL_TO_HALF = str.maketrans("（），：；？！", "(),:;?!")


def half_width(text):
    return re.sub(r"(?m)^(\s*\d{1,2})．", r"\1.", text.translate(FULL_TO_HALF))


def full_width(text):
    pairs = dict(zip("(),:;?!", "（），：；？！"))
    text = re.sub(r"(?<![0-9A-Za-z])[,:;?!]|[,:;?!](?![0-9A-Za-z])|[()]",
                  lambda m: pairs[m[0]], text)
    return re.sub(r"(?m)^(\s*\d{1,2})\.(?!\d)", r"\1．", text)


def half_width_and_blank(text):
    return re.sub(r"([,:;?!])(?=[^\s0-9])", r"\1 ", half_width(text))


def paged(text, style, feed):
    """A page number, and a form feed where `feed`, after every PAGE lines."""
    out = []
    for i, line in enumerate(text.rstrip("\n").split("\n"), 1):
        out.append(line)
        if i % PAGE == 0:
            out.append(style.format(i // PAGE))
            out.append("\f" if feed else "")
    return ("\n".join(out) + "\n").replace("\f\n", "\f")


def paged_in_paragraphs(pieces, style):
    """Every sixth long paragraph is parted in its middle by a page number."""
    out, count = "", 0
    for piece in pieces:
        text = piece.text
        if not piece.region and len(text) > 60:
            count += 1
            if count % 6 == 0:
                units = units_of(text, True)
                half = len(units) // 2
                number = style.format(count // 6)
                text = f"{''.join(units[:half])}\n{number}\n\f{''.join(units[half:])}"
        out += text + "\n"
    return out


STYLES = {"dashes": "－{}－", "hyphens": "- {} -", "bare": "{}"}


def changes_of(pieces, text):
    """Name -> (bytes, what it is compared with, lines whose end is not shown)."""
    result = {"unwrapped": (as_lines(pieces), "original", set())}
    for width in WIDTHS:
        for style in ("cut", "set", "indented"):
            changed, hidden = wrap(pieces, width, style)
            result[f"{style}-{width}"] = (changed, "unwrapped", hidden)
    base, _ = wrap(pieces, 33, "set")
    for name, style in STYLES.items():
        result[f"pages-{name}"] = (paged(base, style, False), "set-33", set())
        result[f"feeds-{name}"] = (paged(base, style, True), "set-33", set())
        result[f"parted-{name}"] = (paged_in_paragraphs(pieces, style), "unwrapped", set())
    result["blank-none"] = (no_blank_lines(text), "original", set())
    result["blank-all"] = (blank_lines(text), "original", set())
    for change in (half_width, full_width, half_width_and_blank):
        result[change.__name__] = (change(text), "original", set())
    result["no-line-ends"] = (joined(pieces), "unwrapped", None)
    result = {name: (t.encode(), *rest) for name, (t, *rest) in result.items()}
    for name, codec in (("gb18030", "gb18030"), ("utf-16-le", "utf-16-le"),
                        ("utf-16-be", "utf-16-be"), ("utf-8-bom", "utf-8-sig")):
        bom = "\ufeff" if name.startswith("utf-16") else ""
        result[name] = ((bom + text).encode(codec), "original", set())
    return result


# ---- The run

def documents(shared, only):
    """Name -> text; those of `only` where it is not empty."""
    files = [pathlib.Path(name) for name in only if name.endswith(".txt")]
    if files:
        return {path.stem: path.read_text("utf-8") for path in files}
    result = {p.stem: p.read_text("utf-8") for p in sorted((ROOT / "samples").glob("*.txt"))}
    if len(result) < 3:
        sys.exit(f"only {len(result)} samples in {ROOT / 'samples'}")
    strange = {document for document, _ in KNOWN} - {*result, *GOLD}
    if strange:
        sys.exit(f"CAUSES names {sorted(strange)}, which are no documents")
    for source in sorted(shared.glob("seeds/000_*.txt")):
        lines = source.read_text("utf-8-sig").split("\n")
        for name, (first, last) in GOLD.items():
            result[name] = "\n".join(lines[first - 1:last]) + "\n"
    return {name: text for name, text in result.items() if not only or name in only}


def parse(program, folder, texts):
    """File name -> export, all in one run of the program."""
    sources, out = folder / "in", folder / "out"
    sources.mkdir(parents=True)
    for name, content in texts.items():
        (sources / f"{name}.txt").write_bytes(content)
    done = subprocess.run([program, "convert", "-r", sources, "-f", "json", "-d", out],
                          capture_output=True, timeout=600)
    if done.returncode != 0:
        sys.exit(f"convert: status {done.returncode}\n{done.stderr.decode()[:2000]}")
    return {path.name.split(".")[0]: json.loads(path.read_bytes()) for path in out.rglob("*.json")}


def failures_of(program, name, text, folder):
    """How many changes there are, and change -> lines that tell what differs."""
    original = parse(program, folder / name / "original", {"original": text.encode()})["original"]
    pieces = unwrapped(original, text.encode())
    changes = changes_of(pieces, text)
    exports = parse(program, folder / name / "changed",
                    {change: content for change, (content, *_) in changes.items()})
    readings = {change: Reading(export) for change, export in exports.items()}
    readings["original"] = Reading(original)
    result = {}
    for change, (_, reference, hidden) in changes.items():
        told = differences(readings[reference], readings[change], hidden)
        if hidden is None:
            told += unclosed_titles(readings[reference], readings[change])
        if change.startswith(("gb18030", "utf")) and exports[change]["plans"] != original["plans"]:
            told.append("the plans are not the same")
        if told:
            result[change] = told
    return len(changes), result


def judge(name, failures, verbose):
    """What breaks the test, and what to show besides."""
    bad, shown = [], []
    for change, told in failures.items():
        lines = [f"{name} {change}: {len(told)} differences",
                 *(f"    {line[:160]}" for line in told[:12])]
        if (name, change) not in KNOWN:
            bad += lines
        elif verbose:
            shown += [*lines, f"    known: {KNOWN[name, change]}"]
    bad += [f"{name} {change} no longer fails: remove it from CAUSES"
            for document, change in KNOWN if document == name and change not in failures]
    return bad, shown


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    verbose, only = "-v" in sys.argv, [a for a in sys.argv[2:] if a != "-v"]
    shared = pathlib.Path(os.environ.get("GANGMU_SHARED", ROOT.parent / "shared"))
    count, known, bad, shown = 0, 0, [], []
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(os.environ.get("GANGMU_KEEP") or temporary)
        for name, text in documents(shared, only).items():
            changes, failures = failures_of(program, name, text, folder)
            count += changes
            known += sum((name, change) in KNOWN for change in failures)
            for lines, more in zip((bad, shown), judge(name, failures, verbose)):
                lines += more
    for line in shown + bad:
        print(line)
    print(f"{count} changes, {known} known to fail{', others do too' if bad else ''}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
