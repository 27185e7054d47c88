"""The real file of eight plans against the hand-made annotations, where ../shared holds them.

python3 tests/seeds.py PROGRAM

Converts ../shared/seeds/000_*.txt and asks score.py and contract.py beside it; GANGMU_SHARED names
another place. Without that folder the test is skipped (status 77).
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "docs" / "schema" / "gangmu.xsd"
SKIPPED = 77
ANNOTATED = ["jichu", "gaoxin", "nongye"]
AT_LEAST = {"tree": 0.98, "lead": 0.95, "target": 0.90}
NOTHING = ("lost", "extra", "misplaced")
PLANS = 8


def run(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, timeout=300)


def convert(program, source, out):
    done = run(program, "convert", source, "-o", out)
    if done.returncode != 0:
        sys.exit(f"convert {source.name}: status {done.returncode}\n{done.stderr.decode()}")


def scores(shared, out, view):
    """Name of a figure -> its value over all annotated plans, as score.py finds it."""
    done = run(sys.executable, shared / "score" / "score.py", out, shared / "gold", *ANNOTATED,
               "--text", view, "--json")
    if done.returncode != 0:
        sys.exit(f"score.py: {done.stderr.decode()}")
    return json.loads(done.stdout)


def breaches_of(program, shared, source, folder):
    """What is wrong with the exports of any source, whatever it says."""
    out, xml, view = (folder / f"{source.stem}.{e}" for e in ("json", "xml", "view"))
    convert(program, source, out)
    convert(program, source, xml)
    view.write_bytes(run(program, "dump", "--stage", "text", source).stdout)
    contract = run(sys.executable, shared / "score" / "contract.py", out, view)
    if contract.returncode != 0:
        yield f"{source.name}: contract.py: {contract.stdout.decode()}{contract.stderr.decode()}"
    schema = run("xmllint", "--noout", "--schema", SCHEMA, xml)
    if schema.returncode != 0:
        yield f"{source.name}: {schema.stderr.decode()[:2000]}"


def misses_of(shared, source, folder):
    """What the annotated source asks for and the export lacks."""
    out = folder / f"{source.stem}.json"
    titles = [plan["title"] for plan in json.loads(out.read_bytes())["plans"]]
    if len(titles) != PLANS or len(set(titles)) != PLANS:
        yield f"{len(titles)} plans where there are {PLANS}: {titles}"
    found = scores(shared, out, folder / f"{source.stem}.view")
    print("  ".join(f"{name} {value:.4f}" for name, value in found.items()))
    for name, least in AT_LEAST.items():
        if found[name] < least:
            yield f"{name} is {found[name]:.4f}, at least {least} is asked for"
    for name in NOTHING:
        if found[name] != 0:
            yield f"{name} is {found[name]:.6f}, nothing is allowed"


def check(program, shared, sources):
    failures = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for source in sources:
            failures += breaches_of(program, shared, source, folder)
            if source.name.startswith("000_"):
                failures += misses_of(shared, source, folder)
    print("\n".join(failures) or f"{len(sources)} seeds are as they should be")
    return 1 if failures else 0


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    shared = pathlib.Path(os.environ.get("GANGMU_SHARED", ROOT.parent / "shared"))
    sources = sorted(shared.glob("seeds/*.txt"))
    if not sources:
        print(f"SKIPPED: no seeds in {shared}")
        return SKIPPED
    return check(program, shared, sources)


if __name__ == "__main__":
    sys.exit(main())
