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


def test_a_subset_follows_its_registry_and_keeps_its_order() -> None:
    numbers: Registry[int] = Registry("number")
    even = numbers.subset(lambda number: number % 2 == 0)
    for name, number in {"four": 4, "three": 3, "two": 2}.items():
        numbers.add(name, number)
    assert list(even.items()) == [("four", 4), ("two", 2)]
    assert len(even) == 2
    assert "three" not in even


def test_a_subset_suggests_its_own_names_only() -> None:
    numbers: Registry[int] = Registry("number")
    even = numbers.subset(lambda number: number % 2 == 0)
    numbers.add("three", 3)
    numbers.add("eight", 8)
    with pytest.raises(
        UnknownNameError, match="there is no number named 'three'; choose from eight"
    ):
        even.find("three")


def test_what_is_added_to_a_subset_is_in_the_whole_or_refused() -> None:
    numbers: Registry[int] = Registry("number")
    even = numbers.subset(lambda number: number % 2 == 0)
    assert even.add("six", 6) == 6
    assert numbers["six"] == 6
    with pytest.raises(ValueError, match="'five' does not belong"):
        even.add("five", 5)
    assert "five" not in numbers


def test_a_subset_of_a_subset_is_part_of_both() -> None:
    numbers: Registry[int] = Registry("number")
    few = numbers.subset(lambda n: n % 2 == 0).subset(lambda n: n < 5)
    for number in range(8):
        numbers.add(str(number), number)
    assert list(few) == ["0", "2", "4"]
