"""Readers read what is made at random, or refuse it; `make fuzz` tries more of it."""

import re

import pytest

from tests.support.fuzz import run
from tests.support.fuzz_inputs import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_every_input_is_read_or_refused_in_one_sentence(name: str) -> None:
    told = run(name, seconds=60, count=300, seed=3)
    tried, refused = (int(each) for each in re.findall(r"(\d+) (?:tried|refused)", told))
    assert tried == 300
    assert 0 < refused < 300
