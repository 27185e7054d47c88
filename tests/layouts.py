"""One text, one tree, in the layouts that offices, ministries and publishers print plans in.

python3 tests/layouts.py PROGRAM [--full] [--keep FOLDER] [NAME…]

Each case sets a plan (layout_plans.py, samples/, tests/documents/) as a Word file, has LibreOffice
print it, and holds the tree of the PDF against the tree of the same paragraphs, tables and notes in a
plain Word file. OPEN names what is known not to come out equal: it is printed, and fails only where
it comes out worse than it did. --full runs all cases and documents, --keep keeps the files of those
that differ. Skipped (77) without LibreOffice.
"""
import collections
import dataclasses
import difflib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

import layout_plans
from formats import ROOT, items_of, nodes_of, run as gangmu, squeezed

SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
NAMES = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
         'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
         'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
         'xmlns:w10="urn:schemas-microsoft-com:office:word"')
HEADINGS = [(0, re.compile("第[一二三四五六七八九十]+[篇编](?=[ 　]|[^、，])")),
            (1, re.compile("第[一二三四五六七八九十]+章|[一二三四五六七八九十]+、|\\d+ (?=[^\\d])|前[ 　]*言$|附[ 　]*录$")),
            (2, re.compile("第[一二三四五六七八九十]+节|\\d+\\.\\d+ ")),
            (3, re.compile("（[一二三四五六七八九十]+）|\\d+\\.\\d+\\.\\d+ ")),
            (4, re.compile("\\d+[.．](?!\\d)|（\\d+）"))]


def level_of(text):
    """The level of a heading that stands alone or opens a paragraph; None of others."""
    for level, pattern in HEADINGS:
        if pattern.match(text):
            return level
    return None


@dataclasses.dataclass
class Layout:
    size: float = 16
    face: str = SERIF
    latin: str = ""              # the face of Latin letters and digits
    line: object = 28            # points, or a multiple: "1.5"
    indent: float = 2            # of first lines, in letters
    before: float = 0
    after: float = 0
    blank: bool = False          # an empty paragraph after each
    align: str = "left"
    paper: tuple = (595.3, 841.9)
    margins: tuple = (105, 74, 99, 79)  # top, right, bottom, left
    mirror: bool = False         # odd and even pages set apart, numbers outside
    head: str = ""               # "name", "rule", "chapter"
    foot: str = "— {P} —"        # {P} and {N} are the numbers of the page and of pages
    foot_align: str = "center"
    first_foot: bool = True      # whether the first page has it
    headings: str = "body"       # "body", "flush", "large"
    chapter_breaks: bool = False
    title_size: float = 22
    columns: int = 1
    hang: bool = False           # items of 1. hang
    table: str = "ruled"         # "three", "open", "rows", "none"
    table_size: float = 12
    cells: str = "left"
    vertical: str = "top"
    split: int = 0               # rows after which a table goes on as 续表
    turned: bool = False         # tables on landscape pages
    box: str = "cell"            # "two", "shade", "border", "tint", "textbox", "split"
    notes: str = "decimal"       # the form of footnote marks
    figure: str = ""             # "rect", "labels"
    watermark: str = ""          # "curves", "text"
    spread: bool = False         # titles with blanks between letters
    toc: str = "dot"             # leader


# --- Word files -----------------------------------------------------------------------------------

def twips(points):
    return round(points * 20)


