"""The numbers and units of others' cases: the Chinese specifications of Microsoft's Recognizers-Text.

python3 tests/recognizers.py PROGRAM [-v]

Outside evidence for `gangmu quantities`, not truth for plans: docs/recognizers.md lists what is read
otherwise on purpose. For each specification that plans have a use for, the results whose value
`quantities` finds in the same text are counted; LEAST says how many there must be. With -v the others
are printed. Without ../shared (GANGMU_SHARED) nothing is tested (status 77).
"""
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SKIPPED = 77
LEAST = {  # specification -> results that must be found
    "Number/Chinese/PercentModel": 73,
    "NumberWithUnit/Chinese/DimensionModel": 17,
    "NumberWithUnit/Chinese/CurrencyModel": 21,
    "NumberWithUnit/Chinese/TemperatureModel": 7,
}


def expected(case):
    """The values of a case that are single numbers, as decimal numbers."""
    for result in case["Results"]:
        value = result["Resolution"].get("value")
        try:
            yield result["Text"], float(value.rstrip("%"))
        except (AttributeError, ValueError):
            continue


def found_in(program, cases):
    lines = "\n".join(" ".join(case["Input"].split("\n")) for case in cases)
    done = subprocess.run([program, "quantities"], input=lines.encode(), capture_output=True,
                          timeout=60, check=True)
    for line in done.stdout.decode().splitlines():
        yield [q["number"] for q in json.loads(line)["quantities"] if q["number"] is not None]


def main():
    program, verbose = sys.argv[1], "-v" in sys.argv
    shared = pathlib.Path(os.environ.get("GANGMU_SHARED", ROOT.parent / "shared"))
    folder = shared / "external" / "recognizers-text"
    if not folder.is_dir():
        print(f"{folder} is not there: skipped")
        return SKIPPED
    short = False
    for name, least in LEAST.items():
        cases = json.loads((folder / f"{name}.json").read_text("utf-8-sig"))
        right = total = 0
        for case, numbers in zip(cases, found_in(program, cases), strict=True):
            for text, value in expected(case):
                total += 1
                same = any(abs(n - value) <= 1e-9 * max(1, abs(value)) for n in numbers)
                right += same
                if verbose and not same:
                    print(f"  {case['Input']}: {text} is {value}, found {numbers}")
        print(f"{name}: {right} of {total}, at least {least} are asked for")
        short = short or right < least
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
