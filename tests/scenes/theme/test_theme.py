"""Themes: colours that can be told apart, found by name or by file."""

import pickle
import re
from pathlib import Path

import pytest

from engine.errors import DataError, UnknownNameError
from scenes.theme.contrast import ratio
from scenes.theme.lookup import theme_key, theme_of
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


def test_a_name_is_found_as_forgivingly_as_any() -> None:
    assert theme_of("dark") is THEMES["dark"]
    assert theme_key("Light") == "light"
    with pytest.raises(UnknownNameError, match="did you mean dark"):
        theme_of("drak")


def test_a_file_is_read_and_keeps_its_name(workplace: Path) -> None:
    Path("my.toml").write_text('base = "light"')
    assert theme_of("my.toml") == THEMES["light"]
    assert theme_key("my.toml") == "my.toml"
    with pytest.raises(DataError, match=r"cannot read none.toml: no such file.*theme init"):
        theme_key("none.toml")


def test_an_attachment_travels_whole_and_is_told_by_its_content() -> None:
    one = Attachment("a.png", b"one")
    assert pickle.loads(pickle.dumps(one)) == one
    assert repr(one) != repr(Attachment("a.png", b"two"))
    assert len(repr(Attachment("a.png", bytes(10_000)))) < 200
