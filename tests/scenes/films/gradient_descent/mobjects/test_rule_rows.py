"""A rule is named with its learning rate and its symbols, and fits its place in every shape."""

import pytest
from manim import Text, config, tempconfig

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.surfaces import SURFACES
from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.films.gradient_descent.mobjects.rule_rows import rule_rows
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


@pytest.fixture
def words() -> DescentWords:
    return DescentWords(SURFACES["bowl"], descend(DescentSpec(steps=8)))


def test_it_names_the_rule_its_rate_and_what_theta_stands_for(words: DescentWords) -> None:
    rows = rule_rows(words, 4, stage_of_frame(), THEMES["dark"])
    written = [part.original_text for part in rows.get_family() if isinstance(part, Text)]
    assert written[:2] == ["θ: a, b", "gradient descent, learning rate η = 0.01"]


def test_it_says_how_many_times_as_long_steps_are_drawn(words: DescentWords) -> None:
    rows = rule_rows(words, 4, stage_of_frame(), THEMES["dark"], times=10)
    written = [part.original_text for part in rows.get_family() if isinstance(part, Text)]
    assert "step, drawn 10 times as long" in written


@pytest.mark.parametrize("height", [8.0, 25.28])
def test_it_is_never_wider_than_its_place(words: DescentWords, height: float) -> None:
    with tempconfig({"frame_height": height, "frame_width": config.frame_width}):
        stage = stage_of_frame()
        rows = rule_rows(words, 4, stage, THEMES["dark"])
    assert rows[1].width <= stage.title.size[0] + 1e-6
