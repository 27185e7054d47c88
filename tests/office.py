"""Documents of other word processors, as LibreOffice writes and reads them.

python3 tests/office.py PROGRAM

A Word document of the tests becomes .doc, .rtf and .odt; what is read from these must have the tree
of the document. Then what is said where LibreOffice is not there. Status 77: it is not installed.
"""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile

import formats
from formats import difference, run, shape

SECTION = ('<text:section text:name="S"><text:section-source xlink:href="{url}" '
           'xlink:type="simple"/><text:p>kept</text:p></text:section></office:text>')


def convert(office, folder, source, ending):
    subprocess.run([office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
                    "--convert-to", ending, "--outdir", folder, source],
                   capture_output=True, timeout=300)
    return source.with_suffix("." + ending)


def read(program, path, **environment):
    done = subprocess.run([program, "convert", path], capture_output=True, timeout=300,
                          env=os.environ | environment)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def check_trees(program, paths, source):
    def exported(path):  # LibreOffice reads no format of the marks of notes from a Word document
        return json.loads(run(program, "convert", path).replace("①", "¹"))

    want = shape(exported(source))
    if len(want[0][4]) < 5:
        yield f"{source.name}: only {len(want[0][4])} nodes to compare"
    for path in paths:
        document = exported(path)
        found = difference(want, shape(document))
        if found:
            yield f"{path.name}: {found}"
        told = document["source"]
        if (told["format"], told["bytes"]) != (path.suffix[1:], path.stat().st_size):
            yield f"{path.name}: the source is told to be {told}"


def check_content_decides(program, folder, paths):
    for path in paths:
        other = shutil.copy(path, folder / f"{path.suffix[1:]}.txt")
        if run(program, "dump", "--stage", "text", other) != run(program, "dump", "--stage", "text", path):
            yield f"{path.name}: not read under another name"


def check_missing(program, folder, paths):
    empty = folder / "empty"
    empty.mkdir()
    for path in paths:
        status, _, error = read(program, path, PATH=str(empty))
        if status != 2 or "[input.tool_missing]" not in error or "save it as .docx" not in error:
            yield f"{path.name}: without LibreOffice: {status} {error}"
    if "needs soffice, which is not installed" not in subprocess.run(
            [program, "formats"], capture_output=True, env={"PATH": str(empty)}).stdout.decode():
        yield "formats does not tell that LibreOffice is missing"


def check_failing(program, folder, path):
    """A program of that name that does what LibreOffice should not."""
    place = folder / "failing"
    place.mkdir()
    fake = place / "soffice"
    for script, reason in (("exit 0", "it gave no result"), ("kill -SEGV $$", "signal 11"),
                           ("echo why >&2; exit 3", "status 3, why")):
        fake.write_text(f"#!/bin/sh\n{script}\n")
        fake.chmod(0o755)
        status, _, error = read(program, path, PATH=f"{place}:/usr/bin:/bin", TMPDIR=str(folder))
        if status != 2 or "[input.tool_failed]" not in error or reason not in error:
            yield f"{script}: {status} {error}"
    left = list(folder.glob("gangmu-*"))
    if left:
        yield f"temporary folders stay: {left}"


def is_running(number):
    try:
        state = pathlib.Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def check_interrupted(program, folder, path):
    """Whoever ends the program also ends what it started."""
    place = folder / "slow"
    place.mkdir()
    fake = place / "soffice"
    # It can write to its own folder alone, where HOME is.
    fake.write_text('#!/bin/sh\nsleep 60 &\necho $! > "$HOME/new"; mv "$HOME/new" "$HOME/begun"\nsleep 60\n')
    fake.chmod(0o755)
    for number in (signal.SIGINT, signal.SIGTERM):
        child = subprocess.Popen([program, "outline", path], stderr=subprocess.DEVNULL,
                                 env=os.environ | {"PATH": f"{place}:/usr/bin:/bin",
                                                   "TMPDIR": str(folder)})
        while not (begun := list(folder.glob("gangmu-*/begun"))):
            time.sleep(0.02)
        started = int(begun[0].read_text())
        child.send_signal(number)
        if child.wait(10) != -number:
            yield f"signal {number}: ended with {child.returncode}"
        time.sleep(0.5)
        if is_running(started):
            yield f"signal {number}: what was started goes on"
    if list(folder.glob("gangmu-*")):
        yield "temporary folders stay after signals"


def check_links(program, folder, odt):
    """Nothing of other files comes into a document."""
    secret = folder / "secret.txt"
    secret.write_text("secret words")
    linked = folder / "linked.odt"
    with zipfile.ZipFile(odt) as source, zipfile.ZipFile(linked, "w") as out:
        for entry in source.namelist():
            data = source.read(entry)
            if entry == "content.xml":
                data = data.replace(b"</office:text>", SECTION.format(url=secret.as_uri()).encode())
            out.writestr(entry, data)
    text = run(program, "dump", "--stage", "text", linked)
    if "secret" in text or "kept" not in text:
        yield f"linked.odt: {text[-80:]!r}"
    locked = folder / "locked.odt"
    with zipfile.ZipFile(linked) as source, zipfile.ZipFile(locked, "w") as out:
        for entry in source.namelist():
            manifest = entry == "META-INF/manifest.xml"
            out.writestr(entry, b"<manifest:encryption-data/>" if manifest else source.read(entry))
    _, _, error = read(program, locked)
    if "[input.encrypted]" not in error:
        yield f"locked.odt: {error}"


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    office = shutil.which("soffice")
    if office is None:
        print("SKIPPED: LibreOffice is not installed")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        source = folder / "plan.docx"
        source.write_bytes(formats.real_docx(formats.PLAN.splitlines()))
        paths = [convert(office, folder, source, ending) for ending in ("doc", "rtf", "odt")]
        if not all(path.exists() for path in paths):
            print("SKIPPED: LibreOffice has no Writer")
            return 77
        breaches = [*check_trees(program, paths, source),
                    *check_content_decides(program, folder, paths[:1]),
                    *check_missing(program, folder, paths),
                    *check_failing(program, folder, paths[1]),
                    *check_interrupted(program, folder, paths[1]),
                    *check_links(program, folder, paths[2])]
    print("\n".join(breaches) or "documents of three formats have the tree of the Word document")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
