"""Names are found however they are spelled, and a wrong one is answered with the nearest."""

import pytest

from engine.errors import UnknownNameError, UsageError
from engine.registry import Registry, unknown_name


@pytest.fixture
def fruit() -> Registry[int]:
    registry: Registry[int] = Registry("fruit")
    for number, name in enumerate(["apple", "blood-orange", "cherry", "pineapple"]):
        registry.add(name, number)
    return registry


def test_it_reads_like_a_dict_in_the_order_of_registration(fruit: Registry[int]) -> None:
    assert list(fruit) == ["apple", "blood-orange", "cherry", "pineapple"]
    assert len(fruit) == 4
    assert fruit["cherry"] == 2
    assert dict(fruit)["pineapple"] == 3
    assert "kiwi" not in fruit


def test_a_decorated_thing_is_registered_and_stays_what_it_is(fruit: Registry[object]) -> None:
    @fruit.register("kiwi")
    def kiwi() -> str:
        return "green"

    assert fruit["kiwi"] is kiwi
    assert kiwi() == "green"


def test_add_gives_the_thing_back(fruit: Registry[int]) -> None:
    assert fruit.add("fig", 9) == 9


@pytest.mark.parametrize("name", ["blood-orange", "Blood_Orange", " BLOOD-orange "])
def test_capitals_underscores_and_blanks_are_forgiven(fruit: Registry[int], name: str) -> None:
    assert fruit.find(name) == 1
    assert fruit.key(name) == "blood-orange"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("aple", "there is no fruit named 'aple'; did you mean apple or pineapple?"),
        ("CHERY", "there is no fruit named 'CHERY'; did you mean cherry?"),
        (
            "xyz",
            "there is no fruit named 'xyz'; choose from apple, blood-orange, cherry, pineapple",
        ),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(
    fruit: Registry[int], name: str, message: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        fruit.find(name)
    assert str(caught.value) == message


def test_what_is_no_registry_can_use_the_same_words() -> None:
    error = unknown_name("act", "dta", ["data", "training"])
    assert isinstance(error, UsageError)
    assert str(error) == "there is no act named 'dta'; did you mean data?"
