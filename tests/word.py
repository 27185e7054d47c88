"""Word documents that the program writes: read again, taken apart, and opened by LibreOffice.

python3 tests/word.py PROGRAM [--list]

The samples, tests/documents and the plans of ../shared (GANGMU_SHARED) where they are. What is read
from the DOCX must be the tree that it was made of, the package must be whole, the same input must
give the same bytes, and LibreOffice must show the same characters, automatic numbers among them, and
the headings as an outline. --list tells for each document which share of its markers is automatic.
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
SKIPPED = 77


def documents():
    shared = pathlib.Path(os.environ.get("GANGMU_SHARED", ROOT.parent / "shared"))
    return [path for folder in (ROOT / "samples", ROOT / "tests" / "documents", shared / "seeds")
            for path in sorted(folder.glob("*.txt"))]


def load(program, path):
    return json.loads(run(program, "convert", "-f", "json", path))


# ---- the round trip -------------------------------------------------------------------------------

def tree(document):
    """shape() without what the layout owns: the leaders of contents, and where footnotes stand. These
    are listed behind the other nodes, each with the words that its mark stands behind."""
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


def main_list(program, folder):
    for path in documents():
        out = folder / (path.stem + ".docx")
        run(program, "convert", path, "-o", out)
        before, after = load(program, path), load(program, out)
        found = difference(tree(before), tree(after))
        nodes = [n for p in before["plans"] for n, _ in nodes_of(p)]
        marked = [n for n in nodes if n["marker"] and n["marker"]["number"] and n["kind"] not in
                  ("box", "table", "figure", "note", "appendix", "glossary")]
        body = ET.fromstring(zipfile.ZipFile(out).read("word/document.xml"))
        automatic = sum(1 for n in body.iter(W + "numId") if n.get(W + "val") != "0")
        print(f"{path.name}: {automatic} of {len(marked)} markers automatic", "" if not found else
              "DIFFERS " + found)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        main_list(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(name))
