"""A deep-learning system as a row of blocks, drawn around the network that it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, ManimColor, RoundedRectangle, VGroup, VMobject

from scenes.films.deep_learning_system.system_layout import SystemLayout
from scenes.mobjects.arrays.point_cloud import Markers, class_mark, marker_of
from scenes.mobjects.bands import bands
from scenes.mobjects.frame import at
from scenes.mobjects.network_columns import ROOMY
from scenes.mobjects.network_diagram import NetworkDiagram
from scenes.mobjects.text import LiveNumber, number_outline, sentence, verbatim
from scenes.theme.theme import Theme

RADIUS = 0.5
"""Of a unit in 16:9, unless there is no room for it."""
RIGHTWARDS, UPWARDS, DOWNWARDS = 8, 1, 5
"""Markers that are arrow heads."""
BOX = 0.95
"""Height of the box of the loss."""
FILL = 0.25
"""Opacity of what fills a unit that has no room for its number."""
GROUND = 0.55
"""Opacity of a block's ground."""
MOST = 5
"""Units drawn in a column."""


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
    activation : str
        Name of the hidden units' activation, written as it is.
    layout : SystemLayout
    theme : Theme

    Attributes
    ----------
    writing : VGroup
        All words: they come and go by themselves, since the camera would cut them off.
    loss_number : LiveNumber
    """

    def __init__(
        self,
        widths: Sequence[int],
        strongest: float,
        target: np.ndarray,
        activation: str,
        layout: SystemLayout,
        theme: Theme,
    ) -> None:
        self.theme, self.layout, self.scale_of = theme, layout, layout.scale
        self.loss_x = float(layout.xs[-1])
        xs = layout.xs[:-1].tolist()
        radius = min(RADIUS * layout.scale, 0.3 * layout.spacing)
        gap = 0.34 * layout.scale if max(widths) > MOST else 0.0  # for what is counted there
        self.network = NetworkDiagram(
            list(widths), layout.units.low + [0, gap], layout.units.high, theme, xs=xs,
            radius=radius, most=MOST, strongest=strongest, counted="{count} units",
            signs=(theme.text, theme.text),
        )  # fmt: skip
        self.reach = self.network.radius + 0.12 * layout.scale
        edges = [x + self.reach for x in xs]
        self.blocks = VGroup(*(self._block(a + 0.08, b) for a, b in pairwise(edges)))
        self.captions = VGroup(*self._captions(xs, activation))
        self.titles = self._titles(
            ("raw input", xs[0] - layout.spacing / 2 + 0.1, edges[0]),
            ("representation learning", edges[0] + 0.1, edges[-2]),
            ("linear classifier", edges[-2] + 0.1, edges[-1]),
        )
        self.middle = float(layout.units.centre[1])
        self.loss_width = min(1.7 * layout.scale, 0.84 * layout.spacing)
        widest = 0.85 * self.loss_width / float(np.ptp(number_outline("0.00", 1.0)[:, 0]))
        size = min(34 * layout.scale, widest)
        self.loss_number = LiveNumber(size, theme.loss, align=0.5)
        self.fill = self._fill(widths[0])
        self.network.levels.set_fill(opacity=self.fill)
        self.judge = self._judge(target, edges[-1])
        self.classes = self._classes()
        super().__init__(self.blocks, self.network, self.classes, self.judge)
        self.network.remove(self.network.counts)
        self.writing = VGroup(self.titles, self.captions, self.names, self.network.counts)

    def light(self, block: int, colour: str, strength: float) -> None:
        """Light up one block, by a strength from 0 to 1."""
        edge, full = ManimColor(self.theme.edge), ManimColor(colour)
        self.blocks[block].set_stroke(edge.interpolate(full, strength), width=3 + 3 * strength)

    def single_out(self, block: int, strength: float) -> None:
        """Let all go but one block and what enters it, by a strength from 0 to 1."""
        opacity, network, last = 1 - strength, self.network, len(self.blocks) - 1
        for each, (lines, box) in enumerate(zip(network.weights, self.blocks, strict=True)):
            if each != block:
                lines.set_fill(opacity=opacity)
                box.set_fill(opacity=GROUND * opacity).set_stroke(opacity=opacity)
        for layer, units in enumerate(network.units):
            if layer not in (block, block + 1):
                units.set_fill(opacity=opacity).set_stroke(opacity=opacity)
                network.levels[layer].set_fill(opacity=self.fill * opacity)
                network.numbers[layer].set_fill(opacity=opacity)
        aside = [*self.titles, *self.captions, network.counts]
        kept = (*self.captions_of(block),)
        for part in aside:
            if part not in kept:
                part.set_fill(opacity=opacity)
        if block != last:
            self.classes.set_fill(opacity=opacity)

    def captions_of(self, block: int) -> VGroup:
        """Return what is written below one block."""
        return VGroup(*self.captions[2 * block : 2 * block + 2])

    def _fill(self, inputs: int) -> float:
        """Return how opaque fillings are: they only stand in for numbers that have no room."""
        self.network.set_values(0, np.zeros(inputs))
        written = len(self.network.numbers[0].points) > 0
        self.network.set_values(0, None)
        return 0.0 if written else FILL

    def _classes(self) -> VGroup:
        """Draw at each output the mark of its class."""
        column, radius = self.network.columns[-1], self.network.radius
        marks = VGroup()
        for label, place in zip(column.drawn.tolist(), column.places, strict=True):
            mark = class_mark(label, self.theme, 0.34 * radius)
            marks.add(mark.shift(at(*(place + radius * np.array([0.78, 0.78])))))
        return marks

    def _block(self, left: float, right: float) -> RoundedRectangle:
        low, high = self.layout.captions - 0.2 * self.scale_of, self.layout.units.high[1] + 0.06
        return self._box(right - left, high - low, self.theme.edge).move_to(
            at((left + right) / 2, (low + high) / 2)
        )

    def _box(self, width: float, height: float, colour: str) -> RoundedRectangle:
        return RoundedRectangle(
            corner_radius=0.12, width=width, height=height, stroke_width=3, stroke_color=colour,
            fill_color=self.theme.panel, fill_opacity=GROUND,
        )  # fmt: skip

    def _captions(self, xs: list[float], activation: str) -> list[VMobject]:
        size, muted, y = 20 * self.scale_of, self.theme.muted, self.layout.captions
        found: list[VMobject] = []
        for before, after in pairwise(xs):
            name = "softmax" if after == xs[-1] else activation
            left, right = before + self.reach, after + self.reach
            inner = right - left - 0.2
            words = sentence("linear", size, muted), verbatim(name, size, muted)
            gap = 0.12 * self.scale_of
            room = (inner - 3 * gap) / sum(each.width for each in words)
            for each, x, edge in zip(
                words, (left + 0.1 + gap, right - 0.1 - gap), (LEFT, RIGHT), strict=True
            ):
                each.scale(min(1, room))
                found.append(each.move_to(at(x, y), aligned_edge=edge))
        return found

    def _titles(self, *parts: tuple[str, float, float]) -> VGroup:
        """Write above parts of the row what they are, all in one size: words, left, right end."""
        size, titles = 24 * self.scale_of, VGroup()
        words = [sentence(text, size, self.theme.text) for text, _, _ in parts]
        rooms = [right - left for _, left, right in parts]
        fit = min(1.0, *(room / each.width for each, room in zip(words, rooms, strict=True)))
        for title, (_, left, right) in zip(words, parts, strict=True):
            line = VMobject(fill_color=self.theme.muted, fill_opacity=1, stroke_width=0)
            ends = np.array([[left, self.layout.titles], [right, self.layout.titles]])
            line.points = bands(ends[:1], ends[1:], np.array([0.03]))
            title.scale(fit).next_to(line, UP, buff=0.16 * self.scale_of)
            titles.add(VGroup(title, line))
        return titles

    def _judge(self, target: np.ndarray, output: float) -> VGroup:
        """Draw what compares the output with the desired one."""
        theme, scale, x = self.theme, self.scale_of, self.loss_x
        width, height = self.loss_width, BOX * scale
        radius = min(0.36 * scale, self.network.radius)
        outputs = self.network.columns[-1].places[:, 1]
        # Two desired values stand where the two outputs do, if the box fits between them.
        between = outputs[0] - outputs[-1] - 2 * radius - height
        beside = len(target) == 2 and between > 0.7 * scale
        if beside:
            middle = float(outputs.mean())
            low, high = outputs[-1] - radius, outputs[0] + radius
        else:
            middle = self.middle + 0.8 * scale
            low, high = self.layout.units.low[1] + 0.3 * scale, middle - height / 2 - 0.35 * scale
        self.loss_number.place(at(x, middle - 0.33 * scale))
        box = self._box(width, height, theme.loss).move_to(at(x, middle))
        title = sentence("loss", 24 * scale, theme.muted)
        title.move_to(at(x, middle + 0.26 * scale))
        desired = NetworkDiagram(
            [len(target)], np.array([x - 1, low]), np.array([x + 1, high]), theme, xs=[x],
            radius=radius, decimals=0, roomy=np.inf if beside else ROOMY,
            signs=(theme.text, theme.text),
        ).set_values(0, target)  # fmt: skip
        desired.levels.set_fill(opacity=self.fill)
        name = sentence("desired output", 20 * scale, theme.muted)
        name.scale(min(1, 0.98 * self.layout.spacing / name.width))
        name.next_to(desired.units, DOWN, buff=0.1 * scale)
        ways = [([output + 0.06, middle], [x - width / 2 - 0.05, middle], RIGHTWARDS)]
        tops = desired.columns[0].places + [0, desired.radius + 0.05]
        ways.append((tops[-1 if beside else 0], [x, middle - height / 2 - 0.05], UPWARDS))
        if beside:
            foot = desired.columns[0].places[0] - [0, desired.radius + 0.05]
            ways.append((foot, [x, middle + height / 2 + 0.05], DOWNWARDS))
        starts, tips = (np.array([way[i] for way in ways]) for i in (0, 1))
        arrows = VMobject(fill_color=theme.muted, fill_opacity=1, stroke_width=0)
        arrows.points = bands(starts, tips, np.full(len(ways), 0.045))
        heads = VGroup()
        for (_, _, shape), tip in zip(ways, tips, strict=True):
            head = Markers(marker_of(shape), fill_color=theme.muted, fill_opacity=1, stroke_width=0)
            head.set_places(tip[None], 0.09 * scale)
            heads.add(head)
        self.names = VGroup(title, name)
        return VGroup(box, desired, arrows, heads)
