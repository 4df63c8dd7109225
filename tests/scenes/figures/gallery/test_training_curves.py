"""Loss, accuracy and gradient norms of a training."""

from dataclasses import replace

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
    measured = result.gradient_norm[:, 0][np.isfinite(result.gradient_norm[:, 0])]
    np.testing.assert_array_equal(gradient.lines[0].get_ydata(), measured)


def noisy(layers, least, most, validation=None):
    """Give metrics of many layers that fill their axes from edge to edge."""
    rng = np.random.default_rng(0)
    metrics = train(TrainingCurvesSpec(**RUN).run).metrics
    return replace(
        metrics,
        layers=tuple(f"layer {i}" for i in range(layers)),
        loss=np.exp(rng.uniform(np.log(least), np.log(most), 300)),
        accuracy=rng.uniform(0, 1, 300),
        gradient_norm=np.exp(rng.uniform(-9, 0, (300, layers))),
        validation_loss=validation,
        validation_accuracy=validation,
    )


@pytest.mark.parametrize(("width", "ratio"), [(139, 0.36), (80, 1.5)])
@pytest.mark.parametrize(("least", "most"), [(0.5, 0.9), (0.02, 0.7), (1e-6, 1.0)])
def test_legends_cover_no_curve_of_a_deep_network_and_losses_can_be_read(
    drawn, width, ratio, least, most
):
    validation = np.linspace(0.5, 0.9, 300)
    picture = drawn(training_curves, noisy(9, least, most, validation), width, ratio)
    assert picture.faults == []
    for axes in picture.figure.axes:
        renderer = picture.figure.canvas.get_renderer()
        legend, plot = axes.get_legend().get_window_extent(renderer), axes.get_window_extent()
        assert legend.y0 >= plot.y1
        assert plot.height > 0.15 * picture.figure.bbox.height
    low, high = picture.figure.axes[0].get_ylim()
    ticks = picture.figure.axes[0].yaxis.get_major_ticks()
    named = [tick for tick in ticks if low <= tick.get_loc() <= high and tick.label1.get_text()]
    assert len(named) >= 2


def test_what_was_never_measured_of_validation_points_has_no_name(drawn):
    picture = drawn(training_curves, noisy(9, 0.5, 0.9, np.full(300, np.nan)), ratio=0.36)
    assert picture.figure.axes[0].get_legend() is None
    assert "validation" not in picture.words


def test_what_was_measured_at_one_step_is_a_dot(drawn, recording):
    norms = recording.metrics.gradient_norm[:2].copy()
    norms[1] = np.nan  # as of the last step of a loop of one's own
    loss, accuracy = recording.metrics.loss[:2], recording.metrics.accuracy[:2]
    result = replace(recording.metrics, loss=loss, accuracy=accuracy, gradient_norm=norms)
    picture = drawn(training_curves, result, ratio=0.36)

    assert picture.faults == []
    loss, _, gradient = picture.figure.axes
    assert loss.lines[0].get_marker() == ""
    for i, line in enumerate(gradient.lines):
        assert line.get_xydata().tolist() == [[0, norms[0, i]]]
        assert line.get_marker() == "o"
