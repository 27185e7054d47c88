"""Nothing is invented: every record stands in the source where its span says.

Of figures the digits, of duties the bodies, the words of the part they play and the year of the
deadline, of references the title, of goals and names their text.

python3 tests/invented.py PROGRAM

Reads samples/, tests/documents/, texts made from them by damage (digits taken out or doubled, lines
cut, swapped and joined, signs put in between), and the seeds of ../shared where they are (GANGMU_SHARED
names another place). What a span says is read here by other means than the program's: a small reader
of Arabic and Chinese numerals and the few words that stand for a number. A text whose digits were
taken away must give figures without a value, each with its diagnostic.
"""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
DAMAGED = 60  # texts
RECORDS = ["targets", "duties", "references", "goals", "names"]
DIGITS = {c: v for v, cs in enumerate(["〇零○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆",
                                       "七柒", "八捌", "九玖"]) for c in cs}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
RUN = re.compile("[" + "".join(DIGITS) + "".join(TENS) + "".join(LARGE) + "点]+")
WORDS = {"0.5": ["一半", "半数", "过半"], "1": ["首位", "之首", "榜首", "万亿"],
         "2": ["翻番", "翻一番", "翻了一番", "翻近一番", "翻一倍", "倍增"], "4": ["翻两番", "翻二番", "翻了两番"],
         "8": ["翻三番", "翻了三番"]}


def chinese(run):
    """The values that a run of Chinese numerals can stand for, its last multipliers left to the unit
    or not."""
    values = set()
    while run:
        value = evaluate(run)
        if value is not None:
            values.add(value)
        if len(run) > 1 and all(c in DIGITS for c in run):
            values.add("".join(str(DIGITS[c]) for c in run))
        if run[-1] not in LARGE and run[-1] not in TENS:
            break
        run = run[:-1]
    return values


def evaluate(run):
    whole, _, rest = run.partition("点")
    if any(c not in DIGITS for c in rest.rstrip("".join(LARGE))):
        return None
    total = section = digit = 0
    for c in whole:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in TENS:
            section, digit = section + (digit or 1) * TENS[c], 0
        else:
            total, section, digit = (total + section + digit or 1) * LARGE[c], 0, 0
    value = str(total + section + digit)
    rest = rest.rstrip("".join(LARGE))
    return value + "." + "".join(str(DIGITS[c]) for c in rest) if rest else value


def readings(text):
    """All values that stand in the text, as strings of digits."""
    text = unicodedata.normalize("NFKC", text)
    parts = set(re.findall(r"\d+(?:\.\d+)?", text))  # a page number may stand between
    text = re.sub(r"(?<=\d),(?=\d{3})", "", re.sub(r"\s", "", text))
    parts |= set(re.findall(r"\d+(?:\.\d+)?", text))
    values = {re.sub(r"^0+(?=\d)", "", part) for part in parts}  # numbers keep no zeros in front
    for run in RUN.findall(text):
        values |= chinese(run)
    values |= {"-" + value for value in values if re.search("[-—−负下]" + ".{0,3}", text)}
    for value, words in WORDS.items():
        if any(word in text for word in words):
            values.add(value)
    tenths_of = re.search("([" + "".join(DIGITS) + r"十\d.]+)成(半|[" + "".join(DIGITS) + "]?)", text)
    if tenths_of and tenths_of[2]:
        rest = "5" if tenths_of[2] == "半" else str(DIGITS[tenths_of[2]])
        values |= {f"{tenths}.{rest}" for tenths in readings(tenths_of[1])}
    return values


def same(a, b):
    return a.rstrip("0").rstrip(".") == b.rstrip("0").rstrip(".") if "." in a or "." in b else a == b


def is_read(value, exact, text):
    if exact:
        numerator, denominator = exact.split("/")
        found = readings(text)
        half = exact == "1/2" and "0.5" in found
        return half or (numerator in found and denominator in found)
    return any(same(value, found) for found in readings(text))


def view_of(source, span, furniture):
    """The source under a span without blanks and without the page furniture inside it."""
    begin, end = int(span["offset"][0]), int(span["offset"][1])
    pieces, at = [], begin
    for first, last in furniture:
        if begin <= first and last <= end and first >= at:
            pieces.append(source[at:first])
            at = last
    pieces.append(source[at:end])
    return b"".join(pieces).decode("utf-8")


