"""Decks of slides."""

from pathlib import Path

import pytest

from scenes.lecture.deck import FigureSlide

SLIDE = FigureSlide("t", (Path("a.svg"), Path("a.png")), "c")


def test_the_first_suffix_that_there_is_is_chosen() -> None:
    assert SLIDE.picture(".pdf", ".png", ".svg") == Path("a.png")
    assert SLIDE.picture(".svg", ".png") == Path("a.svg")


def test_a_picture_that_there_is_not_is_an_error() -> None:
    with pytest.raises(StopIteration):
        SLIDE.picture(".gif")
