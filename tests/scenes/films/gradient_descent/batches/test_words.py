"""What is said of batches follows the descents."""

import numpy as np
import pytest

from scenes.films.gradient_descent.batch_sgd_minibatch import BatchSgdMinibatch
from scenes.films.gradient_descent.batch_sgd_minibatch_spec import BatchSgdMinibatchSpec
from scenes.films.gradient_descent.batches import words
from scenes.films.gradient_descent.batches.results import BatchResults
from scenes.languages.language import Phrase


def results_of(**options: object) -> BatchResults:
    return BatchSgdMinibatch.compute(BatchSgdMinibatchSpec(**options))


def said(phrase: Phrase) -> str:
    template, values = phrase
    return template.format(**values)


def test_ways_are_compared_by_their_length() -> None:
    results = results_of()
    whole, few, single = words.detours(results, 30)
    assert 1 <= whole < few < single
    assert said(words.zigzag(results, 30)) == (
        "The fewer samples a step sees, the more its path zigzags."
    )
    alike = results_of(samples=20, batch=20, epochs=5)
    assert said(words.zigzag(alike, 5)) == "Steps of one sample zigzag; those of all do not."


@pytest.mark.parametrize("compare", [lambda r: words.zigzag(r, 5), words.late, words.moral])
def test_what_diverges_is_called_so(compare: object) -> None:
    results = results_of(rate=2.0, batch=7, epochs=5)
    assert said(compare(results)).startswith("This learning rate is too large")


def test_losses_are_said_as_they_are_after_as_many_samples() -> None:
    results = results_of()
    assert said(words.after_samples(results, 60)) == (
        "After 60 samples: batch is 19.97 above the lowest, stochastic 0.0666."
    )
    first = results.descents[2].loss[60] - results.lowest
    assert first == pytest.approx(0.0666, abs=0.00005)


def test_only_what_does_not_settle_is_said_to_jump_about() -> None:
    jumping = results_of()
    assert jumping.excess(2)[-1] > min(jumping.excess(i)[-1] for i in range(2))
    assert said(words.late(jumping)).startswith("Stochastic keeps jumping about")
    assert said(words.late(results_of(epochs=3))) == "Batch takes few steps, stochastic many."


def test_the_moral_is_who_ends_lowest() -> None:
    assert said(words.moral(results_of())) == (
        "After 1,800 samples, all at η = 0.04: a few samples a step win."
    )
    short = results_of(epochs=3)
    ends = [short.excess(i)[-1] for i in range(3)]
    assert ends[2] < min(ends[:2])
    assert said(words.moral(short)) == (
        "After 180 samples, all at η = 0.04: single samples led lowest."
    )
    long = results_of(epochs=300)
    ends = [long.excess(i)[-1] for i in range(3)]
    assert ends[0] < ends[1] < ends[2]
    assert said(words.moral(long)).startswith("One sample a step never settles")


def test_noise_that_is_rounding_is_none() -> None:
    results = results_of()
    told = [words.noise(value, results.noise[2]) for value in results.noise]
    assert told == ["0", "29%", "100%"]
    away = results.gradients[1] - results.gradients[1].mean(axis=0)
    assert results.noise[2] == pytest.approx(np.sqrt((away**2).sum(axis=1).mean()), rel=0.005)
    cochran = np.sqrt((60 - 10) / (59 * 10))
    assert results.noise[1] / results.noise[2] == pytest.approx(cochran, rel=0.02)


@pytest.mark.parametrize(
    ("batch", "template"),
    [
        (10, "Orange: means of 10 samples each. They are only {} as far off."),
        (20, "A mini-batch of 20: {} of that noise."),
        (1, "A mini-batch of 1: {} of that noise."),
    ],
)
def test_it_is_said_how_far_off_a_mini_batch_is(batch: int, template: str) -> None:
    results = results_of(samples=20, batch=batch, epochs=3)
    share = results.noise[1] / results.noise[2]
    assert share == pytest.approx(np.sqrt((20 - batch) / (19 * batch)), abs=0.02)
    told = said(words.averaged(results))
    noise = words.noise(results.noise[1], results.noise[2])
    assert told == template.format(noise)
    assert float(noise.rstrip("%")) == pytest.approx(100 * share, abs=0.5)
