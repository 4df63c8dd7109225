"""What the film of the deep-learning system shows: a real training, and lines that were tried."""

import numpy as np
import pytest

from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from scenes.films.deep_learning_system.system_run import SystemRun, best_line, system_run


@pytest.fixture(scope="module")
def run() -> SystemRun:
    return system_run(DeepLearningSystemSpec())


def test_no_line_separates_the_input_and_one_separates_what_the_blocks_make_of_it(
    run: SystemRun,
) -> None:
    before, after = run.lines
    assert before < 0.75
    assert after == 1.0
    assert "67" in run.report()[1]


def test_the_line_that_is_drawn_gets_what_is_written_beside_it(run: SystemRun) -> None:
    data = run.recording.data
    start, end = best_line(data.features, data.labels)
    along = end - start
    side = (data.features - start) @ [-along[1], along[0]] > 0
    right = np.mean(side == (data.labels == 1))
    assert max(right, 1 - right) == pytest.approx(run.lines[0])


def test_a_point_can_be_chosen() -> None:
    assert system_run(DeepLearningSystemSpec(steps=2, point=7)).sample == 7
