"""OFD files made for tests (GB/T 33190-2016), laid out as makers of such files do.

A page is a list of items, in points from its top left corner, y downwards:
    ("text", x, base line, size, font, text)      advances may follow: a list, one a character
    ("rule", x0, y0, x1, y1)
    ("picture", x0, y0, x1, y1)
How they are written is a Style; what they show is the same in each. Nothing here is used by the
program.
"""
import dataclasses
import io
import itertools
import unicodedata
import zipfile
from xml.sax.saxutils import escape, quoteattr

MM = 25.4 / 72
PAPER = (595.28, 841.89)  # A4
NAMESPACE = "http://www.ofdspec.org/2016"
TITLE_FONT, HEADING_FONT, LEAD_FONT, BODY_FONT = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
FULL = "“”‘’—…·"  # set on the full square, whatever Unicode says


@dataclasses.dataclass(frozen=True)
class Style:
    pieces: tuple = ()       # characters in one text object, over and over; (): a whole line
    deltas: str = "runs"     # "runs": g 2 4.2; "list": 4.2 4.2; "none": where the font says so
    matrix: str = ""         # "": millimetres; "points": scaled; "low": from the lower edge too
    rules: str = "stroke"    # "stroke", "fill": thin rectangles; "whole": all of a page in one path
    blocks: bool = False     # objects inside page blocks
    glyphs: bool = False     # text with its glyphs beside
    prefix: str = "ofd:"
    absolute: bool = False   # locations of parts from the root
    bold: str = "font"       # bold fonts: "font" says so, or "weight", or "stroke" around letters


STYLES = {
    "office": Style(),                                                  # as office programs export
    "convert": Style(deltas="list", pieces=(7, 1, 12), glyphs=True, blocks=True, rules="fill"),
    "driver": Style(deltas="list", matrix="low", pieces=(1,), rules="whole", absolute=True),
    "points": Style(deltas="runs", matrix="points", pieces=(3, 9), bold="stroke"),
    "library": Style(deltas="none", prefix="", bold="weight"),
}


def advance(c):
    """In parts of the size."""
    return 1 if c in FULL or unicodedata.east_asian_width(c) in "WF" else 0.5


def width(text, size):
    return sum(advance(c) for c in text) * size


def number(value):
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def numbers(*values):
    return " ".join(number(value) for value in values)


def distances(values, how):
    if how != "runs":
        return numbers(*values)
    out = []
    for value, same in itertools.groupby(number(v) for v in values):
        count = len(list(same))
        out.append(f"g {count} {value}" if count > 1 else value)
    return " ".join(out)


