"""Modules of Debian's packages, which Debian's own Python sees and another that stands before it does not."""
import importlib
import os
import sys

DEBIAN = "/usr/bin/python3"


def needed(name):
    """The module; the test begins again with Debian's Python where this one lacks it, and is skipped
    (77) where that lacks it too."""
    try:
        return importlib.import_module(name)
    except ImportError:
        if sys.executable != DEBIAN and os.path.exists(DEBIAN):
            os.execv(DEBIAN, [DEBIAN, *sys.argv])
        print(f"SKIPPED: {name} is not installed (package python3-{name})")
        sys.exit(77)
