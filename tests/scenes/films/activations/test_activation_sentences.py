"""What is said of a function is what was measured, and numbers are written as people do."""

from math import inf

import numpy as np
import pytest

from engine.experiments.activation_facts import SMALL, ActivationFacts, Interval, slopes, values
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_sentences import (
    below_sentence,
    dead_sentence,
    end_of,
    flat_sentence,
    mean_sentence,
    moral_of,
    passing_sentence,
    plane_sentence,
    range_in_words,
    range_of,
    range_sentence,
    reason_of,
    rounded_sentence,
    steepest_sentence,
    where,
)
from scenes.films.activations.activation_words import WORDS
from scenes.languages.language import LANGUAGES, Language, Phrase, use_language


def facts_of(name: str) -> ActivationFacts:
    return ActivationFacts(PICTURED[name])


def test_conditions_are_said_in_the_language_of_the_film() -> None:
    with use_language(LANGUAGES["zh"]):
        assert where((Interval(-inf, 0), Interval(6, inf))) == "x < 0 或 x > 6"


EACH_SENTENCE = [steepest_sentence, range_sentence, mean_sentence, flat_sentence]


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("name", PICTURED)
def test_each_sentence_is_whole_in_every_language(name: str, language: Language) -> None:
    facts = facts_of(name)
    said = [sentence(facts) for sentence in EACH_SENTENCE]
    for template, fields in [*said, plane_sentence(WORDS[name], facts)]:
        assert language.knows(template)
        assert "{" not in template.format(**fields)


def told(phrase: Phrase) -> str:
    template, fields = phrase
    return template.format(**fields)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "sigmoid",
            "Beyond ±2.89, shaded, it saturates: at most 5% of a gradient passes",
        ),
        ("gelu", "Where x < −2.35, shaded, the slope is under 0.05 in size"),
        ("relu", "Where x < 0, shaded, the slope is exactly 0"),
        ("relu6", "Where x < 0 or x > 6, shaded"),
        ("leaky-relu", "never below 0.1"),
        ("tanhshrink", "only near 0"),
        ("heaviside", "no gradient ever"),
    ],
)
def test_where_it_is_flat_is_told_as_it_was_measured(name: str, words: str) -> None:
    assert words in told(flat_sentence(facts_of(name)))


@pytest.mark.parametrize(
    ("name", "low", "reached"),
    [("elu", -1.0, False), ("gelu", -0.17, True), ("silu", -0.28, True), ("softplus", 0.0, False)],
)
def test_what_a_rounded_corner_does_below_0_is_so(name: str, low: float, reached: bool) -> None:
    said = told(below_sentence("It", facts_of(name)))
    least = values(PICTURED[name], np.linspace(-30, 30, 60001)).min()
    assert least == pytest.approx(low, abs=0.005)
    assert ("dips below 0" in said) == reached
    assert ("never reaches" in said) == (not reached)
    assert f"{low:g}".replace("-", "−") in said


@pytest.mark.parametrize("name", PICTURED)
def test_no_slope_is_steeper_than_is_told(name: str) -> None:
    _, fields = steepest_sentence(facts_of(name))
    steepest = np.abs(slopes(PICTURED[name], np.linspace(-9.99, 9.99, 4001))).max()
    if fields:
        assert steepest <= float(fields["steepest"]) <= steepest * 1.01
    else:
        assert steepest == 0


@pytest.mark.parametrize("name", PICTURED)
def test_no_output_lies_beyond_the_limits_that_are_told(name: str) -> None:
    _, fields = range_sentence(facts_of(name))
    outputs = values(PICTURED[name], np.linspace(-30, 30, 6001))
    numbers = {end: float(text.replace("−", "-")) for end, text in fields.items()}
    assert outputs.min() >= numbers.get("low", -np.inf) - 0.005
    assert outputs.max() <= numbers.get("high", np.inf) + 0.005
    for end, limit in numbers.items():
        nearest = outputs.min() if end == "low" else outputs.max()
        assert nearest == pytest.approx(limit, abs=0.05)


