"""Word documents that the program writes: read again, taken apart, and opened by LibreOffice.

python3 tests/word.py PROGRAM [--list] [--full]

The samples, and of tests/documents and the plans of ../shared (GANGMU_SHARED), where they are, every
third, with --full all. What is read from the DOCX must be the tree that it was made of, and again when
that is written, the package must be whole, the same input must give the same bytes, and LibreOffice
must show the same characters, automatic numbers among them, and the headings as an outline. --list
tells for each document which share of its markers is automatic.
"""
import collections
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

from formats import difference, nodes_of, office_lines, run, shape, squeezed

ROOT = pathlib.Path(__file__).resolve().parent.parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LEADERS = re.compile("[.…·‥．⋯]{2,}|…")
HAN = re.compile("[\u3400-\u9fff]")
MARKS = re.compile("[①-⑳⁰¹²³⁴-⁹]")  # of footnotes: the text export of LibreOffice has plain numbers
HEADINGS = {"part", "chapter", "section", "h1", "h2", "h3", "h4", "h5", "n1", "n2", "n3", "n4"}
SKIPPED = 77


def documents():
    shared = pathlib.Path(os.environ.get("GANGMU_SHARED", ROOT.parent / "shared"))
    others = [path for folder in (ROOT / "tests" / "documents", shared / "seeds")
              for path in sorted(folder.glob("*.txt"))]
    return sorted((ROOT / "samples").glob("*.txt")) + others[::1 if "--full" in sys.argv else 3]


def load(program, path):
    return json.loads(run(program, "convert", "-f", "json", path))


# ---- the round trip -------------------------------------------------------------------------------

def tree(document):
    """shape() without what the layout owns: the leaders of contents, and where footnotes stand. These
    are listed behind the other nodes."""
    plans = []
    for plan in shape(document):
        nodes, places, notes = [], {}, []
        for at, (kind, marker, title, parent, text, rows) in enumerate(plan[4]):
            if kind == "note" and not HAN.search(marker or ""):
                notes.append((marker, text))
                continue
            places[at] = len(nodes)
            text = LEADERS.sub("", text) if kind == "toc" else text
            nodes.append((kind, marker, title, places.get(parent, parent), text, rows))
        plans.append((*plan[:4], nodes + notes, plan[5]))
    return plans


def stray_footnotes(document):
    """Those that do not stand behind the paragraph with their mark."""
    for plan in document["plans"]:
        cited = ""
        for node, _ in nodes_of(plan):
            if node["kind"] != "note":
                cited = node["title"] + node["text"]
            elif not HAN.search(node["marker"]["text"]) and node["marker"]["text"] not in cited:
                yield f"note {node['marker']['text']} {node['text'][:20]!r} stands behind {cited[:30]!r}"


def counted_kinds(document):
    """The nodes whose markers may be automatic."""
    typed = ("box", "table", "figure", "note", "appendix", "glossary")
    return [node for plan in document["plans"] for node, _ in nodes_of(plan)
            if node["marker"] and node["marker"]["number"] and node["kind"] not in typed]


# ---- the package ----------------------------------------------------------------------------------

# The order that the schema of ECMA-376 (CT_PPr, CT_RPr, CT_SectPr, CT_TblPr, CT_TcPr, CT_Lvl, CT_Style)
# asks for, of the elements that are used here. The schema itself is not at hand.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr tabs snapToGrid spacing "
           "ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b spacing sz szCs vertAlign lang",
    "sectPr": "footerReference footnotePr pgSz pgMar cols docGrid",
    "tblPr": "tblStyle tblW jc tblLayout tblBorders tblCellMar",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr",
    "style": "name basedOn next link qFormat pPr rPr tblPr",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
    "abstractNum": "multiLevelType lvl",
    "numbering": "abstractNum num",
    "settings": "zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop "
                "evenAndOddHeaders characterSpacingControl footnotePr compat themeFontLang "
                "decimalSymbol listSeparator",
}


