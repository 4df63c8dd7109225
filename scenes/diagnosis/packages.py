"""Which packages are installed, and whether they are those that Warpreel was made for."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

from scenes.diagnosis.finding import Finding, State, one_line

NAME = "warpreel"
MAINTAINERS = ("bench", "dev", "docs", "test")
"""Extras of those who work on Warpreel itself."""
COMPILED = ("av", "cairo", "manimpango", "manim", "matplotlib", "torch", "typst")
"""Modules that need libraries of the system, or bring some that may not fit it."""


def packages() -> Iterator[Finding]:
    """Tell which packages there are, which are missing, and which cannot be loaded."""
    own = distribution(NAME)
    place = Path(__file__).parents[2]
    system = f"{platform.system()} {platform.machine()}"
    python = f"Python {platform.python_version()}"
    yield Finding(NAME, State.OK, f"{own.version} in {place}, {python}, {system}")
    yield from requirements(own)
    yield from loading(COMPILED)
    yield from extras(own)


def requirements(own: Distribution) -> Iterator[Finding]:
    """Compare what is installed with what a distribution needs."""
    needed = [need for need in _needs(own) if _applies(need, "")]
    found = []
    for need in needed:
        told = _missing(need)
        if told is None:
            found.append(f"{need.name} {distribution(need.name).version}")
        else:
            yield Finding("packages", State.FAULT, told)
    yield Finding("packages", State.OK, ", ".join(found))


def loading(modules: Iterable[str]) -> Iterator[Finding]:
    """Import modules, and tell which cannot be."""
    for name in modules:
        try:
            import_module(name)
        except (ImportError, OSError) as error:
            told = f"{name} cannot be loaded: {one_line(error)}; see docs/install.md"
            yield Finding("libraries", State.FAULT, told)


def extras(own: Distribution) -> Iterator[Finding]:
    """Tell which extras are installed, and how to have the others."""
    for extra in own.metadata.get_all("Provides-Extra") or ():
        if extra in MAINTAINERS:
            continue
        missing = [
            need.name
            for need in _needs(own)
            if _applies(need, extra) and not _applies(need, "") and _missing(need) is not None
        ]
        if missing:
            told = f"pip install 'warpreel[{extra}]' for {', '.join(missing)}"
            yield Finding(f"extra {extra}", State.NOTE, told)
        else:
            yield Finding(f"extra {extra}", State.OK, "installed")


def torch_build() -> Iterator[Finding]:
    """Tell whether torch has brought a CUDA that Warpreel has no use for."""
    import torch

    build = torch.version.cuda
    if build is not None and sys.platform == "linux":
        told = f"torch is built for CUDA {build}; the CPU build saves gigabytes and is as fast here"
        yield Finding("torch", State.NOTE, told)


def _needs(own: Distribution) -> list[Requirement]:
    return [Requirement(line) for line in own.requires or ()]


def _applies(need: Requirement, extra: str) -> bool:
    return need.marker is None or need.marker.evaluate({"extra": extra})


def _missing(need: Requirement) -> str | None:
    """Return what is wrong with a package; None if it is as needed."""
    asked = f"{need.name}{need.specifier}"
    try:
        version = distribution(need.name).version
    except PackageNotFoundError:
        return f"{asked} is not installed: pip install '{asked}'"
    if not need.specifier.contains(version, prereleases=True):
        return f"{need.name} is {version}, and {asked} is needed: pip install '{asked}'"
    return None
