"""The small curve holds the loss of every step, and ends where the training is."""

import numpy as np
import pytest

from engine.recordings.recording import Recording
from scenes.films.deep_learning_system.loss_strip import LossStrip
from scenes.storytelling.stage import Area, stage_of_frame
from scenes.theme.theme import THEMES

AREA = Area(np.array([-2.0, -1.0]), np.array([2.0, 1.0]))


@pytest.fixture
def strip(mlp: Recording) -> LossStrip:
    return LossStrip(mlp, AREA, stage_of_frame(), THEMES["dark"])


def test_it_ends_at_the_loss_of_the_step(mlp: Recording, strip: LossStrip) -> None:
    for step in (0, 40, mlp.last_step):
        strip.draw(step)
        share = (strip.line.points[-1, :2] - strip.area.low) / strip.area.size
        assert share[0] == pytest.approx(step / mlp.last_step)
        loss = mlp.measured(mlp.metrics.loss, step)
        assert share[1] == pytest.approx(loss / strip.losses.max())


def test_all_of_it_is_in_its_area(mlp: Recording, strip: LossStrip) -> None:
    strip.draw(mlp.last_step)
    places = strip.line.points[:, :2]
    assert (places >= AREA.low).all()
    assert (places <= AREA.high).all()
