"""Labels beside places of a picture, of one size at every zoom."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, RIGHT, UP, VGroup

from scenes.films.gradient_descent.descent_numbers import point_text
from scenes.films.gradient_descent.mobjects.chips import chip_of
from scenes.languages.language import translate
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.camera_moves import View
from scenes.storytelling.stage import Stage, area_of
from scenes.theme.theme import Theme

SIZE = 22
"""Of the words, in a frame of 16:9, as Manim counts."""
GAP = 0.3
"""Between a place and its label, in frame units."""


class PlaceLabels(VGroup):
    """What places are, with their coordinates: of the start of a way first, of its end last.

    Parameters
    ----------
    named : sequence of (str, array (dims,))
        What is at which point; the words are translated.
    stage, theme
    """

    def __init__(self, named: Sequence[tuple[str, np.ndarray]], stage: Stage, theme: Theme) -> None:
        self.stage = stage
        self.points_named = np.array([point for _, point in named])
        super().__init__()
        for what, point in named:
            words = sentence(
                "{what} ({place})", stage.text_size(SIZE), theme.text,
                what=translate(what), place=point_text(point),
            )  # fmt: skip
            self.add(chip_of(words, stage, theme))
        self.heights = [label.height for label in self]

    def stand(self, places: np.ndarray, view: View) -> None:
        """Stand beside the places (n, 2) where they appear, to the side that the way ends on.

        Where there is room, the first one stands on the other side, so that the way is free.
        """
        gap = GAP * self.stage.scale / view.zoom
        side = LEFT if places[0, 0] >= places[-1, 0] else RIGHT
        for label, height, place in zip(self, self.heights, places, strict=True):
            label.scale_to_fit_height(height / view.zoom).next_to(at(*place), side, buff=gap)
        first, start = self[0], places[0]
        room = self.stage.frame.size[0] / 2 / view.zoom - abs(start[0] - view.centre[0])
        share = float(np.clip((room - first.width - 2 * gap) / gap, 0, 1))
        beside = first.get_center()
        beyond = first.next_to(at(*start), -side, buff=gap).get_center()
        first.move_to(beside + share * (beyond - beside))

    def make_way_for(self, others: VGroup) -> None:
        """Stand higher than other words where they would overlap."""
        for label in self:
            for other in others:
                one, two = area_of(label), area_of(other)
                if one.meets(two):
                    label.shift((two.high[1] - one.low[1] + 0.05) * UP)
