"""All that can be rendered, by name; light enough for a shell's completion to read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from engine.registry import Registry
from scenes.specs import SpaceWarpSpec


@dataclass(frozen=True)
class Entry:
    """A scene or a figure.

    Attributes
    ----------
    kind : str
        ``scene`` or ``figure``.
    summary : str
        What it shows, in one line.
    section : str
        Section of the chapter that it tells.
    home : str
        ``module:class``.
    results : str
        ``module:function`` of a spec and a progress callback: what the engine computes for it.
    identity : str
        ``module:function`` of a spec: a digest of all that decides the results.
    spec : type
        Its frozen dataclass of options.
    """

    kind: str
    summary: str
    section: str
    home: str
    results: str
    identity: str
    spec: type

    def load(self) -> Any:
        """Import the scene's class."""
        return _import(self.home)

    def prepare(self, spec: Any, progress: Any = None) -> Any:
        """Compute the results that the scene shows, or find them where they were kept."""
        return _import(self.results)(spec, progress)

    def subject_of(self, spec: Any) -> str:
        """Digest what a film is about: the scene, and the results it shows."""
        return _digest(self.home, _import(self.identity)(spec))

    def identity_of(self, spec: Any) -> str:
        """Digest all that decides what a film shows: its subject, its options and our source."""
        return _digest(self.subject_of(spec), repr(spec), source_version())


@cache
def source_version() -> str:
    """Digest the source of the engine and the scenes, fonts included."""
    home = Path(__file__).parents[1]
    places = (home / package for package in ("engine", "scenes"))
    files = sorted(file for place in places for file in place.rglob("*.*") if file.is_file())
    kept = [file for file in files if "__pycache__" not in file.parts]
    return _digest(*(hashlib.sha256(file.read_bytes()).hexdigest() for file in kept))


def _digest(*facts: str) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:40]


def _import(place: str) -> Any:
    module, name = place.split(":")
    return getattr(import_module(module), name)


CATALOGUE: Registry[Entry] = Registry("scene or figure")
CATALOGUE.add(
    "space-warp",
    Entry(
        kind="scene",
        summary="a network bends space until a straight line separates the classes",
        section="5 Representation learning",
        home="scenes.space_warp:SpaceWarp",
        results="scenes.results:warp_runs",
        identity="scenes.results:warp_identity",
        spec=SpaceWarpSpec,
    ),
)