class Setter:
    """Sets the items of a plan in a layout; plain without one."""

    def __init__(self, layout, name):
        self.layout, self.name = layout, name
        self.plain = layout is None
        self.notes, self.body, self.sections = [], [], 0
        self.heads = {}              # part → XML

    # Runs and paragraphs.
    def run(self, text, size=None, bold=False, face=None, raised="", color=""):
        if not text:
            return ""
        pieces = []
        for part in re.split("([|\t])", text):
            pieces.append("<w:br/>" if part == "|" else "<w:tab/>" if part == "\t" else
                          f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "")
        vertical = f'<w:vertAlign w:val="{raised}"/>' if raised else ""
        if self.plain:
            return f'<w:r><w:rPr>{vertical}</w:rPr>{"".join(pieces)}</w:r>'
        face = face or self.layout.face
        latin = self.layout.latin or face
        half = round((size or self.layout.size) * 2)
        return (f'<w:r><w:rPr><w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{face}"/>'
                f'{"<w:b/>" if bold else ""}{f"<w:color w:val={chr(34)}{color}{chr(34)}/>" if color else ""}'
                f'<w:sz w:val="{half}"/>{vertical}</w:rPr>{"".join(pieces)}</w:r>')

    def runs(self, text, **how):
        out = ""
        for part in re.split(r"(\*\*.+?\*\*|\^.+?\^|~.+?~|\[\[.+?\]\])", text):
            if part.startswith("**"):
                out += self.run(part[2:-2], **{**how, "bold": True})
            elif part.startswith("^"):
                out += self.run(part[1:-1], **how, raised="superscript")
            elif part.startswith("~"):
                out += self.run(part[1:-1], **how, raised="subscript")
            elif part.startswith("[["):
                self.notes.append(part[2:-2])
                if not self.plain and self.layout.notes in ("[]", "*"):
                    mark = f"[{len(self.notes)}]" if self.layout.notes == "[]" else "*"
                    out += (f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference '
                            f'w:customMarkFollows="1" w:id="{len(self.notes)}"/><w:t>{mark}</w:t></w:r>')
                    continue
                out += ('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                        f'<w:footnoteReference w:id="{len(self.notes)}"/></w:r>')
            else:
                out += self.run(part, **how)
        return out

    def paragraph(self, runs, align=None, indent=0, size=None, before=None, after=None, left=0, more="",
                  line=None, tabs=""):
        if self.plain:
            return f"<w:p>{f'<w:pPr>{tabs}</w:pPr>' if tabs else ''}{runs}</w:p>"
        at = self.layout
        size = size or at.size
        line = line or at.line
        height = (f'w:line="{round(float(line) * 240)}" w:lineRule="auto"' if isinstance(line, str) else
                  f'w:line="{twips(line)}" w:lineRule="exact"')
        before = at.before if before is None else before
        after = at.after if after is None else after
        first = (f'w:firstLine="{twips(indent * size)}"' if indent >= 0 else
                 f'w:hanging="{twips(-indent * size)}"')
        return (f'<w:p><w:pPr>{more}{tabs}<w:overflowPunct w:val="0"/><w:spacing w:before="{twips(before)}" '
                f'w:after="{twips(after)}" {height}/><w:ind w:left="{twips(left)}" {first}/>'
                f'<w:jc w:val="{align or at.align}"/></w:pPr>{runs}</w:p>')

    def body_paragraph(self, text, more="", indent=None, size=None):
        """A heading or paragraph of the text; only what stands before the first stop is a heading."""
        at = self.layout
        if self.plain:
            return self.paragraph(self.runs(text))
        indent = at.indent if indent is None else indent
        level = level_of(text)
        head, stop, rest = text.partition("。")
        alone = not rest and not stop and len(text) < 60
        how = {"size": size}
        if level is None or len(head) > 60 or "[[" in head:
            return self.paragraph(self.runs(text, **how), indent=indent, more=more, size=size)
        if level == 4 and at.hang:
            return self.paragraph(self.runs(text, **how), indent=-1.5, left=at.size * 3.5, more=more,
                                  size=size)
        if not alone:
            runs = self.runs(head + stop, **how, face=SANS if level < 3 else at.face, bold=level >= 2)
            return self.paragraph(runs + self.runs(rest, **how), indent=indent, more=more, size=size)
        if at.headings == "large" and level <= 2:
            size = at.size + (3 - level) * 2
            breaks = "<w:pageBreakBefore/>" if at.chapter_breaks and level == 1 else ""
            return self.paragraph(self.runs(text, size=size, face=SANS, bold=True), "center", size=size,
                                  before=12, after=10, more=more + breaks,
                                  line="1.3" if not isinstance(at.line, str) else None)
        face = SANS if level < 3 else at.face
        return self.paragraph(self.runs(text, **how, face=face, bold=level >= 2), size=size,
                              indent=0 if at.headings == "flush" else indent, more=more)

    # Tables.
    def table(self, rows, head, style=None, widths=None):
        at = self.layout
        columns = max(sum(cell[2] for cell in row) for row in rows)
        if self.plain:
            total, style = 8000, "ruled"
        else:
            total = twips(self.width())
            style = style or at.table
        lengths = widths or [1] * columns
        share = [round(total * length / sum(lengths)) for length in lengths]
        sides = {"ruled": "top left bottom right insideH insideV", "open": "top bottom insideH insideV",
                 "rows": "top bottom insideH", "three": "top bottom", "none": ""}[style].split()
        borders = "".join(f'<w:{side} w:val="single" w:sz="{12 if style == "three" else 4}" w:space="0" '
                          'w:color="000000"/>' for side in sides)
        out = (f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>'
               f'{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
               + "".join(f'<w:gridCol w:w="{w}"/>' for w in share) + "</w:tblGrid>")
        covered = {}  # column → (rows left, columns)
        for number, row in enumerate(rows):
            out += "<w:tr>" + ("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if number < head else
                               "<w:trPr><w:cantSplit/></w:trPr>")
            cells, column = list(row), 0
            while column < columns:
                left, span = covered.get(column, (0, 1))
                if left:
                    covered[column] = (left - 1, span)
                    out += self.cell("", span, "continue", share[column:column + span], False)
                    column += span
                    continue
                if not cells:
                    break
                text, down, span = cells.pop(0)
                if down > 1:
                    covered[column] = (down - 1, span)
                under = style == "three" and number == head - 1
                out += self.cell(text, span, "restart" if down > 1 else "", share[column:column + span],
                                 under)
                column += span
            out += "</w:tr>"
        return out + "</w:tbl>"

    def cell(self, text, span, merge, share, under):
        at = self.layout
        more = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        more += f'<w:vMerge w:val="{merge}"/>' if merge else ""
        if under:
            more += '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:color="000000"/></w:tcBorders>'
        if self.plain:
            inner = self.paragraph(self.runs(text))
        else:
            more += f'<w:vAlign w:val="{at.vertical}"/>'
            # A number is centred in any case, as is usual.
            inner = self.paragraph(self.runs(text, size=at.table_size), at.cells, size=at.table_size,
                                   before=0, after=0, line="1.1")
        return f'<w:tc><w:tcPr><w:tcW w:w="{sum(share)}" w:type="dxa"/>{more}</w:tcPr>{inner}</w:tc>'

    def widths(self, rows):
        columns = max(sum(cell[2] for cell in row) for row in rows)
        lengths = [4] * columns
        covered = {}
        for row in rows:
            column = 0
            for text, down, span in row:
                while covered.get(column, 0):
                    covered[column] -= 1
                    column += 1
                if span == 1 and column < columns:
                    lengths[column] = max(lengths[column], min(14, len(text)))
                for c in range(column, column + span):
                    if down > 1:
                        covered[c] = down - 1
                column += span
        return lengths

    def add_table(self, rows, head, name=""):
        widths = self.widths(rows)
        if self.plain or not self.layout.split or len(rows) <= self.layout.split + 1:
            self.body.append(self.table(rows, head, widths=widths))
            return
        cut = self.layout.split
        self.body.append(self.table(rows[:cut], head, widths=widths))
        self.body.append(self.paragraph(self.run("续表" + name, size=self.layout.table_size), "center",
                                        more="<w:pageBreakBefore/>"))
        self.body.append(self.table(rows[:head] + rows[cut:], head, widths=widths))

    def box(self, lines):
        at = self.layout
        if self.plain:
            self.body.append('<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="8000"/></w:tblGrid><w:tr><w:tc>'
                             f'{"".join(self.paragraph(self.runs(line)) for line in lines)}</w:tc></w:tr>'
                             "</w:tbl>")
            return
        size = at.size - 2
        title = self.paragraph(self.runs(lines[0], size=size, face=SANS, bold=True), "center", size=size)
        rest = [self.body_paragraph(line, size=size) for line in lines[1:]]
        if at.box in ("border", "tint"):
            more = '<w:shd w:val="clear" w:color="auto" w:fill="DDEBF7"/>'
            if at.box == "border":
                more = "<w:pBdr>" + "".join(f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="auto"/>'
                                            for side in ("top", "left", "bottom", "right")) + "</w:pBdr>"
            self.body.append(self.paragraph(self.runs(lines[0], size=size, face=SANS, bold=True), "center",
                                            size=size, more=more))
            self.body += [self.body_paragraph(line, size=size, more=more) for line in lines[1:]]
            return
        if at.box == "textbox":
            self.body.append(
                f'<w:p><w:r><w:pict><v:rect style="width:{self.width():.0f}pt;height:{60 + 26 * sum(1 + len(line) * size / self.width() for line in lines):.0f}pt">'
                f'<v:textbox><w:txbxContent>{title}{"".join(rest)}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>')
            return
        fill = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'

        def cell(inner, filled):
            return (f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{twips(self.width())}" w:type="dxa"/>'
                    f'{fill if filled else ""}</w:tcPr>{inner}</w:tc></w:tr>')
        frame = self.table([[("", 1, 1)]], 0, "ruled").split("<w:tr>")[0]
        if at.box == "two":
            rows = cell(title, True) + cell("".join(rest), False)
        elif at.box == "many":
            rows = cell(title, True) + "".join(cell(line, False) for line in rest)
        else:
            rows = cell(title + "".join(rest), at.box == "shade")
        self.body.append(frame + rows + "</w:tbl>")

    def figure(self, caption):
        at = self.layout
        if not self.plain and at.figure:
            labels = ["川北风电基地", "临港海上风电", "岭西光伏基地", "南陵储能中心"]
            shapes = ""
            for i in range(4 if at.figure == "labels" else 1):
                inner = (f'<v:textbox><w:txbxContent>{self.paragraph(self.run(labels[i], size=10), "center", size=10, line="1.0", before=0, after=0)}'
                         "</w:txbxContent></v:textbox>" if at.figure == "labels" else "")
                shapes += (f'<v:rect style="position:absolute;left:{i % 2 * 5000};top:{i // 2 * 2500};width:4000;'
                           f'height:1500" fillcolor="#dddddd" strokecolor="black">{inner}</v:rect>')
            if at.figure == "labels":
                shapes += '<v:line from="4000,750" to="5000,750"/><v:line from="2000,1500" to="2000,2500"/>'
            self.body.append(self.paragraph(
                '<w:r><w:pict><v:group style="width:360pt;height:160pt" coordsize="9000,4000">'
                f"{shapes}</v:group></w:pict></w:r>", "center", line="1.0"))
        self.body.append(self.paragraph(self.runs(caption, size=None if self.plain else at.size - 2), "center"))

    # Pages.
    def width(self):
        at = self.layout
        width = at.paper[0] - at.margins[1] - at.margins[3]
        return (width - 20 * (at.columns - 1)) / at.columns

    def field(self, name, size):
        props = f'<w:rPr><w:rFonts w:ascii="{self.layout.face}" w:hAnsi="{self.layout.face}"/><w:sz w:val="{size * 2}"/></w:rPr>'
        return (f'<w:r>{props}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{props}<w:instrText> {name} '
                f'</w:instrText></w:r><w:r>{props}<w:fldChar w:fldCharType="end"/></w:r>')

    def foot(self, align):
        runs = ""
        for part in re.split(r"(\{[PN]\})", self.layout.foot):
            runs += (self.field("PAGE", 12) if part == "{P}" else self.field("NUMPAGES", 12) if part == "{N}"
                     else self.run(part, size=12))
        return self.paragraph(runs, align, line="1.0", before=0, after=0)

    def head(self, text, align):
        at = self.layout
        border = ('<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
                  if at.head in ("rule", "chapter") else "")
        out = self.paragraph(self.run(text, size=10.5) if text else "", align, more=border, line="1.0",
                             before=0, after=0)
        if at.watermark == "curves":
            out += ('<w:p><w:r><w:pict><v:shapetype id="t136" coordsize="1600,21600" o:spt="136" '
                    'path="m@7,0l@8,0m@5,21600l@6,21600e"><v:path textpathok="t"/><v:textpath on="t"/></v:shapetype>'
                    '<v:shape id="w1" type="#t136" style="position:absolute;width:400pt;height:80pt;rotation:315;'
                    'z-index:-251;mso-position-horizontal:center;mso-position-horizontal-relative:margin;'
                    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="silver" '
                    'stroked="f"><v:textpath style="font-size:1pt" string="征求意见稿"/></v:shape></w:pict></w:r></w:p>')
        elif at.watermark == "text":
            inner = self.paragraph(self.run("内部资料 严禁外传", size=48, color="D9D9D9"), "center", line="1.0")
            out += ('<w:p><w:r><w:pict><v:rect id="w2" style="position:absolute;margin-left:40pt;'
                    'margin-top:330pt;width:420pt;height:80pt;z-index:-251" filled="f" stroked="f">'
                    f'<v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>')
        return out

    def section(self, turned=False, head_text=None):
        at = self.layout
        self.sections += 1
        n = self.sections
        references = ""
        pairs = [("default", "right"), ("even", "left")] if at.mirror else [("default", at.foot_align)]
        for kind, side in pairs:
            if at.foot:
                self.heads[f"footer{n}{kind}"] = self.foot(side)
                references += f'<w:footerReference w:type="{kind}" r:id="footer{n}{kind}"/>'
            if at.head or at.watermark:
                text = self.name if at.head else ""
                if at.head == "chapter" and kind == "default" and head_text:
                    text = head_text
                self.heads[f"header{n}{kind}"] = self.head(text, side if at.mirror else "center")
                references += f'<w:headerReference w:type="{kind}" r:id="header{n}{kind}"/>'
        width, height = map(twips, at.paper)
        orient = ""
        if turned:
            width, height, orient = height, width, ' w:orient="landscape"'
        top, right, bottom, left = map(twips, at.margins)
        columns = f'<w:cols w:num="{at.columns}" w:space="400"/>' if at.columns > 1 else ""
        return (f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"{orient}/><w:pgMar w:top="{top}" '
                f'w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{top // 2}" w:footer="{bottom // 2}" '
                f'w:gutter="0"/>{columns}{"" if at.first_foot else "<w:titlePg/>"}</w:sectPr>')

    def end_section(self, turned=False, head_text=None):
        self.body.append(f"<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>{self.section(turned, head_text)}</w:pPr></w:p>")

    def set(self, items):
        at = self.layout
        chapter = None
        for kind, value in items:
            if kind == "table":
                rows, head = value
                if not self.plain and at.turned:
                    before = self.body.pop() if self.body else ""
                    self.end_section()
                    self.body.append(before)
                    old, at.paper = at.paper, (at.paper[1], at.paper[0])
                    self.add_table(rows, head)
                    at.paper = old
                    self.end_section(True)
                else:
                    self.add_table(rows, head)
            elif kind == "box":
                self.box(value)
                if self.plain:
                    continue
            elif kind == "figure":
                self.figure(value)
            elif kind == "toc":
                self.toc(value)
            elif kind == "page":
                if not self.plain:
                    self.body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
            elif self.plain:
                if kind != "rule":
                    self.body.append(self.paragraph(self.runs(value)))
            elif kind == "title":
                if at.spread and len(value) < 8:
                    value = "　".join(value)
                for line in value.split("|"):
                    self.body.append(self.paragraph(self.runs(line, size=at.title_size, bold=True), "center",
                                                    size=at.title_size, line="1.3"))
            elif kind in ("centre", "right", "unit"):
                small = at.table_size if kind == "unit" else None
                self.body.append(self.paragraph(self.runs(value, size=small), "center" if kind == "centre"
                                                else "right", size=small))
            elif kind == "caption":
                self.body.append(self.paragraph(self.runs(value, size=at.size - 2, face=SANS), "center"))
            elif kind == "note":
                self.body.append(self.paragraph(self.runs(value, size=at.table_size), size=at.table_size))
            elif kind == "left":
                self.body.append(self.paragraph(self.runs(value)))
            elif kind == "head":
                self.body.append(self.paragraph(self.runs(value, size=42, color="FF0000", bold=True), "center",
                                                line="1.5"))
            elif kind == "number":
                self.body.append(self.paragraph(self.runs(value), "center"))
            elif kind == "rule":
                self.body.append(self.paragraph("", line="1.0", more='<w:pBdr><w:bottom w:val="single" '
                                                'w:sz="18" w:space="1" w:color="FF0000"/></w:pBdr>'))
            else:
                if at.head == "chapter" and level_of(value) == 1 and len(value) < 45:
                    if chapter or self.sections:
                        self.end_section(head_text=chapter)
                    chapter = value
                self.body.append(self.body_paragraph(value))
                if at.blank:
                    self.body.append(self.paragraph(""))
        if self.plain:
            return "<w:sectPr/>"
        return self.section(head_text=chapter)

    def toc(self, entries):
        at = self.layout
        if self.plain:
            self.body.append(self.paragraph(self.run("目　　录")))
        else:
            self.body.append(self.paragraph(self.run("目　　录", size=at.title_size, bold=True), "center",
                                            size=at.title_size, more="<w:pageBreakBefore/>", line="1.5"))
        for number, text in enumerate(entries):
            level = level_of(text) or 0
            page = f"\t{1 + number // 2}"
            if self.plain:
                self.body.append(self.paragraph(self.run(text + page)))
                continue
            tabs = (f'<w:tabs><w:tab w:val="right" w:leader="{at.toc}" w:pos="{twips(self.width())}"/></w:tabs>')
            self.body.append(self.paragraph(self.run(text + page), "left", tabs=tabs,
                                            left=at.size * max(0, level - 1) * 1.5))
        if not self.plain:
            self.body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')

    def docx(self, items):
        end = self.set(items)
        parts = {"document": (f"<w:document {NAMES}><w:body>{''.join(self.body)}{end}</w:body></w:document>",
                              "document.main")}
        for name, inner in self.heads.items():
            root = "hdr" if name.startswith("header") else "ftr"
            parts[name] = (f"<w:{root} {NAMES}>{inner}</w:{root}>", name[:6])
        if self.notes:
            mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            own = not self.plain and self.layout.notes in ("[]", "*")

            def label(n):
                if not own:
                    return mark
                sign = f"[{n}]" if self.layout.notes == "[]" else "*"
                return mark.replace("<w:footnoteRef/>", f"<w:t>{sign}</w:t>")
            inner = "".join(
                f'<w:footnote w:id="{n}"><w:p><w:pPr><w:ind w:firstLine="0"/></w:pPr>{label(n)}'
                f'{self.run(text, size=9)}</w:p></w:footnote>'
                for n, text in enumerate(self.notes, 1))
            parts["footnotes"] = (f"<w:footnotes {NAMES}>{inner}</w:footnotes>", "footnotes")
        settings = ""
        if not self.plain and self.layout.mirror:
            settings += "<w:mirrorMargins/><w:evenAndOddHeaders/>"
        form = "decimal" if self.plain or len(self.layout.notes) < 3 else self.layout.notes
        settings += f'<w:footnotePr><w:numFmt w:val="{form}"/></w:footnotePr>'
        parts["settings"] = (f"<w:settings {NAMES}>{settings}</w:settings>", "settings")
        return package(parts)


def package(parts):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    types = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/'
             '2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
             'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' + "".join(
                 f'<Override PartName="/word/{name}.xml" ContentType="{kind}{form}+xml"/>'
                 for name, (_, form) in parts.items()) + "</Types>")
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rels = ('<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/'
            'package/2006/relationships">{}</Relationships>')
    links = "".join(f'<Relationship Id="{name}" Type="{base}{form}" Target="{name}.xml"/>'
                    for name, (_, form) in parts.items() if name != "document")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        def write(name, text):
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
        write("[Content_Types].xml", types)
        write("_rels/.rels", rels.format(f'<Relationship Id="rId1" Type="{base}officeDocument" '
                                         'Target="word/document.xml"/>'))
        write("word/_rels/document.xml.rels", rels.format(links))
        for name, (text, _) in parts.items():
            write(f"word/{name}.xml", text)
    return out.getvalue()


