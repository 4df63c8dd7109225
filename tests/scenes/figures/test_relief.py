"""Loss surfaces in space."""

import numpy as np
from matplotlib.figure import Figure

from engine.descent.surfaces import SURFACES
from scenes.figures.relief import SIDE, draw_relief, sample_surface
from scenes.figures.style import Style
from scenes.theme.theme import THEMES


def test_a_sample_is_the_surface_over_a_half_open_domain() -> None:
    surface = SURFACES["ravine"]
    sample = sample_surface(surface)
    (low, high), _ = surface.domain
    assert sample.values.shape == (SIDE, SIDE)
    assert sample.first[0] == low
    assert sample.first[-1] < high
    assert sample.values[7, 3] == surface.value(np.array([sample.first[3], sample.second[7]]))


def test_the_floor_lies_below_the_surface_and_the_ticks_do_not() -> None:
    sample = sample_surface(SURFACES["bowl"])
    axes = draw_relief(Figure(), sample, Style(THEMES["light"]))
    floor, top = axes.get_zlim()
    ticks = axes.get_zticks()
    assert floor < sample.values.min()
    assert top == sample.values.max()
    assert sample.values.min() <= min(ticks) < max(ticks) <= top
