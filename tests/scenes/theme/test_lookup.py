"""Themes are found by name or by file, and typefaces with them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import DataError, UnknownNameError, UsageError
from scenes.theme.lookup import theme_key, theme_of, typefaces_of
from scenes.theme.theme import THEMES
from scenes.theme.typefaces import BUNDLED
from tests.support.theme_files import theme_file


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


@pytest.mark.parametrize("look", [theme_of, theme_key])
def test_what_is_meant_as_a_file_is_one_and_is_refused_wherever_it_is_named(
    look: Callable[[str], object], workplace: Path
) -> None:
    Path("My.TOML").write_text('base = "drak"')
    with pytest.raises(UsageError, match=r"My\.TOML: .*did you mean dark"):
        look("My.TOML")


def test_a_theme_without_fonts_is_set_in_ours() -> None:
    assert typefaces_of(THEMES["dark"]) == BUNDLED


def test_a_font_of_its_own_comes_first_and_ours_stand_behind_it(tmp_path: Path) -> None:
    theme = theme_of(str(theme_file(tmp_path)))
    own, *others = typefaces_of(theme)
    assert theme.fonts is not None
    assert own.family.startswith(theme.fonts.family)
    assert tuple(others) == BUNDLED
