"""Themes: colours that can be told apart."""

import pickle
import re

import pytest

from scenes.theme.contrast import ratio
from scenes.theme.theme import THEMES, Attachment, Theme

EACH_THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


@EACH_THEME
def test_the_grid_is_quieter_than_what_it_carries(theme: Theme) -> None:
    loudest = max(ratio(colour, theme.panel) for colour in theme.grid)
    assert loudest < min(ratio(colour, theme.panel) for colour in theme.classes)
    assert min(ratio(colour, theme.panel) for colour in theme.grid) > 1.5


@EACH_THEME
def test_ten_classes_have_ten_colours_and_the_eleventh_the_first(theme: Theme) -> None:
    assert len(set(theme.classes)) == len(theme.classes) >= 10
    assert theme.colour_of(len(theme.classes)) == theme.colour_of(0) == theme.classes[0]


@EACH_THEME
def test_colours_are_written_out(theme: Theme) -> None:
    colours = [*theme.classes, *theme.grid, theme.edge, theme.panel, theme.background]
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)


def test_an_attachment_travels_whole_and_is_told_by_its_content() -> None:
    one = Attachment("a.png", b"one")
    assert pickle.loads(pickle.dumps(one)) == one
    assert repr(one) != repr(Attachment("a.png", b"two"))
    assert len(repr(Attachment("a.png", bytes(10_000)))) < 200
