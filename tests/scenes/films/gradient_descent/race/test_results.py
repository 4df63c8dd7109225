"""A race's results: who is first, and where another one would be."""

import numpy as np

from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race.results import race_of


def test_the_winner_is_the_only_first_one() -> None:
    race = race_of(OptimizerRaceSpec())
    assert race.winner == race.order[0] == 1
    assert race.arrivals[1] == min(each for each in race.arrivals if each is not None)
    alike = race_of(OptimizerRaceSpec(surface="bowl", optimizers=("adam", "adamw"), steps=3))
    assert alike.winner is None


def test_elsewhere_the_same_rules_race_and_another_one_wins() -> None:
    race = race_of(OptimizerRaceSpec(steps=100))
    other = race.elsewhere
    assert other is not None
    assert [each.spec.optimizer for each in other.descents] == [
        each.spec.optimizer for each in race.descents
    ]
    assert other.surface.title != race.surface.title
    assert other.winner not in (None, race.winner)
    assert race_of(OptimizerRaceSpec(steps=3)).elsewhere is None


def test_one_learning_rate_leads_each_to_another_place() -> None:
    spec = OptimizerRaceSpec(steps=10)
    race = race_of(spec)
    assert {each.rate[0] for each in race.alike} == {race.descents[0].rate[0]}
    ends = np.array([each.final for each in race.alike])
    apart = np.linalg.norm(ends[:, None] - ends, axis=-1)[~np.eye(len(ends), dtype=bool)]
    assert apart.min() > 0.01
    start, gradient = race.alike[0].path[0], race.alike[0].gradient[0]
    adam = race.alike[3].path[1] - start
    np.testing.assert_allclose(adam, -0.01 * np.sign(gradient), rtol=1e-6)
    assert (
        race_of(OptimizerRaceSpec(steps=10, optimizers=("adam", "momentum"), tune=True)).alike == ()
    )
