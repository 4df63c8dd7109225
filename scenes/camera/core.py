"""Which core draws: kernels compiled by numba where that is installed, elsewhere Cairo."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement


@cache
def is_compiled() -> bool:
    """Return whether kernels draw what they can; nothing is imported to find out."""
    try:
        needs = [Requirement(line) for line in requires("numba") or ()]
        return all(
            need.specifier.contains(version(need.name), prereleases=True)
            for need in needs
            if need.marker is None or need.marker.evaluate({"extra": ""})
        )
    except PackageNotFoundError:
        return False


def core_version() -> str:
    """Return what decides, apart from our own code, how the same marks come out as pixels."""
    return f"numba {version('numba')}" if is_compiled() else "cairo"


def warm_up() -> None:
    """Compile all kernels now, so that no film waits for it."""
    if is_compiled():
        for file in sorted(Path(__file__).with_name("kernels").glob("[!_]*.py")):
            import_module(f"scenes.camera.kernels.{file.stem}")
