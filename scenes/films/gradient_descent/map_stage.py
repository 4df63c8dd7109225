"""What films told on a map share: a title over it, and a camera that never stands quite still."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from manim import DOWN, LEFT, UP, VGroup, VMobject

from scenes.storytelling.camera_moves import View
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Area, plated
from scenes.storytelling.staged_scene import StagedScene

NEARING = 0.012
"""Share of the zoom by which the camera comes closer in a second, while words are read."""
BREATH = 1.02
"""Zoom to which it comes and from which it goes back, before pictures that fill the frame."""


class MapStage(StagedScene):
    """Puts words over a picture, and lets them be read."""

    title: VGroup | None = None

    @property
    def inner(self) -> Area:
        """Where words may stand over the picture."""
        return Area(self.stage.legend.low, self.stage.numbers.high)

    def mark_map(self) -> None:
        """Draw what looks different at another zoom of the camera; nothing by default."""

    def look_home(self, seconds: float) -> None:
        """Move the camera to where it was at first."""
        self.move_camera(self.home_view(), lambda progress: self.mark_map(), seconds)

    def home_view(self) -> View:
        """Return what the camera sees of the whole picture."""
        return View(self.stage.frame.centre.copy(), 1.0)

    def drift(
        self, least: float = 1.0, draw: Callable[[float], Any] = lambda progress: None
    ) -> None:
        """Let the sentence be read, while the camera comes a little closer.

        Parameters
        ----------
        least : float
            Seconds.
        draw : callable
            Called with progress in [0, 1].
        """
        seconds, view = self.reading_time(least), self.view
        self.move_camera(View(view.centre, view.zoom * (1 + NEARING * seconds)), draw, seconds)

    def breathe(
        self, least: float = 1.0, draw: Callable[[float], Any] = lambda progress: None
    ) -> None:
        """Do the same before a chart, of which nothing may be lost: come closer, or go back."""
        home = self.home_view()
        near = View(home.centre, 1.0 if self.view.zoom > 1 + (BREATH - 1) / 2 else BREATH)
        self.move_camera(near, draw, self.reading_time(least))

    def titled(self, *parts: VMobject) -> VGroup:
        """Stand lines of words below one another in the upper left corner, fixed in the frame."""
        lines = VGroup(*parts).arrange(DOWN, aligned_edge=LEFT, buff=0.15 * self.stage.scale)
        words = plated(lines, self.theme)
        words.scale(min(1.0, self.stage.title.size[0] / words.width))
        words.move_to(self.stage.title.corner(UP + LEFT), aligned_edge=UP + LEFT)
        self.pin(words)
        return words

    def retitle(self, words: VGroup | None, *others: Any, seconds: float = 0.6) -> None:
        """Put words in the place of the title, once that has faded, while other animations play."""
        swap = in_turn(*([] if each is None else [each] for each in (self.title, words)))
        self.title = words
        self.act(*swap, *others, seconds=seconds)