# --- Plans ----------------------------------------------------------------------------------------

def full(rows):
    return [[cell if isinstance(cell, tuple) else (cell, 1, 1) for cell in row] for row in rows]


def items_of_plan(text):
    kinds = {"#": "title", "@c": "centre", "@r": "right", "@unit": "unit", "@note": "note",
             "@head": "head", "@number": "number", "@left": "left", "@figure": "figure"}
    lines = text.splitlines()
    items, box = [], None
    for number, line in enumerate(lines):
        word, _, rest = line.partition(" ")
        if line == "@box":
            box = []
        elif line == "@end":
            items.append(("box", box))
            box = None
        elif box is not None:
            box.append(line)
        elif word == "@table":
            rows, head = layout_plans.TABLES[rest]
            items.append(("table", (full(rows), head)))
        elif line in ("@rule", "@page"):
            items.append((line[1:], ""))
        elif line == "@toc":
            items.append(("toc", [entry for entry in lines[number:]
                                  if len(entry) < 60 and "。" not in entry and level_of(entry) in (0, 1, 2, 3)]))
        elif word in kinds:
            items.append((kinds[word], rest))
        else:
            items.append(("caption" if re.match("表|附表", line) else "p", line))
    return items


LEADER = re.compile(r"(.*?)[ .．·…\t]{3,}(\d+)$")


