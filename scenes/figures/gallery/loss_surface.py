"""Figure 11.13: the loss surface of two parameters, in space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.descent.surfaces import SURFACES
from engine.progress import Work, unwatched
from scenes.figures.relief import (
    SurfaceHeights,
    draw_views,
    mark_minima,
    name_place,
    sample_surface,
)
from scenes.figures.specs import LossSurfaceSpec
from scenes.figures.style import Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def compute(spec: LossSurfaceSpec, work: Work = unwatched) -> SurfaceHeights:
    """Sample the surface over its domain."""
    return sample_surface(SURFACES[spec.surface])


def draw(figure: Figure, result: SurfaceHeights, style: Style) -> None:
    """Draw the surface in space and from above, its minima marked and named."""
    relief, plan = draw_views(figure, result, style)
    mark_minima(relief, plan, result, style)
    for place, height in zip(result.minima, result.lowest, strict=True):
        words = style.say("minimum")
        name_place(relief, (*place, height), words, (0, 9), style)
        if plan is not None:
            name_place(plan, tuple(place), words, (0, 9), style)
