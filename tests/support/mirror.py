"""Holds the tests against the source: every module has a test of its name, where it is sought.

python -m tests.support.mirror    # names them, a line each; exit code 1 if there are any
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.support.structure import ROOT, module_files

TESTS = ROOT / "tests"


def test_file_of(module: str) -> Path:
    """Return where the tests of a module stand."""
    *rooms, name = module.split(".")
    return TESTS.joinpath(*rooms, f"test_{name}.py")


def untested() -> Iterator[str]:
    """Return the modules that have no test of their name."""
    for module, file in module_files().items():
        if file.name != "__init__.py" and not test_file_of(module).is_file():
            yield module


def main() -> int:
    """Run the command line."""
    missing = list(untested())
    print("\n".join(missing) or "every module has its tests")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
