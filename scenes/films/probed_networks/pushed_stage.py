"""The beat in which one input's numbers become its place."""

from __future__ import annotations

import numpy as np
from manim import Create, Dot, FadeIn, FadeOut, Line, Rectangle, VGroup, VMobject, linear

from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.pushes import differences, path_of, pushed_point
from scenes.films.probed_networks.representation_stage import GROWN, RepresentationStage
from scenes.mobjects.frame import at
from scenes.theme.theme import Theme

WIDE, LEAST = 0.62, 0.02
"""Of a bar, as a share of the place it has; height of one that is zero, in frame units."""
DIM = 0.14
"""Opacity of the inputs behind the one that is pushed."""
PALE, DONE = 0.8, 0.45
"""Opacities of a bar that is still to push, and of one that has pushed."""


class NumberBars(VGroup):
    """Numbers as bars side by side, up or down from a line.

    Parameters
    ----------
    numbers : array (count,)
    low, high : array (2,)
        Corners of their place, in frame units.
    theme : Theme
    """

    def __init__(
        self, numbers: np.ndarray, low: np.ndarray, high: np.ndarray, theme: Theme
    ) -> None:
        self.theme = theme
        middle, half = (low[1] + high[1]) / 2, (high[1] - low[1]) / 2
        pitch = (high[0] - low[0]) / len(numbers)
        heights = numbers / max(float(np.abs(numbers).max()), 1e-12) * half
        self.bars = [
            Rectangle(
                width=WIDE * pitch, height=max(abs(height), LEAST), stroke_width=0,
                fill_color=theme.text, fill_opacity=PALE,
            ).move_to(at(low[0] + (k + 0.5) * pitch, middle + height / 2))
            for k, height in enumerate(heights.tolist())
        ]  # fmt: skip
        line = Line(at(low[0], middle), at(high[0], middle), color=theme.muted, stroke_width=2)
        super().__init__(line, *self.bars)

    def light_up(self, place: float) -> NumberBars:
        """Light the bars up to a place, the one at it most of all."""
        for k, bar in enumerate(self.bars):
            is_now = k <= place < k + 1
            colour = self.theme.text if k > place else self.theme.highlight
            bar.set_fill(colour, opacity=1.0 if is_now else PALE if k > place else DONE)
        return self


class PushedStage(RepresentationStage):
    """An input that its numbers push from the middle to its place, one after another."""

    def explain_place(self) -> None:
        """Show how the numbers of one input become its place."""
        answers = self.answers
        point = pushed_point(answers)
        if point is None:
            self.say(words.view(answers))
            self.come_nearer()
            return
        self.say(words.numbers_of_each(answers))
        edge = 0.04 * self.strip.size
        bars = NumberBars(
            differences(answers, point), self.strip.low + edge, self.strip.high - edge, self.theme
        )
        sizes = np.full(len(self.sizes), self.scale_in(self.above))
        sizes[point] = GROWN
        self.change(1.0, seen=self.only(np.array([point]), DIM), sizes=sizes, room=self.above)
        ring = self.ring(point, GROWN)
        self.act(Create(ring), FadeIn(bars), seconds=0.8)
        self.come_nearer()
        self.say(words.shadow(answers))
        middle = Dot(radius=0.12 * self.stage.scale, color=self.theme.text)
        middle.move_to(at(*self.in_frame(path_of(answers, point))[0]))
        self.act(FadeIn(middle, scale=3), seconds=0.5)
        self.push(point, bars, ring)
        self.act(*map(FadeOut, (bars, self.trail, ring, middle)), seconds=0.5)
        self.change(1.0, seen=1.0, sizes=1.0, room=self.whole)

    def push(self, point: int, bars: NumberBars, ring: VMobject) -> None:
        """Bring a point to the middle, and let its numbers push it back."""
        path, start = path_of(self.answers, point), self.places
        home = start[point].copy()

        def go(place: np.ndarray) -> np.ndarray:
            places = start.copy()
            places[point] = place
            ring.move_to(at(*self.in_frame(place[None])[0]))
            return places

        self.change(0.8, course=lambda p: go(home + p * (path[0] - home)))
        corners = self.in_frame(path)
        self.trail = trail = VMobject(color=self.theme.highlight, stroke_width=4)
        self.add(trail)
        count = len(path) - 1

        def pushed(progress: float) -> np.ndarray:
            done = min(int(progress * count), count - 1)
            # Each push takes the first two thirds of its time, and then rests.
            part = min(1.5 * (progress * count - done), 1.0)
            place = path[done] + part * (path[done + 1] - path[done])
            along = [*corners[: done + 1], self.in_frame(place[None])[0]]
            trail.set_points_as_corners([at(*each) for each in along])
            bars.light_up(progress * count)
            return go(place)

        self.change(max(4.0, self.reading_time()), course=pushed, rate=linear)
        bars.light_up(count)
