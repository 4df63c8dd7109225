"""A descent that leaps: from the place of each step straight to that of the next, over a surface.

Chords of a valley lie above it, so that leaps from wall to wall are seen one over the other.
"""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes.films.gradient_descent.mobjects.walker import spaced
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.storytelling.easing import gentle
from scenes.theme.theme import Theme

FIRST, SHRINK, SHORTEST = 1.2, 0.8, 0.16
"""Seconds of the first leap, the share of it that each next one takes, and the least seconds."""
LONGEST = 5.0
"""Seconds of all leaps at most: many follow each other so much faster."""
APART = 0.16
"""Between the dots of landings, in frame units; nearer ones have none."""
HALO = 0.7
"""Opacity of the dark edge of leaps, on a surface of any colour."""


class Trail(VGroup):
    """The leaps so far, a dot where each lands, and a head.

    Parameters
    ----------
    steps : int
    colour : str
    theme : Theme
    scale : float
        Of marks and widths.
    """

    def __init__(self, steps: int, colour: str, theme: Theme, scale: float) -> None:
        self.steps, self.scale_of_marks = steps, scale
        self.leaps = VMobject(stroke_color=colour, stroke_width=4 * scale, fill_opacity=0)
        self.halo = self.leaps.copy().set_stroke(theme.panel, 8 * scale)
        shape = marker_of(0)
        self.dots, self.head = (
            Markers(
                shape,
                fill_color=colour,
                fill_opacity=1,
                stroke_color=theme.panel,
                stroke_width=wide,
            )
            for wide in (1.2, 2.5)
        )
        super().__init__(self.halo, self.leaps, self.dots, self.head)
        self.shade_to(1.0)
        lasts = np.maximum(FIRST * SHRINK ** np.arange(steps), SHORTEST)
        lasts *= min(1.0, LONGEST / lasts.sum())
        self.ends = np.concatenate([[0.0], np.cumsum(lasts)])

    @property
    def seconds(self) -> float:
        """How long all leaps last."""
        return float(self.ends[-1])

    def shade_to(self, opacity: float) -> Trail:
        """Show all of it so opaque, the dark edge of its leaps less."""
        self.halo.set_stroke(opacity=HALO * opacity)
        self.leaps.set_stroke(opacity=opacity)
        for marks in (self.dots, self.head):
            marks.set_fill(opacity=opacity).set_stroke(opacity=opacity)
        return self

    def step_at(self, progress: float) -> float:
        """Return the continuous step at a share of that time: each leap starts and ends gently."""
        time = progress * self.seconds
        whole = min(int(np.searchsorted(self.ends, time, "right")) - 1, self.steps - 1)
        lasts = self.ends[whole + 1] - self.ends[whole]
        return whole + gentle(float(np.clip((time - self.ends[whole]) / lasts, 0, 1)))

    def draw(self, places: np.ndarray, step: float, zoom: float = 1.0) -> Trail:
        """Draw the leaps as far as a continuous step.

        Parameters
        ----------
        places : array (steps + 1, 2)
            Of the steps, in the frame.
        step : float
        zoom : float
            The camera's; marks are so much smaller.
        """
        whole = min(int(step), self.steps)
        after = min(whole + 1, self.steps)
        head = places[whole] + (step - whole) * (places[after] - places[whole])
        knots = np.concatenate([places[: whole + 1], head[None]])
        self.leaps.points = as_points(straight(knots[:-1], knots[1:]))
        self.halo.points = self.leaps.points.copy()
        size = self.scale_of_marks / zoom
        self.dots.set_places(spaced(places[: whole + 1], APART * size), 0.06 * size)
        self.head.set_places(head[None], 0.13 * size)
        return self
