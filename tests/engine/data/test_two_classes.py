"""Two classes in the plane, or a sentence that says why not."""

import pytest

from engine.data.two_classes import classes_of_two, two_classes_in_the_plane
from engine.errors import UsageError


@pytest.mark.parametrize("name", ["halves", "xor", "moons", "circles", "spirals", "blobs"])
def test_it_gives_two_classes_of_points_in_the_plane(name: str) -> None:
    data = two_classes_in_the_plane(name, samples=24, seed=3)
    assert (data.samples, data.dims, data.classes) == (24, 2, 2)


@pytest.mark.parametrize("name", ["iris", "digits"])
def test_other_data_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=f"--data {name} has .* classes"):
        two_classes_in_the_plane(name)


def test_only_sets_with_a_choice_are_asked_for_two_classes() -> None:
    assert [classes_of_two(name) for name in ("blobs", "xor", "points.csv")] == [2, None, None]
