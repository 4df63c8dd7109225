"""What is said of a race follows its results."""

import numpy as np
import pytest

from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race.arrivals import groups_of
from scenes.films.gradient_descent.race.results import race_of
from scenes.films.gradient_descent.race.words import (
    arrived_at,
    elsewhere,
    missed,
    new_surface,
    outcome,
    resting,
    saddle,
    surface_name,
    told_at_start,
)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "First is momentum: after 66 steps, its loss stays below 0.042."),
        ({"surface": "ravine"}, "First is Newton's method: a single step is enough."),
        (
            {"surface": "himmelblau"},
            "First is gradient descent: after 17 steps, its loss stays below 0.18.",
        ),
        ({"steps": 5}, "None of them brings the loss below 0.042 and keeps it there."),
    ],
    ids=str,
)  # fmt: skip
def test_who_is_first_is_said(options: dict[str, object], said: str) -> None:
    template, values = outcome(race_of(OptimizerRaceSpec(**options)))
    assert template.format(**values) == said


def test_each_that_follows_is_said_with_its_steps() -> None:
    race = race_of(OptimizerRaceSpec())
    template, values = arrived_at(race, [race.order[1]])
    assert template.format(**values) == "Then gradient descent: 146 steps."
    template, values = arrived_at(race, [2])
    assert values["steps"] == str(race.arrivals[2])


def test_the_other_surface_has_another_winner_and_its_former_place_is_said() -> None:
    race = race_of(OptimizerRaceSpec())
    template, values = elsewhere(race)
    assert (
        template.format(**values)
        == "Newton's method, which never arrived, needs a single step here."
    )
    assert race.arrivals[race.elsewhere.winner] is None
    back = race_of(OptimizerRaceSpec(surface="ravine"))
    template, values = elsewhere(back)
    assert back.winner == race.elsewhere.winner
    assert template.format(**values) == "Here gradient descent is first: 17 steps."


def test_why_one_did_not_arrive_is_said() -> None:
    race = race_of(OptimizerRaceSpec())
    assert [missed(race, i) for i in range(5)] == ["", "", "", "", "never"]
    assert resting(race) == 4
    template, values = saddle(race, 4)
    assert template.format(**values) == (
        "Level, but no minimum: a saddle. Newton's method stops here."
    )
    place = race.descents[4].final
    assert np.prod(np.linalg.eigvalsh(race.surface.hessian(place))) < 0
    diverging = race_of(
        OptimizerRaceSpec(optimizers=("gradient-descent", "momentum"), rates=(0.01, 9.0), steps=40)
    )
    assert missed(diverging, 1) == "diverged"
    assert resting(diverging) is None


def test_those_that_arrive_together_are_said_together() -> None:
    other = race_of(OptimizerRaceSpec()).elsewhere
    groups = groups_of(other, 1, 3.0)
    assert [[other.arrivals[i] for i in those] for those in groups] == [[31], [61, 62], [123]]
    template, values = arrived_at(other, groups[1])
    assert template.format(**values) == "Then Adam, momentum: 61, 62 steps."


def test_a_surface_is_named_in_plain_words() -> None:
    race = race_of(OptimizerRaceSpec(steps=80))
    template, values = surface_name(race)
    assert template.format(**values) == "test surface: Beale"
    assert surface_name(race.elsewhere)[0] == "a stretched bowl"
    assert "bowl" in new_surface(race.elsewhere)[0]
    assert "another surface" in new_surface(race)[0]
    bends = np.linalg.eigvalsh(race.elsewhere.surface.hessian(race.elsewhere.descents[0].final))
    assert bends[-1] > 10 * bends[0] > 0


def test_newtons_method_is_said_to_be_told_more_where_it_races() -> None:
    with_newton, without = (
        told_at_start(race_of(OptimizerRaceSpec(optimizers=rules)))
        for rules in (("adam", "newton"), ("adam", "momentum"))
    )
    assert with_newton[0].format(**with_newton[1]) == (
        "All are told the exact slope here; Newton's method, the curvature too."
    )
    assert without == ("All start here, and are told the exact slope.", {})
