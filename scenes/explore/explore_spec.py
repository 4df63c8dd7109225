"""The specification of a page: of a training, or of descents on a loss surface."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from engine.descent.descent_spec import DescentSpec
from engine.descent.surfaces import SURFACES
from engine.errors import UsageError
from engine.options import option
from engine.recordings.run_spec import RunSpec


@dataclass(frozen=True, kw_only=True)
class ExploreSpec(RunSpec):
    """A training that is explored; or descents, if a surface or a formula is named.

    Two recordings side by side need no specification: nothing of them can be chosen.
    """

    beside: Path | None = option(None, "A second recording, shown beside the first.")
    surface: str | None = option(None, "Explore descents on this loss surface instead.", SURFACES)
    formula: str | None = option(
        None, 'Or on a formula of one or two variables, e.g. "x**2 + 3*y**2".', signed=True
    )
    domain: tuple[float, ...] | None = option(
        None, "Lowest and highest value, of all variables or of each: -3,3 or -3,3,-1,5."
    )
    start: tuple[float, ...] | None = option(None, "Where descents begin, e.g. 2,1 [per surface].")

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.beside is not None:
            raise UsageError(
                f"{self.beside}: two recordings are shown side by side, and {self.data} is none; "
                "`warpreel train` makes one"
            )
        if self.surface is None and self.formula is None:
            for flag in ("domain", "start"):
                if getattr(self, flag) is not None:
                    raise UsageError(f"--{flag} needs a --surface or a --formula")
        elif self.run != RunSpec():
            odd = next(i for i in fields(RunSpec) if getattr(self.run, i.name) != i.default)
            raise UsageError(
                f"--{odd.name.replace('_', '-')} has no effect on a loss surface: rules, rates and "
                "steps are chosen in the page; leave it out"
            )

    @property
    def run(self) -> RunSpec:
        """The training run alone."""
        return RunSpec(**{item.name: getattr(self, item.name) for item in fields(RunSpec)})

    @property
    def descent(self) -> DescentSpec | None:
        """The descent that the page begins with, if it is one of descents.

        Raises
        ------
        UsageError
            If the surface cannot be descended as asked for.
        """
        if self.surface is None and self.formula is None:
            return None
        surface = self.surface or "bowl"
        return DescentSpec(
            surface=surface, formula=self.formula, domain=self.domain, start=self.start, steps=200
        )
