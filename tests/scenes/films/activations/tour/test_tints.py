"""Each function has a colour of its own, in which its name is written."""

import pytest
from manim import ManimColor

from scenes.films.activations.activation_specs import MAIN
from scenes.films.activations.tour.tints import names_in, tints_of
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_no_two_functions_of_a_tour_have_the_same_colour(theme: str) -> None:
    tints = tints_of(MAIN, THEMES[theme])
    assert tuple(tints) == MAIN
    assert len({*tints.values(), THEMES[theme].gradient}) == len(MAIN) + 1


def test_names_have_their_colours() -> None:
    theme = THEMES["dark"]
    tints = tints_of(MAIN, theme)
    _, names = names_in(tints, stage_of_frame(), theme)
    colours = [ManimColor(name.get_fill_color()) for name in names]
    assert colours == [ManimColor(colour) for colour in tints.values()]
