"""Points are introduced by what they look like, and only classes that have some are counted."""

from __future__ import annotations

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.recordings.run_spec import RunSpec
from engine.training.labelled_points import labelled_points
from engine.training.training import train
from scenes.films.representation.points_words import introduction, question


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"classes": 3}, "Three spirals, wound into each other."),
        ({"classes": 7}, "7 spirals, wound into each other."),
        ({"data": "moons"}, "Two crescents, each reaching around the other."),
        ({"data": "blobs"}, "Three classes of points."),
        ({"data": "blobs", "classes": 7}, "7 classes of points."),
    ],
)
def test_points_are_introduced_by_what_they_look_like(
    options: dict[str, object], sentence: str
) -> None:
    data = train(RunSpec(**{"samples": 40, "steps": 1, **options})).data
    text, values = introduction(data)
    assert text.format(**values) == sentence


def of_classes(*labels: int) -> Dataset:
    """Return points of some classes."""
    features = np.random.default_rng(0).normal(size=(len(labels), 2))
    return labelled_points(features, np.array(labels)).data


@pytest.mark.parametrize(
    ("labels", "asked", "said"),
    [
        ((0, 0, 0), "What does a neural network make of points of a single class?", "One class"),
        ((0, 1, 0), "How does a neural network tell these two classes apart?", "Two classes"),
        ((0, 2, 0), "How does a neural network tell these two classes apart?", "Two classes"),
        ((0, 1, 2), "How does a neural network tell these classes apart?", "Three classes"),
    ],
)
def test_only_classes_that_have_points_are_counted(
    labels: tuple[int, ...], asked: str, said: str
) -> None:
    data = of_classes(*labels)
    assert question(data) == asked
    assert introduction(data)[0] == f"{said} of points."
