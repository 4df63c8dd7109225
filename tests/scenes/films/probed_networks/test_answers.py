"""What a layer answers is drawn in one scale, and fills the picture."""

import numpy as np
import pytest

from engine.experiments.digit_reader import digit_reader
from engine.experiments.digit_reader_spec import DigitReaderSpec
from engine.recordings.probed import ProbedRecording
from scenes.films.probed_networks.answers import answers_of


@pytest.fixture(scope="module")
def trained() -> ProbedRecording:
    spec = DigitReaderSpec(steps=90, points=100, every=10)
    return digit_reader(spec, lambda step, loss, accuracy: None)


def test_the_places_fill_one_side_of_the_picture_at_every_step(trained: ProbedRecording) -> None:
    course = answers_of(trained, None).course
    assert (course >= 0).all()
    assert (course <= 1).all()
    assert (np.ptp(course, axis=1).max(axis=1) > 0.4).all()


@pytest.mark.parametrize("aspect", [0.5, 1.0, 2.2])
def test_both_directions_have_one_scale(trained: ProbedRecording, aspect: float) -> None:
    answers = answers_of(trained, None, aspect)
    for step, places in ((0, answers.course[0]), (trained.last_step, answers.in_layer("hidden"))):
        numbers = trained.flat_answer("hidden", step).astype(np.float64)
        seen, drawn = answers.views["hidden"].project(numbers), places * [aspect, 1.0]
        before, after = (np.linalg.norm(each[1:] - each[:-1], axis=1) for each in (seen, drawn))
        assert after / before == pytest.approx(float(np.median(after / before)), rel=1e-6)


def test_an_upright_heap_lies_on_its_side_where_it_fits_better(trained: ProbedRecording) -> None:
    wide, tall = (answers_of(trained, None, aspect) for aspect in (4.0, 0.25))
    assert {wide.first_turn, tall.first_turn} == {0.0, np.pi / 2}