def items_of_text(program, source):
    """The paragraphs and tables of a text as the program's layout stage takes them."""
    document = json.loads(gangmu(program, "convert", "-f", "json", source))
    titles = {squeezed(plan["title"]) for plan in document["plans"]}
    items, toc, front = [], None, True
    for item in items_of(program, source, document):
        if isinstance(item, list):
            items.append(("table", ([[(c["text"], c["row_span"], c["column_span"]) for c in row]
                                     for row in item], 1)))
            if max(sum(c[2] for c in row) for row in items[-1][1][0]) != min(
                    sum(c[2] for c in row) for row in items[-1][1][0]):
                rows = items[-1][1][0]
                width = max(sum(c[2] for c in row) for row in rows)
                for row in rows:
                    if len(row) == 1:
                        row[0] = (row[0][0], 1, width)
                    while sum(c[2] for c in row) < width:
                        row.append(("", 1, 1))
            continue
        for sign in "*[|":
            item = item.replace(sign * 2, sign) 
        item = item.replace("^", "＾").replace("~", "～")
        entry = LEADER.match(item)
        if entry:
            if toc is None:
                toc = []
                if items and squeezed(items[-1][1]) in ("目录", "目次"):
                    items.pop()
                items.append(("toc", toc))
            toc.append(entry[1])
            continue
        toc = None
        if squeezed(item) in titles:
            items.append(("title", item))
        elif front and len(item) < 45 and not re.search("[。：；]", item) and level_of(item) is None:
            items.append(("centre", item))
        elif re.match(r"表 ?\d", item) and len(item) < 40:
            items.append(("caption", item))
        else:
            if "。" in item:
                front = False
            items.append(("p", item))
    return items


