"""Options of films: acts, and lists of names."""

from dataclasses import dataclass

import pytest

from engine.errors import UnknownNameError, UsageError
from scenes.storytelling.film_spec import (
    FilmSpec,
    acts_option,
    check_acts,
    check_distinct,
    check_some,
)

ACTS = ("data", "training")


@dataclass(frozen=True, kw_only=True)
class TwoActs(FilmSpec):
    """A film of two acts."""

    acts: tuple[str, ...] = acts_option(ACTS)


def test_all_acts_are_shown_by_default_and_named_in_the_help() -> None:
    assert TwoActs().acts == ACTS
    help_line = TwoActs.__dataclass_fields__["acts"].metadata["help"]
    assert help_line == "Acts to show: data, training."


def test_acts_come_in_any_order_but_must_be_known() -> None:
    check_acts(("training", "data", "training"), ACTS)
    with pytest.raises(UnknownNameError, match="there is no act named 'trainin'"):
        check_acts(("trainin",), ACTS)
    with pytest.raises(UsageError, match=r"^--acts: name at least one of data, training$"):
        check_acts((), ACTS)


def test_at_least_one_name_is_asked_for() -> None:
    check_some("--maps", ("turn",), {"turn": 1, "shear": 2})
    with pytest.raises(UsageError, match=r"^--maps: name at least one of turn, shear$"):
        check_some("--maps", (), {"turn": 1, "shear": 2})


def test_a_name_may_come_once() -> None:
    check_distinct("--names", ("mse", "mae"))
    with pytest.raises(UsageError, match=r"^--names: name each only once$"):
        check_distinct("--names", ("mse", "mae", "mse"))


def test_looks_are_no_part_of_the_subject() -> None:
    subject = TwoActs(lang="zh", theme="light", tempo=2.0, acts=("data",)).subject
    assert subject == (("acts", ("data",)),)
