"""What comes out of samples/, compared with tests/golden/ byte for byte.

python3 tests/golden.py PROGRAM

For each samples/NAME.txt: the exports of text, the parts of the Word document with a paragraph,
style, row or level a line, `outline`, `targets` and the diagnostics. The XML must also be valid
against docs/schema/gangmu.xsd. The checksum of the grammar is masked, since it changes with every
edit of a rule; so are the style sheet and the script of the HTML report, which stand in
exporters/html/, and their checksums.

GANGMU_REWRITE=1 writes the expectations anew, to be read through with `git diff` before they are
committed; it is refused where CI is set.
"""
import difflib
import io
import os
import pathlib
import re
import subprocess
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
GOLDEN = ROOT / "tests" / "golden"
SCHEMA = ROOT / "docs" / "schema" / "gangmu.xsd"
MASKS = [(re.compile(rb'("grammar":\{"sha256":|<grammar sha256=)"[0-9a-f]{64}"'), rb'\1"*"'),
         (re.compile(rb"<(style|script)>.*?</\1>", re.DOTALL), rb"<\1>*</\1>"),
         (re.compile(rb"sha256-[A-Za-z0-9+/]{43}="), rb"sha256-*")]
OUTPUTS = {
    "json": ["convert", "-f", "json"],
    "xml": ["convert", "-f", "xml"],
    "html": ["convert", "-f", "html"],
    "md": ["convert", "-f", "markdown"],
    "docling.json": ["convert", "-f", "docling"],
    "ndjson": ["convert", "-f", "ndjson"],
    "chunks": ["convert", "-f", "chunks", "--chunk-size", "120"],
    **{f"{table}.csv": ["convert", "-f", "csv", "--table", table]
       for table in ("targets", "indicators", "tasks", "references", "nodes")},
    "docx.txt": ["convert", "-f", "docx"],
    "outline.txt": ["outline"],
    "targets.txt": ["targets", "--language", "zh"],
}


def run(program, arguments):
    done = subprocess.run([program, *arguments], cwd=SAMPLES, capture_output=True, timeout=120)
    if done.returncode != 0:
        sys.exit(f"gangmu {' '.join(arguments)}: status {done.returncode}\n{done.stderr.decode()}")
    return done.stdout, done.stderr


PIECES = re.compile(rb"(?=<w:(?:p|tbl|tr|tc|style|docDefaults|abstractNum|lvl|num|font|footnote|sectPr)[ >]"
                    rb"|<(?:Override|Relationship) )")


def unpacked(docx):
    """The parts of a Word document, broken before each piece that a reader looks for."""
    archive = zipfile.ZipFile(io.BytesIO(docx))
    return b"".join(b"=== " + name.encode() + PIECES.sub(b"\n", b"\n" + archive.read(name)) + b"\n"
                    for name in archive.namelist())


def outputs_of(program, sample):
    """File name below tests/golden/ -> bytes."""
    result = {}
    for ending, arguments in OUTPUTS.items():
        out, told = run(program, [*arguments, sample.name])
        out = unpacked(out) if ending == "docx.txt" else out
        for pattern, mask in MASKS:
            out = pattern.sub(mask, out)
        result[f"{sample.stem}.{ending}"] = out
        result[f"{sample.stem}.diagnostics.txt"] = told
    return result


def schema_breach(xml):
    done = subprocess.run(["xmllint", "--noout", "--schema", str(SCHEMA), "-"], input=xml,
                          capture_output=True, timeout=120)
    return "" if done.returncode == 0 else done.stderr.decode()


def difference(name, expected, actual, limit=40):
    lines = list(difflib.unified_diff(
        expected.decode(errors="replace").splitlines(), actual.decode(errors="replace").splitlines(),
        f"tests/golden/{name}", "now", n=1, lineterm=""))
    more = [f"… {len(lines) - limit} more lines"] if len(lines) > limit else []
    return "\n".join([line[:200] for line in lines[:limit]] + more)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    rewrite = os.environ.get("GANGMU_REWRITE") == "1"
    if rewrite and os.environ.get("CI"):
        sys.exit("GANGMU_REWRITE is refused where CI is set")
    samples = sorted(SAMPLES.glob("*.txt"))
    if len(samples) < 3:
        sys.exit(f"only {len(samples)} samples in {SAMPLES}")
    failures = []
    expected_files = set()
    for sample in samples:
        for name, actual in outputs_of(program, sample).items():
            expected_files.add(name)
            path = GOLDEN / name
            if name.endswith(".xml"):
                failures += filter(None, [schema_breach(actual)])
            if rewrite:
                GOLDEN.mkdir(exist_ok=True)
                path.write_bytes(actual)
            elif not path.exists():
                failures.append(f"tests/golden/{name} is missing; GANGMU_REWRITE=1 writes it")
            elif path.read_bytes() != actual:
                failures.append(difference(name, path.read_bytes(), actual))
    for stray in sorted({p.name for p in GOLDEN.iterdir()} - expected_files):
        failures.append(f"tests/golden/{stray} belongs to no sample")
    print("\n".join(failures) or f"{len(expected_files)} outputs of {len(samples)} samples agree")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
