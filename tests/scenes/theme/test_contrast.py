"""Contrast is measured as WCAG defines it, and what falls short of it is refused."""

from dataclasses import replace

import pytest

from engine.errors import UsageError
from scenes.theme.contrast import contrasts_of, luminance, ratio, refuse_unreadable
from scenes.theme.theme import THEMES, Theme

EACH_THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
DARK = THEMES["dark"]


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 3.998),
        ("#0000ff", "#ffffff", 8.59),
        ("#123456", "#123456", 1),
    ],
)
def test_ratios_are_those_of_wcag(one: str, other: str, published: float) -> None:
    assert ratio(one, other) == ratio(other, one) == pytest.approx(published, abs=0.005)


def test_green_is_the_brightest_of_the_primaries_and_together_they_are_white() -> None:
    shares = [luminance(colour) for colour in ("#ff0000", "#00ff00", "#0000ff")]
    assert shares == pytest.approx([0.2126, 0.7152, 0.0722])
    assert luminance("#ffffff") == pytest.approx(1)


@EACH_THEME
def test_everything_in_our_own_themes_can_be_seen(theme: Theme) -> None:
    refuse_unreadable(theme, "ours")
    found = {each.name.partition("[")[0]: each.least for each in contrasts_of(theme)}
    assert found["text"] == found["muted"] == 4.5
    assert found["classes"] == found["loss"] == found["border"] == 3
    assert len(contrasts_of(theme)) == 2 * (9 + len(theme.classes) + len(theme.grid))


@pytest.mark.parametrize(
    ("colours", "named"),
    [
        ({"muted": "#555555"}, "muted #555555 on panel #141925 has a contrast of 2."),
        ({"text": "#0d1017"}, "text #0d1017 on background #0d1017 has a contrast of 1.00:1"),
        ({"loss": "#402020"}, "loss #402020 on panel"),
        ({"classes": ("#ffffff", "#202020")}, r"classes[1] #202020 on panel"),
        ({"grid": ("#5d7393", "#141925")}, "grid[1] #141925 on panel #141925"),
    ],
)
def test_the_worst_that_cannot_be_seen_is_named_with_what_it_needs(colours, named: str) -> None:
    theme = replace(DARK, **colours)
    with pytest.raises(UsageError) as told:
        refuse_unreadable(theme, "my.toml")
    assert str(told.value).startswith(f"my.toml: {named}")
    least = {"t": "4.5:1", "m": "4.5:1", "g": "1.5:1"}.get(named[0], "3:1")
    assert f"needs {least}" in str(told.value)


def test_it_is_said_how_many_more_there_are() -> None:
    with pytest.raises(UsageError, match=r"theme check my.toml` lists 1 more$"):
        refuse_unreadable(replace(DARK, loss="#101010"), "my.toml")
    with pytest.raises(UsageError, match=r"further apart in lightness$"):
        refuse_unreadable(replace(DARK, muted="#7a8290", panel="#1a2030"), "my.toml")
