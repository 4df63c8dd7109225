"""The axes of a map: words and arrows fit into the corner of the legend."""

from manim import Text

from scenes.films.gradient_descent.mobjects.map_axes import MapAxes
from scenes.storytelling.stage import area_of, stage_of_frame
from scenes.theme.theme import THEMES


def test_both_parameters_are_named_in_the_corner() -> None:
    stage = stage_of_frame()
    axes = MapAxes(("w0", "w1"), stage, THEMES["dark"])
    words = {part.original_text for part in axes.get_family() if isinstance(part, Text)}
    assert words == {"intercept w₀", "slope w₁"}
    area = area_of(axes)
    assert (area.low >= stage.legend.low - 1e-6).all()
    assert (area.high <= stage.legend.high + 1e-6).all()
