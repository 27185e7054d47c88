"""House rules that no compiler checks. Run by ctest; prints each breach as FILE:LINE: what.

- include directions: model/ includes nobody; readers/, parser/ and exporters/ include model/ and
  themselves; checks/ model/, parser/ and itself; gangmu.h, cli/, tests/, tools/ and bench/ may include all
- headers of other libraries stand in the files named here and in no header of ours
- headers of the system stand in cli/platform* alone
- engines hold no Chinese word (U+3400 to U+9FFF), not even in a comment: words to recognise live in
  grammar/, words to show in locale/
- no two types of one namespace have the same name: no linker says so, and a program takes the
  destructor of one for that of the other; types of one file alone stand in an unnamed namespace
- no line of C++, of a style sheet or a script is longer than 100 characters (.clang-format)
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LONGEST_LINE = 100
SUFFIXES = (".h", ".cpp", ".css", ".js")
ENGINES = ("model", "readers", "parser", "checks", "exporters", "cli")
ROOMS = ENGINES + ("tests", "tools", "bench")
MAY_INCLUDE = {
    "model": {"model"},
    "readers": {"model", "readers"},
    "parser": {"model", "parser"},
    "checks": {"model", "parser", "checks"},
    "exporters": {"model", "exporters"},
}
# Which files may include headers of which library.
FOREIGN = {
    r"utf8proc\.h": {"model/text.cpp"},
    r"nettle/.*": {"model/sha256.cpp"},
    r"iconv\.h": {"readers/decode.cpp"},
    r"re2/.*": {"parser/grammar_match.cpp"},
    r"toml\+\+/.*": {"parser/grammar_toml.cpp", "cli/settings.cpp"},
    r"pugixml\.hpp": {"exporters/xml.cpp", "exporters/word*.cpp", "readers/xml.cpp",
                     "readers/docx*.cpp", "readers/ofd*.cpp", "readers/xlsx_cells.cpp"},
    r"zip\.h": {"model/libzip.h"},
    r"libxml/.*": {"readers/libxml2.h", "readers/html*.cpp"},
    r"md4c\.h": {"readers/libmd4c.h"},
    r"benchmark/.*": {"bench/stages.cpp"},
    r"nlohmann/.*": {"readers/json.cpp"},
    r"dlfcn\.h": {"model/on_demand.cpp"},
    r"sched\.h": {"model/helper.cpp"},
    r"sqlite3\.h": {"exporters/libsqlite3.h"},
    r"xlsxwriter\.h": {"exporters/libxlsxwriter.h"},
    r"CLI/.*": {"cli/command_line.cpp", "cli/options.cpp"},
    r"fmt/.*": {"cli/*.cpp", "parser/*.cpp", "checks/*.cpp", "exporters/*.cpp"},
}
STANDARD = set("""
algorithm any array atomic barrier bit bitset cassert cctype cerrno cfloat charconv chrono cinttypes
climits cmath compare complex concepts condition_variable coroutine csignal cstdarg cstddef cstdint
cstdio cstdlib cstring ctime cwchar deque exception filesystem forward_list fstream functional future
initializer_list iomanip ios iosfwd iostream istream iterator latch limits list map memory
memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex
scoped_allocator semaphore set shared_mutex span sstream stack stdexcept stop_token streambuf string
string_view syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map
unordered_set utility valarray variant vector version
""".split())
PLATFORM = re.compile(r"cli/platform\w*\.(cpp|h)")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
HAN = re.compile("[\u3400-\u9fff]")
NAMESPACE = re.compile(r"^(?:inline )?namespace ?([\w:]*) ?\{")
TYPE = re.compile(r"^(?:struct|class|union|enum(?: class)?) (?:\[\[\w+\]\] )?(\w+)(?: final)?(?: : [^;]*)? ?\{")


def check_include(name, room, kind, header):
    if kind == '"':
        target = header.split("/")[0] if "/" in header else ""
        if room in MAY_INCLUDE and target not in MAY_INCLUDE[room]:
            yield f'{room}/ may not include "{header}"'
        return
    if header in STANDARD or PLATFORM.fullmatch(name):
        return
    for pattern, files in FOREIGN.items():
        if re.fullmatch(pattern, header):
            if not any(pathlib.PurePath(name).match(file) for file in files):
                yield f"<{header}> belongs in {', '.join(sorted(files))} only"
            return
    yield f"<{header}> is neither of the standard library nor named in tests/layering.py"


def check_file(path):
    name = path.relative_to(ROOT).as_posix()
    room = name.split("/")[0]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        include = INCLUDE.match(line)
        if include and room in ENGINES:
            for breach in check_include(name, room, *include.groups()):
                yield f"{name}:{number}: {breach}"
        if len(line) > LONGEST_LINE:
            yield f"{name}:{number}: longer than {LONGEST_LINE} characters"
        if room in ENGINES and HAN.search(line):
            yield f"{name}:{number}: a Chinese word in an engine"


def types_of(lines):
    """Names with namespaces of the types that a file defines outside unnamed namespaces, and lines."""
    spaces = []
    for number, line in enumerate(lines, 1):
        space, kind = NAMESPACE.match(line), TYPE.match(line)
        if space:
            spaces.append(space.group(1))
        elif line.startswith("}  // namespace"):
            del spaces[-1:]
        elif kind and "" not in spaces:
            yield "::".join([*spaces, kind.group(1)]), number


def check_types(files):
    defined = {}
    for path in files:
        name = path.relative_to(ROOT).as_posix()
        for kind, number in types_of(path.read_text(encoding="utf-8").splitlines()):
            other = defined.setdefault(kind, f"{name}:{number}")
            if other != f"{name}:{number}":
                yield f"{name}:{number}: {kind} is defined at {other} too"


def main():
    files = [p for room in ROOMS for p in sorted((ROOT / room).glob("**/*")) if p.suffix in SUFFIXES]
    breaches = [breach for path in files for breach in check_file(path)]
    breaches += check_types(path for path in files if path.suffix in (".h", ".cpp"))
    # The test must see what it forbids.
    assert list(check_include("model/text.h", "model", '"', "parser/grammar.h"))
    assert list(check_include("parser/parse.h", "parser", "<", "re2/re2.h"))
    assert list(check_include("cli/main.cpp", "cli", "<", "unistd.h"))
    assert not list(check_include("parser/grammar_match.cpp", "parser", "<", "re2/re2.h"))
    assert list(types_of(["namespace gangmu {", "struct Unit {", "namespace {", "class A : B {"])) == \
        [("gangmu::Unit", 2)]
    assert HAN.search("int x;  // \u4e00")
    if len(files) < 20:
        breaches.append(f"only {len(files)} files found below {ROOT}")
    print("\n".join(breaches) or f"{len(files)} files keep the house rules")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