class Writer:
    """The parts of one file."""

    def __init__(self, style, paper):
        self.style, self.paper = style, paper
        self.fonts, self.parts = {}, {}
        self.ids = itertools.count(1)

    def tag(self, name, inside="", **attributes):
        p = self.style.prefix
        head = p + name + "".join(f" {key}={quoteattr(str(value))}"
                                  for key, value in attributes.items())
        return f"<{head}>{inside}</{p}{name}>" if inside else f"<{head}/>"

    def root(self, name, inside, **attributes):
        key = "xmlns:ofd" if self.style.prefix else "xmlns"
        return ('<?xml version="1.0" encoding="UTF-8"?>\n' +
                self.tag(name, inside, **{key: NAMESPACE}, **attributes))

    def place(self, part):
        """The location of a part of the document, as its main part gives it."""
        return "/Doc_0/" + part if self.style.absolute else part

    def font(self, name):
        if name not in self.fonts:
            self.fonts[name] = next(self.ids)
        return self.fonts[name]

    # -------------------------------------------------------------------------------------- objects

    def text(self, x, base, size, font, text, advances=None):
        if advances is None:
            advances = [advance(c) * size for c in text]
        lengths = itertools.cycle(self.style.pieces or (len(text),))
        out, at = "", 0
        while at < len(text):
            end = at + next(lengths)
            out += self.piece(x, base, size, font, text[at:end], advances[at:end])
            x += sum(advances[at:end])
            at = end
        return out

    def piece(self, x, base, size, font, text, advances):
        style, scale = self.style, 1 if self.style.matrix else MM
        top, reach = base - 0.88 * size, sum(advances)
        attributes = {}
        if style.matrix == "low":
            height = self.paper[1]
            box = numbers(0, 0, self.paper[0] * MM, height * MM)
            attributes["CTM"] = numbers(MM, 0, 0, MM, 0, height * MM)
            start = (x, base - height)
        else:
            box = numbers(x * MM, top * MM, reach * MM, size * MM)
            if style.matrix == "points":
                attributes["CTM"] = numbers(MM, 0, 0, MM, 0, 0)
            start = (0, (base - top) * scale)
        bold = font.endswith(" Bold")
        if bold and style.bold == "weight":
            attributes["Weight"] = 700
        if bold and style.bold == "stroke":
            attributes.update(Stroke="true", Fill="true", LineWidth="0.1")
        code = {"X": number(start[0]), "Y": number(start[1])}
        usual = all(abs(step - advance(c) * size) < 0.01 for step, c in zip(advances, text))
        if len(text) > 1 and not (usual and style.deltas == "none"):
            code["DeltaX"] = distances([step * scale for step in advances[:-1]], style.deltas)
        inside = self.tag("FillColor", Value="0 0 0")
        if style.glyphs:
            glyphs = self.tag("Glyphs", " ".join(str(40 + ord(c) % 900) for c in text))
            inside += self.tag("CGTransform", glyphs, CodePosition=0, CodeCount=len(text),
                               GlyphCount=len(text))
        inside += self.tag("TextCode", escape(text), **code)
        return self.tag("TextObject", inside, ID=next(self.ids), Boundary=box,
                        Font=self.font(font), Size=number(size * scale), **attributes)

    def rule(self, x0, y0, x1, y1):
        box = [value * MM for value in (x0, y0, x1 - x0, y1 - y0)]
        if self.style.rules == "fill":
            thick = 0.25
            w, h = max(box[2], thick), max(box[3], thick)
            box = [box[0] - (thick / 2 if box[2] < thick else 0),
                   box[1] - (thick / 2 if box[3] < thick else 0), w, h]
            data = f"M 0 0 L {number(w)} 0 L {numbers(w, h)} L 0 {number(h)} C"
            return self.path(box, data, Stroke="false", Fill="true")
        return self.path(box, f"M 0 0 L {numbers(box[2], box[3])}", LineWidth="0.25")

    def path(self, box, data, **attributes):
        return self.tag("PathObject", self.tag("AbbreviatedData", data), ID=next(self.ids),
                        Boundary=numbers(*box), **attributes)

    def picture(self, x0, y0, x1, y1):
        w, h = (x1 - x0) * MM, (y1 - y0) * MM
        return self.tag("ImageObject", ID=next(self.ids), CTM=numbers(w, 0, 0, h, 0, 0),
                        Boundary=numbers(x0 * MM, y0 * MM, w, h), ResourceID=9999)

    def objects(self, items):
        out, lines = "", []
        for kind, *values in items:
            if kind == "rule" and self.style.rules == "whole":
                lines.append(values)
            else:
                made = getattr(self, kind)(*values)
                out += (self.tag("PageBlock", made, ID=next(self.ids)) if self.style.blocks
                        else made)
        if lines:
            data = " ".join(f"M {numbers(a * MM, b * MM)} L {numbers(c * MM, d * MM)}"
                            for a, b, c, d in lines)
            box = [0, 0, self.paper[0] * MM, self.paper[1] * MM]
            out += self.path(box, data, LineWidth="0.2")
        return out

    # ---------------------------------------------------------------------------------------- parts

    def page(self, items, before="", kind="Body"):
        layer = self.tag("Layer", self.objects(items), ID=next(self.ids), Type=kind)
        return self.root("Page", before + self.area() + self.tag("Content", layer))

    def area(self):
        box = numbers(0, 0, self.paper[0] * MM, self.paper[1] * MM)
        return self.tag("Area", self.tag("PhysicalBox", box))

    def resources(self):
        fonts = ""
        for name, key in self.fonts.items():
            bold = name.endswith(" Bold")
            plain = name.removesuffix(" Bold")
            attributes = {"Bold": "true"} if bold and self.style.bold == "font" else {}
            fonts += self.tag("Font", ID=key, FontName=plain, FamilyName=plain, **attributes)
        spaces = self.tag("ColorSpaces", self.tag("ColorSpace", ID=next(self.ids), Type="RGB"))
        return self.root("Res", spaces + self.tag("Fonts", fonts), BaseLoc="Res")


