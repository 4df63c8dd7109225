"""What the film of the deep-learning system can be asked for."""

import pytest

from engine.errors import UsageError
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec


def test_the_run_is_made_of_the_films_own_flags() -> None:
    run = DeepLearningSystemSpec(data="Moons", hidden=(5, 2), noise=0.2, rate=0.02, seed=3).run
    assert (run.data, run.hidden, run.noise) == ("moons", (5, 2), 0.2)
    assert (run.rate, run.seed, run.network) == (0.02, 3, "mlp")


@pytest.mark.parametrize("hidden", [(), (4, 3), (2, 2, 2, 2, 2)])
def test_blocks_are_few_and_end_in_a_plane(hidden: tuple[int, ...]) -> None:
    with pytest.raises(UsageError, match=r"^--hidden"):
        DeepLearningSystemSpec(hidden=hidden)
