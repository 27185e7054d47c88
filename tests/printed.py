"""Plans as they are printed, for tests: Word documents set in the manner of GB/T 9704 (page, margins,
line grid, indents, a face for each level, page numbers between dashes, ruled tables), and PDF files
that LibreOffice makes of them. Nothing here is used by the program.
"""
import re
import shutil
import subprocess
from xml.sax.saxutils import escape

import make_docx
from make_docx import Cell

SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
BODY = 32  # half points: 16 pt
LEVELS = [(re.compile("第[一二三四五六七八九十]+[编章节]|[一二三四五六七八九十]+、|专栏"), SANS, False),
          (re.compile("（[一二三四五六七八九十]+）"), SERIF, True)]


def run(text, face=SERIF, size=BODY, bold=False, inside=""):
    properties = (f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}"/>'
                  f'{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/>')
    text = f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
    return f"<w:r><w:rPr>{properties}</w:rPr>{text}{inside}</w:r>"


def footnotes(texts):
    """The part of a document's footnotes, numbered from 1."""
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/><w:sz w:val="18"/></w:rPr><w:footnoteRef/></w:r>'
    return "".join(f'<w:footnote w:id="{number}"><w:p>{mark}{run(text, SERIF, 18)}</w:p></w:footnote>'
                   for number, text in enumerate(texts, 1))


def note_mark(number):
    return ('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>')


def paragraph(runs, indent=2, align="left", line=560, size=BODY):
    first = f'<w:ind w:firstLine="{indent * size * 10}"/>' if indent else ""
    # LibreOffice loses what hangs over the margin.
    return (f'<w:p><w:pPr><w:overflowPunct w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{line}" '
            f'w:lineRule="exact"/>{first}<w:jc w:val="{align}"/></w:pPr>{runs}</w:p>')


def body(text, titles=(), align="left"):
    if re.sub(r"\s", "", text) in titles:
        return paragraph(run(text, SERIF, 44, True), 0, "center", 640)
    for pattern, face, bold in LEVELS:
        if pattern.match(text):
            # Only what stands before the first full stop is the heading.
            head, stop, rest = text.partition("。")
            if len(head) > 40:
                break
            return paragraph(run(head + stop, face, BODY, bold) + (run(rest) if rest else ""),
                             align=align)
    return paragraph(run(text), align=align)


SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table(rows, width=8840, size=24, header=0, sides=SIDES):
    """Rows of Cell, ruled, with a header that is printed again on each page. sides: what is drawn."""
    columns = max(sum(cell.columns for cell in row) for row in rows)
    share = width // columns
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                      for side in sides)
    out = (f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{borders}'
           '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
           + f'<w:gridCol w:w="{share}"/>' * columns + "</w:tblGrid>")
    for number, row in enumerate(rows):
        again = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if number < header else ""
        out += f"<w:tr>{again}"
        for cell in row:
            span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
            merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
            out += (f'<w:tc><w:tcPr><w:tcW w:w="{share * cell.columns}" w:type="dxa"/>{span}{merge}'
                    f'</w:tcPr>{paragraph(run(cell.text, SERIF, size), 0, "left", 360, size)}</w:tc>')
        out += "</w:tr>"
    return out + "</w:tbl>"


def frame(paragraphs):
    """A box: a table of one cell, which may hold tables."""
    return (table([[Cell()]]).split("<w:tr>")[0]
            + f"<w:tr><w:tc><w:tcPr/>{''.join(paragraphs)}</w:tc></w:tr></w:tbl>")


SECTION = ('<w:sectPr>{reference}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" '
           'w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1134" '
           'w:gutter="0"/></w:sectPr>')
PAGE = ('<w:p><w:pPr><w:jc w:val="center"/></w:pPr>' + run("— ", SERIF, 28) +
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" —", SERIF, 28) + "</w:p>")


def docx(items, **parts):
    """Items are XML of paragraphs and tables."""
    reference = ('<w:footerReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
                 '2006/relationships" w:type="default" r:id="rId1"/>')
    inner = "".join(items) + SECTION.format(reference=reference)
    main = f"<w:document {make_docx.W}><w:body>{inner}</w:body></w:document>"
    # The footer is the first part by name, and so rId1.
    return make_docx.package(main, footer=PAGE, **parts)


def pdf_of(data, folder, name):
    """The file as LibreOffice prints it; None where it is not installed or reads no DOCX."""
    office = shutil.which("soffice")
    if office is None:
        return None
    source = folder / f"{name}.docx"
    source.write_bytes(data)
    subprocess.run([office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
                    "--convert-to", "pdf", "--outdir", folder, source],
                   capture_output=True, timeout=300)
    out = folder / f"{name}.pdf"
    return out if out.exists() else None
