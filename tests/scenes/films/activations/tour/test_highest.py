"""The highest point of a slope is marked where it is, with what it is."""

import numpy as np
import pytest

from engine.networks.activations import PICTURED
from scenes.films.activations.mobjects.coordinate_paper import corner_sight
from scenes.films.activations.mobjects.shape import Shape
from scenes.films.activations.tour.highest import Highest
from scenes.mobjects.arrays.point_cloud import Markers
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


def marked(name: str, written: list[str]) -> tuple[list[tuple[float, float]], list[str]]:
    """Return the place of a dot at the highest point of a slope, if any, and the numbers."""
    stage = stage_of_frame()
    sight = corner_sight(stage.hero)
    written.clear()
    drawn = Highest(Shape.of(PICTURED[name]).slopes, sight, stage, THEMES["dark"])
    dots = [part.get_center()[:2] for part in drawn if isinstance(part, Markers)]
    found = [sight.centre + (dot - sight.box.centre) / sight.unit for dot in dots]
    return [(float(x), float(y)) for x, y in found], list(written)


@pytest.mark.parametrize(("name", "high"), [("silu", (2.40, 1.0998)), ("gelu", (1.41, 1.1289))])
def test_what_a_slope_reaches_has_a_dot_in_view(
    name: str, high: tuple[float, float], written: list[str]
) -> None:
    dots, numbers = marked(name, written)
    assert np.array(dots) == pytest.approx(np.array([high]), abs=6e-3)
    assert numbers == [f"{high[1]:.2f}"]


@pytest.mark.parametrize("name", ["elu", "softplus"])
def test_what_a_slope_only_comes_near_to_has_no_dot(name: str, written: list[str]) -> None:
    assert marked(name, written) == ([], ["1"])
