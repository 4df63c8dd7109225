"""A race's results: who is first, and where another one would be."""

from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race.results import race_of


def test_the_winner_is_the_only_first_one() -> None:
    race = race_of(OptimizerRaceSpec())
    assert race.winner == race.order[0] == 1
    assert race.won == (1, min(each for each in race.arrivals if each is not None))
    alike = race_of(OptimizerRaceSpec(surface="bowl", optimizers=("adam", "adamw"), steps=3))
    assert alike.winner is None
    assert alike.won is None


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
