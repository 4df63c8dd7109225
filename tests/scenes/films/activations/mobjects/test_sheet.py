"""The sheet lies where the function has carried the plane."""

import numpy as np
import pytest
from manim import ManimColor

from engine.experiments.activation_facts import ActivationFacts
from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.places import plane_sight, sheet_box
from scenes.films.activations.mobjects.shape import Shape
from scenes.films.activations.mobjects.sheet import IDENTITY, LARGEST, SPACING, Sheet
from scenes.mobjects.arrays.colour_map import to_linear
from scenes.theme.theme import THEMES, Theme

BOX = Box(np.array([-7.0, -2.5]), np.array([7.0, 4.0]))
SIGHT = Sight.of(Box(np.full(2, -2.1), np.full(2, 2.1)), BOX)


def sheet(theme: str = "dark") -> Sheet:
    return Sheet(SIGHT.seen, THEMES[theme], SIGHT, 0.05)


def test_it_covers_all_that_is_seen_at_the_chapters_spacing() -> None:
    start = sheet().start
    assert (start.min(axis=0) <= SIGHT.seen.low).all()
    assert (start.max(axis=0) >= SIGHT.seen.high).all()
    assert np.diff(np.unique(start[:, 0].round(9))) == pytest.approx(SPACING)


def test_points_lie_where_the_function_has_carried_them() -> None:
    drawn, relu = sheet(), Shape.of(PICTURED["relu"])
    places = drawn.draw(SIGHT, relu, IDENTITY).coloured.points[:, :2]
    carried = np.column_stack([np.maximum(drawn.start[:, 0], 0), drawn.start[:, 1]])
    assert places == pytest.approx(SIGHT.place(carried))
    both = drawn.draw(SIGHT, relu, relu).coloured.points[:, :2]
    assert both == pytest.approx(SIGHT.place(np.maximum(drawn.start, 0)))


@pytest.mark.parametrize("name", ["relu", "gelu", "heaviside"])
def test_lines_stay_inside(name: str) -> None:
    shape = Shape.of(PICTURED[name])
    for family in sheet().draw(SIGHT, shape, shape).grid:
        assert (family.points[:, :2] >= BOX.low - 1e-9).all()
        assert (family.points[:, :2] <= BOX.high + 1e-9).all()


def test_the_lines_of_a_torn_plane_are_torn() -> None:
    step = Shape.of(PICTURED["heaviside"])
    lengths = [
        np.ptp(family.points.reshape(-1, 4, 3), axis=1).max()
        for family in sheet().draw(SIGHT, step, step).grid
    ]
    assert max(lengths) < 0.2 * SIGHT.unit[0] + 1e-6


def test_dots_grow_with_what_lands_on_them() -> None:
    drawn, relu = sheet(), Shape.of(PICTURED["relu"])
    assert set(drawn.crowds) == {1.0}
    drawn.draw(SIGHT, relu, relu)
    lost = (drawn.start <= 0).sum(axis=0) / len(drawn.start)
    where, share = drawn.heaviest()
    assert where == pytest.approx(np.zeros(2))
    assert share == pytest.approx(lost.prod())
    assert share == pytest.approx(0.25, abs=0.001)
    sizes = drawn.coloured.sizes
    assert sizes is not None
    assert sizes.max() == pytest.approx(min(LARGEST, (share * len(sizes)) ** 0.5), abs=0.01)
    areas = (sizes / sizes.max()) ** 2
    assert areas == pytest.approx(drawn.crowds / drawn.crowds.max(), rel=0.05)


def luminance(rgb: np.ndarray) -> np.ndarray:
    light: np.ndarray = to_linear(np.asarray(rgb)) @ [0.2126, 0.7152, 0.0722]
    return light


@pytest.mark.parametrize("theme", [THEMES["dark"], THEMES["light"]], ids=["dark", "light"])
def test_points_stand_out_against_either_background(theme: Theme) -> None:
    drawn = Sheet(SIGHT.seen, theme, SIGHT, 0.05)
    near = (np.abs(drawn.start) <= 2).all(axis=1)
    ground = luminance(ManimColor(theme.background).to_rgb())
    light = luminance(drawn.coloured.rgbs[near])
    ratio = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    assert ratio.min() >= 2.7


def test_a_sheet_whose_image_is_seen_whole_is_as_wide_as_high() -> None:
    seen = plane_sight(BOX).seen
    square = sheet_box(ActivationFacts(PICTURED["sigmoid"]), BOX)
    assert square.size == pytest.approx(np.full(2, max(seen.size)))
    assert sheet_box(ActivationFacts(PICTURED["relu"]), BOX).size == pytest.approx(seen.size)
