"""docs/errors.md lists each code of the program, docs/check.md each rule of `check`, and none that it
lacks; grammar/90-checks.toml gives each rule one degree. docs/errors.zh-CN.md has the Chinese words of
each error and diagnostic as the code and the catalogue have them.

python3 tests/errors.py         GANGMU_REWRITE=1 writes docs/errors.zh-CN.md anew
"""
import os
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
    rows = re.findall(r'\{Code::\w+, Severity::(\w+), "([a-z_.]+)"',
                      (ROOT / "model" / "diagnostic.cpp").read_text(encoding="utf-8"))
    stages = "".join(p.read_text(encoding="utf-8") for room in ("parser", "readers")
                     for p in (ROOT / room).glob("*.cpp"))
    # The numbering stage uses the first code as "none": such a comparison gives nothing.
    stages = re.sub(r"= Code::document_empty", "", stages)
    return {name: (severity, "Code::" + name.replace(".", "_") in stages)
            for severity, name in rows}


CHINESE = ROOT / "docs" / "errors.zh-CN.md"
ABOUT = """# 错误和疑点提示

[English](errors.md)

程序提示的中文原文，“…”处为文件名、数字等。方括号中的代码不随语言和版本变化，可在脚本中使用；各代码的处理办法见
[errors.md](errors.md)（英文），多数提示下面另有一行说明怎样处理。本页由 tests/errors.py 从源码和 locale/zh.po 生成。

## 错误
某项操作没有完成：文件不能读、不能写，用法不对，规则或设置有误。格式为“gangmu: 错误：位置：提示 [代码]”。

| 代码 | 提示 |
| --- | --- |
"""
DOUBTS = """
## 疑点
文件已读取，但内容有可疑之处。格式为“文件:行: 程度: 提示 [代码]”。

| 代码 | 提示 |
| --- | --- |
"""


def catalogue():
    """Id -> Chinese words."""
    page = (ROOT / "locale" / "zh.po").read_text(encoding="utf-8")
    joined = lambda text: "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text)).replace('\\"', '"')
    return {joined(one): joined(other) if joined(one) else ""
            for one, other in re.findall(r'^msgid ((?:".*"\s*)+)msgstr ((?:".*"\s*)+)', page, re.M)}


def wordings(words):
    """Code -> the Chinese messages that the sources give it, in the order of the files."""
    literal = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
    call = rf'(?:said\(|Message\()?\s*{literal}'
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).glob("*.cpp")) + sorted((ROOT / room).glob("*.h")):
            source = path.read_text(encoding="utf-8")
            # Behind a code, up to its place; of helpers that are given the message, their calls.
            helpers = {name: code for name, code in re.findall(
                rf'(?:Error|auto) (\w+)(?:\(Message[^{{;]*|\s*= \[[^{{;]*)\{{[^{{}};]*\{{"((?:{GROUPS})(?:\.[a-z_]+)?)",\s*'
                r'(?:std::move\()?(?:message|what)', source)}
            marks = [(rf'"{code}"(?:\)|),', code) for code in errors_in_code()]
            marks += [(rf"\b{name}\(", code) for name, code in helpers.items()]
            for mark, code in marks:
                for at in re.finditer(mark, source):
                    rest = source[at.end():]
                    rest = rest[:re.search(r'",\s*(?:path|place|name|"")|;\n|\n\n|\},', rest + "\n\n").start() + 1]
                    first = re.match(r"\s*(?:[^;{},]*?\?\s*)?" + call + r"(?:[^:;?]*:\s*" + call + ")?", rest)
                    for text in first.groups() if first else ():
                        text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text or "")).replace('\\"', '"')
                        if words.get(text) and words[text] not in found.setdefault(code, []):
                            found[code].append(words[text])
    for path in sorted((ROOT / "parser").glob("grammar_*.cpp")):  # thrown far from where it gets its code
        for text in re.findall(r'(?:said\(|fail\([^,;]*, |PatternMistake\{)\s*"((?:[^"\\]|\\.)*)"',
                               path.read_text(encoding="utf-8")):
            told = words.get(text.replace('\\"', '"'))
            code = "grammar.syntax" if text.startswith("bad TOML") else "grammar.invalid"
            if told and all(told not in known for known in found.values()):
                found.setdefault(code, []).append(told)
    return found


def chinese_page():
    words = catalogue()
    found = wordings(words)
    shown = lambda text: re.sub(r"%\d", "…", text).replace("\\n", " ").replace("|", "\\|")
    rows = [f"| `{code}` | {'；<br>'.join(map(shown, found.get(code, [])))} |"
            for code in sorted(errors_in_code())]
    doubts = [f"| `{code}` | {shown(words['message ' + code])} |"
              for code in sorted(diagnostics_in_code())]
    return ABOUT + "\n".join(rows) + "\n" + DOUBTS + "\n".join(doubts) + "\n"


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
    if os.environ.get("GANGMU_REWRITE"):
        CHINESE.write_text(chinese_page(), encoding="utf-8")
    if not CHINESE.exists() or CHINESE.read_text(encoding="utf-8") != chinese_page():
        breaches.append("docs/errors.zh-CN.md is not what GANGMU_REWRITE=1 tests/errors.py writes")
    if len(real) < 10 or len(errors_in_code()) < 10:
        breaches.append("the codes were not found in the code")
    print("\n".join(breaches) or "docs/errors.md agrees with the code")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
