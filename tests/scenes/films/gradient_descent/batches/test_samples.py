"""What samples ask for: two that differ, steps in their true lengths, exact means."""

from typing import Any

import numpy as np
import pytest

from engine.descent.gradient_noise import sample_gradients
from scenes.films.gradient_descent.batch_sgd_minibatch import BatchSgdMinibatch
from scenes.films.gradient_descent.batch_sgd_minibatch_spec import BatchSgdMinibatchSpec
from scenes.films.gradient_descent.batches.words import noise
from scenes.films.gradient_descent.mobjects.step_fan import StepFan
from tests.support.staged import on_stage


def test_the_mean_of_the_arrows_is_the_first_step_of_batch_descent() -> None:
    spec = BatchSgdMinibatchSpec(epochs=3)
    results = BatchSgdMinibatch.compute(spec)
    steps = -spec.rate * results.gradients[0]
    path = results.descents[0].path
    np.testing.assert_allclose(steps.mean(axis=0), path[1] - path[0], rtol=1e-12)


def test_on_the_way_to_the_minimum_steps_change_in_proportion() -> None:
    results = BatchSgdMinibatch.compute(BatchSgdMinibatchSpec(epochs=3))
    start = results.descents[0].path[0]
    middle = (start + results.minimum) / 2
    (between,) = sample_gradients(results.surface, middle[None])
    np.testing.assert_allclose(between, results.gradients.mean(axis=0), atol=1e-12)


def test_the_two_samples_that_are_asked_pull_in_different_directions() -> None:
    for samples in (60, 30):
        spec = BatchSgdMinibatchSpec(epochs=3, samples=samples)

        class Asked(BatchSgdMinibatch):
            results = BatchSgdMinibatch.compute(spec)
            steps = tuple(-spec.rate * each for each in results.gradients)

            def __init__(self) -> None:
                """Ask without a stage."""

        first, second = Asked().featured()
        one, other = Asked.steps[0][first], Asked.steps[0][second]
        lengths = np.linalg.norm(Asked.steps[0], axis=1)
        assert lengths[first] == lengths.max()
        assert lengths[second] >= np.median(lengths)
        apart = [length - one @ each / lengths[first]
                 for each, length in zip(Asked.steps[0], lengths, strict=True)]  # fmt: skip
        assert second == int(np.argmax(apart))
        assert one @ other < 0.95 * np.linalg.norm(one) * np.linalg.norm(other)


def test_the_circle_is_as_large_on_the_map_as_the_number_that_is_written() -> None:
    drawn: list[float] = []
    lay = StepFan.lay

    def note(fan: StepFan, *arguments: Any, **options: Any) -> StepFan:
        lay(fan, *arguments, **options)
        if options.get("spread", 0.0) > 0:
            drawn.append(float(np.ptp(fan.spread.points[:, 0])) / 2 / fan.view.unit)
        return fan

    def tell(film: BatchSgdMinibatch) -> None:
        film.prepare()
        film.data()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(StepFan, "lay", note)
            film.gradients()
        single = film.results.noise[2]
        told = [noise(value, single) for value in film.results.noise]
        assert told[2] == "100%"
        assert max(drawn) == pytest.approx(film.spec.rate * single, rel=0.01)
        share = float(told[1].rstrip("%")) / 100
        assert any(radius == pytest.approx(share * max(drawn), rel=0.02) for radius in drawn)
        (said,) = (s.text for s in film.sentences if s.text.startswith("Orange: means of 10"))
        assert told[1] in said

    on_stage(BatchSgdMinibatch, BatchSgdMinibatchSpec(epochs=3, tempo=2.0), tell)
