"""What the JSON of each command holds: fields are added, and never renamed or taken away."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from engine.registry import Registry
from scenes.diagnosis.finding import Diagnosis
from scenes.watching.findings import Check


class Exact(msgspec.Struct, forbid_unknown_fields=True):
    """An object without any field beside those that are named."""


class ListedEntry(Exact):
    """A film or a figure; `number` is empty unless it has one in the chapter."""

    name: str
    kind: Literal["scene", "figure"]
    number: str
    summary: str
    section: str


class Kept(Exact):
    """Files of one kind that are kept."""

    files: int
    bytes: int


class KeptFiles(Exact, rename={"lengths_of_films": "lengths of films"}):
    """What is kept between runs, where, and how many bytes segments may take."""

    folder: str
    limit: int
    recordings: Kept
    segments: Kept
    films: Kept
    lengths_of_films: Kept
    typefaces: Kept


class InspectedRecording(Exact):
    """A recording; a probed one has `probed`, `probe` and `layers` instead of its stages."""

    recording: str
    data: dict[str, Any]
    steps: int
    recorded_steps: int
    stopped: str
    final: dict[str, Any]
    bytes: int
    digest: str
    versions: dict[str, str]
    stages: list[str] | msgspec.UnsetType = msgspec.UNSET
    widths: list[int] | msgspec.UnsetType = msgspec.UNSET
    parameters: int | msgspec.UnsetType = msgspec.UNSET
    finite: bool | msgspec.UnsetType = msgspec.UNSET
    spec: dict[str, Any] | msgspec.UnsetType | None = msgspec.UNSET
    probed: str | msgspec.UnsetType = msgspec.UNSET
    probe: int | msgspec.UnsetType = msgspec.UNSET
    layers: dict[str, list[int]] | msgspec.UnsetType = msgspec.UNSET


class Minimum(Exact):
    """A minimum of a surface that is known."""

    place: list[float]
    value: float


class WalkedDescent(Exact):
    """A descent: of each step the point, loss and gradient, and the rate that led to the next.

    Numbers that are not finite are null.
    """

    surface: str
    formula: str | None
    source: str
    variables: list[str]
    domain: list[list[float]]
    minima: list[Minimum]
    optimizer: str
    schedule: str
    seed: int | None
    steps: int
    stopped: str
    diverged_at: int | None
    final: list[float | None]
    final_loss: float | None
    path: list[list[float | None]]
    loss: list[float | None]
    gradient: list[list[float | None]]
    rate: list[float]
    samples: list[Any] | None


class MeasuredContrast(Exact):
    """The contrast of a colour of a theme with a ground, and what it has to be."""

    name: str
    colour: str
    ground: str
    behind: str
    ratio: float
    least: float
    is_enough: bool


class CheckedLanguage(Exact):
    """What is left to do in a language file."""

    missing: list[str]
    wrong: list[str]


SCHEMAS: Registry[Any] = Registry("command with JSON")
SCHEMAS.add("list", list[ListedEntry])
SCHEMAS.add("list FILM", list[str])
SCHEMAS.add("inspect", InspectedRecording)
SCHEMAS.add("descend", WalkedDescent)
SCHEMAS.add("figures --check", dict[str, Literal["current", "missing", "stale", "edited by hand"]])
SCHEMAS.add("theme check", list[MeasuredContrast])
SCHEMAS.add("languages check", CheckedLanguage)
SCHEMAS.add("cache", KeptFiles)
SCHEMAS.add("doctor", Diagnosis)
SCHEMAS.add("check", Check)