def breaches(data):
    """What is wrong with the package, one line each."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = archive.namelist()
    if archive.testzip() or len(set(names)) != len(names) or names[0] != "[Content_Types].xml":
        yield f"the archive is damaged or holds a part twice: {names}"
    if any(info.date_time != (1980, 1, 1, 0, 0, 0) for info in archive.infolist()):
        yield "a part has a date"
    parts = {name: ET.fromstring(archive.read(name)) for name in names}
    types = parts["[Content_Types].xml"]
    overrides = {node.get("PartName") for node in types if node.tag.endswith("Override")}
    defaults = {node.get("Extension") for node in types if node.tag.endswith("Default")}
    for name in names[1:]:
        if "/" + name not in overrides and name.rpartition(".")[2] not in defaults:
            yield f"{name} has no type"
        if name.startswith("word/") and not name.endswith(".rels") and "/" + name not in overrides:
            yield f"{name} has no type of its own"
    for name in overrides:
        if name[1:] not in parts:
            yield f"{name} has a type and is not there"
    ids = set()
    for name in filter(lambda name: name.endswith(".rels"), names):
        folder = pathlib.PurePosixPath(name).parent.parent
        for link in parts[name]:
            if str(folder / link.get("Target")) not in parts:
                yield f"{name} leads to {link.get('Target')}, which is not there"
            ids.add(link.get("Id"))
    yield from breaches_of_references(parts, ids)
    for name, part in parts.items():
        yield from breaches_of_order(name, part)


def breaches_of_references(parts, ids):
    styles = {style.get(W + "styleId") for style in parts["word/styles.xml"].iter(W + "style")}
    nums = {num.get(W + "numId") for num in parts["word/numbering.xml"].iter(W + "num")} | {"0"}
    notes = {note.get(W + "id") for note in parts.get("word/footnotes.xml", ())}
    document = parts["word/document.xml"]
    marks = [mark.get(W + "name") for mark in document.iter(W + "bookmarkStart")]
    if len(set(marks)) != len(marks):
        yield "a bookmark stands twice"
    for name, part in parts.items():
        for node in part.iter():
            value, tag = node.get(W + "val"), node.tag.rpartition("}")[2]
            if tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link") and value not in styles:
                yield f"{name}: no style {value}"
            if tag == "numId" and value not in nums:
                yield f"{name}: no list {value}"
            if tag == "footnoteReference" and node.get(W + "id") not in notes:
                yield f"{name}: no footnote {node.get(W + 'id')}"
            if tag == "hyperlink" and node.get(W + "anchor") not in marks:
                yield f"{name}: no bookmark {node.get(W + 'anchor')}"
            if node.get(R + "id") and node.get(R + "id") not in ids:
                yield f"{name}: no relationship {node.get(R + 'id')}"
    for tag in ("bookmarkStart", "bookmarkEnd"):
        own = [node.get(W + "id") for node in document.iter(W + tag)]
        if len(own) != len(marks) or len(set(own)) != len(own):
            yield f"{len(own)} {tag} of {len(marks)} bookmarks"
    for table in document.iter(W + "tbl"):
        width = len(table.find(W + "tblGrid"))
        for row in table.iter(W + "tr"):
            spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(W + "tc"))
            if sum(1 if span is None else int(span.get(W + "val")) for span in spans) != width:
                yield "a row is not as wide as its table"


def breaches_of_order(name, part):
    for node in part.iter():
        order = ORDER.get(node.tag.rpartition("}")[2])
        if order is None or not node.tag.startswith(W):
            continue
        own = [child.tag.rpartition("}")[2] for child in node]
        if not set(own) <= set(order.split()):
            yield f"{name}: {node.tag} holds {own}"
        elif own != sorted(own, key=order.split().index):
            yield f"{name}: {node.tag} has {own} out of order"


# ---- headings, and other programs -----------------------------------------------------------------

def headings_of(data):
    """Level and text of the paragraphs of heading styles, without automatic numbers."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    styles = {}
    for style in ET.fromstring(archive.read("word/styles.xml")).iter(W + "style"):
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        name = style.find(W + "name").get(W + "val")
        if outline is not None and name.startswith("heading "):
            styles[style.get(W + "styleId")] = int(outline.get(W + "val")) + 1
            assert name == f"heading {styles[style.get(W + 'styleId')]}", name
    for paragraph in ET.fromstring(archive.read("word/document.xml")).iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style.get(W + "val") in styles:
            text = "".join(node.text for node in paragraph.iter(W + "t"))
            yield styles[style.get(W + "val")], squeezed(text)


def check_headings(document, data):
    """Each heading with a paragraph of its own, outside boxes, has a style of its level, below that
    of the heading above it."""
    want = []

    def visit(node, above):
        own = (node["title"] and node["kind"] in HEADINGS and not node["run_in"] and not node["text"])
        if own:
            want.append((squeezed(node["title"] + node["close"]), above))
            above = len(want) - 1
        for child in node["children"]:
            if node["kind"] != "box":
                visit(child, above)

    for plan in document["plans"]:
        for part in ("front", "children", "back"):
            for node in plan[part]:
                visit(node, None)
    got = list(headings_of(data))
    if len(got) != len(want):
        yield f"{len(got)} headings where there are {len(want)}"
    for (level, text), (title, above) in zip(got, want):
        if not text.endswith(title):
            yield f"heading {text!r} where {title!r} is due"
        if above is not None and got[above][0] >= level:
            yield f"heading {text!r} is of level {level}, the one above it {got[above][0]}"


