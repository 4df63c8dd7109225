"""Loss, accuracy and gradient norms of a training."""

import numpy as np
import pytest

from engine.training.training import train
from scenes.figures.gallery import training_curves
from scenes.figures.specs import TrainingCurvesSpec
from tests.support.curve_fits import regression

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


def test_a_regression_has_losses_and_gradients_and_no_accuracy(drawn, tmp_path):
    path = regression(2, 1).save(tmp_path / "run.safetensors")
    result = training_curves.compute(TrainingCurvesSpec(recording=path))
    picture = drawn(training_curves, result, ratio=0.36)

    assert picture.faults == []
    loss, gradient = picture.figure.axes
    np.testing.assert_array_equal(loss.lines[1].get_ydata(), result.validation_loss)
    np.testing.assert_array_equal(gradient.lines[0].get_ydata(), result.gradient_norm[:, 0])