# --- Trees ----------------------------------------------------------------------------------------

def clean(text, drop=""):
    return re.sub(f"[{drop}]", "", squeezed(text)) if drop else squeezed(text)


def shape(document, drop=""):
    nodes, targets, depths = [], [], []
    for plan in document["plans"]:
        nodes.append(("PLAN", plan["kind"], clean(plan["title"], drop), plan["label"], ()))
        depths.append(0)
        for node, _ in nodes_of(plan):
            text = clean(node["text"], drop)
            marker = node["marker"] and node["marker"]["text"]
            if node["kind"] == "toc":
                text = re.sub(r"[.．·…]{2,}|\t", "", text)
            if node["kind"] == "note":
                marker = None
            rows = tuple(tuple((clean(c["text"], drop), c["row_span"], c["column_span"]) for c in row)
                         for row in node.get("rows") or [])
            nodes.append((node["kind"], marker, clean(node["title"], drop), text, rows))
            depths.append(node["depth"])
        targets += [(clean(t["indicator"] or "", drop), t["op"], t["value"], t["value_high"], t["unit"], t["status"],
                     str(t["period"] and (t["period"]["kind"], t["period"]["end"])), t["text_value"])
                    for t in plan["targets"]]
    return nodes, targets, depths


def matched(want, got):
    """The share of equal entries, the pairs of equal ones, and the stretches that differ."""
    blocks = difflib.SequenceMatcher(None, list(map(str, want)), list(map(str, got)), False)
    pairs = [(b.a + i, b.b + i) for b in blocks.get_matching_blocks() for i in range(b.size)]
    total = len(want) + len(got)
    stretches = [(want[a:b], got[c:d]) for tag, a, b, c, d in blocks.get_opcodes() if tag != "equal"]
    return (2 * len(pairs) / total if total else 1.0), pairs, stretches


