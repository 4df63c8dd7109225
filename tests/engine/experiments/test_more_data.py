"""The experiment of more data: models against other solvers, errors against theory."""

import numpy as np
import pytest
from sklearn.linear_model import Lasso, LassoCV
from sklearn.model_selection import PredefinedSplit

from engine.experiments.more_data import (
    EXAMPLES,
    FOLDS,
    MODELS,
    PENALTIES,
    SIGNAL,
    GrowingPoints,
    LearningCurves,
    expected_error,
    expected_square,
    learning_curves,
    misses,
    sample_sizes,
)

FEATURES = 60


def drawn(features: int, seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw a seed's points all at once, inputs (count, features) and outputs (count,)."""
    inputs, noise = np.random.default_rng(seed).spawn(2)
    x = inputs.normal(size=(count, features))
    return x, x[:, :SIGNAL].sum(axis=1) + noise.normal(size=count)


def grown(count: int, features: int = FEATURES, seed: int = 3) -> GrowingPoints:
    points = GrowingPoints(features, seed)
    for part in (0.3, 0.9, 1):
        points.grow(round(part * count))
    return points


@pytest.mark.parametrize("count", [20, 59, 60, 61, 400])
def test_least_squares_is_that_of_numpy_and_of_least_norm(count: int) -> None:
    x, y = drawn(FEATURES, 3, count)
    points = grown(count)
    for model, known in (("oracle", 10), ("expert", 9), ("flexible", FEATURES)):
        theirs = np.linalg.lstsq(x[:, :known], y, rcond=None)[0]
        ours = points.fit(model)
        assert ours[:known] == pytest.approx(theirs, rel=1e-6, abs=1e-8)
        assert not ours[known:].any()


@pytest.mark.parametrize("count", [25, 60, 300])
def test_the_lasso_and_its_penalty_are_those_of_scikit_learn(count: int) -> None:
    x, y = drawn(FEATURES, 3, count)
    penalties = PENALTIES * np.abs(x.T @ y).max() / count
    split = PredefinedSplit(np.arange(count) % FOLDS)
    options = {"fit_intercept": False, "tol": 1e-9, "max_iter": 200_000}
    # Beyond the best penalty the curve of errors rises, so that weaker ones need not be tried.
    chosen = LassoCV(alphas=penalties[:45], cv=split, **options).fit(x, y).alpha_
    theirs = Lasso(alpha=chosen, **options).fit(x, y).coef_
    assert grown(count).fit("regularised") == pytest.approx(theirs, abs=1e-5)


def test_the_error_is_that_on_very_many_new_points() -> None:
    coefficients = grown(80).fit("flexible")
    x, y = drawn(FEATURES, 99, 200_000)
    measured = np.mean((y - x @ coefficients) ** 2)
    assert expected_square(coefficients) == pytest.approx(measured, rel=0.01)
    assert expected_square((np.arange(FEATURES) < SIGNAL).astype(float)) == 1


def test_what_is_missed_and_what_is_added_are_told_apart() -> None:
    weights = np.zeros(FEATURES)
    weights[:3], weights[-2:] = [1.0, 3.0, 0.5], [2.0, -1.0]
    assert misses(weights) == pytest.approx((4 + 0.25 + SIGNAL - 3, 5.0))


def test_the_first_repeat_has_the_errors_of_the_weights_that_are_kept() -> None:
    first = learning_curves(FEATURES, 60, repeats=2).first
    assert len(first.errors) == 1
    for size, learned in enumerate(first.weights.astype(float)):
        expected = [expected_square(each) for each in learned]
        assert first.errors[0, :, size] == pytest.approx(expected, rel=1e-4)


def test_points_are_the_same_in_whatever_steps_they_arrive() -> None:
    x, y = drawn(FEATURES, 3, 50)
    points = grown(50)
    assert np.array_equal(points.inputs, x)
    assert points.outputs == pytest.approx(y)
    assert points.signal == pytest.approx(x[:, :SIGNAL].sum(axis=1))
    assert points.gram.sum(axis=0) == pytest.approx(x.T @ x)
    assert points.moments.sum(axis=0) == pytest.approx(x.T @ y)
    assert points.squares.sum() == pytest.approx(y @ y)
    assert points.sizes.tolist() == [10] * FOLDS


def test_sizes_rise_to_the_most_and_hold_the_number_of_features() -> None:
    for features, most in ((1_000, 10_000), (30, 120), (333, 5_001)):
        sizes = sample_sizes(features, most)
        assert (np.diff(sizes) > 0).all()
        assert sizes[[0, -1]].tolist() == [20, most]
        assert features in sizes
        assert 20 <= len(sizes) <= 40


@pytest.fixture(scope="module")
def tenth() -> LearningCurves:
    """The same experiment with a tenth of the features and of the points."""
    return learning_curves(100, 1_000, 3)


@pytest.mark.parametrize("model", ["oracle", "expert"])
def test_oracle_and_expert_err_as_theory_expects(model: str) -> None:
    counts = np.array([25, 50, 200])
    errors = np.empty((300, len(counts)))
    for seed in range(len(errors)):
        points = GrowingPoints(12, seed)
        for i, count in enumerate(counts.tolist()):
            points.grow(count)
            errors[seed, i] = expected_square(points.fit(model))
    assert errors.mean(axis=0) == pytest.approx(expected_error(counts, model), rel=0.05)


def test_far_out_the_oracle_errs_by_the_noise_and_the_expert_by_twice_that() -> None:
    many = np.array([1e9])
    assert expected_error(many, "oracle") == pytest.approx(1)
    assert expected_error(many, "expert") == pytest.approx(2)


def test_the_oracle_is_never_beaten_for_long(tenth: LearningCurves) -> None:
    others = set(MODELS) - {"oracle"}
    assert len(others) == len(MODELS) - 1 > 0
    for model in others:
        assert (tenth.score("oracle") > tenth.score(model)).all()


def test_the_flexible_model_dips_where_points_equal_features(tenth: LearningCurves) -> None:
    score = tenth.score("flexible")
    assert tenth.samples[score.argmin()] == 100
    assert score.min() < -2
    half = score[np.searchsorted(tenth.samples, 50)]
    assert half > score[0]
    assert half > -1
    assert score[-1] > tenth.score("oracle")[-1] - 0.1


def test_the_flexible_model_comes_to_beat_the_expert_and_the_lasso_does_so_earlier(
    tenth: LearningCurves,
) -> None:
    lasso, flexible = (tenth.overtakes(model, "expert") for model in ("regularised", "flexible"))
    assert lasso is not None
    assert flexible is not None
    assert lasso < 100 < flexible < 300
    for model, crossing in (("regularised", lasso), ("flexible", flexible)):
        error, rival = (tenth.error_at(each, crossing) for each in (model, "expert"))
        assert error == pytest.approx(rival)
        assert tenth.error_at(model, 1.02 * crossing) < tenth.error_at("expert", 1.02 * crossing)
    middle = (tenth.samples >= 50) & (tenth.samples <= 110)
    assert (tenth.score("regularised") > tenth.score("flexible"))[middle].all()
    assert tenth.overtakes("expert", "oracle") is None
    assert tenth.overtakes("oracle", "expert") == 20


def test_the_whole_experiment_has_the_chapter_s_order() -> None:
    points = GrowingPoints(1_000, 0)
    scores = {}
    for count in (100, 500, 1_000, 10_000):
        points.grow(count)
        scores[count] = {m: -np.log10(expected_square(points.fit(m))) for m in MODELS}
    for count in (100, 500, 1_000):
        assert scores[count]["regularised"] > scores[count]["flexible"] + 0.3
    for count in (500, 1_000, 10_000):
        assert scores[count]["oracle"] > scores[count]["regularised"] > scores[count]["expert"]
    assert scores[1_000]["flexible"] < -2.5
    assert scores[10_000]["flexible"] > scores[10_000]["oracle"] - 0.1
    assert scores[10_000]["expert"] == pytest.approx(-np.log10(2), abs=0.01)
    assert scores[10_000]["oracle"] == pytest.approx(0, abs=0.003)


def test_what_is_kept_for_the_picture_is_of_the_first_repeat(tenth: LearningCurves) -> None:
    x, y = drawn(100, 0, 1_000)
    assert tenth.points == pytest.approx(np.column_stack([x[:, :SIGNAL].sum(axis=1), y]))
    points = GrowingPoints(100, 0)
    points.grow(int(tenth.samples[3]))
    assert tenth.selected.shape == (len(tenth.samples), 100)
    assert tenth.selected[-1, :SIGNAL].all()
    assert np.array_equal(tenth.selected[3], points.fit("regularised") != 0)
    learned = np.array([points.fit(model) for model in MODELS])
    assert tenth.weights[3] == pytest.approx(learned, rel=1e-6, abs=1e-6)
    assert tenth.errors[0, :, 3] == pytest.approx([expected_square(fit) for fit in learned])


def test_the_first_points_are_kept_with_all_their_features(tenth: LearningCurves) -> None:
    x, _ = drawn(100, 0, EXAMPLES)
    assert tenth.inputs == pytest.approx(x)
    assert tenth.inputs[:, :SIGNAL].sum(axis=1) == pytest.approx(tenth.points[:EXAMPLES, 0])


def test_errors_are_those_of_the_scores(tenth: LearningCurves) -> None:
    median = np.median(tenth.errors[:, MODELS.index("expert")], axis=0)
    assert tenth.error_at("expert", tenth.samples[2]) == pytest.approx(median[2])
    assert tenth.best(1_000, ("expert", "flexible")) == "flexible"
    assert tenth.best(25, ("expert", "flexible")) == "expert"


def test_medians_lie_in_their_bands_and_between_sizes_on_a_line(tenth: LearningCurves) -> None:
    for model in MODELS:
        low, high = tenth.band(model)
        assert (low <= tenth.score(model)).all()
        assert (tenth.score(model) <= high).all()
        a, b = tenth.samples[3:5]
        middle = tenth.score_at(model, float(np.sqrt(a * b)))
        assert middle == pytest.approx(tenth.score(model)[3:5].mean())


def test_progress_is_told_for_every_number_of_points() -> None:
    told: list[tuple[int, str]] = []
    begun: list[int] = []

    def work(what: str, steps: int):
        begun.append(steps)
        return lambda done, status: told.append((done, status))

    curves = learning_curves(30, 130, 2, work)
    assert [done for done, _ in told] == list(range(1, begun[0] + 1))
    assert begun == [2 * len(curves.samples)]
    assert told[-1][1] == "repeat 2 of 2  130 points"
