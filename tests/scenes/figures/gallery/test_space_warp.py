"""Pictures of a network over depth and training."""

import numpy as np
import pytest

from engine.geometry.decisions import accuracy
from engine.geometry.warps import Warp
from engine.training.training import train
from scenes.figures.gallery import space_warp
from scenes.figures.specs import SpaceWarpFigureSpec

RUN = {"data": "moons", "samples": 60, "hidden": (6, 2), "steps": 60}


@pytest.fixture(scope="module")
def recording():
    return train(SpaceWarpFigureSpec(**RUN).run)


@pytest.fixture(scope="module")
def pictures():
    return space_warp.compute(SpaceWarpFigureSpec(**RUN))


def test_nothing_leaves_the_pictures_of_a_run(drawn, pictures):
    assert drawn(space_warp, pictures, ratio=0.66).faults == []


def test_the_pictures_show_what_the_network_does(pictures, recording):
    last = Warp(recording).trace(recording.data.features, recording.last_step)

    assert pictures.steps[[0, -1]].tolist() == [0, recording.last_step]
    np.testing.assert_allclose(pictures.points[-1, -1], last[pictures.depths[-1]], atol=1e-6)
    assert pictures.accuracy[-1] == pytest.approx(accuracy(recording, recording.last_step))
