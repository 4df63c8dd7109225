"""What the film of convolution can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields

from engine.experiments.filters_spec import FiltersSpec
from scenes.storytelling.film_spec import FilmSpec


@dataclass(frozen=True, kw_only=True)
class ConvolutionSpec(FiltersSpec, FilmSpec):
    """The film of what filters make of a digit."""

    def __post_init__(self) -> None:
        FilmSpec.__post_init__(self)
        FiltersSpec.__post_init__(self)

    @property
    def filters(self) -> FiltersSpec:
        """The training and the digit alone."""
        return FiltersSpec(**{each.name: getattr(self, each.name) for each in fields(FiltersSpec)})
