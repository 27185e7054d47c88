"""Pages that are pictures: a printed plan without its text layer is recognised by Tesseract.

python3 tests/scans.py PROGRAM

Skipped (77) without LibreOffice, or without Tesseract and its data for Chinese. The message that
tells what to install is tried in any case, with a PATH that has neither.
"""
import difflib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zlib

import fixed
import formats
import printed
from formats import ROOT, run, squeezed


def picture_pdf(pictures, dpi):
    """A PDF of grey pictures (PGM), one a page."""
    out, offsets = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []

    def add(body):
        offsets.append(len(out))
        out.extend(b"%d 0 obj\n" % len(offsets) + body + b"\nendobj\n")

    def stream(extra, data):
        return (b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n" % (extra, len(data)) + data +
                b"\nendstream")

    kids = b" ".join(b"%d 0 R" % (3 + 3 * i) for i in range(len(pictures)))
    add(b"<< /Type /Catalog /Pages 2 0 R >>")
    add(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pictures), kids))
    for i, picture in enumerate(pictures):
        _, size, _, pixels = picture.split(b"\n", 3)
        width, height = map(int, size.split())
        w, h = width * 72 / dpi, height * 72 / dpi
        add(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R /Resources "
            b"<< /XObject << /P %d 0 R >> >> >>" % (w, h, 4 + 3 * i, 5 + 3 * i))
        add(stream(b"", zlib.compress(b"q %.2f 0 0 %.2f 0 0 cm /P Do Q" % (w, h))))
        add(stream(b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 "
                   b"/ColorSpace /DeviceGray" % (width, height), zlib.compress(pixels, 1)))
    start = len(out)
    out.extend(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
    for offset in offsets:
        out.extend(b"%010d 00000 n \n" % offset)
    out.extend(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
               % (len(offsets) + 1, start))
    return bytes(out)


def scan(program, pdf, pages, dpi=300):
    pictures = [subprocess.run([program.parent / "gangmu-pdf", "--picture", str(page), "--dpi",
                                str(dpi)], stdin=open(pdf, "rb"), capture_output=True, check=True,
                               timeout=120).stdout for page in pages]
    return picture_pdf(pictures, dpi)


def check(program, folder):
    source = ROOT / "samples" / "yunchuan_notice.txt"
    document = json.loads(run(program, "convert", "-f", "json", source))
    pdf = printed.pdf_of(printed.docx(fixed.printed_items(program, source, document, "left")),
                         folder, "plan")
    scanned = folder / "scan.pdf"
    scanned.write_bytes(scan(program, pdf, [1, 2]))
    no_tools = {"PATH": str(folder), "LC_ALL": "C.UTF-8"}
    alone = subprocess.run([program, "convert", "-f", "json", scanned], capture_output=True,
                           env=no_tools, timeout=120)
    if alone.returncode != 2 or b"tesseract-ocr-chi-sim" not in alone.stderr:
        yield f"without Tesseract: {alone.returncode} {alone.stderr.decode()}"
    if not has_tesseract():
        return
    done = subprocess.run([program, "convert", "-f", "json", scanned], capture_output=True,
                          timeout=300)
    if done.returncode != 0:
        yield f"status {done.returncode}: {done.stderr.decode()}"
        return
    now = json.loads(done.stdout)
    codes = [d["code"] for d in now["diagnostics"]]
    if codes.count("page.recognised") != 2:
        yield f"diagnostics of two recognised pages: {codes}"
    if b"recognising page 2 of 2" not in done.stderr:
        yield f"no line of progress: {done.stderr.decode()}"
    with_text = json.loads(run(program, "convert", "-f", "json", pdf))
    want = words_of(with_text, 2)
    got = words_of(now, 2)
    alike = difflib.SequenceMatcher(None, want, got, False).ratio()
    if alike < 0.9:
        yield f"only {alike:.3f} of the characters were recognised"
    titles = [squeezed(node["title"]) for node, _ in formats.nodes_of(with_text["plans"][0])
              if node["kind"] in ("h1", "h2") and node["span"]["page"] in (1, 2)]
    found = [squeezed(node["title"]) for node, _ in formats.nodes_of(now["plans"][0])
             if node["kind"] in ("h1", "h2")]
    lacking = [title for title in titles if title not in found]
    if len(lacking) * 2 > len(titles):
        yield f"headings that were not found: {lacking}"
    print(f"recognised: {alike:.3f} of the characters, {len(titles) - len(lacking)} of "
          f"{len(titles)} headings")


def words_of(document, pages):
    plan = document["plans"][0]
    return "".join(squeezed(node["title"] + node["text"]) for node, _ in formats.nodes_of(plan)
                   if node["span"]["page"] <= pages)


def has_tesseract():
    program = shutil.which("tesseract")
    return program is not None and "chi_sim" in subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True).stdout


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    if shutil.which("soffice") is None:
        print("SKIPPED: LibreOffice is not installed")
        return 77
    with tempfile.TemporaryDirectory() as name:
        failures = list(check(program, pathlib.Path(name)))
    print("\n".join(failures) or "pictures of pages are told apart")
    if not failures and not has_tesseract():
        print("SKIPPED: Tesseract or its data for Chinese are not installed")
        return 77
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
