"""Holds the tests against the source: each module has a test of its name, and each test a module.

python -m tests.support.mirror    # names those without, a line each; exit code 1 if there are any
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.support.structure import ROOT, module_files

TESTS = ROOT / "tests"


def test_file_of(module: str) -> Path:
    """Return where the tests of a module stand; those of ``__main__`` are in ``test_main.py``."""
    *rooms, name = module.split(".")
    return TESTS.joinpath(*rooms, f"test_{name.strip('_')}.py")


def untested() -> Iterator[str]:
    """Return the modules that have no test of their name."""
    for module, file in module_files().items():
        if file.name != "__init__.py" and not test_file_of(module).is_file():
            yield module


def without_module() -> Iterator[str]:
    """Return the test files, as paths below ``tests``, that are named after no module.

    Tests of a package itself are in ``test_init.py``; benchmarks and what tests share count too.
    """
    files = {test_file_of(module) for module in _tested()}
    for file in sorted(TESTS.rglob("test_*.py")):
        if file not in files:
            yield file.relative_to(TESTS).as_posix()


def _tested() -> Iterator[str]:
    for module, file in module_files().items():
        yield f"{module}.__init__" if file.name == "__init__.py" else module
    for folder, room in ((ROOT / "benchmarks", "benchmarks"), (TESTS / "support", "support")):
        yield from (f"{room}.{file.stem}" for file in folder.glob("*.py"))


def main() -> int:
    """Run the command line."""
    missing = list(untested())
    print("\n".join(missing) or "every module has its tests")
    print("\n".join(f"of no module: tests/{name}" for name in without_module()))
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
