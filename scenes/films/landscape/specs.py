"""What the film of a loss landscape can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

import msgspec

from engine.errors import UsageError
from engine.landscape.plane_spec import PlaneSpec
from engine.options import in_range, option
from engine.recordings.run_spec import RunSpec
from engine.registry import Registry, unknown_name
from scenes.storytelling.film_spec import FilmSpec
from scenes.storytelling.filmed_run_spec import FilmedRunSpec, RecordedRunSpec

MOST_SAMPLES = 100_000_000
DRAWN = ("heights", "cap")
"""Options that change how a landscape is drawn, and not what is computed."""

HEIGHTS: Registry[str] = Registry("scale of heights")
HEIGHTS.add("log", "equal factors of the loss are equally high")
HEIGHTS.add("linear", "equal differences of the loss are equally high")


@dataclass(frozen=True, kw_only=True)
class LandscapeOptions(PlaneSpec, RecordedRunSpec):
    """A network, the plane over which its loss is shown, and the points it is measured on."""

    landscape: Path | None = option(
        None, "Show this landscape, computed by warpreel.loss_landscape, instead."
    )
    samples: int | str | None = option(  # type: ignore[assignment]
        None,
        "Points to train on, or of a --recording those to measure on; all: measure on all of them, "
        "however long it takes [300, or all there are; a sample if that takes over a minute].",
    )

    def __post_init__(self) -> None:
        if isinstance(self.samples, str) and self.samples != "all":
            raise UsageError(f"--samples {self.samples}: give a whole number, or all")
        RecordedRunSpec.__post_init__(self)
        PlaneSpec.__post_init__(self)
        if self.recording is not None and isinstance(self.samples, int):
            in_range("--samples", self.samples, 2, MOST_SAMPLES)
        if self.landscape is not None:
            self._check_nothing_else_is_computed()

    def _check_nothing_else_is_computed(self) -> None:
        for item in fields(self):
            drawn = item.name in {"landscape", *DRAWN} or item.name in FilmSpec.__dataclass_fields__
            if not drawn and getattr(self, item.name) != item.default:
                flag = f"--{item.name.replace('_', '-')}"
                raise UsageError(f"{flag} has no effect on a --landscape; leave one of them out")

    @property
    def run(self) -> RunSpec:
        """The training run alone."""
        made = {item.name: getattr(self, item.name) for item in fields(RunSpec)}
        if self.recording is not None or self.samples == "all":
            made["samples"] = None
        return RunSpec(**made)

    @property
    def measured_on(self) -> int | Literal["all"] | None:
        """How many points the loss is to be measured on; None for as many as time allows."""
        if self.samples == "all":
            return "all"
        return None if self.recording is None else self.samples  # type: ignore[return-value]


@dataclass(frozen=True, kw_only=True)
class LandscapeSpec(LandscapeOptions, FilmedRunSpec):
    """The film of a network on the surface of its own loss."""

    compare: str | None = option(
        None,
        "Show a second one beside it: a recording, or the same run with another setting, "
        "e.g. batch=8.",
    )
    heights: str = option("log", "Scale of heights and colours.", HEIGHTS)
    cap: float | None = option(None, "Draw higher losses as high as this [none: all of them].")

    def __post_init__(self) -> None:
        FilmedRunSpec.__post_init__(self)
        LandscapeOptions.__post_init__(self)
        in_range("--cap", self.cap, 1e-9, 1e12)
        _ = self.other

    @property
    def setting(self) -> tuple[str, str] | None:
        """The name and value of the setting that is compared, if it is one."""
        if self.compare is None or "=" not in self.compare:
            return None
        name, _, value = self.compare.partition("=")
        return name.strip().lstrip("-").replace("-", "_"), value.strip()

    @property
    def other(self) -> RunSpec | Path | None:
        """What is shown beside it: another run, a recording, or nothing.

        Raises
        ------
        UsageError
            If there is no such setting, or it has no such value.
        """
        if self.setting is None:
            return None if self.compare is None else Path(self.compare)
        if self.recording is not None:
            raise UsageError(
                f"--compare {self.compare}: a --recording can be compared with another recording"
            )
        name, text = self.setting
        known = [item.name for item in fields(RunSpec)]
        if name not in known:
            raise unknown_name("setting to compare", name, known)
        several = "tuple" in str(RunSpec.__dataclass_fields__[name].type)
        value = text.split(",") if several else text
        try:
            made = msgspec.convert({name: value}, RunSpec, strict=False)
        except msgspec.ValidationError as error:
            raise UsageError(f"--compare {self.compare}: {name} takes no such value") from error
        return replace(self.run, **{name: getattr(made, name)})

    @property
    def subject(self) -> tuple[Any, ...]:
        """The runs and the planes that are shown."""
        plane = ("plane", "checkpoints", "span", "resolution")
        shown = ("data", "recording", "landscape", "measured_on", *plane)
        other = self.other
        beside = other.data if isinstance(other, RunSpec) else None
        settings = tuple((name, getattr(self, name)) for name in shown)
        return ("run", self.run), ("other", other), ("data beside", beside), *settings
