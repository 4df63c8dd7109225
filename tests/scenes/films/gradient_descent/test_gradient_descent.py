"""The film of gradient descent: any surface, rule and view, nothing cut off or written over."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import Text

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.surfaces import SURFACES
from scenes.films.gradient_descent.descent_numbers import number_of
from scenes.films.gradient_descent.descent_picture import TILT, best_azimuth, relief_on
from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.films.gradient_descent.descents import climbs, pace_by_way, turns_around
from scenes.films.gradient_descent.gradient_descent import GradientDescent
from scenes.films.gradient_descent.gradient_descent_spec import ACTS, GradientDescentSpec
from scenes.films.gradient_descent.mobjects.walker import Route
from scenes.mobjects.arrays.orbit import Orbit
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.command_line import CommandLine
from tests.support.layout import Performance, perform

FILMS = {
    "the rule that the chapter prints": {"compare": "as-printed", "rates": (0.02, 0.3, 3.0)},
    "rates that are named": {"surface": "himmelblau", "rates": (0.001, 0.05), "tempo": 2.0},
    "as printed, from where it diverges": {"optimizer": "as-printed", "start": (-5, -5)},
    "a curve": {"surface": "two-valleys", "compare": "momentum"},
    "the surface alone, in light": {"view": "surface", "surface": "himmelblau", "theme": "light"},
    "the map alone": {"view": "contour", "surface": "rosenbrock", "optimizer": "adam"},
    "a formula": {"formula": "sin(x)*cos(y) + exp(x/5)", "compare": "nesterov", "steps": 60},
    "samples": {"surface": "linear-regression", "batch": 4, "steps": 60, "schedule": "cosine"},
    "one step": {"steps": 1, "surface": "booth", "optimizer": "newton"},
    "huge steps": {"surface": "ravine", "optimizer": "as-printed"},
    "a kink": {"formula": "sqrt(x**2 + y**2)", "start": (3, 4), "rate": 1, "steps": 8},
    "out of the domain": {"formula": "sqrt(x)", "domain": (0, 4), "start": (0.5,), "rate": 0.5},
    "upright": {"aspect": "9:16"},
    "square": {"aspect": "1:1", "surface": "two-valleys"},
}


def film_of(options: dict[str, object], folder: Path) -> Performance:
    spec = GradientDescentSpec(**options)
    return perform(GradientDescent, spec, GradientDescent.compute(spec), folder)


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, object], tmp_path: Path) -> None:
    film = film_of(options, tmp_path)
    assert film.faults == []


@pytest.mark.parametrize("acts", [*((act,) for act in ACTS), ACTS[::-1]], ids=str)
def test_acts_stand_alone_and_in_any_order(acts: tuple[str, ...], tmp_path: Path) -> None:
    film = film_of({"acts": acts, "tempo": 2.0, "compare": "as-printed"}, tmp_path)
    assert film.faults == []


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """All that the chapter's film says and writes, with the rule that the chapter prints."""
    sentences: list[str] = []

    class Heard(GradientDescent):
        def write(self, text: str, *looks: Any, bold: bool = False, **values: Any) -> Text:
            sentences.append(text.format(**values))
            return super().write(text, *looks, bold=bold, **values)

    spec = GradientDescentSpec(compare="as-printed")
    film = perform(Heard, spec, GradientDescent.compute(spec), tmp_path_factory.mktemp("said"))
    return [*sentences, *(sentence.text for sentence in film.timeline.sentences)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Start anywhere: a = 28.00, b = 27.00.",
        "After 500 steps: a = 8.0008, b = 2.0010.",
        "The lowest point is at a = 8.00, b = 2.00: very near.",
        "First, compute the loss L here: 1,025.",
        "η = 0.01 crawls: 171 steps for 99.9 % of the way down.",
        "η = 0.5: a = 28 − 0.5 × 40 = 8. There in one step.",
        "η = 0.9 leaps across, yet lands lower each time: 16 steps for 99.9 %.",
        "η = 1.05: each landing is higher. It climbs out.",
        "η = 1.05: it climbs",
        "times θ, loss",
        "The gradient ∇L = (40.00, 50.00): the way the loss rises fastest.",
        "A dot every 10 steps: close together where the slope is gentle.",
        "Start both at a = −5.00, b = −5.00.",
        "a = 0",
        "b = 0",
        "Where a parameter is negative, its step turns around.",
        "Not gradient descent: here it climbs, to a = −1.5 × 10⁶, b = −208.9 at step 11.",
    ],
)
def test_it_states_which_rule_it_draws_and_the_chapters_numbers(
    said: list[str], sentence: str
) -> None:
    assert sentence in said


def test_the_last_sentence_answers_the_first(said: list[str]) -> None:
    assert said[-1] == "No map was needed: only the slope at each place, many times."
    assert said.count(said[-1]) == 1