def check_office(program, path):
    """What LibreOffice shows is what this program reads, number for number."""
    theirs = office_lines(path)
    if theirs is None:
        return None
    ours = []
    notes = {(n["marker"]["text"], squeezed(n["text"])) for p in load(program, path)["plans"]
             for n, _ in nodes_of(p) if n["kind"] == "note" and n["marker"]}
    notes = {squeezed(marker + text) for marker, text in notes}
    for line in run(program, "dump", "--stage", "text", path).splitlines():
        if squeezed(line) not in notes or HAN.match(line):  # its text export leaves footnotes out
            ours.append(squeezed(line))
    mine, other = MARKS.sub("", "".join(ours)), MARKS.sub("", "".join(theirs))
    if mine == other:
        return []
    at = next((i for i, (a, b) in enumerate(zip(mine, other)) if a != b), min(len(mine), len(other)))
    return [f"{mine[at - 10:at + 30]!r}, LibreOffice shows {other[at - 10:at + 30]!r}"]


def check_outline(path, data):
    """The bookmarks of the PDF that LibreOffice makes are the headings, at their levels."""
    profile = (path.parent / "profile").as_uri()
    filter_ = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'
    subprocess.run([shutil.which("soffice"), f"-env:UserInstallation={profile}", "--headless",
                    "--convert-to", filter_, "--outdir", path.parent, path],
                   capture_output=True, timeout=300)
    pdf = path.with_suffix(".pdf")
    if not pdf.exists() or not shutil.which("qpdf"):
        return
    qpdf = subprocess.run(["qpdf", "--json", "--json-key=outlines", pdf], capture_output=True)
    shown = []

    def visit(entries, level):
        for entry in entries:
            shown.append((level, squeezed(entry["title"])))
            visit(entry["kids"], level + 1)

    visit(json.loads(qpdf.stdout)["outlines"], 1)
    titles = [title for _, title in shown]
    for level, text in headings_of(data):
        if not any(title.endswith(text) for title in titles):
            yield f"LibreOffice's outline has no {text!r}"


# ---- what a document may hold ---------------------------------------------------------------------

HOSTILE = ("某市“十五五”规划\n一、<w:p>&amp;\x01\ufffe]]>\n（一）<b>\"'。内容\x02。\n"
           "二、%1%2\n1. 5G。建设基站。\n表1 <指标>\n")


def check_hostile(program, folder):
    source, out = folder / "hostile.txt", folder / "hostile.docx"
    source.write_text(HOSTILE, encoding="utf-8")
    run(program, "convert", source, "-o", out)
    yield from breaches(out.read_bytes())
    text = run(program, "dump", "--stage", "text", out)
    for words in ("<w:p>&amp;\ufffd\ufffd]]>", "%1%2", "1. 5G", "<指标>"):
        if words not in text:
            yield f"{words!r} did not come through"
    empty, out = folder / "empty.txt", folder / "empty.docx"
    empty.write_bytes(b"")
    run(program, "convert", empty, "-o", out)
    yield from breaches(out.read_bytes())


def check(program, path, folder, told):
    out = folder / (path.stem + ".docx")
    run(program, "convert", path, "-o", out)
    data = out.read_bytes()
    if run_bytes(program, "convert", path, "-f", "docx") != data:
        yield "the same input gave other bytes"
    yield from breaches(data)
    before, after = load(program, path), load(program, out)
    found = difference(tree(before), tree(after))
    if found:
        yield f"read again: {found}"
    yield from stray_footnotes(after)
    again = folder / (path.stem + ".again.docx")
    run(program, "convert", out, "-o", again)
    found = difference(tree(after), tree(load(program, again)))
    if found:
        yield f"written from what was written: {found}"
    yield from check_headings(before, data)
    body = ET.fromstring(zipfile.ZipFile(out).read("word/document.xml"))
    automatic = sum(1 for node in body.iter(W + "numId") if node.get(W + "val") != "0")
    counted = len(counted_kinds(before))
    told["automatic"] += automatic
    told["counted"] += counted
    if "--list" in sys.argv:
        print(f"{path.name}: {automatic} of {counted} markers are automatic")
    office = check_office(program, out)
    if office is None:
        told["skipped"] += 1
        return
    yield from office
    if path.parent.name == "samples":
        yield from check_outline(out, data)


def run_bytes(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, timeout=300).stdout


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    failures, told = [], collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for path in documents():
            failures += [f"{path.name}: {failure}" for failure in check(program, path, folder, told)]
        failures += [f"hostile: {failure}" for failure in check_hostile(program, folder)]
    if told["automatic"] * 10 < told["counted"] * 9:
        failures.append(f"only {told['automatic']} of {told['counted']} markers are automatic")
    print("\n".join(failures) or f"{len(documents())} documents come back as they went, "
          f"{told['automatic']} of {told['counted']} markers automatic")
    if failures:
        return 1
    if told["skipped"]:
        print("SKIPPED: LibreOffice, which is not installed or reads no DOCX")
        return SKIPPED
    return 0


if __name__ == "__main__":
    sys.exit(main())
