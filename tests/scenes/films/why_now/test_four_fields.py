"""Four fields side by side: the weights and errors of all models, none upon another."""

from itertools import pairwise

import numpy as np
import pytest
from manim import config, tempconfig

from engine.experiments.more_data import MODELS
from scenes.films.why_now.four_fields import FourFields
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.layout import Area
from tests.support.learning_curves import made_up

CURVES, THEME = made_up(features=60), THEMES["dark"]


@pytest.mark.parametrize("height", [9 / 16, 3 / 4, 1, 16 / 9])
def test_fields_and_heads_keep_apart_in_the_heros_place(height: float) -> None:
    with tempconfig({"frame_height": config.frame_width * height}):
        stage = stage_of_frame(BAND)
        fields = FourFields(CURVES, stage.hero, stage, THEME)
        fields.draw(4000.0)
        areas = []
        for model in MODELS:
            ring = fields.ring(model).points[:, :2]
            areas.append(Area(ring.min(axis=0), ring.max(axis=0)))
            assert (ring > stage.hero.low).all()
            assert (ring < stage.hero.high).all()
            head = sorted(fields.heads[model], key=lambda part: float(part.get_left()[0]))
            assert all(a.get_right()[0] < b.get_left()[0] for a, b in pairwise(head))
        assert not any(a.meets(b) for k, a in enumerate(areas) for b in areas[:k])


def test_it_shows_the_weights_and_errors_of_the_number_of_points(written: list[str]) -> None:
    stage = stage_of_frame(BAND)
    fields = FourFields(CURVES, stage.hero, stage, THEME)
    written.clear()
    fields.draw(20.0)
    assert written == ["1.90", "3.90", "11.0", "11.0"]
    for k, model in enumerate(MODELS):
        grid = fields.grids[model]
        expected = grid.weights(CURVES.weights[0, k], THEME.colour_of(k))
        assert np.allclose(grid.dots.rgbs, expected.rgbs)
