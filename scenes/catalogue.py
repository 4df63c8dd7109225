"""All that can be rendered, by name; light enough for a shell's completion to read."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
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
    spec : type
        Its frozen dataclass of options.
    """

    kind: str
    summary: str
    section: str
    home: str
    results: str
    spec: type

    def load(self) -> Any:
        """Import the scene's class."""
        return _import(self.home)

    def prepare(self, spec: Any, progress: Any = None) -> Any:
        """Compute the results that the scene shows, or find them where they were kept."""
        return _import(self.results)(spec, progress)


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
        spec=SpaceWarpSpec,
    ),
)
