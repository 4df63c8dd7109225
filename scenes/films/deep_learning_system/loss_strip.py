"""The loss of all points as a curve that grows while a network is trained."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, UP, Rectangle, VGroup, VMobject

from engine.recordings.recording import Recording
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import PANEL, Area, Stage
from scenes.theme.theme import Theme


class LossStrip(VGroup):
    """A line over all steps, from the largest loss down to 0.

    Parameters
    ----------
    recording : Recording
    area : Area
    stage, theme
    """

    def __init__(self, recording: Recording, area: Area, stage: Stage, theme: Theme) -> None:
        steps = range(recording.last_step + 1)
        self.losses = np.array([recording.measured(recording.metrics.loss, k) for k in steps])
        edge, size = 0.15 * stage.scale, stage.text_size(24)
        words = sentence("loss of all points", size, theme.loss)
        words.scale(min(1.0, float(area.size[0] - 2 * edge) / words.width))
        words.move_to(at(area.low[0] + edge, area.high[1] - edge), aligned_edge=UP + LEFT)
        most, none = (
            LiveNumber(size, theme.muted, align=1).write(text)
            for text in (fixed(float(self.losses.max()), 2), "0")
        )
        below = words.height + 2.5 * edge
        inset = np.array([most.width + 2 * edge, edge + none.height / 2])
        self.area = Area(area.low + inset, area.high - [1.5 * edge, edge + below])
        for number, level in ((most, self.area.high[1]), (none, self.area.low[1])):
            number.move_to(at(self.area.low[0] - 0.7 * edge, level), aligned_edge=RIGHT)
        self.base = VMobject(stroke_color=theme.muted, stroke_width=1.5)
        corner = np.array([self.area.high[0], self.area.low[1]])
        self.base.points = as_points(straight(self.area.low[None], corner[None]))
        self.line = VMobject(stroke_color=theme.loss, stroke_width=5)
        self.tip = Markers(marker_of(0), fill_color=theme.loss, fill_opacity=1, stroke_width=0)
        self.radius = 0.08 * stage.scale
        content = VGroup(self.base, self.line, self.tip, most, none, words)
        ground = Rectangle(
            width=float(area.size[0]), height=float(area.size[1]), stroke_width=0,
            fill_color=theme.background, fill_opacity=PANEL,
        ).move_to(at(*area.centre))  # fmt: skip
        super().__init__(ground, content)
        self.draw(0.0)

    def place(self, steps: np.ndarray, losses: np.ndarray) -> np.ndarray:
        """Return where losses at steps stand, array (n, 2)."""
        shares = np.column_stack(
            [steps / max(len(self.losses) - 1, 1), losses / max(float(self.losses.max()), 1e-12)]
        )
        found: np.ndarray = self.area.low + shares * self.area.size
        return found

    def draw(self, step: float) -> None:
        """Draw the curve up to a step."""
        whole = int(step)
        steps = np.append(np.arange(whole + 1), step)
        losses = np.interp(steps, np.arange(len(self.losses)), self.losses)
        way = self.place(steps, losses)
        self.line.points = as_points(straight(way[:-1], way[1:]))
        self.tip.set_places(way[-1:], self.radius)