def short(entry):
    if entry[0] in ("table",):
        return f"table {entry[1:4]} " + " ; ".join("|".join(
            c[0] + (f"<{c[1]},{c[2]}>" if c[1:] != (1, 1) else "") for c in row) for row in entry[4])[:400]
    cut = [v if not isinstance(v, str) or len(v) < 50 else v[:22] + "…" + v[-22:] for v in entry
           if v not in (None, "", (), "None")]
    return " ".join(map(str, cut))


@dataclasses.dataclass
class Result:
    nodes: float = 0
    targets: float = 0
    depths: int = 0  # nodes that hang elsewhere
    lines: list = dataclasses.field(default_factory=list)
    lost: str = ""   # by LibreOffice

    def equal(self):
        return self.nodes == self.targets == 1 and self.depths == 0

    def __str__(self):
        return f"{self.nodes:.3f} {self.targets:.3f} {self.depths}"


MARKS = "，、。；："  # LibreOffice loses one that hangs over the margin of justified text
SAME_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹₂0123456789.·…*[]"


def lost(want, pdf):
    """Characters of the tree that pdftotext does not find in the PDF."""
    tool = shutil.which("pdftotext")
    if tool is None:
        return ""
    out = subprocess.run([tool, pdf, "-"], capture_output=True, timeout=60).stdout.decode()
    there, wanted = collections.Counter(squeezed(out)), collections.Counter()
    for kind, marker, title, text, rows in want:
        if kind == "PLAN":
            continue
        wanted.update(squeezed(marker or "") + title + text)
        for row in rows:
            for cell in row:
                wanted.update(cell[0])
    for sign in SAME_SIGNS:
        wanted.pop(sign, 0)
    return "".join((wanted - there).elements())


