"""PDF files made for tests, written by hand: no program is needed, and every byte is known.

A page is a list of items, in points from its top left corner, y downwards, as in make_ofd.py:
    ("text", x, base line, size, text)
    ("rule", x0, y0, x1, y1)
Nothing here is used by the program.
"""
import dataclasses

A4 = (595, 842)


@dataclasses.dataclass
class Page:
    items: list
    paper: tuple = A4
    more: str = ""  # more keys of the page, as /Rotate 90


def advance(c):
    """In parts of the size."""
    return 0.5 if ord(c) < 128 else 1


def width(text, size):
    return sum(advance(c) for c in text) * size


def content(page):
    height = page.paper[1]
    out = []
    for kind, *values in page.items:
        if kind == "text":
            x, base, size, text = values
            out.append(f"BT /F {size} Tf 1 0 0 1 {x} {height - base} Tm "
                       f"<{text.encode('utf-16-be').hex()}> Tj ET")
        else:
            x0, y0, x1, y1 = values
            out.append(f"0.5 w {x0} {height - y0} m {x1} {height - y1} l S")
    return "\n".join(out)


# Codes are those of Unicode's first plane; a viewer takes the letters from a font of its own.
TO_UNICODE = ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
              "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
              "100 beginbfrange\n" +
              "\n".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256))
              .replace("\n<64", "\nendbfrange 100 beginbfrange\n<64")
              .replace("\n<C8", "\nendbfrange 56 beginbfrange\n<C8") +
              "\nendbfrange endcmap CMapName currentdict /CMap defineresource pop end end")


def stream(data):
    return f"<</Length {len(data)}>>\nstream\n{data}\nendstream"


def text_string(text):
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def pdf(pages, outline=()):
    """The bytes of a file. outline: (title, page from 0)."""
    pages = [page if isinstance(page, Page) else Page(page) for page in pages]
    objects = {}
    first = 10
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    marks = first + 2 * len(pages)
    objects[1] = "<</Type /Catalog /Pages 2 0 R" + (" /Outlines 3 0 R>>" if outline else ">>")
    objects[2] = f"<</Type /Pages /Count {len(pages)} /Kids [{kids}]>>"
    if outline:
        objects[3] = (f"<</Type /Outlines /First {marks} 0 R /Last {marks + len(outline) - 1} 0 R "
                      f"/Count {len(outline)}>>")
    objects[4] = ("<</Type /Font /Subtype /Type0 /BaseFont /ABCDEF+FangSong /Encoding /Identity-H "
                  "/DescendantFonts [5 0 R] /ToUnicode 6 0 R>>")
    objects[5] = ("<</Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+FangSong /DW 1000 "
                  "/W [0 127 500] /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) "
                  "/Supplement 0>> /FontDescriptor 7 0 R>>")
    objects[6] = stream(TO_UNICODE)
    objects[7] = ("<</Type /FontDescriptor /FontName /ABCDEF+FangSong /Flags 4 /ItalicAngle 0 "
                  "/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 /FontBBox [0 -120 1000 880]>>")
    for n, page in enumerate(pages):
        objects[first + 2 * n] = (
            f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {page.paper[0]} {page.paper[1]}] "
            f"/Resources <</Font <</F 4 0 R>>>> /Contents {first + 2 * n + 1} 0 R {page.more}>>")
        objects[first + 2 * n + 1] = stream(content(page))
    for n, (title, page) in enumerate(outline):
        following = f" /Next {marks + n + 1} 0 R" if n + 1 < len(outline) else ""
        before = f" /Prev {marks + n - 1} 0 R" if n else ""
        objects[marks + n] = (f"<</Title {text_string(title)} /Parent 3 0 R{following}{before} "
                              f"/Dest [{first + 2 * page} 0 R /XYZ 0 800 0]>>")
    out, places = "%PDF-1.7\n", {}
    for number in sorted(objects):
        places[number] = len(out)
        out += f"{number} 0 obj\n{objects[number]}\nendobj\n"
    table = "xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        table += f"{number} 1\n{place:010} 00000 n \n"
    return (out + table + f"trailer\n<</Size {marks + len(outline)} /Root 1 0 R>>\nstartxref\n"
            f"{len(out)}\n%%EOF\n").encode("ascii")


def sheet(lines, size=16, left=80, top=100, step=28):
    """Lines of text one below the other; a blank of two letters before one indents it."""
    return [("text", left, top + n * step, size, line) if line[:1] != "　" else
            ("text", left + (len(line) - len(line.lstrip("　"))) * size, top + n * step, size,
             line.lstrip("　")) for n, line in enumerate(lines)]
