"""Word documents made for tests: just enough of ECMA-376, written by hand.

Paragraphs are strings or Paragraph; tables are lists of rows of cells. Nothing here is used by the
program.
"""
import dataclasses
import io
import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/'
         'package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.'
         'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
         '"application/xml"/>{overrides}</Types>')
OVERRIDE = ('<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.{kind}+xml"/>')
RELS = ('<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats'
        '.org/package/2006/relationships">{links}</Relationships>')
LINK = ('<Relationship Id="rId{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/{type}" Target="{target}"/>')


@dataclasses.dataclass
class Paragraph:
    text: str = ""
    num: int | None = None      # the list that numbers it
    level: int = 0
    style: str | None = None
    inside: str = ""            # more XML behind the text

    def xml(self):
        properties = f'<w:pStyle w:val="{self.style}"/>' if self.style else ""
        if self.num is not None:
            properties += (f'<w:numPr><w:ilvl w:val="{self.level}"/><w:numId w:val="{self.num}"/>'
                           '</w:numPr>')
        if properties:
            properties = f"<w:pPr>{properties}</w:pPr>"
        return f"<w:p>{properties}{run(self.text)}{self.inside}</w:p>"


@dataclasses.dataclass
class Cell:
    text: str = ""
    columns: int = 1
    merge: str = ""  # "restart" or "continue"

    def xml(self):
        properties = f'<w:gridSpan w:val="{self.columns}"/>' if self.columns > 1 else ""
        if self.merge:
            properties += f'<w:vMerge w:val="{self.merge}"/>'
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{Paragraph(self.text).xml()}</w:tc>"


def run(text, properties=""):
    if not text:
        return ""
    pieces = [f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t")]
    return f"<w:r>{properties}{'<w:tab/>'.join(pieces)}</w:r>"


def table(rows):
    width = max(sum(getattr(cell, "columns", 1) for cell in row) for row in rows)
    grid = "<w:gridCol w:w=\"1200\"/>" * width
    lines = "".join("<w:tr>" + "".join(
        (cell if isinstance(cell, Cell) else Cell(cell)).xml() for cell in row) + "</w:tr>"
        for row in rows)
    return f'<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>'


def level(index, format, text, extra=""):
    return (f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{extra}'
            f'<w:lvlText w:val="{escape(text)}"/></w:lvl>')


def numbering(lists, nums=None):
    """lists: {abstract id: levels' XML}; nums: {num id: (abstract id, overrides' XML)}."""
    nums = nums or {key: (key, "") for key in lists}
    body = "".join(f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>'
                   f'{levels}</w:abstractNum>' for key, levels in lists.items())
    body += "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{list_id}"/>{more}</w:num>'
                    for key, (list_id, more) in nums.items())
    return body


def docx(items, **parts):
    """The bytes of a document. `parts`: inner XML of numbering, styles, footnotes, …"""
    body = ""
    for item in items:
        if isinstance(item, str):
            body += item if item.startswith("<w:") else Paragraph(item).xml()
        elif isinstance(item, list):
            body += table(item)
        else:
            body += item.xml()
    return package(f'<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>', **parts)


def package(main, **parts):
    overrides = OVERRIDE.format(part="document", kind="document.main")
    links = ""
    for index, part in enumerate(sorted(parts), 1):
        overrides += OVERRIDE.format(part=part, kind=part)
        links += LINK.format(id=index, type=part, target=f"{part}.xml")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        def write(name, text):
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
        write("[Content_Types].xml", TYPES.format(overrides=overrides))
        write("_rels/.rels", RELS.format(links=LINK.format(
            id=1, type="officeDocument", target="word/document.xml")))
        write("word/_rels/document.xml.rels", RELS.format(links=links))
        write("word/document.xml", main)
        for part, text in parts.items():
            root = {"footer": "ftr", "header": "hdr"}.get(part, part)
            write(f"word/{part}.xml", f'<w:{root} {W}>{text}</w:{root}>')
    return out.getvalue()