def test_the_chapters_film_ends_with_all_learning_rates(tmp_path: Path) -> None:
    told = [each.text for each in film_of({"tempo": 2.0}, tmp_path).timeline.sentences]
    assert told[-1] == "No map: only the slope underfoot, and steps of the right length."
    assert not any("parameter" in each for each in told)


def test_the_answer_ends_the_descent_where_nothing_follows(tmp_path: Path) -> None:
    film = film_of({"acts": ("descent",), "tempo": 2.0}, tmp_path)
    assert film.timeline.sentences[-1].text.startswith("No map was needed")
    lost = film_of({"surface": "ravine", "optimizer": "as-printed", "tempo": 2.0}, tmp_path)
    assert not any("No map" in each.text for each in lost.timeline.sentences)


def test_the_other_rule_is_written_out_with_the_parameter_as_a_factor() -> None:
    words = DescentWords(SURFACES["bowl"], descend(DescentSpec(optimizer="as-printed")))
    for row in words.equation(0):
        old, rate = number_of(row[0]), number_of(row[1].removeprefix("− "))
        slope, parameter = map(number_of, row[2].removeprefix("× ").split(" × "))
        assert parameter == old
        assert number_of(row[3].lstrip("=≈ ")) == pytest.approx(old - rate * slope * old, abs=5e-3)


def test_its_report_has_the_numbers_in_full() -> None:
    results = GradientDescent.compute(GradientDescentSpec(compare="as-printed"))
    plain, printed = GradientDescent.report(results)
    assert plain.startswith("gradient descent: (8.00082047970291, 2.0010255996286364)")
    assert printed.startswith("as printed: diverged, at step 11 at (")


def test_another_rule_is_walked_from_the_same_start_only_if_it_is_shown() -> None:
    both = GradientDescent.compute(GradientDescentSpec(surface="booth", compare="adam", steps=9))
    assert both.rival is not None
    assert np.array_equal(both.first.path[0], both.rival.path[0])
    assert both.beside is both.first
    alone = GradientDescent.compute(GradientDescentSpec(acts=("steps",), steps=9))
    assert alone.rival is None


@pytest.mark.parametrize("name", ["bowl", "booth", "himmelblau", "rosenbrock"])
def test_it_is_seen_from_where_the_surface_hides_little_of_the_path(name: str) -> None:
    spec = DescentSpec(surface=name)
    route = Route(descend(spec).path, SURFACES[name].domain)
    view = relief_on(SURFACES[name], stage_of_frame(), THEMES["dark"])
    view.turn(Orbit(best_azimuth(view, route), TILT))
    assert view.see(route.up_to(route.last))[1].mean() < 0.35


def test_the_chapters_rule_turns_its_steps_around_where_parameters_are_negative() -> None:
    results = GradientDescent.compute(GradientDescentSpec(compare="as-printed"))
    beside, rival = results.beside, results.rival
    assert beside is not None
    assert rival is not None
    assert np.array_equal(beside.path[0], rival.path[0])
    assert turns_around(beside, rival)
    assert climbs(rival)
    assert not climbs(beside)
    assert not turns_around(beside, beside)


def test_time_goes_to_the_way_covered() -> None:
    distance = np.array([0, 5, 8, 9, 9.5, 9.5, 9.5])
    pace = pace_by_way(distance)
    assert pace.step_at(0) == 0
    assert pace.step_at(1) == 6
    assert pace.step_at(0.5) < 2
    assert pace_by_way(np.zeros(5)).step_at(0.5) == pytest.approx(2)
    assert pace_by_way(distance, first=6).step_at(0.3) == 6
    assert pace_by_way(distance, first=2).step_at(0) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--view", "side"], "choose from both, surface, contour"),
        (["--compare", "gradient-descent"], "--compare gradient-descent: choose another rule"),
        (["--compare", "adm"], "did you mean adam"),
        (["--acts", "end"], "there is no act named 'end'"),
        (["--acts", ""], "--acts: name at least one of surface, steps, descent, rates, compare"),
        (["--surface", "booth", "--acts", "compare"], "--acts compare: name the other rule"),
        (["--surface", "himmelblau", "--acts", "rates"], "--acts rates: name other learning rates"),
        (["--view", "contour", "--rates", "0.1"], "--rates: they are shown on a surface"),
        (["--rates", "1,2,3,4,5"], "--rates: give between 1 and 4"),
        (["--start", "31,0"], "--start 31,0 lies outside"),
        (["--rate", "0"], "--rate 0"),
        (["--formula", "1/a + b"], "no finite value at (0, -5)"),
        (["--formula", "a + b + c"], "3 variables"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_shown_is_refused_in_one_sentence(
    warpreel: CommandLine, arguments: list[str], told: str
) -> None:
    answer = warpreel("render", "gradient-descent", *arguments)
    assert answer.code == 2
    assert told in answer.sentence
