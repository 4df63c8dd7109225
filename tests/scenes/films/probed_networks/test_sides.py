"""Pictures from other sides are projections of the layer's numbers, and stay in the frame."""

import numpy as np
import pytest

from engine.experiments.digit_reader import digit_reader
from engine.experiments.digit_reader_spec import DigitReaderSpec
from engine.recordings.probed import ProbedRecording
from scenes.films.probed_networks.answers import answers_of
from scenes.films.probed_networks.sides import overlapping, parting_side, turn


@pytest.fixture(scope="module")
def trained() -> ProbedRecording:
    spec = DigitReaderSpec(steps=90, points=100, every=10)
    return digit_reader(spec, lambda step, loss, accuracy: None)


def test_a_turn_begins_with_the_film_s_picture_and_ends_with_the_other_side(
    trained: ProbedRecording,
) -> None:
    answers = answers_of(trained, None)
    for step, at in ((0, 0), (-1, len(trained.steps) - 1)):
        side = parting_side(answers, 3, 8)
        places = turn(answers, at, side)
        np.testing.assert_allclose(places(0.0), answers.course[step], atol=1e-9)
        numbers = trained.flat_answer("hidden", int(trained.steps[step])).astype(float)
        seen = numbers @ side
        for axis in (0, 1):
            assert np.corrcoef(places(1.0)[:, axis], seen[:, axis])[0, 1] == pytest.approx(1)
        for progress in np.linspace(0, 1, 9):
            assert places(progress).min() >= 0
            assert places(progress).max() <= 1


def test_the_side_that_parts_two_classes_has_their_means_side_by_side(
    trained: ProbedRecording,
) -> None:
    answers = answers_of(trained, None)
    side = parting_side(answers, 3, 8)
    np.testing.assert_allclose(side.T @ side, np.eye(2), atol=1e-9)
    numbers = trained.flat_answer("hidden", trained.last_step).astype(float)
    apart = numbers[trained.labels == 8].mean(axis=0) - numbers[trained.labels == 3].mean(axis=0)
    assert apart @ side == pytest.approx([np.linalg.norm(apart), 0])


def nearer(points: np.ndarray, labels: np.ndarray, one: int, other: int) -> float:
    """Count by hand how many of two classes lie nearer to their own mean."""
    means = {k: points[labels == k].mean(axis=0) for k in (one, other)}
    right = [
        min(means, key=lambda k: float(np.linalg.norm(point - means[k]))) == label
        for point, label in zip(points, labels, strict=True)
        if label in means
    ]
    return float(np.mean(right))


def test_as_filmed_the_classes_that_overlap_most_are_parted_from_another_side() -> None:
    trained = digit_reader(DigitReaderSpec(), lambda step, loss, accuracy: None)
    answers = answers_of(trained, None)
    pair = overlapping(answers)
    assert pair is not None
    places, labels = answers.in_layer("hidden"), trained.labels
    numbers = trained.flat_answer("hidden", trained.last_step).astype(float)
    assert nearer(numbers @ parting_side(answers, *pair), labels, *pair) >= 0.95
    overlap = nearer(places, labels, *pair)
    assert overlap < 0.95
    assert all(
        overlap <= nearer(places, labels, i, j) + 1e-9 for i in range(10) for j in range(i + 1, 10)
    )
