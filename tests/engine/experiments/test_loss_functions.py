"""Every loss by name says what it is called, what it computes, and of what."""

import pytest
import typst

from engine.experiments.loss_functions import LOSS_FUNCTIONS

LETTERS = {"prediction": "hat(y)", "probability": "p", "score": "s"}


def test_the_usual_ones_are_there() -> None:
    assert {"mse", "mae", "huber", "cross-entropy", "hinge"} <= set(LOSS_FUNCTIONS)


def test_no_two_have_the_same_title() -> None:
    titles = {kind.title for kind in LOSS_FUNCTIONS.values()}
    assert len(titles) == len(LOSS_FUNCTIONS)


@pytest.mark.parametrize("name", LOSS_FUNCTIONS)
def test_its_formula_contains_what_it_is_a_function_of(name: str) -> None:
    kind = LOSS_FUNCTIONS[name]
    assert LETTERS[kind.domain] in kind.formula


@pytest.mark.parametrize("name", LOSS_FUNCTIONS)
def test_its_formula_can_be_typeset(name: str) -> None:
    page = typst.compile(f"$ {LOSS_FUNCTIONS[name].formula} $".encode(), format="svg")
    assert b"<path" in page
