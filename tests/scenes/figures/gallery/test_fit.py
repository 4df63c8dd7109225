"""The figure of a regression shows its curve and its losses as they were recorded."""

import numpy as np
import pytest

from scenes.figures.gallery import fit
from scenes.figures.specs import FitFigureSpec
from tests.support.curve_fits import regression
from tests.support.drawn_figures import QUICK


@pytest.fixture(scope="module")
def result():
    return fit.compute(FitFigureSpec(**QUICK["fit"]))


@pytest.mark.parametrize(("width", "ratio"), [(139, 0.66), (80, 1.9)])
def test_nothing_leaves_the_figure(drawn, result, width, ratio):
    assert drawn(fit, result, width, ratio).faults == []


def test_the_curves_are_those_of_the_first_the_best_and_the_last_step(drawn, result):
    picture = drawn(fit, result, ratio=0.66)
    *panels, _ = picture.figure.axes
    steps = [0, result.best_step, 300]
    assert [axes.get_title() for axes in panels] == [f"step {step}" for step in steps]
    for axes, step in zip(panels, steps, strict=True):
        lines = {line.get_label(): line for line in axes.lines}
        x, y = lines["what is learned"].get_data()
        np.testing.assert_allclose(y, result.hinges(step).output(x))
        np.testing.assert_array_equal(
            np.column_stack(lines["points to learn from"].get_data()), result.points
        )
        np.testing.assert_array_equal(
            np.column_stack(lines["unseen points"].get_data()), result.held_out
        )


def test_the_losses_are_the_recording_s_and_the_best_step_is_marked(drawn, result):
    *_, losses = drawn(fit, result, ratio=0.66).figure.axes
    training, validation, mark = losses.lines
    np.testing.assert_array_equal(training.get_ydata(), result.recording.metrics.loss)
    np.testing.assert_array_equal(validation.get_ydata(), result.losses)
    assert set(mark.get_xdata()) == {int(result.losses.argmin())}


def test_a_recording_has_its_own_points_and_no_others(drawn, tmp_path):
    path = regression(1, 1, steps=9).save(tmp_path / "run.safetensors")
    picture = drawn(fit, fit.compute(FitFigureSpec(recording=path)), 139, 0.66)
    assert picture.faults == []
    labels = {line.get_label() for axes in picture.figure.axes[:3] for line in axes.lines}
    assert labels == {"what is learned", "points to learn from"}


def test_where_the_best_step_is_an_end_one_between_is_shown(result, tmp_path):
    path = regression(1, 1, steps=20).save(tmp_path / "run.safetensors")
    found = fit.compute(FitFigureSpec(recording=path))
    assert found.best_step in (0, 20)
    assert fit.shown_steps(found) == (0, 4, 20)
    assert fit.shown_steps(result)[1] == result.best_step
