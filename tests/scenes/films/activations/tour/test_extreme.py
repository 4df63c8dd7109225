"""The highest point of a slope, and the lowest of a curve, are marked where they are."""

import numpy as np
import pytest

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_sentences import end_of, slope_text
from scenes.films.activations.mobjects.coordinate_paper import corner_sight
from scenes.films.activations.mobjects.shape import Shape
from scenes.films.activations.tour.extreme import Extreme
from scenes.mobjects.arrays.point_cloud import Markers
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


def marked(
    name: str, written: list[str], of: str = "slopes"
) -> tuple[list[tuple[float, float]], list[str]]:
    """Return the place of a dot at an extreme, if there is any, and the numbers."""
    stage = stage_of_frame()
    sight = corner_sight(stage.hero)
    written.clear()
    values = getattr(Shape.of(PICTURED[name]), of)
    low = ActivationFacts(PICTURED[name]).range[0].value
    value = float(values.max()) if of == "slopes" else low
    text = slope_text(value) if of == "slopes" else end_of(value)
    drawn = Extreme(values, value, text, sight, stage, THEMES["dark"], "#ffffff")
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


@pytest.mark.parametrize(
    ("name", "low"), [("silu", (-1.278, -0.2785)), ("gelu", (-0.7518, -0.16997))]
)
def test_what_a_curve_comes_down_to_has_a_dot_in_view(
    name: str, low: tuple[float, float], written: list[str]
) -> None:
    dots, numbers = marked(name, written, "outputs")
    assert np.array(dots) == pytest.approx(np.array([low]), abs=6e-3)
    assert numbers == [f"−{-low[1]:.2f}"]


def test_what_a_curve_only_comes_down_towards_has_no_dot(written: list[str]) -> None:
    assert marked("elu", written, "outputs") == ([], ["−1"])
