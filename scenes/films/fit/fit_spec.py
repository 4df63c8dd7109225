"""What the film of a regression can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from engine.errors import UsageError
from engine.experiments.curve_fit.curve_fit_spec import CurveFitSpec
from engine.options import option
from scenes.storytelling.film_spec import FilmSpec


@dataclass(frozen=True, kw_only=True)
class FitOptions(CurveFitSpec):
    """A regression that is trained to be shown, or a recording of one."""

    recording: Path | None = option(
        None, "Show this recording of a regression from one number to another instead."
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.recording is not None and self.training != CurveFitSpec():
            odd = next(i for i in fields(CurveFitSpec) if getattr(self, i.name) != i.default)
            flag = f"--{odd.name.replace('_', '-')}"
            raise UsageError(f"{flag} has no effect on a --recording; leave one of them out")

    @property
    def training(self) -> CurveFitSpec:
        """The training alone."""
        values = {item.name: getattr(self, item.name) for item in fields(CurveFitSpec)}
        return CurveFitSpec(**values)


@dataclass(frozen=True, kw_only=True)
class FitSpec(FitOptions, FilmSpec):
    """The film of a regression."""

    def __post_init__(self) -> None:
        FilmSpec.__post_init__(self)
        FitOptions.__post_init__(self)
