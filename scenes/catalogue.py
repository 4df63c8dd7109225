"""All that can be rendered, by name; light enough for a shell's completion to read."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from engine.progress import Work, unwatched
from engine.registry import Registry
from scenes.identity import digest_of, request_digest, source_version
from scenes.specs.film import FilmSpec
from scenes.specs.more_data import MoreDataSpec
from scenes.specs.softmax import SoftmaxSpec
from scenes.specs.space_warp import SpaceWarpSpec


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
    spec : type
        Its frozen dataclass of options.
    """

    kind: str
    summary: str
    section: str
    home: str
    spec: type[FilmSpec]

    def load(self) -> Any:
        """Import the scene's class."""
        module, name = self.home.split(":")
        return getattr(import_module(module), name)

    def prepare(self, spec: FilmSpec, work: Work = unwatched) -> Any:
        """Compute the results that the scene shows, or find them where they were kept."""
        return self.load().compute(spec, work)

    def subject_of(self, spec: FilmSpec) -> str:
        """Digest what a film is about: the scene, and the results it shows."""
        return request_digest(self.home, spec.subject)

    def identity_of(self, spec: FilmSpec) -> str:
        """Digest all that decides what a film shows: its subject, its options and our source."""
        return digest_of(self.subject_of(spec), spec, source_version())


CATALOGUE: Registry[Entry] = Registry("scene or figure")
CATALOGUE.add(
    "more-data",
    Entry(
        kind="scene",
        summary="four models learn from ever more points, and flexible ones pass the expert",
        section="1 Why now",
        home="scenes.more_data:MoreData",
        spec=MoreDataSpec,
    ),
)
CATALOGUE.add(
    "space-warp",
    Entry(
        kind="scene",
        summary="a network bends space until a straight line separates the classes",
        section="5 Representation learning",
        home="scenes.space_warp:SpaceWarp",
        spec=SpaceWarpSpec,
    ),
)
CATALOGUE.add(
    "softmax",
    Entry(
        kind="scene",
        summary="softmax makes probabilities of raw outputs, step by step",
        section="7 Output activations and losses",
        home="scenes.softmax:Softmax",
        spec=SoftmaxSpec,
    ),
)
