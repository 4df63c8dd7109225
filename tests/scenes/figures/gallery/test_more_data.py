import numpy as np
import pytest

from engine.experiments.more_data import learning_curves
from scenes.figures.gallery import more_data
from scenes.figures.specs import MoreDataFigureSpec

SPEC = MoreDataFigureSpec(features=60, samples_max=600, seeds=3)


@pytest.fixture(scope="module")
def result():
    return learning_curves(60, 600, 3)


@pytest.mark.parametrize("width", [80, 150])
def test_nothing_leaves_the_figure(drawn, result, width):
    assert drawn(more_data, result, width, 0.9 if width == 80 else 0.6).faults == []


def test_the_curves_are_the_medians_of_the_repeats(drawn, result):
    upper = drawn(more_data, result, ratio=0.6).figure.axes[0]
    curves = {line.get_label(): line.get_ydata() for line in upper.lines}

    for i, model in enumerate(("oracle", "expert", "flexible", "regularised")):
        expected = np.median(-np.log10(result.errors[:, i]), axis=0)
        np.testing.assert_allclose(curves[model], expected)
    assert (curves["oracle"] >= curves["expert"]).all()
    assert curves["flexible"][-1] > curves["expert"][-1]


def test_the_theory_of_the_oracle_is_that_of_least_squares(drawn, result):
    upper = drawn(more_data, result, ratio=0.6).figure.axes[0]
    theory = next(line for line in upper.lines if line.get_label() == "theory")
    count, score = theory.get_data()

    np.testing.assert_allclose(score, -np.log10(1 + 10 / (count - 11)))


def test_the_dip_is_named_where_it_is(drawn, result):
    words = drawn(more_data, result, ratio=0.6).words

    deepest = result.samples[result.score("flexible").argmin()]
    assert any("double descent" in each and f"at {deepest} points" in each for each in words)


def test_the_figure_and_the_film_run_one_experiment(monkeypatch, tmp_path, result):
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path))

    np.testing.assert_array_equal(more_data.compute(SPEC).errors, result.errors)
