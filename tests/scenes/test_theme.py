"""Colours that can be read and told apart from what is behind them."""

import re
from itertools import product

import pytest

from scenes.theme import THEMES, Theme

EACH_THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@EACH_THEME
def test_writing_can_be_read(theme: Theme) -> None:
    for colour, behind in product((theme.text, theme.muted), (theme.background, theme.panel)):
        assert contrast(colour, behind) >= 4.5, (colour, behind)


@EACH_THEME
def test_marks_and_lines_can_be_seen(theme: Theme) -> None:
    signs = (theme.positive, theme.negative, theme.gradient)
    marks = (*theme.classes, *signs, theme.border, theme.loss, theme.accuracy, theme.highlight)
    for colour, behind in product(marks, (theme.background, theme.panel)):
        assert contrast(colour, behind) >= 3, (colour, behind)


@EACH_THEME
def test_the_grid_is_quieter_than_what_it_carries(theme: Theme) -> None:
    loudest = max(contrast(colour, theme.panel) for colour in theme.grid)
    assert loudest < min(contrast(colour, theme.panel) for colour in theme.classes)
    assert min(contrast(colour, theme.panel) for colour in theme.grid) > 1.5


@EACH_THEME
def test_ten_classes_have_ten_colours_and_the_eleventh_the_first(theme: Theme) -> None:
    assert len(set(theme.classes)) == len(theme.classes) >= 10
    assert theme.colour_of(len(theme.classes)) == theme.colour_of(0) == theme.classes[0]


@EACH_THEME
def test_colours_are_written_out(theme: Theme) -> None:
    colours = [*theme.classes, *theme.grid, theme.edge, theme.panel, theme.background]
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)
