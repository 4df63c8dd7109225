"""Which core draws: kernels compiled by numba where that is installed, elsewhere Cairo."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

BOUND = re.compile(r"<(\d+\.\d+)")
"""What a version has to be below, as requirements have it."""


@cache
def is_compiled() -> bool:
    """Return whether kernels draw what they can; nothing is imported to find out.

    numba refuses to be imported beside a NumPy that is newer than it says.
    """
    try:
        needs = " ".join(line for line in requires("numba") or () if line.startswith("numpy"))
    except PackageNotFoundError:
        return False
    return all(_numbers(version("numpy")) < _numbers(bound) for bound in BOUND.findall(needs))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(".")[:2])


def core_version() -> str:
    """Return what decides, apart from our own code, how the same marks come out as pixels."""
    return f"numba {version('numba')}" if is_compiled() else "cairo"


def warm_up() -> None:
    """Compile all kernels now, so that no film waits for it."""
    if is_compiled():
        for file in sorted(Path(__file__).with_name("kernels").glob("[!_]*.py")):
            import_module(f"scenes.camera.kernels.{file.stem}")
