"""1 MB of each sort of hostile input, for each reader and for the parser: how long it takes.

python3 bench/hostile.py PROGRAM [--limit SECONDS] [--only WORD] [--keep FOLDER]

Prints a row an input, the slowest first. Status 1 where one takes longer than the limit (1 s) by the clock and by
the time of processors, crashes, or ends with what is neither a document nor an error of docs/errors.md.
"""
import argparse
import io
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests"))
import make_docx  # noqa: E402
import make_ofd  # noqa: E402
import make_pdf  # noqa: E402

SIZE = 1_000_000
HEAD = "云溪市公园建设规划\n\n一、主要任务\n"


def fill(piece, size=SIZE, head=HEAD):
    """A text of `size` bytes of the piece over and over, below a title."""
    room = size - len(head.encode())
    return head + piece * max(1, room // max(1, len(piece.encode())))


def counted(pattern, size=SIZE, head=HEAD):
    """The same with a number that rises."""
    out, used, number = [head], len(head.encode()), 1
    while used < size:
        out.append(pattern.format(number))
        used += len(out[-1].encode())
        number += 1
    return "".join(out)


PIECES = {  # one line of 1 MB each
    "brackets": "（", "closed brackets": "（）", "quotes": "“", "titles": "《", "titles closed": "《甲》", "digits": "1",
    "digits with points": "1.", "digits with commas": "1,", "numerals": "一", "markers": "一、", "markers h2": "（一）",
    "markers with words": "（一）甲乙丙丁。", "circled": "①", "years": "到2025年", "year": "2025年", "and": "和", "comma": "、",
    "stops": "。", "dashes": "——", "blanks": " 甲", "wide blanks": "　", "tabs": "甲\t", "per cent": "3%", "figures": "达到3个，",
    "figures listed": "甲3个、", "respectively": "甲、乙分别达到3个和4个，", "growth": "增长3%，", "first": "一是甲；", "both": "第一，",
    "bodies": "由市园林局", "bodies listed": "市园林局、", "led by": "（市园林局牵头）", "deadline": "2025年底前完成", "five years": "“十四五”",
    "chapter": "第一章 ", "box": "专栏1 ", "annex": "附件1", "url": "http://a.cn/", "latin": "a", "combining": "a\u0301", "radicals": "⼀",
    "private": "\ue000", "astral": "𠀀", "changes": "由10个增加到20个，", "shares": "占全市的30%，", "among": "其中甲3个，",
    "parts of": "甲3个（其中乙2个）", "names": "“甲工程”", "date": "2025年1月2日", "units": "3万元/人", "rank": "第3位", "nbsp": "\u00a0甲",
}
LINES = {  # many short lines
    "lines h1": "一、甲\n", "lines h2": "（一）甲\n", "lines h3": "1.甲\n", "lines n": "1.1.1.1 甲\n", "lines dash": "——甲\n", "lines empty": "\n",
    "lines of one": "甲\n", "lines titled": "甲规划\n", "lines of annexes": "附件1\n", "lines of chapters": "第一章 甲\n", "lines of boxes": "专栏1 甲\n",
    "lines toc": "一、甲……1\n", "lines of pages": "— 1 —\n", "form feeds": "甲\f", "lines of figures": "到2025年，达到3个。\n",
    "lines of cells": "甲\t乙\t3\n", "lines of numbers": "3\n", "lines indented": "　　甲乙丙。\n", "lines of brackets": "（\n", "lines quoted": "“\n",
    "lines of labels": "责任单位：市园林局\n", "lines spaced": "甲    乙    3\n", "lines of dates": "2025年1月2日\n",
    "lines urls": "http://a.cn/\n", "lines of notices": "关于印发《甲规划》的通知\n", "lines crlf": "甲\r\n", "lines h1 and h2": "一、甲\n（一）乙\n",
    "lines long": "甲" * 40 + "\n", "lines of units": "单位：个\n", "lines alike": "表1 甲\n指标\t2025年\n甲\t3\n",
}
COUNTED = {
    "rising h3": "{0}.甲\n", "rising annexes": "附件{0}\n甲规划\n", "rising figures": "到2025年，甲{0}达到{0}个。\n", "rising names": "实施“甲{0}工程”，",
    "rising bodies": "由甲{0}局牵头，", "rising titles": "《甲{0}》、", "rising rows": "甲{0}\t个\t{0}\t{0}\n", "rising chapters": "第{0}章 甲\n",
    "rising notes": "甲[{0}]\n", "rising toc": "{0}.甲……{0}\n", "rising n": "1.{0} 甲\n", "rising parts": "其中，甲{0}{0}个，",
}


def texts():
    for name, piece in PIECES.items():
        yield f"txt {name}", "txt", fill(piece).encode()
    for name, piece in LINES.items():
        yield f"txt {name}", "txt", fill(piece).encode()
    for name, pattern in COUNTED.items():
        yield f"txt {name}", "txt", counted(pattern).encode()
    yield "txt one word", "txt", b"\xe7\x94\xb2" * (SIZE // 3)
    yield "txt gb18030", "txt", fill("到2025年，达到3个。").encode("gb18030")
    yield "txt utf-16", "txt", fill("到2025年，达到3个。").encode("utf-16")
    yield "txt broken", "txt", b"\x81\x30" * (SIZE // 2)
    yield "txt nul", "txt", b"\0" * SIZE


def pages():
    def page(inside):
        return f"<!DOCTYPE html><html><head><title>规划</title></head><body>{inside}</body></html>".encode()

    for name, piece in {"b": "<b>", "b closed": "<b></b>", "b words": "<b>甲</b>", "p": "<p>甲", "div": "<div>", "table": "<table>",
                        "td": "<table><tr>" + "<td>1</td>", "li": "<ul><li>甲", "a": "<a href=x>甲</a>", "amp": "&amp;", "amps": "&",
                        "lt": "<", "comment": "<!--甲-->", "comments open": "<!--", "br": "<br>", "script": "<script>",
                        "attributes": "<p a=1 b=2 c=3 d=4>", "entity": "&#19968;", "h1": "<h1>一、甲</h1>", "font": "<font>甲</font>",
                        "end tags": "</b>", "select": "<select><option>甲", "svg": "<svg><g>", "title": "<title>",
                        "p in b": "<b><p>甲"}.items():
        yield f"html {name}", "html", page(piece * (SIZE // len(piece.encode())))
    cells = "".join(f"<td>{i}</td>" for i in range(10_000))
    yield "html 10,000 cells a row", "html", page("<table>" + f"<tr>{cells}</tr>" * 8 + "</table>")
    yield "html spans", "html", page("<table>" + "<tr><td rowspan=60000 colspan=250>甲</td></tr>" * (SIZE // 60) + "</table>")
    yield "html one attribute", "html", page("<p class='" + "a " * (SIZE // 2) + "'>甲</p>")
    yield "html attributes of one", "html", page("<p " + " ".join(f"a{i}=1" for i in range(SIZE // 9)) + ">甲</p>")
    for name, piece in {"stars": "*", "underscores": "_a", "brackets": "[", "links": "[a](b)", "images": "![", "quotes": "> ", "lists": "- ",
                        "ticks": "`", "ticks rising": "`" * 50 + "a", "pipes": "|a", "hashes": "# 甲\n", "html": "<b>", "autolinks": "<http://a>",
                        "emphasis": "**a *b ", "setext": "甲\n=\n", "table rows": "|a|b|\n", "notes": "[^1]: a\n", "refs": "[a]: b\n[a]",
                        "backslash": "\\*", "entities": "&amp;", "numbers": "1. 甲\n", "deep quotes": ">" * 200 + "甲\n"}.items():
        yield f"md {name}", "md", ("# 规划\n\n## 一、甲\n\n|a|b|\n|---|---|\n|1|2|\n\n" + piece * (SIZE // len(piece.encode()))).encode()
    yield "md deep lists", "md", ("# 规划\n\n## 甲\n\n" + "".join("  " * (i % 400) + "- 甲\n" for i in range(2400))).encode()
    yield "md wide table", "md", ("# 规划\n\n## 甲\n\n" + "|a" * 10_000 + "|\n" + "|-" * 10_000 + "|\n" + ("|1" * 10_000 + "|\n") * 40).encode()


def word():
    """1 MB of XML at least; packed it is a few kB, and 1 MB packed is far beyond the ratio of a bomb."""
    def body(xml):
        return make_docx.docx([make_docx.Paragraph("规划", inside=xml)])

    run = "<w:r><w:t>甲</w:t></w:r>"
    yield "docx runs", "docx", body(run * (SIZE // len(run)))
    yield "docx paragraphs", "docx", make_docx.docx(["一、甲"] * 12_000)
    yield "docx figures", "docx", make_docx.docx(["到2025年，达到3个。" * 30_000])
    yield "docx deep", "docx", body("<w:ins>" * 60_000 + "</w:ins>" * 60_000)
    yield "docx 390 deep", "docx", body(("<w:ins>" * 380 + run + "</w:ins>" * 380) * 120)
    yield "docx attributes", "docx", body("<w:r " + " ".join(f'a{i}="1"' for i in range(80_000)) + "/>")
    cell = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
    yield "docx 10,000 cells a row", "docx", package("<w:tbl>" + ("<w:tr>" + cell * 10_000 + "</w:tr>") * 2 + "</w:tbl>")
    yield "docx rows", "docx", package("<w:tbl>" + ("<w:tr>" + cell * 2 + "</w:tr>") * 9_000 + "</w:tbl>")
    yield "docx tables inside", "docx", package("<w:tbl><w:tr><w:tc>" * 90 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 90)
    yield "docx tables side by side", "docx", package(("<w:tbl><w:tr>" + cell + "</w:tr></w:tbl><w:p/>") * 8_000)
    yield "docx spans", "docx", package("<w:tbl>" + ('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="250"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>'
                                                     * 9_000) + "</w:tbl>")
    numbers = "".join(make_docx.level(i, "decimal", "%1.") for i in range(9))
    yield "docx numbered", "docx", make_docx.docx([make_docx.Paragraph("甲", num=1, level=i % 9) for i in range(9_000)],
                                                  numbering=make_docx.numbering({1: numbers}))
    notes = "".join(f'<w:r><w:footnoteReference w:id="{i}"/></w:r>' for i in range(15_000))
    yield "docx note marks", "docx", body(notes)
    for name, size, count in (("bomb", 200 << 20, 1), ("bombs", 3 << 20, 120)):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in ("[Content_Types].xml", "word/document.xml"):
                archive.writestr(part, "<a>" + " " * size + "</a>")
            for i in range(count - 1):
                archive.writestr(f"word/{i}.xml", " " * size)
        yield f"docx {name}", "docx", data.getvalue()
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for i in range(9_000):
            archive.writestr(f"{i}.txt", "")
    yield "zip entries", "zip", data.getvalue()
    for ending in ("docx", "ofd", "odt", "zip"):
        yield f"{ending} noise", ending, b"PK\x03\x04" + zlib.compress(bytes(range(256)) * 64) * (SIZE // 330)
    yield "docx headers", "docx", b"PK\x03\x04" * (SIZE // 4)
    yield "docx ends", "docx", b"PK\x03\x04word/" + b"PK\x05\x06" * (SIZE // 4)
    yield "doc noise", "doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * SIZE


def package(xml):
    data = make_docx.docx(["规划", "@@"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = re.sub("<w:p>(?:(?!<w:p>).)*@@.*?</w:p>".encode(), lambda _: xml.encode(), part)
            made.writestr(name, part)
    return out.getvalue()


def fixed():
    def sheet(lines):
        return make_pdf.Page(make_pdf.sheet(lines))

    yield "pdf text", "pdf", make_pdf.pdf([sheet(["到2025年，达到3个。" * 3] * 24)] * 300)
    yield "pdf one page", "pdf", make_pdf.pdf([make_pdf.Page([("text", 80, 100 + i % 700, 10, "甲乙丙") for i in range(9_000)])])
    yield "pdf one place", "pdf", make_pdf.pdf([make_pdf.Page([("text", 80, 100, 10, "甲") for _ in range(12_000)])])
    # With a character, so that they are no drawings whose text Tesseract looks for.
    word = ("text", 80, 90, 10, "甲")
    yield "pdf rules", "pdf", make_pdf.pdf([make_pdf.Page([word] + [("rule", 80 + i % 400, 100, 80 + i % 400, 700) for i in range(9_000)])])
    yield "pdf grid", "pdf", make_pdf.pdf([make_pdf.Page([word] + [("rule", 80, 100 + i, 500, 100 + i) for i in range(600)]
                                                         + [("rule", 80 + i, 100, 80 + i, 700) for i in range(420)])])
    yield "pdf pages", "pdf", make_pdf.pdf([make_pdf.Page([])] * 6_000)
    yield "pdf noise", "pdf", b"%PDF-1.7\n" + b"1 0 obj <<" * (SIZE // 10)
    yield "pdf arrays", "pdf", b"%PDF-1.7\n1 0 obj " + b"[" * SIZE
    text = [(*item[:4], "仿宋_GB2312", item[4]) for item in make_pdf.sheet(["到2025年，达到3个。" * 3] * 24)]
    yield "ofd text", "ofd", make_ofd.ofd([text] * 60)
    yield "ofd one page", "ofd", make_ofd.ofd([[("text", 80, 100 + i % 700, 10, "仿宋_GB2312", "甲乙丙") for i in range(4_000)]])
    yield "ofd one place", "ofd", make_ofd.ofd([[("text", 80, 100, 10, "仿宋_GB2312", "甲")] * 5_000])


def stored():
    yield "json deep", "json", b'{"format":"gangmu.document","version":1,"a":' + b"[" * SIZE
    yield "json strings", "json", b'{"format":"gangmu.document","version":1,"plans":[' + b'"a",' * (SIZE // 4) + b"1]}"
    yield "json keys", "json", b'{"format":"gangmu.document","version":1,' + b'"a":1,' * (SIZE // 6) + b'"b":1}'


def measure(program, path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    command = [program, "convert", "-f", "json", str(path), "--quiet"]
    if path.suffix == ".zip":
        command = [program, "convert", "-f", "ndjson", str(path), "--quiet"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=600)
    seconds = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    error = done.stderr.decode(errors="replace")
    codes = set(re.findall(r"error: .*\[([a-z_.]+)\]$", error, re.M))
    well = done.returncode == 0 or (done.returncode == 2 and codes and "internal" not in codes and "input.crashed" not in codes)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, used, ",".join(sorted(codes)) or "read", well


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("program", type=pathlib.Path)
    options.add_argument("--limit", type=float, default=1.0)
    options.add_argument("--only", default="")
    options.add_argument("--keep", type=pathlib.Path)
    asked = options.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = asked.keep or pathlib.Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for sort in (texts, pages, word, fixed, stored):
            for what, ending, data in sort():
                if asked.only not in what:
                    continue
                path = folder / f"{re.sub('[^a-z0-9]+', '-', what)}.{ending}"
                path.write_bytes(data)
                rows.append((*measure(asked.program.resolve(), path), what, len(data)))
                print(f"{rows[-1][1]:6.2f} s {what}", file=sys.stderr, flush=True)
                if asked.keep is None:
                    path.unlink()
    rows.sort(key=lambda row: -row[1])
    print("| input | bytes | seconds | of processors | outcome |\n| --- | --- | --- | --- | --- |")
    for seconds, used, outcome, well, what, size in rows:
        print(f"| {what} | {size} | {seconds:.2f} | {used:.2f} | {outcome}{'' if well else ' (WRONG)'} |")
    # On a machine that others use the time of processors tells; programs that help use several.
    slow = [row for row in rows if min(row[:2]) > asked.limit or not row[3]]
    print(f"\n{len(rows)} inputs, {len(slow)} longer than {asked.limit:g} s or wrong")
    return 1 if slow or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
