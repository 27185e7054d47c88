"""docs/errors.md lists each code of the program, docs/check.md each rule of `check`, and none that it
lacks; grammar/90-checks.toml gives each rule one degree.

python3 tests/errors.py
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROOMS = ("model", "readers", "parser", "checks", "exporters", "cli")
GROUPS = "usage|input|output|export|grammar|config|internal"
ERROR = re.compile(rf'"((?:{GROUPS})(?:\.[a-z_]+)?)"')
BARE = {"usage", "internal"}  # codes without a second part; "grammar" alone is the name of a verb


def errors_in_code():
    codes = set()
    for room in ROOMS:
        for path in (ROOT / room).glob("*"):
            if path.suffix in (".h", ".cpp"):
                codes |= set(ERROR.findall(path.read_text(encoding="utf-8")))
    return {code for code in codes if "." in code or code in BARE}


def diagnostics_in_code():
    """Name of a diagnostic -> (severity, whether a stage gives it)."""
    rows = re.findall(r'\{"([a-z_.]+)", Severity::(\w+)\}',
                      (ROOT / "model" / "document.cpp").read_text(encoding="utf-8"))
    stages = "".join(p.read_text(encoding="utf-8") for room in ("parser", "readers")
                     for p in (ROOT / room).glob("*.cpp"))
    # The numbering stage uses the first code as "none": such a comparison gives nothing.
    stages = re.sub(r"= Code::document_empty", "", stages)
    return {name: (severity, "Code::" + name.replace(".", "_") in stages)
            for name, severity in rows}


def check_breaches():
    rows = re.findall(r'^    \{"([a-z_]+\.[a-z_]+)", ',
                      (ROOT / "model" / "finding.cpp").read_text(encoding="utf-8"), re.M)
    stages = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "checks").glob("*.cpp"))
    page = (ROOT / "docs" / "check.md").read_text(encoding="utf-8").split("\n## Rules\n")[1]
    told = [code for row in rows_of(page) for code in re.findall(r"[a-z_]+\.[a-z_]+", row[0])]
    table = (ROOT / "grammar" / "90-checks.toml").read_text(encoding="utf-8")
    table = table[table.index("[words.check]\n"):]
    degrees = re.findall(r"'([a-z_]+\.[a-z_]+)'", table[:table.index("\n\n")])
    yield from (f"docs/check.md and the code differ in {code}" for code in set(told) ^ set(rows))
    yield from (f"{code} has not one degree" for code in set(degrees) ^ set(rows))
    yield from (f"no rule finds {code}" for code in rows
                if "Check::" + code.replace(".", "_") not in stages)
    if len(rows) < 30 or len(degrees) != len(set(degrees)) or len(told) != len(set(told)):
        yield "the rules of check were not found, or stand twice"


def rows_of(section):
    """The rows of a Markdown table: lists of cells."""
    rows = re.findall(r"^\| (`.*) \|$", section, re.M)
    return [[cell.strip("` ") for cell in re.split(r" +\| *", row)] for row in rows]


def main():
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    errors, diagnostics = page.split("\n## Diagnostics\n")
    breaches = []
    told, real = {row[0] for row in rows_of(errors)}, errors_in_code()
    breaches += [f"error {code} is not in docs/errors.md" for code in sorted(real - told)]
    breaches += [f"docs/errors.md lists {code}, which no code gives" for code in sorted(told - real)]
    told = {row[0]: (row[1], row[3] != "reserved") for row in rows_of(diagnostics)}
    real = diagnostics_in_code()
    for code in sorted(told.keys() | real.keys()):
        if told.get(code) != real.get(code):
            breaches.append(f"diagnostic {code}: docs/errors.md has {told.get(code)}, the code "
                            f"{real.get(code)} (severity, given by a stage)")
    breaches += check_breaches()
    if len(real) < 10 or len(errors_in_code()) < 10:
        breaches.append("the codes were not found in the code")
    print("\n".join(breaches) or "docs/errors.md agrees with the code")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
