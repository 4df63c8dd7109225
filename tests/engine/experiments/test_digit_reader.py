"""Digits are read better and better, and the layers' answers are those of the network."""

import numpy as np
import pytest
from sklearn.neighbors import NearestCentroid

from engine.experiments.digit_reader import digit_reader, nearest_mean_share
from engine.experiments.digit_reader_spec import DigitReaderSpec
from engine.recordings.probed import ProbedRecording


@pytest.fixture(scope="module")
def read() -> ProbedRecording:
    spec = DigitReaderSpec(steps=60, points=100, every=20)
    return digit_reader(spec, lambda step, loss, accuracy: None)


def test_digits_that_were_not_trained_on_are_read_too(read: ProbedRecording) -> None:
    assert read.layers == ("conv1", "conv2", "hidden", "output")
    assert read.steps.tolist() == [0, 20, 40, 60]
    validated = read.metrics.validation_accuracy
    assert validated is not None
    assert validated[0] < 0.3
    assert validated[-1] > 0.7
    assert read.input_shape == (1, 8, 8)


def test_the_same_seed_gives_the_same_run(read: ProbedRecording) -> None:
    spec = DigitReaderSpec(steps=60, points=100, every=20)
    again = digit_reader(spec, lambda step, loss, accuracy: None)
    np.testing.assert_array_equal(again.answer("hidden", 60), read.answer("hidden", 60))
    np.testing.assert_array_equal(again.metrics.loss, read.metrics.loss)


def test_training_gathers_the_digits_round_their_means(read: ProbedRecording) -> None:
    shares = [nearest_mean_share(read.flat_answer("hidden", s), read.labels) for s in (0, 60)]
    assert shares[1] > shares[0]


def test_the_share_is_that_of_a_classifier_without_the_point_itself() -> None:
    rng = np.random.default_rng(0)
    labels = np.arange(40) % 4
    points = rng.normal(size=(40, 3)) + labels[:, None]
    right = 0
    for i in range(40):
        others = np.arange(40) != i
        classifier = NearestCentroid().fit(points[others], labels[others])
        right += classifier.predict(points[i : i + 1])[0] == labels[i]
    assert nearest_mean_share(points, labels) == right / 40


def test_a_class_of_one_point_is_missed() -> None:
    points = np.array([[0.0], [0.1], [9.0]])
    assert nearest_mean_share(points, np.array([0, 0, 1])) == pytest.approx(2 / 3)
