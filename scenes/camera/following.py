"""A camera whose frame moves over the picture, while fixed mobjects stay where they are.

The frame itself moves, so that whatever a picture is made of (outlines, surfaces, images) is drawn
true at every zoom, and nothing of it is changed. Fixed mobjects, such as the sentence at the foot,
are drawn with the frame at home: their points are never touched, so that they stay put to the last
bit. Lines are equally wide at every zoom.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from manim import Mobject, Scene
from manim.utils.family import extract_mobject_family_members

from scenes.camera.camera import FastCamera
from scenes.camera.pictures import ManimMark


class FollowingCamera(FastCamera):
    """The fast camera, with a frame that can be moved.

    A camera becomes one by `let_follow`. Where the frame is, is part of what the renderer hashes.

    Attributes
    ----------
    home : (array (3,), float, float)
        Middle, width and height of the frame as it was at first, in frame units.
    fixed : list of Mobject
        They and their families stay where they are, before all others.
    window : (array (2,), array (2,)), optional
        Lower left and upper right corner of where the picture is drawn, in units of the frame at
        home; all of the frame by default.
    """

    home: tuple[np.ndarray, float, float]
    fixed: list[Mobject]
    window: tuple[np.ndarray, np.ndarray] | None
    _in_window = False

    @property
    def zoom(self) -> float:
        """Magnification relative to the frame at home."""
        return self.home[1] / self.frame_width

    def aim(self, centre: np.ndarray, zoom: float) -> None:
        """Move the frame.

        Parameters
        ----------
        centre : array (2,)
            What appears in the middle of the frame, in frame units.
        zoom : float
            Magnification relative to the frame at home.
        """
        self.frame_center = np.array([centre[0], centre[1], 0.0])
        self.frame_width, self.frame_height = self.home[1] / zoom, self.home[2] / zoom

    def aim_home(self) -> None:
        """Move the frame to where it was at first."""
        self.frame_center, self.frame_width, self.frame_height = self.home

    def placed_in_frame(self, mobject: Mobject, points: np.ndarray) -> np.ndarray:
        """Return where points (n, 3) of a mobject appear, in units of the frame at home."""
        if any(mobject is each for each in extract_mobject_family_members(self.fixed)):
            return points
        return (points - self.frame_center) * self.zoom + self.home[0]

    def capture_mobjects(self, mobjects: Iterable[Mobject], **options: Any) -> None:
        """Draw the picture through the frame, then what is fixed, with the frame at home."""
        shown = list(mobjects)
        held = {id(each) for each in extract_mobject_family_members(self.fixed)}
        shown = extract_mobject_family_members(
            shown, use_z_index=self.use_z_index, only_those_with_points=True
        )
        picture = [each for each in shown if id(each) not in held]
        fixed = [each for each in shown if id(each) in held]
        options["include_submobjects"] = False
        self._in_window = True
        try:
            self._capture_at(picture, self.zoom, options)
        finally:
            self._in_window = False
        # Which marks are fixed, and where the picture ends, is not seen from the marks themselves.
        facts = ("fixed", len(picture), len(fixed), *(self.window or ()))
        self.show([ManimMark(lambda: None, facts)], self.pixel_array)
        frame = self.frame_center, self.frame_width, self.frame_height
        self.aim_home()
        try:
            self._capture_at(fixed, 1.0, options)
        finally:
            self.frame_center, self.frame_width, self.frame_height = frame

    def _capture_at(self, mobjects: list[Mobject], zoom: float, options: dict[str, Any]) -> None:
        width = self.cairo_line_width_multiple
        self.cairo_line_width_multiple = width / zoom
        try:
            super().capture_mobjects(mobjects, **options)
        finally:
            self.cairo_line_width_multiple = width

    def get_cached_cairo_context(self, pixel_array: np.ndarray) -> None:
        """Return None: a context is made for one place of the frame, so none is cached."""

    def get_cairo_context(self, pixel_array: np.ndarray) -> Any:
        """Return a context for the frame as it is now, clipped to the window for the picture."""
        context = super().get_cairo_context(pixel_array)
        if self._in_window and self.window is not None:
            middle = self.frame_center[:2]
            low, high = ((corner - self.home[0][:2]) / self.zoom + middle for corner in self.window)
            # Whole pixels, so that an edge is as sharp whoever draws.
            left, lower = map(round, context.user_to_device(*low))
            right, upper = map(round, context.user_to_device(*high))
            matrix = context.get_matrix()
            context.identity_matrix()
            context.new_path()
            context.rectangle(left, upper, right - left, lower - upper)
            context.set_matrix(matrix)
            context.clip()
        return context


def let_follow(scene: Scene) -> FollowingCamera:
    """Replace a scene's `FastCamera` by one whose frame can be moved, and return it.

    Raises
    ------
    TypeError
        If its camera is of another kind.
    """
    camera: Any = scene.renderer.camera
    kind = type(camera)
    if kind is not FastCamera:
        raise TypeError(f"{kind.__name__} cannot follow: its scene needs a plain Camera")
    camera.__class__ = FollowingCamera
    camera.home = camera.frame_center.copy(), float(camera.frame_width), float(camera.frame_height)
    camera.fixed, camera.window = [], None
    return camera
