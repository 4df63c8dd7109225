"""Each curve is named in its own colour, and the names stand in the band above the picture."""

from dataclasses import replace

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from scenes.films.fit.curve_legend import CurveLegend
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES


def test_the_curves_have_their_colours_and_room(overfitted: FittedCurve) -> None:
    stage, theme = stage_of_frame(BAND), THEMES["dark"]
    legend = CurveLegend(overfitted, stage, theme)
    colours = [line.get_color().to_hex() for line, _ in legend]
    assert colours == [theme.highlight.upper(), theme.gradient.upper(), theme.text.upper()]
    assert legend.get_bottom()[1] > stage.hero.high[1]
    assert legend.get_right()[0] < stage.hero.high[0]


def test_without_a_true_curve_none_is_named(overfitted: FittedCurve) -> None:
    stage, theme = stage_of_frame(BAND), THEMES["dark"]
    assert len(CurveLegend(replace(overfitted, truth=None), stage, theme)) == 2
