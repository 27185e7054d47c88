"""Plans in the forms of other issuers, with gold by annotators who had not seen the program.

python3 tests/documents.py PROGRAM

Converts each tests/documents/NAME.txt and, where ../shared (GANGMU_SHARED) holds score.py, compares
it with NAME.structure.jsonl and NAME.targets.jsonl. The table of tests/documents/README.md says how
much of its tree each document must reach; over all of them MEANS holds, and NOTHING must be lost,
doubled or misplaced in any. Without score.py only the conversion is tested (status 77).
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "tests" / "documents"
SKIPPED = 77
MEANS = {"tree": 0.97, "target": 0.95, "record": 0.90}
OF_TARGETS = ("target", "record")  # asked of documents with gold targets
NOTHING = ("lost", "extra", "misplaced")
ROW = re.compile(r"^\| (\w+) \|.*\| ([01]\.\d{3}) \|$", re.MULTILINE)  # name … least


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, timeout=300)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


def floors(names):
    """Name -> the least share of the tree, from the last column of the table."""
    result = {n: float(f) for n, f in ROW.findall((DOCUMENTS / "README.md").read_text("utf-8"))}
    if sorted(result) != sorted(names):
        sys.exit(f"the table of tests/documents/README.md has {sorted(result)}, "
                 f"the folder {sorted(names)}")
    return result


def score(program, scorer, name, folder):
    source, out, view = DOCUMENTS / f"{name}.txt", folder / f"{name}.json", folder / f"{name}.view"
    run(program, "convert", source, "-o", out)
    if not json.loads(out.read_bytes())["plans"]:
        sys.exit(f"{name}: no plan")
    if not scorer.exists():
        return None
    view.write_bytes(run(program, "dump", "--stage", "text", source))
    return json.loads(run(sys.executable, scorer, out, DOCUMENTS, name, "--text", view, "--json"))


def breaches(scores, least):
    for name, found in scores.items():
        if found["tree"] < least[name]:
            yield f"{name}: tree is {found['tree']:.4f}, at least {least[name]} is asked for"
        for figure in NOTHING:
            if found[figure] != 0:
                yield f"{name}: {figure} is {found[figure]:.6f}, nothing is allowed"
    for figure, asked in MEANS.items():
        mean = mean_of(scores, figure)
        if mean < asked:
            yield f"mean {figure} is {mean:.4f}, at least {asked} is asked for"


def mean_of(scores, figure):
    names = [name for name in scores if figure not in OF_TARGETS
             or (DOCUMENTS / f"{name}.targets.jsonl").exists()]
    return sum(scores[name][figure] for name in names) / len(names)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    scorer = pathlib.Path(os.environ.get("GANGMU_SHARED", ROOT.parent / "shared"))
    scorer = scorer / "score" / "score.py"
    names = sorted(path.stem for path in DOCUMENTS.glob("*.txt"))
    least = floors(names)
    with tempfile.TemporaryDirectory() as folder:
        scores = {name: score(program, scorer, name, pathlib.Path(folder)) for name in names}
    if not scorer.exists():
        print(f"SKIPPED: {len(names)} documents convert, but there is no {scorer}")
        return SKIPPED
    for name, found in scores.items():
        print(name, "  ".join(f"{figure} {value:.3f}" for figure, value in found.items()))
    print("mean", "  ".join(f"{figure} {mean_of(scores, figure):.4f}" for figure in MEANS))
    failures = list(breaches(scores, least))
    print("\n".join(failures) or f"{len(names)} documents are as they should be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
