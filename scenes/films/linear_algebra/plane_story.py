"""What films of the moving plane have in common."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import LEFT, UP, FadeIn, FadeOut, Group, Mobject, Text, linear, smooth

from engine.geometry.plane_maps import REACH
from scenes.films.linear_algebra.plane_panel import Carry, PlanePanel
from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit
from scenes.mobjects.frame import at
from scenes.storytelling.story import StoryScene

CENTRE, WIDTH, HEIGHT = np.array([-3.45, 0.4]), 6.7, 6.7
"""Of the panel."""
SIDE, TOP = 0.4, 3.45
"""The column beside it: left edge, middle of its first line."""
ASIDE = Orbit(azimuth=-0.6, tilt=0.95)
"""From where one sees the plane turn over."""

CORNERS = REACH * np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
"""Of the plane that is drawn, array (4, 2)."""
TURNED = 0.25
"""Share of the time in which the view turns aside, and in which it turns back."""

Way = Callable[[float], np.ndarray]
"""Gives the matrix (3, 2) that carries the plane, at a fraction of the way."""


def carried_by(matrix: np.ndarray) -> Carry:
    """Return the function that carries points by a matrix (2 or 3, 2)."""
    return lambda points: points @ matrix.T


LYING = carried_by(np.eye(2))


def places_on(way: Way, end: float, points: np.ndarray, orbit: Orbit = FROM_ABOVE) -> np.ndarray:
    """Return where points (n, 2) are seen from 0 to `end` of a way, array (fractions, n, 2)."""
    return np.array([orbit.see(points @ way(f).T)[0] for f in np.linspace(0, end, 49)])


class PlaneStory(StoryScene):
    """A film with panels in which the plane moves."""

    panel: PlanePanel
    title: Text | None = None

    def entitle(self, text: str) -> None:
        """Replace the title of the column."""
        title = self.write(text, 34, bold=True)
        title.move_to(at(SIDE, TOP), aligned_edge=LEFT)
        if self.title is not None:
            self.act(FadeOut(self.title, shift=0.1 * UP), seconds=0.25)
        self.act(FadeIn(title, shift=0.1 * UP), seconds=0.4)
        self.title = title

    def reveal(self, *parts: Mobject, seconds: float = 0.7) -> None:
        """Fade parts of the panel in, each in its place above and below the others."""
        self.panel.include(*parts)
        self.act(*(FadeIn(part) for part in parts), seconds=seconds)

    def zoom(self, carry: Carry, scale: float, seconds: float = 1.0) -> None:
        """Change the panel's scale, by an even factor."""
        start = self.panel.scale_now

        def draw(progress: float) -> None:
            self.panel.look(start ** (1 - progress) * scale**progress, self.panel.orbit)
            self.panel.draw_plane(carry)

        if abs(scale / start - 1) > 1e-3:
            self.drive(self.panel, draw, seconds)

    def travel(
        self,
        way: Way,
        others: Mobject,
        draw: Callable[[np.ndarray], None],
        seconds: float,
        *,
        aside: bool = False,
    ) -> None:
        """Carry the plane along a way.

        Parameters
        ----------
        way : callable
        others : Mobject
            What else is drawn anew.
        draw : callable
            Draws the plane and the others, given the matrix (3, 2).
        seconds : float
        aside : bool
            Whether to look from aside meanwhile, which takes as long again before and after.
        """
        scale = self.panel.scale_now

        def step(progress: float) -> None:
            matrix = way(float(np.clip((progress - TURNED) / (1 - 2 * TURNED), 0, 1)))
            if aside:
                share = smooth(min(progress, 1 - progress, TURNED) / TURNED)
                self.panel.look(scale, Orbit(share * ASIDE.azimuth, share * ASIDE.tilt))
            draw(matrix)

        group = Group(self.panel, others)
        if aside:
            self.drive(group, step, seconds / (1 - 2 * TURNED), linear)
        else:
            self.drive(group, lambda p: step(TURNED + p * (1 - 2 * TURNED)), seconds)
