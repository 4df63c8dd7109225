"""What the film of a loss landscape can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import msgspec

from engine.errors import UsageError
from engine.options import in_range, option
from engine.recordings.run_spec import RunSpec
from engine.registry import Registry, unknown_name
from scenes.storytelling.filmed_run_spec import FilmedRunSpec

PLANES: Registry[str] = Registry("plane")
PLANES.add("pca", "the two directions along which training moved most")
PLANES.add("random", "two random directions, each filter as long as the network's own")
PLANES.add("checkpoints", "through the network at three steps")

HEIGHTS: Registry[str] = Registry("scale of heights")
HEIGHTS.add("log", "equal factors of the loss are equally high")
HEIGHTS.add("linear", "equal differences of the loss are equally high")


@dataclass(frozen=True, kw_only=True)
class PlaneOptions:
    """A plane through the parameters of a network, over which its loss is shown."""

    plane: str = option("pca", "Which two directions span the picture.", PLANES)
    span: float = option(1.0, "How much the picture shows: 1 is all of the run, or ±1 filter.")
    resolution: int = option(51, "Places along each side at which the loss is computed.")

    def __post_init__(self) -> None:
        in_range("--span", self.span, 0.05, 20)
        in_range("--resolution", self.resolution, 5, 201)


@dataclass(frozen=True, kw_only=True)
class LandscapeSpec(PlaneOptions, FilmedRunSpec):
    """The film of a network on the surface of its own loss."""

    compare: str | None = option(
        None,
        "Show a second one beside it: a recording, or the same run with another setting, "
        "e.g. batch=8.",
    )
    checkpoints: tuple[int, ...] | None = option(
        None, "Steps of --plane checkpoints, e.g. 0,40,120 [first, middle, last]."
    )
    heights: str = option("log", "Scale of heights and colours.", HEIGHTS)
    cap: float | None = option(None, "Draw higher losses as high as this [none: all of them].")

    def __post_init__(self) -> None:
        FilmedRunSpec.__post_init__(self)
        PlaneOptions.__post_init__(self)
        in_range("--cap", self.cap, 1e-9, 1e12)
        self._check_checkpoints()
        _ = self.other

    def _check_checkpoints(self) -> None:
        steps = self.checkpoints
        if steps is None:
            return
        if self.plane != "checkpoints":
            raise UsageError("--checkpoints has no effect without --plane checkpoints")
        if len(set(steps)) != 3 or len(steps) != 3 or min(steps) < 0:
            shown = ",".join(map(str, steps))
            raise UsageError(f"--checkpoints {shown}: give three different steps, e.g. 0,40,120")

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
        shown = ("data", "recording", "plane", "checkpoints", "span", "resolution")
        other = self.other
        beside = other.data if isinstance(other, RunSpec) else None
        settings = tuple((name, getattr(self, name)) for name in shown)
        return ("run", self.run), ("other", other), ("data beside", beside), *settings
