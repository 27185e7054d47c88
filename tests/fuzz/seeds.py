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
from make_docx import Cell, docx  # noqa: E402

LINES = 24  # of a sample in one seed
PARTS = ["document", "numbering", "styles", "footnotes", "endnotes", "settings"]
TABLE = [["指标", "单位", "2025年", "2030年"], ["供水"], ["水库数量", "处", "12", "15"]]


def texts():
    """Pieces of the samples, and the inputs of the cases."""
    for path in sorted((ROOT / "samples").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for at in range(0, len(lines), LINES):
            yield f"{path.stem}-{at}", "\n".join(lines[at:at + LINES]) + "\n"
    for path in sorted((ROOT / "tests/corpus").glob("*.txt")):
        cases = re.findall("^=== .*\n(.*?)^---", path.read_text(encoding="utf-8"), re.M | re.S)
        for at, case in enumerate(cases):
            yield f"{path.stem}-{at}", case.replace("␣", " ").replace("\\f", "\f").replace("\\t", "\t")


def parts_of(data):
    """The XML parts of a Word document as docx_parts.cpp takes them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        texts = [archive.read(f"word/{part}.xml").decode() if f"word/{part}.xml" in names else ""
                 for part in PARTS]
    return re.sub("(\n%%\n)+$", "", "\n%%\n".join(texts)).encode()


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
    lines = formats.PLAN.splitlines()
    yield "real", "html", formats.real_html(lines)
    words += [("real", formats.real_docx(lines)), ("counted", formats.counted_docx()),
              ("cells", docx([[["甲", Cell("乙", 2)], ["丙", "丁", Cell("", 1, "restart")]]]))]
    for at, (name, data) in enumerate(words):
        yield name, "docx-parts", parts_of(data)
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
