"""What is said follows from what was computed."""

from dataclasses import replace

from scenes.films.backprop import backprop_words as words
from scenes.films.backprop.backprop import Backprop
from scenes.films.backprop.nudge import nudge
from scenes.films.backprop.specs import BackpropSpec


def said(phrase: tuple[str, dict[str, object]]) -> str:
    template, values = phrase
    return template.format(**values)


def test_the_default_film_asks_and_answers() -> None:
    step = Backprop.compute(BackpropSpec())
    assert said(words.question(step)) == (
        "The output should be 1. Which way must these 9 numbers go?"
    )
    assert said(words.output(step)).endswith("the output ŷ is 0.047, not 1.")
    assert said(words.nudged(step, nudge(step, "w11"))) == (
        "0.1 more weight, 0.04734 less loss: a slope near −0.473."
    )
    assert said(words.checked(step, nudge(step, "w11"))) == (
        "All 9 slopes in one pass. For w₁₁ −0.470; the nudge gave −0.473."
    )
    assert said(words.ended(step)) == "One pass back told all 9 numbers which way to go."


def test_where_the_nudge_gave_another_slope_both_are_told() -> None:
    step = Backprop.compute(BackpropSpec(seed=128))
    far = replace(nudge(step, "w11"), losses=(0.5959, 0.5999))
    assert said(words.checked(step, far)).endswith("For w₁₁ 0.294; the nudge gave 0.400.")


def test_where_the_nudge_gave_the_same_digits_they_are_said_to_come_again() -> None:
    step = Backprop.compute(BackpropSpec())
    same = replace(nudge(step, "w11"), losses=(0.9, 0.853))
    assert "in one pass: −0.470 again" in said(words.checked(step, same))


def test_a_loss_that_falls_with_the_weight_is_said_to_fall() -> None:
    step = Backprop.compute(BackpropSpec(seed=43))
    assert step.adjoints["w11"] < 0
    assert said(words.nudged(step, nudge(step, "w11"))).startswith(
        "0.01 more weight, 0.002564 less loss:"
    )


def test_a_dead_unit_has_slope_0() -> None:
    step = Backprop.compute(BackpropSpec(activation="relu"))
    assert "its slope is 0" in said(words.nudged(step, nudge(step, "w11")))


def test_a_unit_far_in_saturation_has_slope_almost_0() -> None:
    step = Backprop.compute(BackpropSpec(inputs=(10.0, 10.0), seed=182))
    assert step.adjoints["w21"] != 0
    phrase = words.nudged(step, replace(nudge(step, "w21"), losses=(0.5, 0.5)))
    assert "almost 0" in said(phrase)


def test_a_step_that_is_too_long_is_said_to_be() -> None:
    step = Backprop.compute(BackpropSpec(rate=3.0))
    assert step.losses[1] > step.losses[0]
    assert "the step was too long" in said(words.ended(step))


def test_an_output_that_is_right_already_is_said_to_be_and_the_loss_stays() -> None:
    spec = BackpropSpec(activation="relu", inputs=(0.0, 0.0), target=0.1, seed=128)
    step = Backprop.compute(spec)
    right = BackpropSpec(
        activation="relu", inputs=(0.0, 0.0), target=step.before["p"].value, seed=128
    )
    step = Backprop.compute(right)
    assert said(words.output(step)).endswith("as it should be.")
    assert said(words.ended(step)).startswith("The loss stays at 0")


def test_each_loss_is_explained() -> None:
    told = {
        words.loss(Backprop.compute(BackpropSpec(loss=name))) for name in ("mse", "cross-entropy")
    }
    assert len(told) == 2


def test_what_a_slope_is_times_is_the_weight_or_the_value_that_is_written() -> None:
    step = Backprop.compute(BackpropSpec(loss="cross-entropy"))
    assert "a₁ counts 0.600 times in s," in said(words.handed_back(step))
    step = Backprop.compute(BackpropSpec())
    assert said(words.to_weight(step)) == (
        "v₁ is multiplied by a₁: its slope is −0.422 times that of ŷ."
    )
