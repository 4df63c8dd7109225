"""Options carry their help and their checks, and a bad one is refused in one sentence."""

from dataclasses import dataclass, fields

import pytest

from engine.descent.descent_spec import DescentSpec
from engine.errors import CombinedError, UnknownNameError, UsageError
from engine.options import byte_size, check_options, in_range, option, spec_of
from engine.registry import Registry

FRUIT: Registry[str] = Registry("fruit")
FRUIT.add("apple", "red")
FRUIT.add("blood-orange", "orange")


@dataclass(frozen=True, kw_only=True)
class Bowl:
    """A bowl of fruit."""

    fruit: str = option("apple", "What lies on top.", FRUIT)
    others: tuple[str, ...] = option((), "What lies below.", FRUIT)
    maybe: str | None = option(None, "What may lie beside it.", FRUIT)
    width: float = option(0.3, "Width in metres.")

    def __post_init__(self) -> None:
        check_options(self)


def test_a_field_has_its_default_and_its_help() -> None:
    help_of = {field.name: field.metadata["help"] for field in fields(Bowl)}
    assert Bowl().width == 0.3
    assert help_of["width"] == "Width in metres."
    assert help_of["fruit"] == "What lies on top. One of: apple, blood-orange."


def test_names_are_spelled_as_in_the_registry() -> None:
    bowl = Bowl(fruit="Blood_Orange", others=("APPLE", "blood_orange"))
    assert bowl.fruit == "blood-orange"
    assert bowl.others == ("apple", "blood-orange")
    assert bowl.maybe is None


@pytest.mark.parametrize("options", [{"fruit": "appel"}, {"others": ("apple", "appel")}])
def test_an_unknown_name_is_answered_with_the_nearest(options: dict[str, object]) -> None:
    with pytest.raises(UnknownNameError, match=r"no fruit named 'appel'; did you mean apple\?"):
        Bowl(**options)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [None, 2, 5.5, 1_000])
def test_a_number_in_its_range_passes(value: float | None) -> None:
    assert in_range("--many", value, 2, 1_000) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1, "1"), (12_000, "12,000"), (float("nan"), "nan"), (float("inf"), "inf"), (1.5, "1.5")],
)
def test_a_number_out_of_its_range_is_refused_with_the_flag(value: float, shown: str) -> None:
    with pytest.raises(UsageError) as caught:
        in_range("--many", value, 2, 1_000)
    assert str(caught.value) == f"--many {shown}: choose between 2 and 1,000"


def test_a_spec_is_made_of_options_by_name() -> None:
    assert spec_of(Bowl, {"fruit": "blood_orange", "width": 1}) == Bowl(
        fruit="blood-orange", width=1.0
    )


def test_an_option_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no option named 'widht'; did you mean width\?"):
        spec_of(Bowl, {"widht": 1})


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(CombinedError) as refusal:
        spec_of(Bowl, {"fruit": "appel", "wdith": 3, "maybe": "lemon", "width": "wide"})
    told = "\n".join(map(str, refusal.value.errors))
    assert told.count("\n") == 3
    for part in ("'appel'", "'wdith'", "'lemon'", "$.width"):
        assert part in told


def test_what_is_wrong_only_without_an_option_that_is_wrong_is_not_told() -> None:
    options = {"formula": "x**", "domain": [1, 2], "rate": -1}
    with pytest.raises(CombinedError) as refusal:
        spec_of(DescentSpec, options)
    first, second = map(str, refusal.value.errors)
    assert "--rate -1" in first
    assert "'x**'" in second


def test_a_value_of_the_wrong_kind_is_refused_with_its_place() -> None:
    with pytest.raises(UsageError, match=r"Expected `float`, got `str` - at `\$.width`"):
        spec_of(Bowl, {"width": "wide"})


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("8MB", 8_000_000), ("1.5 MiB", 1_572_864), ("4 G", 4_000_000_000), ("10k", 10_000),
        (".5 kB", 500), ("12", 12), ("12 b", 12), (" 2 tib ", 2 << 40),
    ],
)  # fmt: skip
def test_a_size_is_read_as_people_write_it(text: str, size: int) -> None:
    assert byte_size(text) == size


@pytest.mark.parametrize("text", ["", "MB", "8 monkeys", "1..5 MB", "-8MB", "1 i", "1e3", "8 MBB"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no size"):
        byte_size(text)
