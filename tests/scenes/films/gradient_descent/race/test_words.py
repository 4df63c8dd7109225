"""What is said of a race follows its results."""

import numpy as np
import pytest

from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race.arrivals import groups_of
from scenes.films.gradient_descent.race.results import race_of
from scenes.films.gradient_descent.race.words import (
    above_again,
    elsewhere,
    missed,
    new_surface,
    outcome,
    overshooting,
    rates_of,
    resting,
    rises_again,
    saddle,
    surface_name,
    too_soon,
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
        "A saddle: level, so Newton's method stops, though ways lead down."
    )
    place = race.descents[4].final
    assert np.prod(np.linalg.eigvalsh(race.surface.hessian(place))) < 0
    diverging = race_of(
        OptimizerRaceSpec(optimizers=("gradient-descent", "momentum"), rates=(0.01, 9.0), steps=40)
    )
    assert missed(diverging, 1) == "diverged"
    assert resting(diverging) is None


def test_those_that_arrive_together_are_ringed_together() -> None:
    other = race_of(OptimizerRaceSpec()).elsewhere
    groups = groups_of(other, 1, 3.0)
    assert [[other.arrivals[i] for i in those] for those in groups] == [[31], [61, 62], [123]]


def test_a_surface_is_named_in_plain_words() -> None:
    race = race_of(OptimizerRaceSpec(steps=80))
    template, values = surface_name(race)
    assert template.format(**values) == "test surface: Beale"
    assert surface_name(race.elsewhere)[0] == "a stretched bowl"
    assert "bowl" in new_surface(race.elsewhere)[0]
    assert new_surface(race.elsewhere)[1] == {"goal": "0.14"}
    assert rates_of(race.elsewhere) == ["0.09", "0.027", "0.06", "0.2", "1"]
    assert "Another surface" in new_surface(race)[0]
    bends = np.linalg.eigvalsh(race.elsewhere.surface.hessian(race.elsewhere.descents[0].final))
    assert bends[-1] > 10 * bends[0] > 0


def test_who_goes_too_far_is_told_where_its_loss_begins_to_rise() -> None:
    race = race_of(OptimizerRaceSpec())
    i, step, end = overshooting(race)
    loss = race.descents[i].loss
    later = np.flatnonzero(np.diff(loss[end:67]) > 0) + end + 1
    assert loss[later].max() < loss[step]
    assert loss[end] > loss[end - 1] > loss[step]
    assert race.descents[i].spec.optimizer == "momentum"
    assert loss[step + 1] > loss[step]
    assert loss[step : step + 5].max() > 1.2 * loss[step]
    assert step < race.arrivals[race.winner]
    template, values = rises_again(race, i)
    assert template.format(**values) == "Too far: the loss of momentum rises again."
    assert overshooting(race_of(OptimizerRaceSpec(optimizers=("adam", "newton")))) is None


def test_who_is_below_the_goal_too_soon_is_told() -> None:
    race = race_of(OptimizerRaceSpec())
    below, above = too_soon(race)
    loss = race.descents[race.winner].loss
    assert loss[below - 1] > race.goal > loss[below:above].max()
    assert loss[above] > race.goal > loss[66:].max()
    template, values = above_again(race, below, above)
    assert template.format(**values) == (
        "Momentum is below 0.042 at step 59, but above again at 63."
    )
    assert too_soon(race.elsewhere) is None
