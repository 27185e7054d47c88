"""Seeds of the fuzzer, made from samples/, the cases of tests/corpus/ and the documents that
tests/formats.py writes. python3 tests/fuzz/seeds.py FOLDER makes a folder a target in it."""
import io
import pathlib
import re
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import formats  # noqa: E402
import make_ofd  # noqa: E402
import make_pdf  # noqa: E402
from make_docx import Cell, docx  # noqa: E402

LINES = 24  # of a sample in one seed
WORD_PARTS = [f"word/{part}.xml" for part in
              ("document", "numbering", "styles", "footnotes", "endnotes", "settings")]
OFD_PARTS = ["Doc_0/Pages/Page_0/Content.xml", "Doc_0/PublicRes.xml", "Doc_0/Document.xml",
             "Doc_0/Tpls/Tpl_0/Content.xml", "OFD.xml"]
GRID = [("rule", x, 400, x, 460) for x in (80, 220, 380, 520)] + [
    ("rule", 80, y, 520, y) for y in (400, 420, 440, 460)]
LEVELS = [("rule", 80, y, 520, y) for y in (400, 420, 480)]
BOOK_PARTS = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
CELLS = [("text", x, y, 10, "仿宋_GB2312", word)
         for y, words in ((414, "序号 名称 目标"), (434, "1 河道 320"), (454, "2 泵站 6"))
         for x, word in zip((90, 240, 400), words.split())]
TABLE = [["指标", "单位", "2025年", "2030年"], ["供水"], ["水库数量", "处", "12", "15"]]


# Sheets as the program writes them and staff fill them in, by shared strings and in place.
BOOKS = [
    ('<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
     '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c><c r="C2" s="1"><v>46000</v></c>'
     '</row></sheetData></worksheet>',
     '<sst><si><t>举措</t></si><si><t>gangmu\n举措</t></si><si><r><t>修复</t></r><r><t>绿带</t></r></si>'
     '<si><t>一/¶#00000000\n12345678</t></si></sst>',
     '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0.0"/></numFmts><cellXfs>'
     '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>'),
    ('<worksheet><sheetData><row><c t="inlineStr"><is><t>举措</t></is></c><c t="str"><f>A1</f><v>x</v></c>'
     '</row><row r="3"><c r="AB3" t="b"><v>1</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
     '</sheetData></worksheet>', '', ''),
]


def texts():
    """Pieces of the samples, and the inputs of the cases."""
    for path in sorted((ROOT / "samples").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for at in range(0, len(lines), LINES):
            yield f"{path.stem}-{at}", "\n".join(lines[at:at + LINES]) + "\n"
    for path in sorted((ROOT / "tests/corpus").glob("*.txt")):
        cases = re.findall("^=== [^\n]*\n(.*?)^---", path.read_text(encoding="utf-8"), re.M | re.S)
        for at, case in enumerate(cases):
            yield f"{path.stem}-{at}", case.replace("␣", " ").replace("\\f", "\f").replace("\\t", "\t")


def parts_of(data, parts):
    """The XML parts of a document as parts.cpp takes them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        texts = [archive.read(part).decode() if part in names else "" for part in parts]
    return re.sub("(\n%%\n)+$", "", "\n%%\n".join(texts)).encode()


def page_of(text, rules=()):
    """A page of a text as it might be printed, with a table below where there are rules."""
    lines, width = [], 28
    for line in text.splitlines():
        line = "　　" + line.strip()
        lines += [line[at:at + width] for at in range(0, len(line), width)]
    items = [(*item[:4], "仿宋_GB2312", item[4]) for item in make_pdf.sheet(lines[:10])]
    return items + (list(rules) + CELLS if rules else [])


def stream_of(pages):
    """What gangmu-pdf would say of them."""
    out = ["gangmu-pdf 1", f"pages {len(pages)}", "font 0 0 FangSong"]
    for number, items in enumerate(pages, 1):
        out.append(f"page {number} 59528 84189 0")
        for item in items:
            if item[0] == "rule":
                out.append("r " + " ".join(str(round(value * 100)) for value in item[1:5]))
            else:
                _, x, base, size, _, text = item
                steps = " ".join(str(round(make_pdf.advance(c) * size * 100)) for c in text)
                out.append(f"t 0 {size * 100} {base * 100} {x * 100} {steps}\t{text}")
        out.append("end")
    return "\n".join(out + ["mark 1 1\t一、总体要求", "done", ""]).encode()


def rows(table):
    return [[{"text": cell} for cell in row] for row in table]


def items_of(text):
    items = [line for line in text.splitlines() if line.strip()]
    return items[:4] + [rows(TABLE)] + items[4:]


def seeds():
    """Name, target and bytes."""
    words = []
    for name, text in texts():
        items = items_of(text)
        small = len(text) < 1200
        yield name, "text", text.encode()
        yield name, "document", text.encode()
        if not small:
            continue
        yield f"{name}-gb", "text", text.encode("gb18030")
        yield f"{name}-16", "text", text.encode("utf-16")
        yield name, "html", formats.as_html(items, "utf-8")
        yield f"{name}-gb", "html", formats.as_html(items, "gb18030")
        yield name, "markdown", formats.as_markdown(items)
        words.append((name, formats.as_numbered_docx(items)[0]))
        pages = [page_of(text, (GRID, LEVELS, ())[len(text) % 3]), page_of(text)]
        yield name, "pdf-stream", stream_of(pages)
        style = sorted(make_ofd.STYLES)[len(text) % len(make_ofd.STYLES)]
        more = (style, pages[1][:1], "— {} —", [(1, "总体要求", 0)])
        yield name, "ofd-parts", parts_of(make_ofd.ofd(pages[:1], *more), OFD_PARTS)
        if len(text) % 8 == 0:
            yield name, "ofd", make_ofd.ofd(pages, *more)
        yield name, "exports", text.encode()
        yield name, "packed", b"\0\0\0\0" + text.encode()
        yield f"{name}-md", "packed", b"\0\0\0\0" + formats.as_markdown(items)
    for path in sorted((ROOT / "grammar").glob("*.toml")):
        entries = re.split(r"\n(?=\[\[)", path.read_text(encoding="utf-8"))
        for at in range(0, len(entries), 4):
            yield f"{path.stem}-{at}", "grammar", "\n".join(entries[at:at + 4]).encode()
    lines = formats.PLAN.splitlines()
    yield "real", "html", formats.real_html(lines)
    words += [("real", formats.real_docx(lines)), ("counted", formats.counted_docx()),
              ("cells", docx([[["甲", Cell("乙", 2)], ["丙", "丁", Cell("", 1, "restart")]]]))]
    for at, rows_of_book in enumerate(BOOKS):
        yield f"book-{at}", "workbook-parts", "\n%%\n".join(rows_of_book).encode()
    for at, (name, data) in enumerate(words):
        yield name, "docx-parts", parts_of(data, WORD_PARTS)
        if at % 8 == 0:
            yield name, "docx", data


def main():
    folder = pathlib.Path(sys.argv[1])
    count = 0
    for name, target, data in seeds():
        path = folder / target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if target in ("html", "markdown"):
            other = folder / "document" / f"{name}.{target}"
            other.parent.mkdir(parents=True, exist_ok=True)
            other.write_bytes(data)
        count += 1
    print(f"{count} seeds")


if __name__ == "__main__":
    main()
