"""A deep-learning system as a row of blocks, drawn around the network that it is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, ManimColor, RoundedRectangle, VGroup, VMobject

from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.bands import bands
from scenes.mobjects.frame import at
from scenes.mobjects.network_diagram import NetworkDiagram
from scenes.mobjects.text import LiveNumber, sentence, verbatim
from scenes.theme.theme import Theme

LEFT_END, RIGHT_END = -6.25, 3.35
"""Middles of the first and the last column of units."""
LOW, HIGH = -1.05, 2.95
"""Of the units."""
RADIUS = 0.44
"""Of a unit, unless there is no room for it."""
LOSS = 5.75
"""Middle of the loss and of the desired output."""
WAYS = (-2.3, -2.85)
"""Heights of the forward and of the backward arrow."""


@dataclass(frozen=True)
class SystemWords:
    """What is written on the diagram; names of activations stay as they are."""

    raw_input: str
    representation: str
    classifier: str
    linear: str
    units: str
    activation: str
    output_activation: str
    loss: str
    desired: str
    forward: str
    backward: str


class Way(VGroup):
    """An arrow that grows from one end of the frame to the other, with its name."""

    def __init__(self, name: str, start: float, end: float, height: float, colour: str) -> None:
        self.start, self.end = np.array([start, height]), np.array([end, height])
        self.shaft = VMobject(fill_color=colour, fill_opacity=1, stroke_width=0)
        self.head = Markers(
            marker_of(8) if end > start else marker_of(8) * [-1, 1],
            fill_color=colour, fill_opacity=1, stroke_width=0,
        )  # fmt: skip
        label = sentence(name, 22, colour)
        label.move_to(at(-6.9, height), aligned_edge=LEFT)
        super().__init__(self.shaft, self.head, label)

    def grow(self, progress: float) -> None:
        """Reach from the start so far."""
        tip = (1 - progress) * self.start + progress * self.end
        self.shaft.points = bands(self.start[None], tip[None], np.array([0.06]))
        self.head.set_places(tip[None], 0.13)


class SystemDiagram(VGroup):
    """Raw input, blocks of a linear map and an activation, a linear classifier, and the loss.

    Parameters
    ----------
    widths : sequence of int
        Units per layer, from the inputs to the outputs.
    strongest : float
        Weight with the thickest line.
    target : array (classes,)
        The desired output.
    words : SystemWords
    theme : Theme
    """

    def __init__(
        self,
        widths: list[int],
        strongest: float,
        target: np.ndarray,
        words: SystemWords,
        theme: Theme,
    ) -> None:
        self.theme, self.words = theme, words
        xs = np.linspace(LEFT_END, RIGHT_END, len(widths)).tolist()
        self.network = NetworkDiagram(
            widths, np.array([-7, LOW]), np.array([7, HIGH]), theme,
            xs=xs, radius=RADIUS, most=5, strongest=strongest, counted=words.units,
        )  # fmt: skip
        reach = RADIUS + 0.14
        edges = [x + reach for x in xs]
        self.blocks = VGroup(*(self._block(left + 0.1, right) for left, right in pairwise(edges)))
        self.input_name = sentence(words.raw_input, 22, theme.muted)
        first = self.network.columns[0].places
        self.input_name.next_to(at(xs[0], first[0][1] + self.network.radius), UP, buff=0.2)
        if self.input_name.get_left()[0] < -6.95:
            self.input_name.shift(RIGHT * (-6.95 - self.input_name.get_left()[0]))
        self.captions = VGroup(*self._captions(xs))
        self.titles = VGroup(
            self._title(words.representation, edges[0] + 0.1, edges[-2]),
            self._title(words.classifier, edges[-2] + 0.1, edges[-1]),
        )
        self.loss_number = LiveNumber(34, theme.loss, align=0.5).place(at(LOSS, 1.0))
        self.judge = self._judge(target, edges[-1])
        self.forward = Way(words.forward, -3.1, 6.7, WAYS[0], theme.highlight)
        self.backward = Way(words.backward, 6.7, -3.1, WAYS[1], theme.gradient)
        super().__init__(
            self.blocks, self.titles, self.captions, self.network, self.input_name,
            self.judge, self.loss_number,
        )  # fmt: skip

    def light(self, block: int, colour: str, strength: float) -> None:
        """Light up one block, by a strength from 0 to 1."""
        edge, full = ManimColor(self.theme.edge), ManimColor(colour)
        self.blocks[block].set_stroke(edge.interpolate(full, strength))

    def _block(self, left: float, right: float) -> RoundedRectangle:
        low, high = LOW - 0.74, HIGH + 0.14
        box = RoundedRectangle(
            corner_radius=0.12, width=right - left, height=high - low, stroke_width=3,
            stroke_color=self.theme.edge, fill_color=self.theme.panel, fill_opacity=0.55,
        )  # fmt: skip
        return box.move_to(at((left + right) / 2, (low + high) / 2))

    def _captions(self, xs: list[float]) -> list[VMobject]:
        words = self.words
        found: list[VMobject] = []
        for before, after in pairwise(xs):
            last = after == xs[-1]
            middle = (before + after) / 2 + 0.06
            activation = words.output_activation if last else words.activation
            for caption, x, room in (
                (sentence(words.linear, 20, self.theme.muted), middle, after - before - 1.2),
                (verbatim(activation, 20, self.theme.muted), after, 1.1),
            ):
                caption.scale(min(1, room / caption.width))
                found.append(caption.move_to(at(x, LOW - 0.52)))
        return found

    def _title(self, text: str, left: float, right: float) -> VGroup:
        title = sentence(text, 24, self.theme.text)
        title.scale(min(1, (right - left) / title.width))
        line = VMobject(fill_color=self.theme.muted, fill_opacity=1, stroke_width=0)
        ends = np.array([[left, HIGH + 0.27], [right, HIGH + 0.27]])
        line.points = bands(ends[:1], ends[1:], np.array([0.03]))
        title.move_to(at((left + right) / 2, HIGH + 0.68), aligned_edge=UP)
        return VGroup(title, line)

    def _judge(self, target: np.ndarray, output: float) -> VGroup:
        """Draw what compares the output with the desired one."""
        theme, words = self.theme, self.words
        box = RoundedRectangle(
            corner_radius=0.12, width=1.7, height=1.3, stroke_width=3, stroke_color=theme.loss,
            fill_color=theme.panel, fill_opacity=0.55,
        ).move_to(at(LOSS, 1.3))  # fmt: skip
        title = sentence(words.loss, 22, theme.muted).move_to(at(LOSS, 1.72))
        desired = NetworkDiagram(
            [len(target)], np.array([LOSS - 1, -1.6]), np.array([LOSS + 1, 0.35]), theme,
            xs=[LOSS], radius=0.4, decimals=0,
        ).set_values(0, target)  # fmt: skip
        name = sentence(words.desired, 20, theme.muted)
        name.next_to(desired.units, DOWN, buff=0.1)
        starts = np.array([[output + 0.06, 1.3], [LOSS, desired.units.get_top()[1] + 0.06]])
        tips = np.array([[LOSS - 1.02, 1.3], [LOSS, 0.5]])
        arrows = VMobject(fill_color=theme.muted, fill_opacity=1, stroke_width=0)
        arrows.points = bands(starts, tips, np.full(2, 0.045))
        heads = VGroup()
        for shape, tip in ((marker_of(8), tips[0]), (marker_of(1), tips[1])):
            head = Markers(shape, fill_color=theme.muted, fill_opacity=1, stroke_width=0)
            head.set_places(tip[None], 0.09)
            heads.add(head)
        return VGroup(box, title, desired, name, arrows, heads)