def plain(text):
    """Blanks out, radicals and widths made one, as a reader takes them."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def invented_records(source, plan, furniture):
    """What records say and the source does not."""
    for duty in plan["duties"]:
        text = plain(view_of(source, duty["span"], furniture))
        for body in duty["bodies"]:
            if plain(body) not in text:
                yield f"body {body!r} is not in {text!r}"
        deadline = duty["deadline"]
        if deadline and deadline["end"] and deadline["stated"]:
            said = text + plain(duty["quote"])  # the span is that of the bodies
            if not any(year in said for year in years(deadline["end"])):
                yield f"deadline {deadline['end']} of a duty is not in {said!r}"
    for key, field in (("references", "title"), ("goals", "text"), ("names", "core")):
        for record in plan[key]:
            text = plain(view_of(source, record["span"], furniture))
            if plain(record[field]) not in text:
                yield f"{field} {record[field]!r} is not in {text!r}"


def years(year):
    """How a year may be printed: by its digits, or as the end of a five-year plan."""
    plan = (int(year) - 1955) // 5
    numerals = "〇一二三四五六七八九"
    spoken = "".join(numerals[int(digit)] for digit in year)
    return [year, spoken, spoken.replace("〇", "零"), "十" + numerals[plan - 10] + "五"
            if 10 < plan < 20 else "十五"]


def invented(source, document):
    """What the document says and the source does not."""
    furniture = sorted(tuple(map(int, f["span"]["offset"])) for f in document["furniture"])
    for plan in document["plans"]:
        yield from invented_records(source, plan, furniture)
        for target in plan["targets"]:
            span = target["span"]
            text = source[int(span["offset"][0]):int(span["offset"][1])].decode("utf-8")
            for key in ("value", "value_high"):
                value = target[key]
                if value is None:
                    continue
                if not is_read(value, target["exact"] if key == "value" else None, text):
                    yield f"{key} {value} of {target['indicator']!r} is not in {text!r}"


def convert(program, path):
    done = subprocess.run([program, "convert", path, "-f", "json"], capture_output=True, timeout=120)
    if done.returncode != 0:
        sys.exit(f"{path}: status {done.returncode}\n{done.stderr.decode()[:2000]}")
    return json.loads(done.stdout, parse_float=str, parse_int=lambda digits: digits)


def damage(text, chance):
    """A text like the one given, with other figures in it."""
    lines = text.split("\n")
    for _ in range(max(1, len(lines) // 4)):
        at = chance.randrange(len(lines))
        line = lines[at]
        place = chance.randrange(len(line) + 1)
        kind = chance.randrange(7)
        if kind == 0:
            lines[at] = re.sub(r"\d", "", line, count=chance.randrange(1, 4))
        elif kind == 1:
            lines[at] = line[:place] + chance.choice("0123456789三五十百千万亿.,%-~至成半") + line[place:]
        elif kind == 2:
            lines[at] = line[:place] + "\n" + line[place:]
        elif kind == 3:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], line
        elif kind == 4:
            lines[at] = line + lines[chance.randrange(len(lines))]
        elif kind == 5:
            lines[at] = re.sub(r"\d", lambda m: chance.choice("0123456789"), line)
        else:
            lines[at] = line[:place] + line[place + 1:]
    return "\n".join(lines)


def without_digits(text):
    return re.sub(r"[0-9０-９]+(?:[.．][0-9０-９]+)?", "", text)


def check(program, sources, folder):
    failures, seen = [], 0
    for name, data in sources:
        path = folder / f"{name}.txt"
        path.write_bytes(data)
        document = convert(program, path)
        seen += sum(len(plan[key]) for plan in document["plans"] for key in RECORDS)
        failures += [f"{name}: {what}" for what in invented(data, document)]
    return failures, seen


def check_stripped(program, sources, folder):
    """Texts whose digits were taken away: no Arabic value, and a diagnostic for what cannot be read."""
    unread = 0
    for name, data in sources:
        path = folder / f"{name}.txt"
        path.write_bytes(without_digits(data.decode("utf-8")).encode("utf-8"))
        document = convert(program, path)
        codes = [d["code"] for d in document["diagnostics"]]
        for plan in document["plans"]:
            nulls = sum(t["value"] is None and not t.get("text_value") for t in plan["targets"])
            unread += nulls
            if nulls and "target.unreadable" not in codes:
                yield f"{name}: {nulls} figures without a value and no diagnostic"
        yield from (f"{name}, stripped: {what}" for what in invented(path.read_bytes(), document))
    if unread == 0:
        yield "no text without digits gave a figure without a value"


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    shared = pathlib.Path(os.environ.get("GANGMU_SHARED", ROOT.parent / "shared"))
    whole = [(p.stem, p.read_bytes())
             for folder in ("samples", "tests/documents") for p in sorted((ROOT / folder).glob("*.txt"))]
    chance = random.Random(20261122)
    damaged = []
    for n in range(DAMAGED):
        name, data = chance.choice(whole)
        damaged.append((f"{name}-{n}", damage(data.decode("utf-8"), chance).encode("utf-8")))
    seeds = [(p.stem, p.read_bytes()) for p in sorted(shared.glob("seeds/*.txt"))]
    if not seeds:
        print(f"SKIPPED: no seeds in {shared}; samples, documents and damaged texts are read")
    if is_read("7", None, "达到37家") or is_read("300", None, "三十家") or is_read("0.5", "1/2", "三成"):
        sys.exit("this test would miss an invented value")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        failures, seen = check(program, whole + damaged + seeds, folder)
        failures += check_stripped(program, whole, folder)
    print("\n".join(failures[:40]) or f"{seen} records of {len(whole + damaged + seeds)} texts are read")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
