"""What the film of over-parameterised networks can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.experiments.double_descent_spec import DoubleDescentSpec
from scenes.storytelling.film_spec import FilmSpec


@dataclass(frozen=True, kw_only=True)
class OverParameterisationSpec(DoubleDescentSpec, FilmSpec):
    """The film of networks with ever more weights than points."""

    def __post_init__(self) -> None:
        FilmSpec.__post_init__(self)
        DoubleDescentSpec.__post_init__(self)
