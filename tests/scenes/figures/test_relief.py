"""Loss surfaces in space."""

import numpy as np
from matplotlib.figure import Figure

from engine.descent.surfaces import SURFACES
from scenes.figures.relief import SIDE, draw_relief, draw_views, mark_minima, sample_surface
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
    axes = draw_relief(Figure(), (0, 0, 1, 1), sample, Style(THEMES["light"]))
    floor, top = axes.get_zlim()
    ticks = axes.get_zticks()
    assert floor < sample.values.min()
    assert top == sample.values.max()
    assert sample.values.min() <= min(ticks) < max(ticks) <= top


def test_a_column_has_room_for_one_view_and_a_page_for_two() -> None:
    sample = sample_surface(SURFACES["bowl"])
    for width, views in ((80, 1), (139, 2)):
        figure = Figure(figsize=(width / 25.4, 3))
        draw_views(figure, sample, Style(THEMES["light"]))
        assert len(figure.axes) == views


def test_minima_are_marked_where_they_are_in_space_and_from_above() -> None:
    sample = sample_surface(SURFACES["himmelblau"])
    figure, style = Figure(figsize=(5.5, 3)), Style(THEMES["light"])
    relief, plan = draw_views(figure, sample, style)
    mark_minima(relief, plan, sample, style)
    assert plan is not None
    marked = np.array([[*line.get_xdata(), *line.get_ydata()] for line in plan.lines])
    np.testing.assert_allclose(marked, sample.minima)
    np.testing.assert_allclose([line.get_data_3d()[2][0] for line in relief.lines], sample.lowest)
