"""A surface in space: one mobject, whose cells are painted from the farthest to the nearest."""

from __future__ import annotations

from typing import Any, NamedTuple, NoReturn

import numpy as np
from manim import ManimColor, ThreeDCamera
from manim.mobject.types.image_mobject import AbstractImageMobject

from scenes.camera.camera import honour_marks
from scenes.camera.marks import Faces, Layer, Mark
from scenes.mobjects.arrays.colour_map import ColourMap, from_linear, to_linear
from scenes.mobjects.arrays.occlusion import Occluder
from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit
from scenes.mobjects.arrays.painting import back_to_front, cells, dotted, outward, ribbons

honour_marks()

OVERLAP = 0.6
"""Pixels by which a cell reaches over its edges, so that nothing shines through between two."""
JOINT = 2.0
"""Pixels by which a piece of a line reaches over its ends, which the next cell paints over."""


class MeshLines(NamedTuple):
    """Lines along the grid of a surface.

    Attributes
    ----------
    every : int
        A line at each so many rows and columns.
    colour : str
    strength : float
        How much of the colour is mixed into the surface's, from 0 to 1.
    width : float
        In Manim's units of stroke width.
    """

    every: int
    colour: str = "#ffffff"
    strength: float = 0.35
    width: float = 1.5


class SurfaceMesh(AbstractImageMobject):
    """A surface as a grid of vertices, lit and opaque to itself.

    Manim's `ThreeDCamera` looks at it from where it stands; under a camera of the plane, it is
    turned about its pivot as `orbit` says. It lies above or below other mobjects as a whole: by
    the order in which they were added, and by `z_index`.

    Parameters
    ----------
    colours : ColourMap
        Of heights, or of other values given with the vertices.
    orbit : Orbit
        From where it is seen under a camera of the plane; may be set anew in every frame.
    pivot : array (3,), optional
        The point that an orbit leaves in place; by default the middle of the first vertices.
    lines : MeshLines, optional
    light : array (3,)
        Direction in space towards the light.
    ambient : float
        Share of the light that comes from everywhere, from 0 to 1.
    """

    def __init__(
        self,
        colours: ColourMap,
        orbit: Orbit = FROM_ABOVE,
        pivot: np.ndarray | None = None,
        lines: MeshLines | None = None,
        light: tuple[float, float, float] = (-0.6, -0.5, 1.0),
        ambient: float = 0.35,
    ) -> None:
        self.colours, self.orbit, self.lines = colours, orbit, lines
        self.light, self.ambient = np.asarray(light) / np.linalg.norm(light), ambient
        self.opacity = 1.0
        self.shape, self.rgbs = (0, 0), np.zeros((0, 0, 3))
        self._pivot = pivot
        self._occluder_key: tuple[bytes, Orbit] | None = None
        super().__init__(scale_to_resolution=0)

    def reset_points(self) -> SurfaceMesh:
        """Remove all vertices, as Manim does before it makes a mobject."""
        self.points = np.zeros((0, 3))
        return self

    def set_graph(
        self, x: np.ndarray, y: np.ndarray, heights: np.ndarray, values: np.ndarray | None = None
    ) -> SurfaceMesh:
        """Show the graph of heights (rows, columns) over x (columns,) and y (rows,)."""
        plan = np.meshgrid(x, y)
        return self.set_vertices(np.stack([*plan, heights], axis=-1), values)

    def set_vertices(
        self,
        vertices: np.ndarray,
        values: np.ndarray | None = None,
        rgbs: np.ndarray | None = None,
    ) -> SurfaceMesh:
        """Place the surface, wherever it had been moved to.

        Parameters
        ----------
        vertices : array (rows, columns, 3)
            In the frame's units.
        values : array (rows, columns) or (rows - 1, columns - 1), optional
            Turned into colours of the vertices or of the cells; by default the heights.
        rgbs : array (rows, columns, 3) or (rows - 1, columns - 1, 3), optional
            Colours from 0 to 1, instead of values.
        """
        if rgbs is None:
            rgbs = self.colours(vertices[..., 2] if values is None else values)[..., :3] / 255
        self.shape, self.rgbs = vertices.shape[:2], rgbs
        flat = vertices.reshape(-1, 3).astype(float)
        if len(self.points):
            pivot = self.points[-1]
        elif self._pivot is not None:
            pivot = np.asarray(self._pivot, dtype=float)
        else:
            pivot = (flat.min(axis=0) + flat.max(axis=0)) / 2
        # The pivot is a point like others, so that whatever moves the vertices takes it along.
        self.points = np.vstack([flat, pivot])
        return self

    @property
    def vertices(self) -> np.ndarray:
        """Coordinates of the vertices, array (rows, columns, 3)."""
        return self.points[:-1].reshape(*self.shape, 3)

    def see(self, points: np.ndarray, camera: Any = None) -> np.ndarray:
        """Return where in the frame points (…, 3) of the surface's space appear, array (…, 2)."""
        if self._in_space(camera):
            return camera.project_points(points.reshape(-1, 3)).reshape(points.shape)[..., :2]
        pivot = self.points[-1]
        return pivot[:2] + self.orbit.see(points - pivot)[0]

    def _in_space(self, camera: Any) -> bool:
        return isinstance(camera, ThreeDCamera) and self not in camera.fixed_in_frame_mobjects

    def _eye(self, camera: Any) -> np.ndarray:
        """Return where the viewer is, array (4,): a place and 1, or a direction and 0."""
        if not self._in_space(camera):
            return np.append(self.orbit.axes[2], 0.0)
        towards = camera.get_rotation_matrix()[2]
        return np.append(camera.frame_center + camera.get_focal_distance() * towards, 1.0)

    def hides(self, points: np.ndarray, camera: Any = None, slack: float = 0.02) -> np.ndarray:
        """Return which points lie behind the surface.

        Parameters
        ----------
        points : array (n, 3)
            In the space of the vertices.
        camera : Camera, optional
            By default, one of the plane.
        slack : float
            How far behind it, in the frame's units; a path on the surface is not behind it.

        Returns
        -------
        bool array (n,)
        """
        return self._occluder_before(camera).hides(points, self.see(points, camera), slack)

    def _occluder_before(self, camera: Any) -> Occluder:
        """Return what hides points; that of the plane is kept as long as it is seen alike."""
        key = None if self._in_space(camera) else (self.points.tobytes(), self.orbit)
        if key is None or key != self._occluder_key:
            corners = cells(self.vertices)
            self._occluder = Occluder(corners, self.see(corners, camera), self._eye(camera))
            self._occluder_key = key
        return self._occluder

    def marks(self, camera: Any) -> list[Mark]:
        """Return what a camera draws."""
        if self.opacity == 0 or min(self.shape) < 2:
            return []
        faces = self._faces(camera)
        return [faces] if self.opacity == 1 else [Layer((faces,), self.opacity)]

    def _faces(self, camera: Any) -> Faces:
        vertices, eye = self.vertices, self._eye(camera)
        corners = cells(vertices)
        seen = self.see(vertices, camera)
        pixel = camera.frame_width / camera.pixel_width
        order = back_to_front(vertices, eye)
        rgbs = self.lit(corners, eye)
        polygons = outward(cells(seen), OVERLAP * pixel)[order]
        painted = rgbs[order]
        if self.lines is not None:
            half = max(0.01 * self.lines.width, pixel) / 2
            after, strips = ribbons(seen, self.lines.every, order, half, JOINT * pixel)
            colour, strength = ManimColor(self.lines.colour).to_rgb(), self.lines.strength
            mixed = (1 - strength) * painted[after] + strength * colour
            place = np.argsort(np.append(np.arange(len(order)), after + 0.5), kind="stable")
            polygons = np.concatenate([polygons, strips])[place]
            painted = np.concatenate([painted, mixed])[place]
        kept = np.isfinite(polygons).all(axis=(1, 2))
        return Faces(polygons[kept], np.column_stack([painted, np.ones(len(painted))])[kept])

    def lit(self, corners: np.ndarray, eye: np.ndarray) -> np.ndarray:
        """Return the colours of cells (n, 4, 3) as the light leaves them, array (n, 3).

        Lambert's law, on the side of each cell that the eye sees.
        """
        rgbs = self.rgbs if self.rgbs.shape[:2] != self.shape else cells(self.rgbs).mean(axis=1)
        normals = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
        normals /= np.maximum(np.sqrt(dotted(normals, normals)), 1e-12)[:, None]
        towards = eye[:3] - eye[3] * corners.mean(axis=1)
        normals[dotted(normals, towards) < 0] *= -1
        shade = self.ambient + (1 - self.ambient) * np.maximum(normals @ self.light, 0)
        return from_linear(to_linear(rgbs.reshape(-1, 3)) * shade[:, None])

    def set_color(
        self, color: Any = "#ffffff", alpha: Any = None, family: bool = True
    ) -> SurfaceMesh:
        """Set one colour for all of its vertices."""
        self.rgbs = np.broadcast_to(ManimColor(color).to_rgb(), self.rgbs.shape).copy()
        return self if alpha is None else self.set_opacity(alpha)

    def set_opacity(self, alpha: float) -> SurfaceMesh:
        """Set the opacity towards what is behind the surface; it still hides itself."""
        self.opacity = alpha
        return self

    def fade(self, darkness: float = 0.5, family: bool = True) -> SurfaceMesh:
        """Reduce its opacity by a fraction."""
        for part in self.submobjects if family else ():
            part.fade(darkness, family)
        return self.set_opacity((1 - darkness) * self.opacity)

    def align_points_with_larger(self, larger_mobject: Any) -> NoReturn:
        """Refuse."""
        raise ValueError(f"a surface of {self.shape} vertices cannot become {larger_mobject.shape}")

    def interpolate_color(self, mobject1: Any, mobject2: Any, alpha: float) -> SurfaceMesh:
        """Blend the looks, and the directions of view, of two surfaces of equal shape."""
        a, b = 1 - alpha, alpha
        if alpha == 1 or mobject1.rgbs.shape != mobject2.rgbs.shape:
            self.shape, self.rgbs = mobject2.shape, mobject2.rgbs.copy()
        else:
            self.shape, self.rgbs = mobject1.shape, a * mobject1.rgbs + b * mobject2.rgbs
        self.opacity = a * mobject1.opacity + b * mobject2.opacity
        first, last = mobject1.orbit, mobject2.orbit
        self.orbit = Orbit(a * first.azimuth + b * last.azimuth, a * first.tilt + b * last.tilt)
        return self
