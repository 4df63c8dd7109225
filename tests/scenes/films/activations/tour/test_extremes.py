"""The lowest and the highest point of a curve are marked where they are, with what they are."""

import numpy as np
import pytest

from engine.networks.activations import PICTURED
from scenes.films.activations.mobjects.coordinate_paper import corner_sight
from scenes.films.activations.mobjects.shape import Shape
from scenes.films.activations.tour.extremes import Extremes
from scenes.mobjects.arrays.point_cloud import Markers
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


def marked(name: str, written: list[str]) -> tuple[list[tuple[float, float]], list[str]]:
    """Return the places of dots at the extremes of a slope, and the numbers."""
    stage = stage_of_frame()
    sight = corner_sight(stage.hero)
    written.clear()
    drawn = Extremes(Shape.of(PICTURED[name]).slopes, sight, "#ffffff", stage, THEMES["dark"])
    dots = [part.get_center()[:2] for part in drawn if isinstance(part, Markers)]
    found = [sight.centre + (dot - sight.box.centre) / sight.unit for dot in dots]
    return [(float(x), float(y)) for x, y in found], list(written)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("silu", (-2.40, -0.0998), (2.40, 1.0998)), ("gelu", (-1.41, -0.1289), (1.41, 1.1289))],
)
def test_what_a_curve_reaches_has_a_dot_in_view(
    name: str, low: tuple[float, float], high: tuple[float, float], written: list[str]
) -> None:
    dots, numbers = marked(name, written)
    assert np.array(dots) == pytest.approx(np.array([low, high]), abs=6e-3)
    assert numbers == [f"{value:.2f}".replace("-", "−") for value in (low[1], high[1])]


@pytest.mark.parametrize("name", ["elu", "softplus"])
def test_what_a_curve_only_comes_near_to_has_no_dot(name: str, written: list[str]) -> None:
    assert marked(name, written) == ([], ["0", "1"])