def compare(program, plain, pdf):
    if not pdf.exists():
        return Result(lines=["   LibreOffice made no PDF"])
    want_document, got_document = (json.loads(gangmu(program, "convert", "-f", "json", path))
                                   for path in (plain, pdf))
    want = shape(want_document)
    missing = lost(want[0], pdf)
    drop = MARKS if missing and not missing.strip(MARKS) else ""
    want, got = shape(want_document, drop), shape(got_document, drop)
    nodes, pairs, stretches = matched(want[0], got[0])
    targets, _, others = matched(want[1], got[1])
    depths = sum(want[2][a] != got[2][b] for a, b in pairs)
    lines = []
    for old, new in stretches + others:
        lines.append("   want: " + "\n         ".join(map(short, old[:4])) + (" …" if len(old) > 4 else ""))
        lines.append("   got:  " + "\n         ".join(map(short, new[:4])) + (" …" if len(new) > 4 else ""))
    return Result(nodes, targets, depths, lines, missing if not drop else "")


def print_all(folder, names):
    """Word files to PDF, all in one start of LibreOffice."""
    office = shutil.which("soffice")
    for at in range(0, len(names), 40):
        subprocess.run([office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
                        "--convert-to", "pdf", "--outdir", folder,
                        *[folder / f"{name}.docx" for name in names[at:at + 40]]],
                       capture_output=True, timeout=900)


SLACK = 0.01  # by which what is open may be worse: LibreOffice breaks lines a little otherwise elsewhere
OPEN = ROOT / "tests" / "layouts_open.txt"


# --- Cases ----------------------------------------------------------------------------------------

L = Layout
LAYOUTS = {
    # Office documents.
    "gb9704": L(),
    "gb9704-justified": L(align="both"),
    "web-spaced": L(size=12, face=SANS, line="1.5", indent=0, after=12, foot="{P}"),
    "web-blank": L(size=12, face=SANS, line="1.2", indent=0, blank=True, foot="{P}"),
    "flush-unspaced": L(size=12, line="1.5", indent=0, foot="{P}"),
    "small-10.5": L(size=10.5, line="1.0", align="both", table_size=9, foot="- {P} -"),
    "12-one-and-half": L(size=12, line="1.5", align="both", foot="第 {P} 页 共 {N} 页", table_size=10.5),
    "14-latin": L(size=14, line="1.5", align="both", latin="Liberation Serif", foot="{P}/{N}", table_size=10.5),
    "latin-left": L(size=14, line=26, latin="Liberation Serif", foot="{P} / {N}"),
    "indented-spaced": L(size=12, line="1.3", after=6, foot="{P}"),
    "mirror-heads": L(size=12, line=22, mirror=True, head="rule", foot="{P}", align="both",
                      margins=(90, 60, 80, 100)),
    "mirror-left": L(size=14, line=26, mirror=True, head="name", foot="· {P} ·", margins=(90, 60, 80, 110)),
    "mirror-close": L(size=14, line=26, mirror=True, head="name", foot="{P}", margins=(90, 68, 80, 88)),
    "book": L(size=10.5, line=18, paper=(521, 737), margins=(80, 60, 70, 60), headings="large",
              chapter_breaks=True, mirror=True, head="chapter", foot="{P}", align="both", table_size=9, title_size=20),
    "large-heads": L(size=14, line=26, headings="large", chapter_breaks=True, head="rule", foot="{P}"),
    "large-heads-running": L(size=12, line="1.5", headings="large", foot="{P}", align="both", after=3),
    "flush-heads": L(size=12, line="1.5", headings="flush", foot="{P}"),
    "hanging": L(size=14, line=26, hang=True),
    "landscape": L(size=16, line=28, paper=(841.9, 595.3), foot="{P}"),
    "two-columns": L(size=10.5, line=17, columns=2, align="both", foot="{P}", table_size=8, title_size=14),
    "foot-right": L(foot="第{P}页", foot_align="right", head="name"),
    "no-foot": L(foot=""),
    "watermark-curves": L(size=12, line="1.5", watermark="curves"),
    "watermark-text": L(size=12, line="1.5", watermark="text"),
    # Tables.
    "three-line": L(size=14, line=26, table="three", cells="center", table_size=10.5),
    "open-sides": L(size=14, line=26, table="open", cells="center", table_size=10.5, vertical="center"),
    "level-rules": L(size=14, line=26, table="rows", cells="center", table_size=10.5),
    "no-rules": L(size=14, line=26, table="none", cells="center", table_size=10.5),
    "centred-cells": L(size=14, line=26, cells="center", vertical="center", table_size=9),
    "turned": L(size=14, line=26, turned=True, cells="center", vertical="center"),
    "continued": L(size=14, line=26, split=6, cells="center"),
    # Boxes.
    "box-shade": L(size=14, line=26, box="shade"),
    "box-two": L(size=14, line=26, box="two"),
    "box-many": L(size=14, line=26, box="many"),
    "box-border": L(size=14, line=26, box="border"),
    "box-tint": L(size=14, line=26, box="tint"),
    "box-textbox": L(size=14, line=26, box="textbox"),
    # Notes and figures.
    "circled-notes": L(size=12, line="1.5", notes="decimalEnclosedCircleChinese"),
    "bracket-notes": L(size=12, line="1.5", notes="[]"),
    "star-notes": L(size=12, line="1.5", notes="*"),
    "figure-rect": L(size=12, line="1.5", figure="rect"),
    "figure-labels": L(size=12, line="1.5", figure="labels"),
    "toc-blank": L(size=12, line="1.5", toc="none"),
    "toc-middle": L(size=12, line="1.5", toc="middleDot"),
}
PLANS = {"chapters": layout_plans.CHAPTERS, "notice": layout_plans.NOTICE, "decimal": layout_plans.DECIMAL,
         "mixed": layout_plans.MIXED}
