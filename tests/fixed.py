"""One text, one tree, on pages: plans printed to PDF by LibreOffice, and laid out as OFD, against the
same plans as text.

python3 tests/fixed.py PROGRAM

Paragraphs are set as GB/T 9704 asks, once flush and once ragged; boxes stand in frames, tables are
ruled, have merged cells and go on over pages, also in a frame and with level lines alone, notes stand
at the foot of pages that have numbers.
Kinds, markers, titles, texts, parents, cells and targets must be the same; of the real plans of
../shared (GANGMU_SHARED), where they are, 99 of 100 nodes. Skipped (77) without LibreOffice.
"""
import difflib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import formats
import make_ofd
import printed
from formats import ROOT, cells_of, items_of, run, shape, squeezed
from make_docx import Cell


def printed_items(program, source, document, align):
    """The paragraphs and tables of a text as they would be printed."""
    titles = {squeezed(plan["title"]) for plan in document["plans"]}
    for item in items_of(program, source, document):
        if isinstance(item, list):
            yield printed.table(list(map(list, cells_of(item))), header=1)
        else:
            yield printed.body(item, titles, align)


def without_blanks(plans):
    """Where blanks of typesetting stand is not to be seen on a page."""
    out = []
    for kind, title, label, period, nodes, targets in plans:
        nodes = [node[:3] + node[4:] for node in nodes]  # parents: the same where the rest is
        targets = [(squeezed(t[0] or ""),) + t[1:] for t in targets]
        out.append((kind, title, label, period, nodes, targets))
    return out


def share(want, got):
    """How many of the nodes are there, of all in both."""
    same = all_nodes = 0
    for a, b in zip(want, got):
        matcher = difflib.SequenceMatcher(None, list(map(str, a[4])), list(map(str, b[4])), False)
        same += 2 * sum(block.size for block in matcher.get_matching_blocks())
        all_nodes += len(a[4]) + len(b[4])
    return same / all_nodes if len(want) == len(got) and all_nodes else 0.0


def ofd_of(program, pdf, style):
    """The same pages as OFD: what gangmu-pdf tells of the PDF, written as makers of OFD do."""
    with open(pdf, "rb") as file:
        stream = subprocess.run([program.parent / "gangmu-pdf"], stdin=file, capture_output=True,
                                check=True, timeout=300).stdout.decode()
    pages, fonts = [], {}
    for line in stream.splitlines():
        fields, _, text = line.partition("\t")
        word, *fields = fields.split(" ")
        if word == "font":
            fonts[fields[0]] = fields[2] + (" Bold" if fields[1] == "1" else "")
        elif word == "page":
            pages.append([])
        elif word == "t":
            font, size, base, x, *steps = fields
            advances = [int(step) / 100 for step in steps]
            pages[-1].append(("text", int(x) / 100, int(base) / 100, int(size) / 100, fonts[font],
                              text, advances))
        elif word == "r":
            pages[-1].append(("rule", *(int(field) / 100 for field in fields)))
    path = pdf.with_suffix(f".{style}.ofd")
    path.write_bytes(make_ofd.ofd(pages, style=style))
    return path


def check(program, source, folder, align, least=1.0):
    document = json.loads(run(program, "convert", "-f", "json", source))
    data = printed.docx(printed_items(program, source, document, align))
    path = printed.pdf_of(data, folder, "plan")
    if path is None:
        yield f"{source.name}: LibreOffice made no PDF"
        return
    want = without_blanks(shape(document))
    styles = sorted(make_ofd.STYLES) if source.parent.name == "samples" else ["office"]
    for path in [path] + [ofd_of(program, path, style) for style in styles]:
        what = f"{source.name} as {path.name}, {align}"
        now = json.loads(run(program, "convert", "-f", "json", path))
        got = without_blanks(shape(now))
        if least == 1.0:
            found = formats.difference(want, got)
            if found:
                yield f"{what}: {found}"
        elif share(want, got) < least:
            yield f"{what}: only {share(want, got):.4f} of the tree"
        else:
            print(f"{what}: {share(want, got):.4f} of the tree")
        kinds = {piece["kind"] for piece in now["furniture"]}
        if not {"page_number"} <= kinds <= {"page_number", "running_head"}:
            yield f"{what}: furniture is {kinds}"
        yield from check_boxes(now, what)


