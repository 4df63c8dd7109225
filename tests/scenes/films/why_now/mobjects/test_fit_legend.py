"""The legend of a fit fits below its picture, in any shape of frame."""

import pytest
from manim import tempconfig

from scenes.films.why_now.mobjects.fit_legend import fit_legend
from scenes.storytelling.stage import BAND, area_of, stage_of_frame
from scenes.theme.theme import THEMES


@pytest.mark.parametrize("width", [14.2, 8.0, 4.5])
def test_it_stays_within_the_place_of_the_picture(width: float) -> None:
    with tempconfig({"frame_width": width}):
        stage = stage_of_frame(BAND)
        row = area_of(fit_legend(stage, THEMES["dark"]))
    assert (row.low > stage.hero.low).all()
    assert row.high[0] < stage.hero.high[0]
