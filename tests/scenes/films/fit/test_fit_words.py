"""What is said of a regression is what was measured, whatever that was."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from scenes.films.fit import fit_words as words
from scenes.languages.language import LANGUAGES, Language, Phrase


def spoken(sentence: Phrase) -> str:
    text, values = sentence
    return text.format(**values)


def with_losses(fit: FittedCurve, training: list[float], validation: list[float]) -> FittedCurve:
    """Return a curve with other losses, spread over the steps."""
    run = fit.recording
    steps = np.linspace(0, 1, run.last_step + 1)
    made = [
        np.interp(steps, np.linspace(0, 1, len(values)), values).astype(np.float32)
        for values in (training, validation)
    ]
    metrics = replace(run.metrics, loss=made[0], validation_loss=made[1])
    return replace(fit, recording=replace(run, metrics=metrics))


@pytest.fixture
def falling(overfitted: FittedCurve) -> FittedCurve:
    return with_losses(overfitted, [1, 0.5, 0.2], [1.2, 0.6, 0.25])


@pytest.fixture
def both_rising(overfitted: FittedCurve) -> FittedCurve:
    return with_losses(overfitted, [1, 0.2, 0.4], [1.2, 0.3, 0.6])


@pytest.fixture
def flat(overfitted: FittedCurve) -> FittedCurve:
    return with_losses(overfitted, [1, 0.5, 0.2], [1.2, 0.25, 0.255])


@pytest.fixture
def never(overfitted: FittedCurve) -> FittedCurve:
    return with_losses(overfitted, [1, 0.2], [0.5, 0.9])


def test_losses_are_those_of_the_run(overfitted: FittedCurve) -> None:
    metrics, last = overfitted.recording.metrics, overfitted.recording.last_step
    assert metrics.validation_loss is not None
    seen, unseen = float(metrics.loss[last]), float(metrics.validation_loss[last])
    assert spoken(words.opening(overfitted)).endswith(f"mean squared error: {seen:.3f}.")
    other = with_losses(overfitted, [9.0, 8.0], [7.0, 6.0])
    assert spoken(words.opening(other)).endswith("Its loss: 8.000.")
    said = spoken(words.unseen(overfitted))
    assert f"{unseen:.3f}: about " in said
    times = float(said.split("about ")[1].split(" times")[0])
    assert times == pytest.approx(unseen / seen, rel=0.25)
    assert times == pytest.approx(round(unseen, 3) / round(seen, 3), rel=0.25)
    best = int(metrics.validation_loss.argmin())
    assert spoken(words.at_best(overfitted)).startswith(f"Step {best}: the error on unseen points")
    assert unseen > metrics.validation_loss.min()


@pytest.mark.parametrize(
    ("losses", "text"),
    [((0.117, 0.00604), "20"), ((0.12, 0.02), "6"), ((3.0, 0.02), "150"), ((0.5, 0.2), "2.5")],
)
def test_a_ratio_follows_from_what_is_written(losses: tuple[float, float], text: str) -> None:
    assert words.rough_ratio(*losses) == text


def test_a_loss_that_was_chosen_is_said_to_flatter(overfitted: FittedCurve) -> None:
    said = spoken(words.flattering(overfitted))
    assert overfitted.recording.metrics.validation_loss is not None
    assert f"{overfitted.recording.metrics.validation_loss.min():.3f} may flatter it" in said


def test_an_honest_error_is_that_of_fresh_points(overfitted: FittedCurve) -> None:
    fresh, best = overfitted.fresh, overfitted.best_step
    assert fresh is not None
    assert best is not None
    assert overfitted.held_out is not None
    assert not np.isin(fresh, overfitted.held_out).any()
    last = overfitted.recording.last_step
    x, y = fresh.T
    error, later = (np.mean((overfitted.hinges(step).output(x) - y) ** 2) for step in (best, last))
    said = spoken(words.honest(overfitted))
    assert said.endswith(f"used for nothing else: {len(fresh)} points. Its error: {error:.3f}.")
    assert "Its error" not in spoken(words.honest(replace(overfitted, fresh=None)))
    assert spoken(words.tested(overfitted)).startswith(f"At step {last} it is {later:.3f}: ")
    assert ("did help" in spoken(words.tested(overfitted))) == (error < later)


def test_stopping_early_is_praised_only_if_fresh_points_agree(overfitted: FittedCurve) -> None:
    x = np.linspace(-1, 1, 9)
    last = overfitted.hinges(overfitted.recording.last_step).output(x)
    flattered = replace(overfitted, fresh=np.column_stack([x, last]))
    assert "did not help" in spoken(words.tested(flattered))


def test_the_hinges_in_the_picture_are_counted(overfitted: FittedCurve) -> None:
    units = overfitted.hinges(overfitted.recording.last_step)
    inside = sum(-1 < -b / w < 1 for w, b in zip(units.weights, units.biases, strict=True))
    assert spoken(words.bends(overfitted)).endswith(
        f"{inside} of the {len(units.weights)} lie in view."
    )


def test_columns_of_a_file_are_called_by_their_names(overfitted: FittedCurve) -> None:
    named = replace(overfitted, names=("hour", "a name of a column that is far too long"))
    template, values = words.opening(named)
    assert template.format(**values) == (
        "A network learned a name of a column…too long from hour: 8 points, mean squared error "
        f"{values['loss']}."
    )


def test_overfitting_is_claimed_only_where_the_validation_loss_rises(
    overfitted: FittedCurve, falling: FittedCurve, flat: FittedCurve, own: FittedCurve
) -> None:
    assert words.overfits(overfitted)
    assert not words.overfits(falling)
    assert not words.overfits(own)
    assert spoken(words.at_best(falling)).endswith("least at the very end: 0.250.")
    assert spoken(words.at_best(flat)).endswith("0.250, and hardly rises.")
    assert spoken(words.back(overfitted)).startswith("When did it begin to go wrong?")
    assert spoken(words.back(flat)).startswith("How did it get there?")
    assert "times as large" not in spoken(words.unseen(falling))
    assert "from 1.000 to 0.200" in spoken(words.learned(falling))


def test_a_validation_loss_that_never_falls_is_no_overfitting(never: FittedCurve) -> None:
    assert not words.overfits(never)
    assert spoken(words.at_best(never)).endswith("was never less than at step 0: 0.500.")


def test_a_training_loss_that_rises_too_is_not_said_to_fall(both_rising: FittedCurve) -> None:
    assert spoken(words.beyond(both_rising)) == "Train on: the validation loss rises."
    assert spoken(words.moral(both_rising)) == "Stop where unseen points say so."


def test_the_chased_point_is_the_one_that_was_gained_most(overfitted: FittedCurve) -> None:
    point, last = words.chased_point(overfitted), overfitted.recording.last_step
    assert overfitted.best_step is not None
    assert overfitted.truth is not None
    x, y = overfitted.points.T
    before, after = (
        np.abs(overfitted.hinges(step).output(x) - y) for step in (overfitted.best_step, last)
    )
    assert point == int((before - after).argmax())
    said = spoken(words.one_point(overfitted))
    assert f"by {before[point]:.2f}; now by {after[point]:.2f}" in said
    off = abs(np.sin(np.pi * x[point] + 0.4) - y[point])
    assert f"lies {off:.2f} off the true curve" in spoken(words.noise(overfitted))


def test_without_a_true_curve_no_noise_is_named(overfitted: FittedCurve) -> None:
    assert "noise" not in spoken(words.noise(replace(overfitted, truth=None)))


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_has_the_words_whatever_was_measured(
    overfitted: FittedCurve,
    falling: FittedCurve,
    both_rising: FittedCurve,
    flat: FittedCurve,
    never: FittedCurve,
    language: Language,
) -> None:
    each: tuple[Callable[[FittedCurve], Phrase], ...] = (
        words.opening, words.unseen, words.back, words.at_best, words.beyond,
        words.one_point, words.noise, words.kept, words.moral, words.learned,
        words.flattering, words.honest, words.bends,
    )  # fmt: skip
    runs = (
        overfitted,
        falling,
        both_rising,
        flat,
        never,
        replace(overfitted, truth=None, fresh=None),
    )
    said = {say(run)[0] for run in runs for say in each}
    said.add(words.tested(overfitted)[0])
    assert len(said) == 24
    assert all(language.knows(template) for template in said)