def check_boxes(document, name):
    """Each figure has a rectangle on its page, as wide as figures are."""
    for plan in document["plans"]:
        for target in plan["targets"]:
            boxes = target["span"]["boxes"]
            if not boxes or boxes[0]["page"] != target["span"]["page"]:
                yield f"{name}: {target['quote']} stands at {boxes}"
                return
            x0, y0, x1, y1 = boxes[0]["rect"]
            if len(boxes) == 1 and not (0 < x1 - x0 < 500 and 5 < y1 - y0 < 80):
                yield f"{name}: {target['quote']} stands at {boxes}"
                return


# What only real documents have: a box in a frame that goes on over a page, footnotes, a table of
# two pages with merged cells, one of which the page's end cuts, and a header printed again.
PLAN = """附件1
云川省河湖保护“十五五”规划
规划期限为2026—2030年。
一、发展基础
（一）河湖面貌改善。治理河道120公里¹，建成水库12处。
¹指2021—2025年累计数，口径与《云川省水利统计公报》相同，未计入市县自建的小型灌区渠道和村级塘坝。
（二）管护能力提升。配备巡查人员1800名²，县级以上河湖全部建立电子档案。
²含兼职人员。
二、发展目标
到2030年，管网漏损率降至8.10%以下。
表1 主要指标
TABLE
注：带*的为约束性指标。
三、重点任务
（一）修复河湖
专栏1 河湖修复工程
1.河道。治理河道300公里，新建生态护岸45公里。
2.湖泊。修复湖泊15处，投资3.5亿元。
（二）加强管护。每年巡查不少于12次。
"""
BOX = range(15, 18)


def long_rows(count):
    """Two rows of heads, then groups of items; one cell of each group spans its rows."""
    rows = [[Cell("类别", merge="restart"), Cell("项目", merge="restart"),
             Cell("建设内容", merge="restart"), Cell("数值", columns=2)],
            [Cell(merge="continue"), Cell(merge="continue"), Cell(merge="continue"),
             Cell("2025年"), Cell("2030年")]]
    for number in range(count):
        first = number % 4 == 0
        content = "治理河段、修复岸线并配套建设监测站点"
        if number % 5 == 0:
            content += "，改造沿线排口，恢复水生植物，建设巡查道路和管理用房，完善标识标牌和安全护栏" * 2
        rows.append([Cell(f"第{number // 4 + 1}批", merge="restart" if first else "continue"),
                     Cell(f"项目{number + 1}号"), Cell(content), Cell(str(number * 3 + 10)),
                     Cell("" if number % 7 == 3 else str(number * 4 + 12))])
        if not first:
            rows[-1][0].text = ""
    return rows


def grid(rows):
    """[[text, rows, columns]] of what is begun in each row, as the export has it."""
    out, open_cells = [], {}
    for row in rows:
        cells, column = [], 0
        for cell in row:
            if cell.merge == "continue":
                open_cells[column][1] += 1
            else:
                cells.append([cell.text, 1, cell.columns])
                open_cells[column] = cells[-1]
            column += cell.columns
        out.append(cells)
    return out


def real_pdf(rows, folder):
    lines = PLAN.splitlines()
    items, frame = [], []
    for number, line in enumerate(lines):
        if line == "TABLE":
            items.append(printed.table(rows, header=2))
        elif number in BOX:
            frame.append(printed.body(line))
            if number + 1 not in BOX:
                items.append(printed.frame(frame))
        elif line[0] in "¹²":
            continue
        elif "¹" in line or "²" in line:
            mark = "¹" if "¹" in line else "²"
            before, after = line.split(mark)
            items.append(printed.paragraph(printed.run(before) + printed.note_mark(
                "¹²".index(mark) + 1) + printed.run(after)))
        else:
            items.append(printed.body(line, {"云川省河湖保护“十五五”规划"}))
    notes = printed.footnotes([line[1:] for line in lines if line[0] in "¹²"])
    return printed.pdf_of(printed.docx(items, footnotes=notes), folder, "real")


def outline(document):
    plan, = document["plans"]
    nodes = [(node["kind"], node["marker"] and node["marker"]["text"], squeezed(node["title"]),
              squeezed(node["text"])) for node, _ in formats.nodes_of(plan)]
    # A text has no footnotes: what begins with their marks is a paragraph.
    nodes = [("note", node[3][0], "", node[3][1:]) if node[3][:1] in set("¹²") else node
             for node in nodes]
    tables = [node for node, _ in formats.nodes_of(plan) if node["kind"] == "table"]
    targets = [(squeezed(t["indicator"]), t["value"], t["unit"]) for t in plan["targets"]
               if t["at"]["field"] != "cell"]
    return squeezed(plan["title"]), nodes, targets, tables


