"""What is said of saturation is what was measured, whatever that was."""

from dataclasses import replace

import numpy as np
import pytest

from engine.experiments.gradient_flow import GradientFlow
from engine.experiments.saturation import Comparison, LayerHealth, slope_curve
from engine.networks.activations import ACTIVATIONS
from scenes.films.activations import saturation_verdicts as verdicts
from scenes.films.activations import saturation_words as words
from scenes.films.activations.depth.gradient_sizes import three_digits
from scenes.films.activations.saturation_words import title_of
from scenes.languages.language import LANGUAGES, Language, Phrase, use_language


def health(
    activation: str, *, left: float, loss: float, dead: int = 0, closed: int = 0
) -> LayerHealth:
    slopes = np.ones((2, 8))
    slopes.flat[:closed] = 0
    sizes = np.array([left, np.sqrt(left)])
    return LayerHealth(
        activation=activation,
        curve=slope_curve(activation),
        loss=np.array([0.7, loss]),
        accuracy=np.array([0.5, 0.5]),
        gradient=np.ones((2, 3)),
        checked=np.array([0, 1]),
        saturated=np.zeros((2, 2)),
        dead=np.array([[0, 0], [dead, 0]]),
        width=np.array([8, 8]),
        flow=GradientFlow(
            0, slopes, np.array([np.sqrt(left), 1.0]), sizes, sizes, np.ones((1, 8, 8))
        ),
    )


def compared(*networks: LayerHealth) -> Comparison:
    return Comparison(networks, np.log(2), np.zeros((300, 2), np.float32), np.arange(300) % 2)


def spoken(sentence: Phrase | None) -> str:
    assert sentence is not None
    text, values = sentence
    return text.format(**values)


STUCK = health("sigmoid", left=4.736e-6, loss=0.69)
FINE = health("tanh", left=0.622, loss=0.01)
HALF_CLOSED = health("relu", left=1.06, loss=0.02, dead=3, closed=11)
LOST = health("relu", left=0.2, loss=0.69, dead=9)
NOTHING = health("relu", left=0.0, loss=0.69, closed=16)
STARVED = health("sigmoid", left=0.01, loss=0.1)


def test_slopes_are_those_of_the_function() -> None:
    assert spoken(words.slope_range(STUCK)) == "Sigmoid: the slope is never above 0.25."
    assert spoken(words.slope_range(HALF_CLOSED)) == "ReLU: the slope is 0 or 1."
    leaky = health("leaky-relu", left=1.0, loss=0.1)
    assert spoken(words.slope_range(leaky)) == "LeakyReLU: the slope is 0.1 or 1."


def test_what_is_left_is_told_as_it_was_measured() -> None:
    assert spoken(words.left_over(STUCK)) == "Sigmoid: 4.74 × 10⁻⁶ is left at layer 1."
    assert spoken(words.left_over(NOTHING)) == "ReLU: nothing is left at layer 1."
    assert spoken(words.alone(STUCK)).startswith("Slopes alone would leave ")
    assert spoken(words.given_back(FINE)).startswith("All weights together multiply it by ")
    assert "enough" not in spoken(words.given_back(FINE))
    assert spoken(words.given_back(doubled(HALF_CLOSED))).endswith("Here it is enough.")
    assert spoken(words.given_back(doubled(STUCK))).endswith("It is not enough.")


def test_closed_units_are_counted_and_explained_only_where_enough_is_left() -> None:
    factor = three_digits(float(HALF_CLOSED.flow.slope_factors[-1]))
    said = spoken(words.closed(HALF_CLOSED))
    assert said.endswith(f"3 of 8 units have slope 0. The gradient's length: × {factor}.")
    assert "no unit of the last layer has slope 0" in spoken(words.closed(FINE))
    said = spoken(words.through_open(HALF_CLOSED))
    assert said == "So it goes on, though 11 of all 16 units pass nothing."
    assert "nothing" in spoken(words.through_open(NOTHING))
    assert spoken(words.through_open(FINE)).startswith("Tanh: 0.622")


@pytest.mark.parametrize(
    ("cast", "said"),
    [
        ((STUCK, FINE), "Tanh leaves about 130,000 times as much at layer 1 as Sigmoid."),
        ((FINE, HALF_CLOSED), "In each network, at least 62% is left at layer 1."),
        ((STARVED, health("tanh", left=0.05, loss=0.1)), "In each network, less than 5% is left."),
        ((NOTHING, FINE), "ReLU leaves nothing at layer 1, Tanh 0.622."),
        ((NOTHING,), "In no network anything is left at layer 1."),
    ],
)
def test_networks_are_compared_by_what_is_left(cast: tuple[LayerHealth, ...], said: str) -> None:
    assert spoken(words.compared(cast)) == said


def test_what_open_units_carried_is_told_only_where_it_is_most() -> None:
    def closing(share: float) -> LayerHealth:
        slopes = np.repeat([[1.0, 0.0]], [5, 3], axis=1).repeat(2, axis=0)
        arriving = np.array([1.0, 1.0])
        return replace(
            HALF_CLOSED,
            flow=replace(
                HALF_CLOSED.flow, slopes=slopes, arriving=arriving, left=np.sqrt([1.0, share])
            ),
        )

    said = spoken(words.carried_by_open(closing(0.7)))
    assert said == "Those 5 with slope 1 carried most of it. Weights, for this gradient: × 1.20."
    assert words.carried_by_open(closing(0.4)) is None
    assert words.carried_by_open(FINE) is None


