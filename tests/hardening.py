"""Whether programs are built as distributions harden theirs: position-independent, relocations read-only from
the start (full RELRO), no stack that can be executed, stack protectors, checked functions of the C library
(_FORTIFY_SOURCE), and on x86-64 the marks of CET in its functions.

python3 tests/hardening.py PROGRAM...   (of the preset release; skipped where readelf is not there)
"""
import pathlib
import re
import shutil
import subprocess
import sys


def readelf(*arguments):
    return subprocess.run(["readelf", "-W", *map(str, arguments)], capture_output=True, check=True).stdout.decode()


def breaches(program):
    head, segments = readelf("-h", program), readelf("-l", program)
    dynamic, symbols = readelf("-d", program), readelf("--dyn-syms", program)
    if not re.search(r"Type:\s+DYN", head):
        yield "is not position-independent"
    if "GNU_RELRO" not in segments or not re.search(r"BIND_NOW|FLAGS_1.*NOW", dynamic):
        yield "has relocations that stay writable"
    stack = re.search(r"GNU_STACK.*", segments)
    if stack is None or re.search(r"\bRWE\b", stack.group()):
        yield "has a stack that can be executed"
    if "__stack_chk_fail" not in symbols:
        yield "has no stack protector"
    if not re.search(r"__\w+_chk\b", symbols.replace("__stack_chk_fail", "")):
        yield "has no checked functions of the C library"
    # Each function that is called by a pointer begins with the instruction of CET. (The program as a whole is not
    # marked for it where the C library's own start, as in Debian 12, is not.)
    if "X86-64" in head:
        code = subprocess.run(["objdump", "-d", "--no-show-raw-insn", str(program)], capture_output=True).stdout
        if code.count(b"endbr64") < 10:
            yield "is not built with -fcf-protection"


def main():
    if shutil.which("readelf") is None:
        print("SKIPPED: readelf is not installed")
        return 77
    found = [f"{program}: {breach}" for program in sys.argv[1:] for breach in breaches(pathlib.Path(program))]
    print("\n".join(found) or f"{len(sys.argv) - 1} programs are hardened")
    return 1 if found or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
