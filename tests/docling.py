"""The DoclingDocument export against the JSON export, and as docling-core reads it.

python3 tests/docling.py PROGRAM [--core]

Over samples/, tests/documents/ and, where it is there, ../shared/seeds: references lead both ways,
all text of the JSON export is there, tables have their cells. With --core docling-core reads and
checks each file, and writes Markdown of it with all headings; skipped (77) where it is not installed.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import make_pdf

try:
    from docling_core.types.doc import DoclingDocument
except ImportError:
    DoclingDocument = None

ROOT = pathlib.Path(__file__).resolve().parent.parent
LISTS = ("groups", "texts", "tables")
HOSTILE = "=cmd|'x'规划\n\n一、</script><b>\"引号\"\\\x01\n（一）目标。到2025年，建成公园30个。\n——甲。\n——乙。\n二、任务\n"


def convert(program, path, form):
    done = subprocess.run([program, "convert", "-f", form, path], capture_output=True, timeout=300)
    if done.returncode != 0:
        raise AssertionError(f"{path}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def squeezed(text):
    return re.sub("\\s", "", text)


def texts_of(document):
    """All words of the JSON export, each field once."""
    words = []

    def add(value):
        if value:
            words.append(squeezed(value))

    def node(one):
        add((one["marker"] or {}).get("text"))
        for name in ("title", "close", "text"):
            add(one[name])
        for row in one.get("rows") or []:
            for cell in row:
                add(cell["text"])
        for child in one["children"]:
            node(child)

    for plan in document["plans"]:
        add(plan["label"])
        add(plan["title"])
        for part in ("front", "children", "back"):
            for child in plan[part]:
                node(child)
    for furniture in document["furniture"]:
        add(furniture["text"])
    return words


def check_references(made):
    """Each item stands where its reference says, and hangs once, where it says."""
    items = {item["self_ref"]: item for name in LISTS for item in made[name]}
    for name in LISTS:
        for index, item in enumerate(made[name]):
            if item["self_ref"] != f"#/{name}/{index}":
                yield f"{item['self_ref']} is number {index} of {name}"
    items["#/body"] = made["body"]
    hung = {}
    for parent in items.values():
        for child in parent["children"]:
            if hung.setdefault(child["$ref"], parent["self_ref"]) != parent["self_ref"]:
                yield f"{child['$ref']} hangs twice"
    for key, item in items.items():
        if key != "#/body" and hung.get(key) != item["parent"]["$ref"]:
            yield f"{key} does not hang at its parent"


def check_cells(table):
    data, taken = table["data"], set()
    for cell in data["table_cells"]:
        for row in range(cell["start_row_offset_idx"], cell["end_row_offset_idx"]):
            for column in range(cell["start_col_offset_idx"], cell["end_col_offset_idx"]):
                if row >= data["num_rows"] or column >= data["num_cols"] or (row, column) in taken:
                    yield f"a cell of {table['self_ref']} stands outside or over another"
                taken.add((row, column))


def check(program, path):
    made, told = convert(program, path, "docling"), convert(program, path, "json")
    yield from check_references(made)
    for table in made["tables"]:
        yield from check_cells(table)
    held = "\n".join([squeezed(item["orig"] + "\n" + item.get("marker", "")) for item in made["texts"]] +
                     [squeezed(cell["text"]) for table in made["tables"]
                      for cell in table["data"]["table_cells"]])
    words = texts_of(told)
    missing = [word for word in words if word not in held]
    if missing:
        yield f"{len(missing)} of {len(words)} texts are missing: {missing[:3]}"
    if sum(map(len, words)) != len(held.replace("\n", "")):
        yield f"{len(held)} characters of {sum(map(len, words))}"


def check_core(program, path):
    made = convert(program, path, "docling")
    document = DoclingDocument.model_validate(made)
    if len(list(document.iterate_items(included_content_layers={"body", "furniture"}))) != \
            len(made["texts"]) + len(made["tables"]):
        yield "docling-core does not come to all items"
    shown = squeezed(document.export_to_markdown(escape_html=False, escape_underscores=False))
    for item in made["texts"]:
        if item["label"] == "section_header" and squeezed(item["text"]) not in shown:
            yield f"a heading is missing in Markdown: {item['text']}"


def main():
    program, core, failures = sys.argv[1], "--core" in sys.argv, 0
    if core and DoclingDocument is None:
        print("docling-core is not installed: skipped")
        return 77
    files = sorted((ROOT / "samples").glob("*.txt")) + sorted((ROOT / "tests/documents").glob("*.txt"))
    files += sorted((ROOT.parent / "shared/seeds").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        hostile = pathlib.Path(folder) / "规划.txt"
        hostile.write_text(HOSTILE, encoding="utf-8")
        page = [("text", 80, 100 + 28 * n, 16, line) for n, line in
                enumerate(["一、总体要求", "到2030年，新建水库12座。", "二、主要任务", "新建水网。"])]
        printed = pathlib.Path(folder) / "plan.pdf"
        printed.write_bytes(make_pdf.pdf([make_pdf.Page(page)]))
        for path in files + [hostile, printed]:
            for failure in (check_core if core else check)(program, path):
                print(f"{path.name}: {failure}")
                failures += 1
        if pathlib.Path(program).with_name("gangmu-pdf").exists():
            made = convert(program, printed, "docling")
            places = [item["prov"][0] for item in made["texts"]]
            if made["pages"]["1"]["page_no"] != 1 or [place["page_no"] for place in places] != \
                    [1] * len(places) or places[0]["bbox"]["l"] != 80:
                print(f"places: {places}, {made['pages']}")
                failures += 1
    print(f"{len(files) + 2} documents, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
