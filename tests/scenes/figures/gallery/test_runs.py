import numpy as np
import pytest

from engine.geometry.decisions import accuracy
from engine.geometry.warps import Warp
from engine.training.training import train
from scenes.figures.gallery import landscape, space_warp, training_curves
from scenes.figures.specs import LandscapeFigureSpec, SpaceWarpFigureSpec, TrainingCurvesSpec

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


def test_nothing_leaves_the_map_of_a_landscape(drawn):
    result = landscape.compute(LandscapeFigureSpec(**RUN, resolution=11))

    assert drawn(landscape, result, ratio=0.8).faults == []


@pytest.mark.parametrize(("width", "ratio"), [(150, 0.36), (80, 1.5)])
def test_nothing_leaves_the_training_curves(drawn, recording, width, ratio):
    assert drawn(training_curves, recording.metrics, width, ratio).faults == []


def test_the_training_curves_are_the_recording_s(drawn, recording):
    result = training_curves.compute(TrainingCurvesSpec(**RUN))
    loss = drawn(training_curves, result, ratio=0.36).figure.axes[0].lines[0]

    np.testing.assert_array_equal(loss.get_ydata(), recording.metrics.loss)
