"""The JSON export against docs/schema/gangmu.schema.json.

python3 tests/schema.py PROGRAM

Every document of samples/, tests/documents/ and, where it is there, ../shared/seeds must be valid,
and a document damaged in any way listed below must not be. The enumerations of the schema are held
against those of the model.

Exit status 77 (skipped) where python3-jsonschema is not installed.
"""
import copy
import json
import pathlib
import re
import subprocess
import sys

from debian_python import needed

jsonschema = needed("jsonschema")

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "docs" / "schema" / "gangmu.schema.json"
SAMPLE = ROOT / "samples" / "yunchuan_outline.txt"


def export(program, *arguments, text=""):
    done = subprocess.run([program, "convert", *map(str, arguments)], input=text.encode(),
                          capture_output=True, timeout=120)
    if done.returncode != 0:
        sys.exit(f"convert {arguments}: status {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


def inputs():
    files = sorted((ROOT / "samples").glob("*.txt")) + sorted((ROOT / "tests/documents").glob("*.txt"))
    return files + sorted((ROOT.parent / "shared/seeds").glob("*.txt"))


def breaches_of(validator, name, document):
    for error in validator.iter_errors(document):
        deepest = jsonschema.exceptions.best_match([error])
        place = "/".join(map(str, deepest.absolute_path))
        yield f"{name}: {place}: {deepest.message[:300]}"
        return  # one a document is enough to read


def objects_in(value, at=()):
    """Every object of a document with its path."""
    if isinstance(value, dict):
        yield at, value
        for key, inner in value.items():
            yield from objects_in(inner, (*at, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from objects_in(inner, (*at, i))


def kind_of(path):
    """What an object is, by the names on the way to it: 'plans/children/span'."""
    names = [part for part in path if isinstance(part, str)]
    nested = [n for i, n in enumerate(names) if not (n == "children" and "children" in names[:i])]
    return "/".join(nested)


def damaged(document):
    """(what was done, document): for each kind of object a key too many and each key missing, then
    wrong values."""
    seen = set()
    for path, found in objects_in(document):
        kind = (kind_of(path), found.get("kind") == "table")
        if kind in seen:
            continue
        seen.add(kind)
        for key in [None, *found]:
            other = copy.deepcopy(document)
            place = other
            for part in path:
                place = place[part]
            if key is None:
                place["unheard_of"] = 1
            elif key == "rule" and kind[0].split("/")[1] in ("duties", "references"):
                continue  # not of the contract
            else:
                del place[key]
            yield f"{kind[0] or 'document'}: {'another key' if key is None else 'no ' + key}", other
    plan = document["plans"][0]
    for what, change in {
            "a kind that there is not": lambda p: p["children"][0].update(kind="h9"),
            "a plan that is none": lambda p: p.update(kind="poem"),
            "rows of what is no table": lambda p: p["children"][0].update(rows=[]),
            "a value as text": lambda p: p["targets"][0].update(value="8.10"),
            "an id of another thing": lambda p: p["targets"][0].update(node="p1.t1"),
            "an operator that there is not": lambda p: p["targets"][0].update(op="ne"),
            "a line 0": lambda p: p["span"].update(line=[0, 1]),
            "three offsets": lambda p: p["span"].update(offset=[0, 1, 2]),
            "a year as text": lambda p: p["period"].update(start="2021"),
            "a depth of 0": lambda p: p["children"][0].update(depth=0),
            "a field that cannot be inferred": lambda p: p["targets"][0].update(inferred=["id"]),
            "a goal without words": lambda p: p.update(goals=[{"node": "p1.n1", "text": "",
                                                               "period": None, "span": p["span"]}]),
            "a name of no type": lambda p: p.update(names=[{
                "node": "p1.n1", "name": "甲", "core": "甲", "type": "x", "nature": None, "work": None,
                "span": p["span"]}]),
            "a place that is no text": lambda p: p["names"][0]["work"].update(place=7),
            "a host that is none": lambda p: p["names"][0]["work"].update(host=[]),
    }.items():
        other = copy.deepcopy(document)
        change(other["plans"][0])
        yield what, other
    assert plan == document["plans"][0]


def names_in_model():
    """The names of the enumerations of model/document.cpp, by array."""
    text = (ROOT / "model" / "document.cpp").read_text(encoding="utf-8")
    arrays = re.findall(r"(k\w+) = \{([^;]*?)\};", text)
    return {name: {n for n in re.findall(r'"([a-z0-9_]*)"', body) if n} for name, body in arrays}


def disagreements(schema):
    """Enumerations of the schema that are not those of the model."""
    defs, model = schema["$defs"], names_in_model()
    target, node = defs["target"]["properties"], defs["node"]["properties"]
    pairs = {
        "kNodeKinds": node["kind"]["enum"] + [defs["table"]["properties"]["kind"]["const"]],
        "kRoles": node["role"]["enum"],
        "kPlanKinds": defs["plan"]["properties"]["kind"]["enum"],
        "kStatuses": target["status"]["enum"],
        "kOps": target["op"]["enum"],
        "kMeasures": target["measure"]["enum"],
        "kPeriods": defs["period"]["properties"]["kind"]["enum"],
        "kFields": target["at"]["properties"]["field"]["enum"],
        "kColumnRoles": defs["table"]["properties"]["columns"]["items"]["properties"]["role"]["enum"],
        "kRelations": defs["reference"]["properties"]["relation"]["enum"],
        "kDutyRoles": defs["duty"]["properties"]["role"]["enum"],
        "kNameTypes": defs["name"]["properties"]["type"]["enum"],
        "kNatures": defs["name"]["properties"]["nature"]["enum"],
        "kFurniture": schema["properties"]["furniture"]["items"]["properties"]["kind"]["enum"],
    }
    for name, listed in pairs.items():
        if {n for n in listed if n} != model.get(name):
            yield f"{name}: the schema has {listed}, the model {sorted(model.get(name, []))}"


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failures = list(disagreements(schema))
    paths = inputs()
    for path in paths:
        failures += breaches_of(validator, path.name, json.loads(export(program, path)))
    for text in ("", "没有标题的一句话。\n", "=\x01\x0b\n\n一、\n1.\n（一）<b>\n"):
        failures += breaches_of(validator, repr(text), json.loads(export(program, "-", text=text)))
    for line in export(program, "-f", "ndjson", *paths[:3]).splitlines():
        failures += breaches_of(validator, "ndjson", json.loads(line))
    sample = json.loads(export(program, SAMPLE))
    sample["plans"][0]["goals"] = [{"node": "p1.n1", "text": "目标", "period": None,
                                    "span": sample["plans"][0]["span"]}]
    sample["plans"][0]["names"] = [{"node": "p1.n1", "name": "“尖峰计划”", "core": "尖峰", "nature": None,
                                    "work": {"cell": [1, 1], "place": "江北新区", "host": None,
                                             "investment": None, "years": None, "bodies": None},
                                    "type": "programme", "span": sample["plans"][0]["span"]}]
    failures += breaches_of(validator, "with a goal and a name", sample)
    cases = list(damaged(sample))
    failures += [f"valid in spite of: {what}" for what, other in cases if validator.is_valid(other)]
    if len(paths) < 30 or len(cases) < 150:
        failures.append(f"only {len(paths)} documents and {len(cases)} damages")
    print("\n".join(failures) or f"{len(paths)} documents are valid, {len(cases)} damaged ones are not")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