def test_what_can_come_out_is_told_differently_of_different_functions() -> None:
    names = ("sigmoid", "relu", "softplus", "logsigmoid", "tanhshrink", "hardshrink", "heaviside")
    assert len({range_sentence(facts_of(name))[0] for name in names}) == len(names)


def test_a_mean_of_0_is_told_as_such() -> None:
    assert "0 too" in told(mean_sentence(facts_of("tanh")))
    assert "the mean output is 0.40: the next" in told(mean_sentence(facts_of("relu")))


def test_a_learned_slope_that_turned_negative_is_no_leak() -> None:
    turned = ActivationFacts(PICTURED["leaky-relu"].with_alpha(-0.29))
    leaks = ActivationFacts(PICTURED["leaky-relu"].with_alpha(0.2))
    assert "turned negative" in moral_of(WORDS["prelu"], turned)
    assert "is a leaky ReLU" in moral_of(WORDS["prelu"], leaks)


def test_ranges_have_square_brackets_where_an_end_is_reached() -> None:
    assert range_of(facts_of("sigmoid")) == "(0, 1)"
    assert range_of(facts_of("relu")) == "[0, ∞)"
    assert range_of(facts_of("relu6")) == "[0, 6]"
    assert range_of(facts_of("tanhshrink")) == "(−∞, ∞)"
    assert range_of(facts_of("heaviside")) == "{0, 1}"
    assert range_of(facts_of("threshold")) == "{0}, (1, ∞)"
    assert range_of(facts_of("hardshrink")) == "(−∞, −0.5), {0}, (0.5, ∞)"
    assert range_of(facts_of("gelu")) == "[−0.17, ∞)"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sigmoid", "between 0 and 1"),
        ("relu", "0 and up"),
        ("relu6", "0 to 6"),
        ("elu", "above −1"),
        ("logsigmoid", "below 0"),
        ("heaviside", "0 or 1"),
        ("leaky-relu", "every number"),
        ("threshold", "{0}, (1, ∞)"),
    ],
)
def test_ranges_are_said_as_people_say_them(name: str, text: str) -> None:
    assert range_in_words(facts_of(name)) == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([(-inf, 0)], "x < 0"),
        ([(2.944, inf)], "x > 2.94"),
        ([(-inf, -2.9957)], "x < −3.00"),
        ([(-0.5, 0.5)], "|x| < 0.5"),
        ([(0.25, 1)], "0.25 < x < 1"),
        ([(-inf, -3), (3, inf)], "|x| > 3"),
        ([(-inf, 0), (6, inf)], "x < 0 or x > 6"),
        ([(-inf, 0), (0, inf)], "x ≠ 0"),
    ],
)
def test_intervals_are_written_as_conditions(parts: list[tuple[float, float]], text: str) -> None:
    assert where(tuple(Interval(*ends) for ends in parts)) == text


def test_ends_of_intervals_are_exact_or_have_two_decimals() -> None:
    assert (end_of(-inf), end_of(-1), end_of(0.2344)) == ("−∞", "−1", "0.23")


def test_the_least_slope_of_a_random_one_is_told_for_training_too() -> None:
    template, fields = flat_sentence(facts_of("rrelu"))
    said = template.format(**fields)
    assert said == "After training its slope is never below 0.229; in training, never below 1/8."


def test_a_learned_slope_is_told_of_its_start_alone() -> None:
    template, fields = flat_sentence(facts_of("prelu"))
    assert "never below 0.25, as long as" in template.format(**fields)


@pytest.mark.parametrize(
    ("alpha", "plane", "moral"),
    [
        (0.1, "shrinks to 0.1 of its length", "so no unit dies"),
        (1.0, "nothing changes", "it bends nothing"),
        (0.0, "falls on the origin", "is dead"),
    ],
)
def test_a_leak_is_told_as_it_is(alpha: float, plane: str, moral: str) -> None:
    facts = ActivationFacts(PICTURED["leaky-relu"].with_alpha(alpha))
    template, values = plane_sentence(WORDS["leaky-relu"], facts)
    assert plane in template.format(**values)
    assert moral in moral_of(WORDS["leaky-relu"], facts)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("alpha", [0.0, 0.1, 1.0])
