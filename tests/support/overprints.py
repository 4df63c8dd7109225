"""Finding words that fade in over words that still fade out."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import FadeIn, FadeOut

from tests.support.area import Area
from tests.support.layout import WRITING, area_of, family, name_of

MOMENTS = np.linspace(0, 1, 21).tolist()
BOTH = 0.15
"""Share to which two may be seen at once: less cannot be read."""


def written(animation: Any) -> list[tuple[str, Area]]:
    """Give the words that an animation fades, with where they stand."""
    found = family([animation.mobject], WRITING)
    return [(name_of(each), area) for each in found if (area := area_of(each)) is not None]


def together(going: Any, coming: Any) -> float:
    """Return how much of two is seen at once, at most: the fainter's opacity."""
    return max(min(1 - going.rate_func(p), coming.rate_func(p)) for p in MOMENTS)


def noting_overprints(scene_class: type[Any], found: list[str]) -> type[Any]:
    """Return a film that notes, as it is played, which words come while others are still there."""

    class Noting(scene_class):
        def act(self, *animations: Any, seconds: float) -> None:
            gone = [each for each in animations if isinstance(each, FadeOut)]
            come = [each for each in animations if isinstance(each, FadeIn)]
            found.extend(
                f"{self.time:.1f} s: {new} comes over {old}"
                for going in gone
                for coming in come
                if together(going, coming) > BOTH
                for old, there in written(going)
                for new, here in written(coming)
                if here.meets(there) and not (old == new and here.holds(there))
            )
            super().act(*animations, seconds=seconds)

    return Noting
