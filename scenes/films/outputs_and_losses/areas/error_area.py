"""The picture of an error: a figure whose area is the loss, and whose edge is the gradient."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from manim import ManimColor, VGroup, VMobject

from engine.experiments.loss_areas import breadth, free_from, heights, is_square
from engine.experiments.loss_curves import LossFunction
from scenes.films.outputs_and_losses.squared_errors import FILL, WIDTH
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.theme.theme import Theme

SAMPLES = 81
EDGE = 9.0
"""Width of an edge, as Manim counts widths of lines."""


@dataclass(frozen=True)
class Ground:
    """Where figures stand.

    Attributes
    ----------
    place : callable
        Returns where predictions (…) and heights (…) stand in the frame, array (…, 2).
    end : float
        The last prediction that is shown: figures that do not end go so far.
    ceiling : float
        Height in the frame above which nothing is drawn.
    """

    place: Callable[[np.ndarray | float, np.ndarray | float], np.ndarray]
    end: float
    ceiling: float


class ErrorArea(VGroup):
    """A bar for the error, the figure on it, and the edges by which that grows.

    Parameters
    ----------
    colour : str
    theme : Theme
    """

    def __init__(self, colour: str, theme: Theme) -> None:
        self.figure = VMobject(
            stroke_color=colour, stroke_width=2, fill_color=colour, fill_opacity=FILL
        )
        self.cells = VMobject(stroke_color=colour, stroke_width=1.5, fill_opacity=0)
        self.bar = VMobject(stroke_color=colour, stroke_width=WIDTH)
        self.edge = VMobject(stroke_color=theme.gradient, stroke_width=EDGE)
        self.roof = VMobject(stroke_color=theme.gradient, stroke_width=EDGE)
        super().__init__(self.figure, self.cells, self.bar, self.edge, self.roof)

    def draw(
        self,
        loss: LossFunction,
        x: float,
        ground: Ground,
        *,
        before: LossFunction | None = None,
        bent: float = 1.0,
        edges: float = 0.0,
        seen: float = 1.0,
        risen: float = 1.0,
        poured: float = 0.0,
    ) -> None:
        """Draw the figure of a prediction.

        Parameters
        ----------
        loss : LossFunction
        x : float
        ground : Ground
        before : LossFunction, optional
            The loss whose figure becomes this one's.
        bent : float
            How far it has become it.
        edges, seen : float
            How clearly edges are seen, and all else.
        risen : float
            How far it has risen from its bar, from 0 to 1.
        poured : float
            How far it has been poured into a line at the prediction, as high as the loss.
        """
        before = before or loss
        free = free_from(loss)
        end = ground.end if loss.domain == "score" or free is None else free
        places = breadth(loss, x, end, SAMPLES)
        base = ground.place(places, 0.0)
        rise = (1 - bent) * self._rise(before, x, places, ground)
        rise = risen * (rise + bent * self._rise(loss, x, places, ground))
        top = np.minimum(base[:, 1] + rise, ground.ceiling)
        head = np.column_stack([base[:, 0], top])
        outline = np.concatenate([base[[0]], head, base[[-1]]])
        self.figure.points = as_points(straight(outline, np.roll(outline, -1, axis=0)))
        self._draw_cells(loss, x, end, base, top, ground)
        self._draw_bar(loss, x, free, ground)
        self.edge.points = as_points(straight(base[:1], head[:1]))
        self.roof.points = as_points(straight(head[:-1], head[1:]))
        square = (1 - bent) * is_square(before) + bent * is_square(loss)
        has_edge = min(1.0, float(rise[0]) / 0.05)
        self.figure.set_fill(opacity=FILL * seen).set_stroke(opacity=seen)
        for part in (self.cells, self.bar):
            part.set_stroke(opacity=seen)
        if poured:
            self._pour(base[0], float(head[0, 1]), ground.place(x, loss(x)), poured)
        self.edge.set_stroke(opacity=edges * has_edge)
        self.roof.set_stroke(opacity=edges * square * has_edge)

    def _pour(self, origin: np.ndarray, top: float, end: np.ndarray, share: float) -> None:
        """Draw all together towards the edge that rises from an origin, its top towards an end."""
        taller = (float(end[1]) - origin[1]) / max(top - origin[1], 1e-9)
        factors = np.array([1 - share, 1 + share * (taller - 1)])
        for part in (self.figure, self.cells, self.bar, self.edge, self.roof):
            part.points[:, :2] = origin + factors * (part.points[:, :2] - origin)

    def tint(self, colour: ManimColor) -> None:
        """Draw all but the edges in a colour."""
        self.figure.set_color(colour)
        self.cells.set_stroke(colour)
        self.bar.set_stroke(colour)

    def leave_out(self, other: ErrorArea) -> None:
        """Show only by how much the figure is larger than another."""
        hole = other.figure.points[::-1]
        self.figure.points = np.concatenate([self.figure.points, hole])
        self.cells.points, self.bar.points = np.zeros((0, 3)), np.zeros((0, 3))

    def light(self, share: float) -> None:
        """Light the bar that has been drawn, by a share: it grows thicker."""
        self.bar.set_stroke(width=WIDTH * (1 + share))

    def _rise(self, loss: LossFunction, x: float, places: np.ndarray, ground: Ground) -> np.ndarray:
        """Return how high a figure is, in frame units: a square is as high as it is wide."""
        if is_square(loss):
            wide = ground.place(x, 0.0)[0] - ground.place(loss.target, 0.0)[0]
            return np.full(len(places), abs(float(wide)))
        return np.asarray(
            ground.place(x, heights(loss, x, places))[..., 1] - ground.place(x, 0.0)[1]
        )

    def _draw_cells(
        self, loss: LossFunction, x: float, end: float, base: np.ndarray, top: np.ndarray,
        ground: Ground,
    ) -> None:  # fmt: skip
        """Divide the figure in squares of 1, so that its area can be counted."""
        self.cells.points = np.zeros((0, 3))
        if loss.of_score:
            return
        start, free = base[0, 1], free_from(loss)
        first = end if free is None else free
        side = 1.0 if x >= first else -1.0
        line = float(ground.place(first, 0.0)[0])
        across = float(ground.place(first + side, 0.0)[0]) - line
        up = abs(across) if is_square(loss) else ground.place(x, 1.0)[1] - start
        if loss.domain == "probability" and not np.isclose(abs(across), up):
            return  # a chart of probabilities has no squares to count
        low, high = sorted((float(base[0, 0]), float(base[-1, 0])))
        order = np.argsort(base[:, 0], kind="stable")
        xs, tops = base[order, 0], top[order]
        pieces = [np.zeros((0, 4, 2))]
        for k in range(1, 20):
            place = line + k * across
            if low + 1e-6 < place < high - 1e-6:
                height = float(np.interp(place, xs, tops))
                pieces.append(straight(np.array([[place, start]]), np.array([[place, height]])))
        for k in range(1, 9):
            level = start + k * up
            inside = xs[tops > level + 1e-6]
            if len(inside):
                ends = np.array([[inside[0], level], [inside[-1], level]])
                pieces.append(straight(ends[:1], ends[1:]))
        self.cells.points = as_points(np.concatenate(pieces))

    def _draw_bar(self, loss: LossFunction, x: float, free: float | None, ground: Ground) -> None:
        self.bar.points = np.zeros((0, 3))
        if free is None or (loss.domain != "prediction" and x >= free):
            return
        ends = ground.place(np.array([free, x]), 0.0)
        self.bar.points = as_points(straight(ends[:1], ends[1:]))
