"""One text, one tree: plans as DOCX, HTML and Markdown against the same plans as text.

python3 tests/formats.py PROGRAM

The paragraphs of a text are what the layout stage makes of it; each becomes a paragraph of a Word
document (its number typed, or counted by Word), of a web page and of a Markdown file, and each table
of the tree a real table. Kinds, markers, titles, texts, parents, cells and targets must be the same.
The samples, and the plans of ../shared (GANGMU_SHARED) where they are. The numbers that Word would
count are also compared with those of LibreOffice, where it is installed.
"""
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import make_docx
from make_docx import Cell, Paragraph, docx, level, numbering

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r'^(\d+)-(\d+) \[[^"]*"(.*)"$')


def run(program, *arguments):
    done = subprocess.run([str(program), *map(str, arguments)], capture_output=True, timeout=300)
    if done.returncode != 0:
        sys.exit(f"gangmu {arguments}: status {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode()


def nodes_of(plan):
    """All nodes of a plan in reading order, each with the place of its parent."""
    out = []

    def visit(node, parent):
        out.append((node, parent))
        here = len(out) - 1
        for child in node["children"]:
            visit(child, here)

    for part in ("front", "children", "back"):
        for node in plan[part]:
            visit(node, part)
    return out


def squeezed(text):
    return re.sub(r"\s", "", text)


def rows_of(node):
    """Without empty cells at the end: Markdown has no merged ones."""
    rows = [[squeezed(cell["text"]) for cell in row] for row in node.get("rows") or []]
    for row in rows:
        while row and not row[-1]:
            row.pop()
    return rows


def shape(document):
    """What must not depend on the format."""
    plans = []
    for plan in document["plans"]:
        nodes = [(node["kind"], node["marker"] and node["marker"]["text"], squeezed(node["title"]),
                  parent, squeezed(node["text"]), rows_of(node))
                 for node, parent in nodes_of(plan)]
        targets = [(t["indicator"], t["op"], t["value"], t["value_high"], t["unit"], t["status"],
                    t["period"] and (t["period"]["kind"], t["period"]["end"]), t["text_value"])
                   for t in plan["targets"]]
        plans.append((plan["kind"], squeezed(plan["title"]), plan["label"], plan["period"], nodes,
                      targets))
    return plans


def difference(want, got):
    """The first place where two shapes differ, and how many of its plan's nodes do."""
    if len(want) != len(got):
        return f"{len(got)} plans where there are {len(want)}"
    for a, b in zip(want, got):
        if a[:4] != b[:4]:
            return f"plan {a[:4]} became {b[:4]}"
        for name, index in (("node", 4), ("target", 5)):
            for x, y in zip(a[index], b[index]):
                if x != y:
                    return f"{name} of {a[1]}\n  text: {str(x)[:400]}\n  now:  {str(y)[:400]}"
            if len(a[index]) != len(b[index]):
                return f"{len(b[index])} {name}s of {a[1]} where there are {len(a[index])}"
    return None


def items_of(program, source, document):
    """Paragraphs as strings and tables as lists of rows, in reading order."""
    tables = {}
    for plan in document["plans"]:
        for node, _ in nodes_of(plan):
            if node.get("rows"):
                tables[node["span"]["line"][0]] = node
    items, until = [], 0
    for line in run(program, "dump", "--stage", "blocks", source).splitlines():
        first, last, text = BLOCK.match(line).groups()
        first, last = int(first), int(last)
        if first <= until:
            continue
        text = text.replace('\\"', '"').replace("\\\\", "\\")
        node = tables.get(first)
        if node is None:
            items.append(text)
            continue
        if node["marker"] or node["title"]:
            items.append(text)
        items.append(node["rows"])
        until = node["span"]["line"][1]
    return items


def cells_of(rows):
    width = max(map(len, rows))
    for row in rows:
        if len(row) == 1 and width > 1:
            yield [Cell(row[0]["text"], columns=width)]
        else:
            yield [Cell(cell["text"]) for cell in row]


def as_docx(items):
    return docx([list(cells_of(item)) if isinstance(item, list) else item for item in items])


# Typed numbers, and the levels of one list that count them.
MARKERS = [re.compile(pattern) for pattern in (
    "第([一二三四五六七八九十]+)章 ?", "第([一二三四五六七八九十]+)节 ?",
    "([一二三四五六七八九十]+)、 ?", "（([一二三四五六七八九十]+)） ?", r"(\d+)\. ?(?!\d)",
    r"（(\d+)） ?", "([①②③④⑤⑥⑦⑧⑨⑩]) ?")]
LEVELS = [("chineseCountingThousand", "第%1章"), ("chineseCounting", "第%2节"),
          ("chineseCounting", "%3、"), ("chineseCountingThousand", "（%4）"), ("decimal", "%5."),
          ("decimal", "（%6）"), ("decimalEnclosedCircleChinese", "%7")]
DIGITS = "一二三四五六七八九"


def value_of(numeral):
    if numeral.isascii():
        return int(numeral)
    if "①" <= numeral <= "⑩":
        return ord(numeral) - ord("①") + 1
    tens, ten, ones = numeral.rpartition("十")
    value = 10 * (DIGITS.index(tens) + 1 if tens else 1) if ten else 0
    return value + (DIGITS.index(ones) + 1 if ones else 0)


def as_numbered_docx(items):
    """Numbers as Word counts them; where the text counts otherwise, a list that begins there."""
    levels = "".join(level(i, format, text, '<w:suff w:val="nothing"/>' if i > 1 else "")
                     for i, (format, text) in enumerate(LEVELS))
    nums, counters, out, counted = {1: (1, "")}, {}, [], 0
    for item in items:
        if isinstance(item, list):
            out.append(list(cells_of(item)))
            continue
        for i, pattern in enumerate(MARKERS):
            match = pattern.match(item)
            if match:
                break
        else:
            out.append(item)
            continue
        value, num = value_of(match[1]), 1
        if value != counters.get(i, 0) + 1:
            num = len(nums) + 1
            nums[num] = (1, f'<w:lvlOverride w:ilvl="{i}"><w:startOverride w:val="{value}"/>'
                            "</w:lvlOverride>")
        counters = {key: n for key, n in counters.items() if key < i} | {i: value}
        out.append(Paragraph(item[match.end():], num=num, level=i))
        counted += 1
    return docx(out, numbering=numbering({1: levels}, nums)), counted


def as_html(items, encoding):
    out = [f'<!DOCTYPE html><html><head><meta charset="{encoding}"><title>plan</title>'
           "<style>p { margin: 0 }</style><script>var a = '<p>no</p>';</script></head>"
           '<body><nav><a href="/">home</a></nav><div class="TRS_Editor">']
    for item in items:
        if isinstance(item, str):
            out.append(f"<p>&nbsp;&nbsp;{html.escape(item)}</p>")
            continue
        width = max(map(len, item))
        out.append("<table>")
        for row in item:
            span = f' colspan="{width}"' if len(row) == 1 and width > 1 else ""
            out.append("<tr>" + "".join(f"<td{span}><p>{html.escape(cell['text'])}</p></td>"
                                        for cell in row) + "</tr>")
        out.append("</table>")
    out.append('</div><noscript>no</noscript></body></html>')
    return "\n".join(out).encode(encoding, "strict")


def as_markdown(items):
    """As a careful author would type it: signs of Markdown in the text are escaped."""
    def escaped(text):
        text = re.sub(r"([\\`*_{}\[\]<>#|&~])", r"\\\1", text)
        return re.sub(r"^(\d+)([.)])", r"\1\\\2", text)

    out = []
    for item in items:
        if isinstance(item, str):
            chapter = re.match("第[一二三四五六七八九十]+[章节]|[一二三四五六七八九十]+、", item)
            out.append(("## " if chapter else "") + escaped(item))
            continue
        width = max(map(len, item))
        rows = [[escaped(cell["text"]) for cell in row] + [""] * (width - len(row))
                for row in item]
        rows.insert(1, ["---"] * width)
        out.append("\n".join("| " + " | ".join(row) + " |" for row in rows))
    return "\n\n".join(out).encode()


def check(program, source, folder):
    document = json.loads(run(program, "convert", "-f", "json", source))
    items = items_of(program, source, document)
    want = shape(document)
    numbered, counted = as_numbered_docx(items)
    if counted < 10:
        yield f"{source.name}: only {counted} numbers to count"
    files = {"plan.docx": as_docx(items), "numbered.docx": numbered, "plan.html": as_html(items, "utf-8"),
             "gb.html": as_html(items, "gb18030"), "plan.md": as_markdown(items)}
    for name, data in files.items():
        path = folder / name
        path.write_bytes(data)
        now = json.loads(run(program, "convert", "-f", "json", path))
        found = difference(want, shape(now))
        if found:
            yield f"{source.name} as {name}: {found}"
        if any(d["code"] == "table.flattened" for d in now["diagnostics"]):
            yield f"{source.name} as {name}: a real table was told to be flattened"
    yield from compare_with_office(program, folder / "numbered.docx", source.name)


def office_lines(path):
    """The paragraphs that LibreOffice shows, without blanks; None when it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return None
    profile = (path.parent / "profile").as_uri()
    subprocess.run([office, f"-env:UserInstallation={profile}", "--headless", "--convert-to",
                    "txt:Text (encoded):UTF8", "--outdir", path.parent, path],
                   capture_output=True, timeout=300)
    text = path.with_suffix(".txt")
    if not text.exists():  # Calc alone is installed: it opens no text documents
        return None
    lines = map(squeezed, text.read_text(encoding="utf-8-sig").splitlines())
    return [line for line in lines if line]


def compare_with_office(program, path, name):
    theirs = office_lines(path)
    if theirs is None:
        print(f"SKIPPED: {name} with LibreOffice, which is not installed or reads no DOCX")
        return
    ours = [squeezed(line) for line in run(program, "dump", "--stage", "text", path).splitlines()]
    for number, (mine, other) in enumerate(zip(ours, theirs), 1):
        if mine != other:
            yield f"{name}: line {number} is {mine[:60]!r}, LibreOffice shows {other[:60]!r}"
            return
    if len(ours) != len(theirs):
        yield f"{name}: {len(ours)} lines, LibreOffice shows {len(theirs)}"


# A plan with what only real formats have: a box in a frame, a footnote, merged cells, a title on
# two lines. The text is what someone would type.
PLAN = """附件1
云川省河湖保护“十五五”规划
规划期限为2026—2030年。
一、发展基础
（一）河湖面貌改善。治理河道120公里①，建成水库12处。
①指2021—2025年累计数。
二、发展目标
到2030年，管网漏损率降至8.10%以下。
表1 主要指标
TABLE
注：带*的为约束性指标。
三、重点任务
（一）修复河湖
专栏1 河湖修复工程
1.河道。治理河道300公里。
2.湖泊。修复湖泊15处，投资3.5亿元。
（二）加强管护。每年巡查不少于12次。
"""
ROWS = [[("指标", 2, 1), ("单位", 2, 1), ("数值", 1, 2)],
        [("2025年", 1, 1), ("2030年", 1, 1)],
        [("河道", 1, 4)],
        [("治理长度*", 1, 1), ("公里", 1, 1), ("120", 1, 1), ("300", 1, 1)],
        [("水质达标率", 1, 1), ("%", 1, 1), ("90", 1, 1), ("", 1, 1)]]
TABLE_TARGETS = [("治理长度", "120", 2025), ("治理长度", "300", 2030), ("水质达标率", "90", 2025)]
BOX = range(13, 16)  # lines of the text that stand in the frame


def real_docx(lines):
    def rows():
        covered = {}  # column -> rows that a cell above still covers
        for row in ROWS:
            cells, column = [], 0
            for text, down, across in row:
                while covered.get(column, 0):
                    covered[column] -= 1
                    cells.append(Cell("", merge="continue"))
                    column += 1
                cells.append(Cell(text, across, "restart" if down > 1 else ""))
                covered[column] = down - 1
                column += across
            yield cells

    items, frame = [], ""
    for number, line in enumerate(lines):
        if line == "TABLE":
            items.append(list(rows()))
        elif number in BOX:
            frame += Paragraph(line).xml()
            if number + 1 not in BOX:
                items.append(f"<w:tbl><w:tr><w:tc>{frame}</w:tc></w:tr></w:tbl>")
        elif "公里①" in line:
            before, after = line.split("①")
            items.append(Paragraph(before, inside='<w:r><w:footnoteReference w:id="1"/></w:r>' +
                                   make_docx.run(after)))
        elif not line.startswith("①"):
            items.append(line)
    return docx(items, footnotes='<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>' +
                make_docx.run("指2021—2025年累计数。") + "</w:p></w:footnote>",
                settings='<w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/></w:footnotePr>')


def real_html(lines):
    out = ["<!doctype html><meta charset=gbk><body>"]
    for number, line in enumerate(lines):
        if line == "TABLE":
            out += ["<table>"] + ["<tr>" + "".join(
                f"<td rowspan={down} colspan={across}>{text}" for text, down, across in row)
                for row in ROWS] + ["</table>"]
        else:
            opening = "<table><tr><td>" if number == BOX[0] else ""
            closing = "</table>" if number == BOX[-1] else ""
            out.append(f"{opening}<p>{line}</p>{closing}")
    return "\n".join(out).encode("gbk")


def check_real(program, folder):
    lines = PLAN.splitlines()
    # As text, the table's caption stands before the note with nothing between.
    source = folder / "real.txt"
    source.write_text("\n".join(line for line in lines if line != "TABLE"), encoding="utf-8")

    def outline(path):
        plan, = json.loads(run(program, "convert", "-f", "json", path))["plans"]
        nodes = [(node["kind"], node["marker"] and node["marker"]["text"], squeezed(node["title"]),
                  parent, squeezed(node["text"])) for node, parent in nodes_of(plan)]
        tables = [node for node, _ in nodes_of(plan) if node["kind"] == "table"]
        cells = [t for t in plan["targets"] if t["at"]["field"] == "cell"]
        others = [(t["indicator"], t["value"], t["unit"]) for t in plan["targets"]
                  if t["at"]["field"] != "cell"]
        return squeezed(plan["title"]), nodes, others, tables, cells

    want = outline(source)
    for name, data in {"real.docx": real_docx(lines), "real.html": real_html(lines)}.items():
        path = folder / name
        path.write_bytes(data)
        now = outline(path)
        for mine, other in zip(want[:3], now[:3]):
            if mine != other:
                yield f"{name}:\n  text: {mine}\n  now:  {other}"
        rows = [[(cell["text"], cell["row_span"], cell["column_span"]) for cell in row]
                for row in now[3][0]["rows"]]
        if rows != ROWS or now[3][0]["header_rows"] != 2:
            yield f"{name}: the table became {rows}"
        if [group["text"] for group in now[3][0]["groups"]] != ["河道"]:
            yield f"{name}: the groups are {now[3][0]['groups']}"
        targets = [(t["indicator"], str(t["value"]), t["period"]["end"]) for t in now[4]]
        if targets != TABLE_TARGETS:
            yield f"{name}: the targets of the table are {targets}"


# What lists of several levels print: (list, level) and the number.
COUNTED = [(1, 1, "1.1"), (1, 0, "2"), (1, 1, "2.1"), (1, 2, "2.1.1"), (1, 2, "2.1.2"),
           (1, 3, "a)"), (1, 1, "2.2"), (1, 2, "2.2.1"), (1, 0, "3"), (1, 2, "3.1.1"),
           (1, 1, "3.2"), (5, 0, "4"), (4, 0, "1"), (4, 1, "1.5"), (4, 1, "1.6"), (1, 0, "2"),
           (2, 0, "第一章"), (2, 1, "1.1"), (2, 2, "（1）"), (2, 2, "（2）"), (2, 1, "1.2"),
           (2, 2, "（3）"), (2, 3, "1、"), (2, 0, "第二章"), (2, 3, "2、"), (2, 2, "（2）"),
           ("H1", 0, "一、"), ("H2", 0, "（一）"), ("Sub", 0, "（二）"), ("H3", 0, "1."),
           ("Off", 0, ""), ("H1", 0, "二、"), ("Sub", 0, "（一）"),
           ("L1", 0, "一、"), ("L2", 0, "（一）")]
# Where LibreOffice differs from ECMA-376: lvlRestart, isLgl, startOverride below the first level,
# styles whose level only the list tells.
DIFFERS = {13, 14, 17, 20, 21, 24, 34}


def counted_docx():
    def styled(name, based, number):
        return (f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
                f"<w:pPr><w:numPr>{number}</w:numPr></w:pPr></w:style>")

    tight = '<w:suff w:val="nothing"/>'
    lists = {
        1: level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") +
           level(2, "decimal", "%1.%2.%3") + level(3, "lowerLetter", "%4)"),
        2: level(0, "chineseCountingThousand", "第%1章") +
           level(1, "decimal", "%1.%2", "<w:isLgl/>") +
           level(2, "decimal", "（%3）", '<w:lvlRestart w:val="1"/>') +
           level(3, "decimal", "%4、", '<w:lvlRestart w:val="0"/>'),
        3: level(0, "chineseCounting", "%1、", tight) +
           level(1, "chineseCounting", "（%2）", tight) + level(2, "decimal", "%3."),
        6: level(0, "chineseCounting", "%1、", '<w:pStyle w:val="L1"/>' + tight) +
           level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="L2"/>' + tight)}
    starts = "".join(f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/>'
                     "</w:lvlOverride>" for at, start in ((0, 1), (1, 5)))
    nums = {1: (1, ""), 2: (2, ""), 3: (3, ""), 4: (1, starts), 5: (1, ""), 6: (6, "")}
    headings = "".join(styled(f"H{at + 1}", "", f'<w:ilvl w:val="{at}"/><w:numId w:val="3"/>')
                       for at in range(3))
    linked = "".join(styled(name, "", '<w:numId w:val="6"/>') for name in ("L1", "L2"))
    styles = (headings + linked + styled("Sub", '<w:basedOn w:val="H2"/>', '<w:ilvl w:val="1"/>') +
              styled("Off", '<w:basedOn w:val="H2"/>', '<w:numId w:val="0"/>'))
    items = [Paragraph("甲", style=key) if isinstance(key, str) else Paragraph("甲", key, depth)
             for key, depth, _ in COUNTED]
    return docx(items, numbering=numbering(lists, nums), styles=styles)


def check_counted(program, folder):
    path = folder / "counted.docx"
    path.write_bytes(counted_docx())
    ours = [squeezed(line) for line in run(program, "dump", "--stage", "text", path).splitlines()]
    want = [number + "甲" for _, _, number in COUNTED]
    if ours != want:
        yield f"counted.docx: {[pair for pair in zip(ours, want) if pair[0] != pair[1]]}"
    theirs = office_lines(path)
    for at, (mine, other) in enumerate(zip(want, theirs or [])):
        if mine != other and at not in DIFFERS:
            yield f"counted.docx: paragraph {at} is {mine}, LibreOffice shows {other}"


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    shared = pathlib.Path(os.environ.get("GANGMU_SHARED", ROOT.parent / "shared"))
    sources = sorted(ROOT.glob("samples/*.txt")) + sorted(shared.glob("seeds/000_*.txt"))
    failures = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for source in sources:
            failures += check(program, source, folder)
        failures += check_real(program, folder)
        failures += check_counted(program, folder)
    print("\n".join(failures) or f"{len(sources)} texts have one tree in every format")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
