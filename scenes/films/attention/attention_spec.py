"""What the film of attention can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields

from engine.experiments.transformer.sorting_spec import SortingSpec
from scenes.storytelling.film_spec import FilmSpec


@dataclass(frozen=True, kw_only=True)
class AttentionSpec(SortingSpec, FilmSpec):
    """The film of a transformer that learns to sort, and of where it looks."""

    def __post_init__(self) -> None:
        FilmSpec.__post_init__(self)
        SortingSpec.__post_init__(self)

    @property
    def training(self) -> SortingSpec:
        """The training alone."""
        return SortingSpec(**{each.name: getattr(self, each.name) for each in fields(SortingSpec)})
