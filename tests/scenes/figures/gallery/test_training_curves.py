"""Loss, accuracy and gradient norms of a training."""

import numpy as np
import pytest

from engine.training.training import train
from scenes.figures.gallery import training_curves
from scenes.figures.specs import TrainingCurvesSpec

RUN = {"data": "moons", "samples": 60, "hidden": (6, 2), "steps": 60}


@pytest.fixture(scope="module")
def recording():
    return train(TrainingCurvesSpec(**RUN).run)


@pytest.mark.parametrize(("width", "ratio"), [(150, 0.36), (80, 1.5)])
def test_nothing_leaves_the_training_curves(drawn, recording, width, ratio):
    assert drawn(training_curves, recording.metrics, width, ratio).faults == []


def test_the_training_curves_are_the_recording_s(drawn, recording):
    result = training_curves.compute(TrainingCurvesSpec(**RUN))
    loss = drawn(training_curves, result, ratio=0.36).figure.axes[0].lines[0]

    np.testing.assert_array_equal(loss.get_ydata(), recording.metrics.loss)
