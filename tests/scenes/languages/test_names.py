"""A long name keeps its beginning and its end."""

import pytest

from scenes.languages.names import LONGEST, shortened


@pytest.mark.parametrize("name", ["", "setosa", "x" * LONGEST])
def test_a_name_that_fits_stays(name: str) -> None:
    assert shortened(name) == name


@pytest.mark.parametrize("longest", [3, 4, 10, 27])
def test_a_name_takes_no_more_letters_than_asked_for(longest: int) -> None:
    short = shortened("abcdefghijklmnopqrstuvwxyz0123456789", longest)
    assert len(short) == longest
    assert (short[0], short[-1]) == ("a", "9")


def test_names_that_differ_at_one_end_still_do() -> None:
    names = [f"{first} {'and on ' * 20}{last}" for first in "ab" for last in "cd"]
    short = list(map(shortened, names))
    assert len(set(short)) == 4
    assert all(len(name) <= LONGEST and "…" in name for name in short)
