"""What the film of the worth of more data can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import UsageError
from engine.options import in_range, option
from scenes.languages.numbers import grouped
from scenes.storytelling.film_spec import FilmSpec


@dataclass(frozen=True, kw_only=True)
class MoreDataOptions:
    """The experiment of four models that learn from ever more points."""

    features: int = option(1_000, "Features, of which ten carry signal.")
    samples_max: int = option(10_000, "The most training points.")
    seeds: int = option(10, "Repeats of the experiment, each with points of its own.")

    def __post_init__(self) -> None:
        in_range("--features", self.features, 30, 2_000)
        in_range("--samples-max", self.samples_max, 100, 50_000)
        in_range("--seeds", self.seeds, 1, 100)


@dataclass(frozen=True, kw_only=True)
class MoreDataSpec(MoreDataOptions, FilmSpec):
    """The film of four models that learn from ever more points."""

    def __post_init__(self) -> None:
        FilmSpec.__post_init__(self)
        MoreDataOptions.__post_init__(self)
        if self.samples_max < 4 * self.features:
            raise UsageError(
                f"--samples-max {grouped(self.samples_max)}: the film needs four points or more "
                f"for each feature, here {grouped(4 * self.features)}"
            )