def test_factors_of_the_last_layer_are_told_as_they_are_measured() -> None:
    flow = HALF_CLOSED.flow
    slopes, weights = (
        three_digits(float(each[-1])) for each in (flow.slope_factors, flow.weight_factors)
    )
    said = spoken(words.slopes_together(HALF_CLOSED))
    assert said == (
        f"The last layer's 8 slopes: 0.00 to 1.00. Together, the gradient's length: × {slopes}."
    )
    said = spoken(words.weights_on_the_way(HALF_CLOSED))
    assert said == f"The weights, for this gradient: × {weights}."


def test_badges_name_slopes() -> None:
    leaky = health("leaky-relu", left=1.0, loss=0.1)
    assert spoken(words.slopes_of(FINE)) == "slope 0 to 1"
    assert spoken(words.slopes_of(leaky)) == "slope 0.1 or 1"


def doubled(network: LayerHealth) -> LayerHealth:
    """The same, but that weights multiply by twice as much."""
    flow = network.flow
    return replace(network, flow=replace(flow, arriving=flow.arriving * [2.0, 1.0]))


def test_how_many_times_as_much_is_only_told_of_what_is_little() -> None:
    found = words.ratio_of((STUCK, FINE))
    assert found is not None
    assert (found[0], found[1], found[2]) == (STUCK, FINE, "130,000")
    found = words.ratio_of((STUCK, health("tanh", left=1.2, loss=0.01), HALF_CLOSED))
    assert found is not None
    assert found[1] is HALF_CLOSED  # which is set beside it, although another leaves more
    assert words.ratio_of((FINE, HALF_CLOSED)) is None
    assert words.ratio_of((NOTHING, FINE)) is None


def test_the_contrast_is_a_network_that_passes_much_although_units_are_closed() -> None:
    assert words.contrasting((STUCK, FINE, HALF_CLOSED)) is HALF_CLOSED
    assert words.contrasting((STUCK, NOTHING, FINE)) is FINE
    assert words.contrasting((STUCK,)) is None


def test_those_that_have_not_learned_are_named() -> None:
    said = spoken(verdicts.trained(compared(FINE, STUCK, HALF_CLOSED)))
    assert said == "Sigmoid: 50% right, no better than a coin. All others: 50%."
    assert spoken(verdicts.trained(compared(STUCK, LOST))).endswith(": Sigmoid, ReLU.")
    assert "every loss is below 0.62" in spoken(verdicts.trained(compared(FINE, HALF_CLOSED)))


def test_the_question_supposes_only_what_was_measured() -> None:
    assert "next to nothing" in verdicts.question(STUCK, np.log(2))
    assert "How much" in verdicts.question(STARVED, np.log(2))
    assert "How much" in verdicts.question(LOST, np.log(2))


def test_the_moral_is_what_happened() -> None:
    said = spoken(verdicts.moral(compared(STUCK, FINE)))
    assert said == "2 slopes of at most 0.25 leave layer 1 too little to learn from."
    flow = replace(STUCK.flow, arriving=np.array([1e-3, 1.0]), left=np.array([4e-6, 1e-4]))
    said = spoken(verdicts.moral(compared(replace(STUCK, flow=flow), FINE)))
    assert said == "2 slopes of at most 0.25 take more than the weights give back."
    assert "has not learned" in spoken(verdicts.moral(compared(NOTHING, FINE)))
    assert "learned even so" in spoken(verdicts.moral(compared(STARVED, FINE)))
    assert "reached every layer" in spoken(verdicts.moral(compared(HALF_CLOSED, FINE)))


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_has_the_words_whatever_was_measured(language: Language) -> None:
    each = (STUCK, FINE, HALF_CLOSED, LOST, NOTHING, STARVED, doubled(STUCK))
    dim = health("tanh", left=0.05, loss=0.1)
    casts = [
        (FINE, STUCK),
        (FINE, STUCK, HALF_CLOSED),
        (FINE, HALF_CLOSED),
        (NOTHING, FINE),
        (NOTHING,),
        (STARVED, dim),
        (LOST,),
    ]
    one = (
        words.slope_range, words.left_over, words.alone, words.given_back, words.closed,
            words.through_open,
        words.slopes_of, words.slopes_together, words.weights_on_the_way,
        lambda network: words.given_back(doubled(network)),
    )  # fmt: skip
    said = {verdicts.question(network, np.log(2)) for network in each}
    said |= {phrase[0] for network in each for say in one if (phrase := say(network)) is not None}
    for cast in casts:
        told = compared(*cast)
        said |= {
            phrase[0]
            for phrase in (
                words.compared(cast), verdicts.trained(told), verdicts.moral(told)
            )
            if phrase is not None
        }  # fmt: skip
    assert len(said) == 29
    assert all(language.knows(template) for template in said)
    assert all(language.say(title_of(activation)) for activation in ACTIVATIONS)


def test_names_are_listed_as_the_language_does() -> None:
    with use_language(LANGUAGES["zh"]):
        _, values = verdicts.trained(compared(STUCK, LOST))
    assert values["names"] == "Sigmoid、ReLU"