def ofd(pages, style="office", running=(), page_numbers=None, outline=(), paper=PAPER):
    """The bytes of a file.

    style: a Style, or the name of one of STYLES. running: items of a template behind each page.
    page_numbers: "— {} —", set in the middle of the foot. outline: (level, title, page from 0).
    A font whose name ends in " Bold" is the bold of the one before.
    """
    out = Writer(STYLES[style] if isinstance(style, str) else style, paper)
    common, uses = "", ""
    if running:
        key = next(out.ids)
        part = "Tpls/Tpl_0/Content.xml"
        out.parts[part] = out.page(running, kind="Background")
        common = out.tag("TemplatePage", ID=key, BaseLoc=out.place(part))
        uses = out.tag("Template", TemplateID=key, ZOrder="Background")
    listed, keys = "", []
    for index, items in enumerate(pages):
        items = list(items)
        if page_numbers:
            foot = page_numbers.format(index + 1)
            items.append(("text", (paper[0] - width(foot, 14)) / 2, paper[1] - 60, 14, "宋体",
                          foot))
        part = f"Pages/Page_{index}/Content.xml"
        out.parts[part] = out.page(items, uses)
        keys.append(next(out.ids))
        listed += out.tag("Page", ID=keys[-1], BaseLoc=out.place(part))
    out.parts["PublicRes.xml"] = out.resources()
    common = (out.tag("PageArea", out.area()[out.area().index(">") + 1:].rsplit("</", 1)[0]) +
              out.tag("PublicRes", out.place("PublicRes.xml")) + common)
    common = out.tag("CommonData", out.tag("MaxUnitID", str(next(out.ids))) + common)
    entries = entries_of(out, [(level, title, keys[page]) for level, title, page in outline])
    main = out.root("Document", common + out.tag("Pages", listed) +
                    (out.tag("Outlines", entries) if entries else ""))
    info = out.tag("DocInfo", out.tag("DocID", "0" * 32) + out.tag("Creator", "gangmu tests"))
    body = out.tag("DocBody", info + out.tag("DocRoot", "Doc_0/Document.xml"))
    parts = {"OFD.xml": out.root("OFD", body, Version="1.0", DocType="OFD"),
             "Doc_0/Document.xml": main}
    parts.update({"Doc_0/" + part: xml for part, xml in out.parts.items()})
    return packed(parts)


def entries_of(out, entries):
    """The elements of an outline; each holds the deeper ones behind it."""
    made, at = "", 0
    while at < len(entries):
        level, title, key = entries[at]
        end = at + 1
        while end < len(entries) and entries[end][0] > level:
            end += 1
        dest = out.tag("Dest", Type="XYZ", PageID=key, Left=0, Top=0, Zoom=0)
        action = out.tag("Action", out.tag("Goto", dest), Event="CLICK")
        made += out.tag("OutlineElem", out.tag("Actions", action) +
                        entries_of(out, entries[at + 1:end]), Title=title)
        at = end
    return made


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
