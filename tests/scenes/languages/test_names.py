"""A long name keeps its beginning and its end."""

import pytest

from scenes.languages.names import LONGEST, shortened


@pytest.mark.parametrize("name", ["", "setosa", "x" * LONGEST])
def test_a_name_that_fits_stays(name: str) -> None:
    assert shortened(name) == name


def test_names_that_differ_at_one_end_still_do() -> None:
    names = [f"{first} {'and on ' * 20}{last}" for first in "ab" for last in "cd"]
    short = list(map(shortened, names))
    assert len(set(short)) == 4
    assert all(len(name) <= LONGEST and "…" in name for name in short)