# What is printed without --full: every layout once, and each plan in some.
SELECTED = [r"chapters\..*"] + [rf"(notice|decimal|mixed)\.({layouts})" for layouts in (
    "gb9704", "web-spaced", "latin-left", "mirror-close", "large-heads", "flush-heads", "turned", "open-sides")]
OF_DOCUMENTS = ["gb9704", "web-spaced", "web-blank", "small-10.5", "latin-left", "indented-spaced", "large-heads",
                "flush-heads", "mirror-close", "hanging", "centred-cells"]


def open_cases():
    """What is known not to come out equal: nodes, targets and depths by case."""
    out = {}
    for line in OPEN.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, nodes, targets, depths = line.split()
            out[name] = Result(float(nodes), float(targets), int(depths))
    return out


def chosen(arguments):
    documents = {path.stem: path for path in sorted(ROOT.glob("samples/*.txt")) +
                 sorted(ROOT.glob("tests/documents/*.txt"))}
    wanted = [a for a in arguments if not a.startswith("--")] or SELECTED
    everything = "--full" in arguments
    for source in [*PLANS, *documents]:
        for layout in LAYOUTS if source in PLANS else OF_DOCUMENTS:
            name = f"{source}.{layout}"
            if everything or any(re.fullmatch(w, name) for w in wanted):
                yield name, source, documents.get(source), layout


def text_of(items):
    lines = []
    for kind, value in items:
        if kind == "table":
            lines += ["\t".join(cell[0] for cell in row) for row in value[0]]
        else:
            lines += value if isinstance(value, list) else [value.replace("|", "")]
    return "\n".join(lines) + "\n"


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    if shutil.which("soffice") is None:
        print("SKIPPED: LibreOffice is not installed")
        return 77
    arguments, keep = sys.argv[2:], None
    if "--keep" in arguments:
        at = arguments.index("--keep")
        keep = pathlib.Path(arguments[at + 1])
        del arguments[at:at + 2]
        keep.mkdir(parents=True, exist_ok=True)
    cases, items = list(chosen(arguments)), {}
    known, failures, results = open_cases(), [], {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for name, source, path, layout in cases:
            if source not in items:
                items[source] = items_of_text(program, path) if path else items_of_plan(PLANS[source])
                (folder / f"{source}.docx").write_bytes(Setter(None, "").docx(items[source]))
            title = next((v for k, v in items[source] if k == "title"), source).replace("|", "")
            setter = Setter(dataclasses.replace(LAYOUTS[layout]), title)
            (folder / f"{name}.docx").write_bytes(setter.docx(items[source]))
        print_all(folder, [name for name, *_ in cases])
        for name, source, path, layout in cases:
            pdf = folder / f"{name}.pdf"
            result = compare(program, folder / f"{source}.docx", pdf)
            if result.lost:
                print(f"{name}: LibreOffice lost {len(result.lost)} characters: {result.lost[:40]}")
                continue
            results[name] = result
            if result.equal():
                if name in known:
                    print(f"{name}: equal now, no longer OPEN")
                continue
            before = known.get(name)
            worse = before is None or (result.nodes < before.nodes - SLACK or
                                       result.targets < before.targets - SLACK or result.depths > before.depths + 2)
            print("\n".join([f"{name}: {result} {'FAILED' if worse else 'open'}"] + result.lines))
            if worse:
                failures.append(f"{name}: nodes, targets, depths {result}, {before or 'should be equal'}")
            if keep and pdf.exists():
                shutil.copy(pdf, keep)
                (keep / f"{name}.txt").write_text(text_of(items[source]), encoding="utf-8")
    if os.environ.get("GANGMU_REWRITE"):
        for name, result in results.items():
            known.pop(name, None)
            if not result.equal():
                known[name] = result
        head = [line for line in OPEN.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        OPEN.write_text("\n".join(head + [f"{name} {result}" for name, result in sorted(known.items())]) + "\n",
                        encoding="utf-8")
    equal = sum(result.equal() for result in results.values())
    print("\n".join(failures))
    print(f"{equal} of {len(results)} layouts have the tree of their text, {len(failures)} are worse than known")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