def check_real(program, folder):
    source = folder / "real.txt"
    source.write_text("\n".join(line for line in PLAN.splitlines() if line != "TABLE"),
                      encoding="utf-8")
    want = outline(json.loads(run(program, "convert", "-f", "json", source)))
    for count in (6, 18, 31, 60):
        rows = long_rows(count)
        pdf = real_pdf(rows, folder)
        for path in (pdf, ofd_of(program, pdf, "office")):
            yield from compare_real(program, path, want, rows)


def compare_real(program, path, want, rows):
    what = f"{path.name} of {len(rows)} rows"
    now = outline(json.loads(run(program, "convert", "-f", "json", path)))
    for mine, other in zip(want[:3], now[:3]):
        if mine != other:
            pairs = [(a, b) for a, b in zip(mine, other) if a != b] or [(mine, other)]
            yield f"{what}:\n  text: {pairs[0][0]}\n  now:  {pairs[0][1]}"
    if len(now[3]) != 1:
        yield f"{what}: {len(now[3])} tables"
        return
    got = [[[squeezed(cell["text"]), cell["row_span"], cell["column_span"]] for cell in row]
           for row in now[3][0]["rows"]]
    for number, (a, b) in enumerate(zip(grid(rows), got)):
        if a != b:
            yield f"{what}: row {number} is {b} where {a} was put in"
            break
    if len(got) != len(rows):
        yield f"{what}: {len(got)} rows"


def check_framed(program, folder):
    """A table with text in a frame that goes on over pages is one, however it is drawn."""
    heads = ["序号", "指标", "单位", "2030年"]
    rows = [[Cell(text) for text in heads]] + [
        [Cell(str(n)), Cell(f"治理第{n}条河道的长度"), Cell("公里"), Cell(str(n * 7))]
        for n in range(1, 41)]
    ways = [("ruled", 8400, printed.SIDES), ("rows", 6400, ("top", "bottom", "insideH")),
            ("below", 8400, ("bottom", "insideH"))]
    for name, width, sides in ways:
        box = [printed.body("专栏1 主要指标"), printed.body("到2030年，各项指标如下。"),
               printed.table(rows, width, header=1, sides=sides), printed.body("注：以上为预期数。")]
        items = [printed.body("云川省河湖保护“十五五”规划", {"云川省河湖保护“十五五”规划"}),
                 printed.body("一、总体要求"), printed.body("治理河湖。" * 20), printed.frame(box),
                 printed.body("二、保障措施"), printed.body("加强巡查。" * 20)]
        pdf = printed.pdf_of(printed.docx(items), folder, f"framed-{name}")
        for path in (pdf, ofd_of(program, pdf, "office")):
            document = json.loads(run(program, "convert", "-f", "json", path))
            if document["source"]["pages"] < 2:
                yield f"{path.name}: does not go on"
            plan, = document["plans"]
            nodes = [node for node, _ in formats.nodes_of(plan)]
            tables = [node for node in nodes if node["kind"] == "table"]
            cells = [[[squeezed(cell["text"]) for cell in row] for row in table["rows"]]
                     for table in tables]
            if cells != [[[squeezed(cell.text) for cell in row] for row in rows]]:
                yield f"{path.name}: tables of {[len(table) for table in cells]} rows: {cells}"
            elif tables[0]["header_rows"] != 1:
                yield f"{path.name}: {tables[0]['header_rows']} rows of heads"
            texts = [squeezed(node["text"]) for node in nodes]
            if not {"到2030年，各项指标如下。", "以上为预期数。"} <= set(texts):
                yield f"{path.name}: the box holds {texts}"


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    if shutil.which("soffice") is None:
        print("SKIPPED: LibreOffice is not installed")
        return 77
    shared = pathlib.Path(os.environ.get("GANGMU_SHARED", ROOT.parent / "shared"))
    failures = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        failures += check_real(program, folder)
        failures += check_framed(program, folder)
        for source in sorted(ROOT.glob("samples/*.txt")):
            failures += check(program, source, folder, "left")
        for source in sorted(shared.glob("seeds/000_*.txt")):
            failures += check(program, source, folder, "left", 0.99)
            failures += check(program, source, folder, "both", 0.97)
    print("\n".join(failures) or "the printed plans have the tree of their text")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