def test_every_language_has_words_for_each_leak(alpha: float, language: Language) -> None:
    facts = ActivationFacts(PICTURED["leaky-relu"].with_alpha(alpha))
    words = WORDS["leaky-relu"]
    assert language.knows(plane_sentence(words, facts)[0])
    assert language.knows(moral_of(words, facts))


def test_the_reason_to_begin_with_relu_is_what_its_slopes_are() -> None:
    facts = facts_of("relu")
    _, values = reason_of(facts)
    inputs = np.linspace(-9.99, 9.99, 1998)
    on = inputs > float(str(values["edge"]))
    found = slopes(PICTURED["relu"], inputs)
    assert set(found[on]) == {1.0}
    assert set(found[~on]) == {0.0}


@pytest.mark.parametrize(
    ("name", "alpha", "ends"),
    [("celu", 0.1, "(−0.1, ∞)"), ("elu", 0.1, "(−0.1, ∞)"), ("leaky-relu", 0.0, "[0, ∞)")],
)
def test_a_limit_that_is_only_come_close_to_is_no_part_of_the_range(
    name: str, alpha: float, ends: str
) -> None:
    assert range_of(ActivationFacts(PICTURED[name].with_alpha(alpha))) == ends


@pytest.mark.parametrize("alpha", [0.0001, 0.5, 0.999, 0.9999])
def test_small_numbers_are_no_zeros_and_a_least_slope_is_not_rounded_up(alpha: float) -> None:
    facts = ActivationFacts(PICTURED["leaky-relu"].with_alpha(alpha))
    least = float(flat_sentence(facts)[1]["least"])
    assert 0.99 * alpha < least <= alpha
    mean = (1 - alpha) / np.sqrt(2 * np.pi)  # half of the bell each side, one of them shrunk
    told = mean_sentence(facts)[1]["mean"].replace("−", "-")
    assert float(told) == pytest.approx(mean, rel=0.06)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("relu", "The slope is 0 or 1."),
        ("leaky-relu", "The slope is 0.1 or 1."),
        ("sigmoid", "The slope is never above 0.25."),
    ],
)
def test_slopes_that_take_two_values_alone_are_told_as_these(name: str, said: str) -> None:
    assert told(steepest_sentence(facts_of(name))) == said


def test_the_share_that_passes_is_the_slope_that_bounds_it() -> None:
    for name in ("sigmoid", "gelu"):
        _, values = flat_sentence(facts_of(name))
        assert float(str(values["share"]).rstrip("%")) / 100 == SMALL
        assert float(str(values.get("small", SMALL))) == SMALL


@pytest.mark.parametrize(
    ("slope", "said"),
    [
        (1.0, "Here the slope is 1: the gradient passes whole."),
        (0.0, "Here the slope is 0: nothing passes."),
        (0.1966, "Here the slope is 0.197: a gradient of 1 comes out as 0.197."),
        (-0.129, "Here the slope is −0.129: the gradient turns round."),
        (1.083, "Here the slope is 1.083: the gradient grows."),
    ],
)
def test_what_becomes_of_a_gradient_is_said_of_its_slope(slope: float, said: str) -> None:
    phrase = passing_sentence(slope)
    assert told(phrase) == said
    assert LANGUAGES["zh"].knows(phrase[0])


def test_a_slope_that_exceeds_1_is_told_as_it_was_measured() -> None:
    inputs = np.linspace(-12, 12, 4801)
    measured = np.gradient(values(PICTURED["gelu"], inputs), inputs).max()
    assert told(rounded_sentence("GELU", float(measured))) == (
        "Their slopes do not jump any more. That of GELU even exceeds 1: 1.13."
    )
    assert told(rounded_sentence("ELU", 1.0)) == "Their slopes do not jump any more."


def test_a_unit_is_dead_below_the_end_of_a_dead_part() -> None:
    assert dead_sentence(0.0)[1] == {"edge": "0"}
