"""A film on a stage: its picture fills the frame, the camera follows, and acts flow into acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import numpy as np
from manim import FadeTransform, Mobject, ReplacementTransform, Text, linear, smooth

from scenes.camera.following import FollowingCamera, let_follow
from scenes.storytelling.camera_moves import View, least_seconds, track_of, view_of
from scenes.storytelling.easing import gentle
from scenes.storytelling.stage import FULL, Area, Stage, area_of, stage_of_frame
from scenes.storytelling.story import StoryScene

NEARER = 0.02
"""By so much the camera comes nearer, or goes back, while a sentence is read."""
SAMPLES = 15
"""Moments in a second at which it is looked up where that is which the camera will follow."""


class StagedScene(StoryScene):
    """A film whose hero picture fills the frame.

    Attributes
    ----------
    layout : {"full", "band"}
        Of the stage.
    stage : Stage
        Where things stand, in the shape of the frame.
    """

    layout: ClassVar[str] = FULL
    stage: Stage

    def setup(self) -> None:
        """Set the stage, and let the camera's frame move."""
        super().setup()
        self.stage = stage_of_frame(self.layout, self.caption_box)
        self._said_before: list[Mobject] = []
        camera = let_follow(self)
        camera.window = (
            np.array([self.stage.frame.low[0], self.stage.hero.low[1]]),
            self.stage.frame.high,
        )

    @property
    def following(self) -> FollowingCamera:
        """The camera."""
        camera: Any = self.renderer.camera
        return camera

    @property
    def view(self) -> View:
        """The current view of the camera."""
        return View(self.following.frame_center[:2].copy(), self.following.zoom)

    def open_with(self, *shown: Mobject, hero: Sequence[Mobject] = ()) -> None:
        """Begin the film with a picture: the first frame shows it, nothing fades in.

        Parameters
        ----------
        *shown : Mobject
        hero : sequence of Mobject
            Those among them that the film is to be looked at for.

        Raises
        ------
        RuntimeError
            If anything has been played already.
        """
        if self.renderer.time > 0:
            raise RuntimeError("a film opens with its picture, before anything is played")
        self.add(*shown)
        self.hero = hero

    def set_sentence(self, text: str) -> Text:
        """Return a sentence in the size that all of them have, which stays put at the foot."""
        said = self.stage.sentence_at_foot(text, self.theme.text)
        # The sentence before is still to fade out; those before it are gone.
        for gone in self._said_before[:-1]:
            self.following.fixed.remove(gone)
        self._said_before = [*self._said_before[-1:], said]
        self.pin(said)
        return said

    def pin(self, *mobjects: Mobject) -> None:
        """Fix mobjects in the frame, in front of all others, wherever the camera looks."""
        self.following.fixed += mobjects

    def look_at(self, target: Mobject | Area | View, seconds: float, margin: float = 0.12) -> None:
        """Move the camera until something fills the hero's place; slower if it would lurch.

        Parameters
        ----------
        target : Mobject, Area or View
        seconds : float
            At tempo 1; longer if the zoom would be faster than `camera_moves.FASTEST`.
        margin : float
            Room around it, as a share of its size on each side.
        """
        self.move_camera(self._view_of(target, margin), lambda progress: None, seconds)

    def move_camera(
        self, end: View, draw: Callable[[float], None], seconds: float, share: float = 1.0
    ) -> None:
        """Drive a picture while the camera moves; slower if it would lurch.

        Parameters
        ----------
        end : View
            What the camera sees at last.
        draw : callable
            Called with eased progress in [0, 1], once the camera is where it then is: what is drawn
            may depend on `view`.
        seconds : float
            At tempo 1; longer if the zoom would be faster than `camera_moves.FASTEST`.
        share : float
            Of that time, at the end of which the camera has arrived.
        """
        start = self.view

        def both(progress: float) -> None:
            self._aim(start.towards(end, gentle(min(progress / share, 1.0))))
            draw(gentle(progress))

        self.drive_in_place(both, max(seconds, least_seconds(start, end) / share), linear)

    def look_home(self, seconds: float) -> None:
        """Move the camera to where it was at first."""
        middle, _, _ = self.following.home
        self.look_at(View(middle[:2].copy(), 1.0), seconds)

    def come_nearer(self, least: float = 1.0) -> None:
        """Come a little nearer, or go back, until the sentence has been read.

        Parameters
        ----------
        least : float
            Seconds that it lasts at least, at tempo 1.
        """
        middle, _, _ = self.following.home
        view, is_home = self.view, self.view.is_near(View(middle[:2], 1.0))
        if is_home:
            goal = View(view.centre, 1 + NEARER)
        elif view.is_near(View(middle[:2], 1 + NEARER)):
            goal = View(middle[:2].copy(), 1.0)
        else:
            goal = View(view.centre, view.zoom * (1 + NEARER))
        self.look_at(goal, self.reading_time(least))

    def drive_in_place(
        self,
        draw: Callable[[float], None],
        seconds: float,
        rate: Callable[[float], float] = smooth,
    ) -> None:
        """Drive a picture that stays where it is, behind or before others.

        Parameters
        ----------
        draw, seconds, rate
            As of `drive`.
        """
        nothing = Mobject()  # brought to the front instead of a picture
        self.drive(nothing, draw, seconds, rate)
        self.remove(nothing)

    def follow(
        self,
        target: Mobject,
        draw: Callable[[float], None],
        seconds: float,
        rate: Callable[[float], float] = smooth,
        *,
        margin: float = 0.25,
        most: float = 8.0,
    ) -> None:
        """Drive a picture, and keep what moves in it in view; the camera goes there first.

        Parameters
        ----------
        target : Mobject
            What the camera follows: all its points are always in view.
        draw, seconds, rate
            As of `drive`. What is drawn must depend on progress alone.
        margin : float
            Room around the target, as a share of its size on each side.
        most : float
            Closest zoom.
        """
        areas = []
        for progress in np.linspace(0, 1, max(round(SAMPLES * seconds), 2) + 1).tolist():
            draw(rate(progress))
            areas.append(area_of(target))
        track = track_of(areas, self.stage, seconds, margin, most)
        draw(rate(0.0))
        if not self.view.is_near(track.at(0)):
            self.look_at(track.at(0), 1.0)

        def both(progress: float) -> None:
            draw(rate(progress))
            self._aim(track.at(progress))

        self.drive_in_place(both, seconds, linear)

    def morph(self, *pairs: tuple[Mobject, Mobject], seconds: float = 1.0) -> None:
        """Transform mobjects into others, each in its place: no frame between them is blank.

        Outlines of equal build bend into one another; others stretch over into one another.

        Parameters
        ----------
        *pairs : (Mobject, Mobject)
            What is on screen, and what it becomes.
        seconds : float
            At tempo 1.
        """
        become = [
            (ReplacementTransform if _is_alike(old, new) else FadeTransform)(old, new)
            for old, new in pairs
        ]
        self.act(*become, seconds=seconds)

    def _view_of(self, target: Mobject | Area | View, margin: float) -> View:
        if isinstance(target, View):
            return target
        area = target if isinstance(target, Area) else area_of(target)
        return view_of(area, self.stage, margin)

    def _aim(self, view: View) -> None:
        self.following.aim(view.centre, view.zoom)


def _is_alike(old: Mobject, new: Mobject) -> bool:
    """Return whether two mobjects have the same tree of parts, of the same kinds."""
    same_kind = type(old) is type(new) and len(old.submobjects) == len(new.submobjects)
    return same_kind and all(map(_is_alike, old.submobjects, new.submobjects))
