"""Where the camera of the film of gradient descent looks, and how it gets there."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import linear

from scenes.films.gradient_descent.descent_picture import CLOSE, DescentPicture, Pose
from scenes.storytelling.camera_moves import View, fitting_zoom, least_seconds
from scenes.storytelling.easing import gentle
from scenes.storytelling.staged_scene import StagedScene

AROUND = 0.07
"""Room around the ways on a map, as a share of their size."""
LEAN = 0.12
"""By how much higher the first steps are seen from, as a share of the way to straight above."""
CLOSER, SEEN = 1.5, 0.05
"""Zoom from which the steps on a surface are seen beside the middle, and how far from the edges
they have to stay then, as a share of the hero's place."""
TURNS = sorted(np.linspace(-1.2, 1.2, 9).tolist(), key=abs)
"""Radians by which the view may turn on the way there."""
MIDDLE, BESIDE = np.array([0.15, 0.03]), np.array([0.03, 0.17])
"""Where the walker stands in a close view, from its middle, as a share of the hero's place: on a
map or curve; and on a surface, beside which the step is written."""


class DescentCamera(StagedScene):
    """Looks at a picture in a pose, and goes from one to another."""

    picture: DescentPicture
    pose: Pose
    singles: int
    low: float

    def draw(self, pose: Pose) -> None:
        """Draw the picture in a pose, at the camera's zoom."""
        raise NotImplementedError

    def put_labels(self) -> None:
        """Stand labels beside what they name."""
        raise NotImplementedError

    @property
    def is_relief(self) -> bool:
        """Whether the surface is seen in space at first."""
        return self.picture.relief is not None and self.low == 0

    @property
    def has_room_beside(self) -> bool:
        """Whether a step is written beside the walker; else it is in the place of the title."""
        return self.is_relief and not self.stage.is_upright

    @property
    def home(self) -> View:
        """What the camera sees of the whole picture."""
        return View(self.stage.frame.centre.copy(), 1.0)

    @property
    def near(self) -> Pose:
        """The pose of the first steps: a surface is seen from higher, so that its lines are seen.

        The view turns away only where the surface would hide the steps.
        """
        if not self.is_relief:
            return Pose(0.0, self.pose.turn, self.low)
        start = self.pose.turn
        poses = [Pose(0.0, start + turn, self.low + LEAN) for turn in TURNS]
        return next(
            (each for each in poses if not self.picture.hides(each, self.singles)), poses[0]
        )

    def go(self, pose: Pose, seconds: float) -> None:
        """Bring the picture into a pose: at its first step from close by, else all of it.

        The walker goes straight from where it is seen to where it is to be seen.
        """
        start, end, before = self.pose, pose, self.view
        after = self.view_of_pose(end)
        last = (self.place_at(end) - after.centre) * after.zoom
        self.picture.turn(start)
        first = (self.place_at(start) - before.centre) * before.zoom

        def draw(progress: float) -> None:
            share = gentle(progress)
            now = start.towards(end, share)
            zoom = before.zoom ** (1 - share) * after.zoom**share
            self._aim(View(self.view.centre, zoom))
            self.draw(now)
            self._aim(View(self.place_at(now) - (first + share * (last - first)) / zoom, zoom))
            self.put_labels()

        self.drive_in_place(draw, max(seconds, least_seconds(before, after)), linear)
        self.pose = end

    def view_of_pose(self, pose: Pose) -> View:
        """Return what the camera sees in a pose: the first steps, or, on a map, the ways."""
        self.picture.turn(pose)
        if pose.step == 0 and (pose.rise < 1 or self.low == 1):
            return self.close_view(pose)
        if pose.rise < 1:
            return self.home
        return self.map_view()

    def close_view(self, pose: Pose) -> View:
        """Return what the camera sees of the first steps."""
        return self.centred_on_walker(self.picture.close_view(pose, self.singles), pose)

    def centred_on_walker(self, view: View, pose: Pose) -> View:
        """Move a close view so that there is room for what lies uphill of the walker."""
        stage = self.stage
        in_space = self.is_relief and pose.rise < 1
        if view.zoom < (CLOSER if in_space else CLOSE) or (in_space and stage.is_upright):
            return view
        off = (BESIDE if in_space else MIDDLE) * stage.hero.size
        off = off + stage.hero.centre - stage.frame.centre
        moved = View(self.place_at(pose) - off / view.zoom, view.zoom)
        if not in_space:
            return moved
        ways = self.picture.area_of_ways()
        seen = moved.shows(np.array([ways.low, ways.high]), stage)
        edge = SEEN * stage.hero.size
        is_seen = ((seen > stage.hero.low + edge) & (seen < stage.hero.high - edge)).all()
        return moved if is_seen else view

    def with_ways_in_the_middle(self, pose: Pose) -> View:
        """Return the view, as close as now, that has the ways in a pose in its middle."""
        self.picture.turn(pose)
        offset = (self.stage.hero.centre - self.stage.frame.centre) / self.view.zoom
        return View(self.picture.area_of_ways().centre - offset, self.view.zoom)

    def map_view(self) -> View:
        """Return the view of the map in which the ways fill the frame, and nothing beside it."""
        area, ground = self.picture.area_of_ways(), self.picture.map_area()
        window = self.stage.hero.size
        zoom = min(
            fitting_zoom(area, self.stage, AROUND), 1.02 * float((window / ground.size).max())
        )
        if zoom <= 1:
            return self.home
        half = window / 2 / zoom
        low, high = ground.low + half, ground.high - half
        middle = np.where(low < high, np.clip(area.centre, low, high), ground.centre)
        return View(middle - (self.stage.hero.centre - self.stage.frame.centre) / zoom, zoom)

    def place_at(self, pose: Pose) -> np.ndarray:
        """Return where the walker stands in a pose that the picture is turned to."""
        point = self.picture.walker.route.point_at(pose.step)
        return self.picture.place(point[None])[0]


def points_along(places: np.ndarray, count: int) -> np.ndarray:
    """Return so many points on each line from one of places (n, 2) to the next, array (m, 2)."""
    shares = np.linspace(0, 1, count)[:, None]
    return np.concatenate([one + shares * (two - one) for one, two in pairwise(places)])
