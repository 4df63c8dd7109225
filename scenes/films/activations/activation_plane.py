"""The act in which an activation function acts on a plane: the sheet fills the frame."""

from __future__ import annotations

import numpy as np
from manim import FadeOut, VGroup, VMobject

from engine.geometry.box import Box
from scenes.films.activations.activation_sentences import takes_few_values
from scenes.films.activations.activation_stage import (
    ActivationStage,
    LiveColumns,
    opaquely_plated,
)
from scenes.films.activations.mobjects.coordinate_paper import Paper, Sight
from scenes.films.activations.mobjects.graph import SQUARE
from scenes.films.activations.mobjects.places import (
    Places,
    image_sight,
    is_limited,
    plane_sight,
    sheet_box,
)
from scenes.films.activations.mobjects.sheet import IDENTITY, Sheet
from scenes.films.activations.mobjects.swarm import Swarm
from scenes.languages.numbers import percent, signed
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import verbatim
from scenes.storytelling.in_turn import in_turn

CHOSEN = np.array([-1.4, 1.2])
"""The point of the plane that is followed."""
INSET = 2.4
"""Inputs from -INSET to INSET are seen in the curve's corner."""
HEAP = 0.1
"""A heap with a smaller share of all points is not worth a word."""
HEAPED = 1e-6
"""Points that are nearer to a heap's line than this lie on it."""
FIRST = 0.35
"""Share of the way home in which the sheet goes."""
DIM = 0.4
"""How clearly the sheet is seen under the curve."""


class ActivationPlane(ActivationStage):
    """A film in which one function at a time acts on a plane."""

    home: Sight
    places: Places

    def unroll(self) -> None:
        """Lay a sheet under the curve's paper, and another paper below that."""
        stage, theme = self.stage, self.theme
        self.places = places = Places.of(stage)
        self.title = VGroup(self.write(self.words.title, stage.text_size(36), bold=True))
        self.title.scale(min(1.0, places.title.size[0] / self.title.width))
        self.title.move_to(at(*places.title.centre))
        self.pin(self.title)
        self.sight = plane_sight(places.plane)
        self.under = Paper(theme, stage.text_size(20))
        self.under.numbering = 0.0
        covered = sheet_box(self.facts, places.plane if is_limited(self.facts) else stage.hero)
        self.sheet = Sheet(covered, theme, self.sight, 0.05 * stage.scale)
        ring, spot = marker_of(0), marker_of(0)
        self.ring = VGroup(
            Markers(spot, fill_color=theme.text, fill_opacity=1, stroke_width=0),
            Markers(ring, stroke_color=theme.text, stroke_width=4, fill_opacity=0),
        )
        self.axis_names = [self.name_axis(name, axis) for axis, name in enumerate(("x₁", "x₂"))]
        colours = theme.positive, theme.negative
        labels = [
            (name, colour)
            for names, colour in zip((("x₁", "g(x₁)"), ("x₂", "g(x₂)")), colours, strict=True)
            for name in names
        ]
        self.pair = LiveColumns(labels, stage, theme, "+0.00", place=places.numbers)
        self.dots = [
            Swarm(CHOSEN[axis : axis + 1], 0.09 * stage.scale, colour, is_piled=False)
            for axis, colour in enumerate(colours)
        ]
        self.shares, self.outlined = (0.0, 0.0), 0.0
        self.sheet.strength = 0.0  # it comes when the curve stands in its corner
        self.under.set_opacity_of_lines(0.0)
        self.square = VMobject(stroke_color=theme.highlight, stroke_width=4, fill_opacity=0)
        self.draw_plane()
        self.remove(self.graph, self.name)
        self.add(self.under, self.sheet, self.square, self.graph, self.name)
        self.hero = (self.under, self.sheet)

    def name_axis(self, name: str, axis: int) -> VGroup:
        """Write the name of an axis on a plate."""
        theme, size = self.theme, self.stage.text_size(28)
        colour = (theme.positive, theme.negative)[axis]
        return opaquely_plated(self.write(name, size, colour, bold=True), self.stage, theme)

    def draw_plane(self) -> None:
        """Draw paper, sheet and the point that is followed, as they are seen now."""
        shape = self.graph.shape
        shapes = [IDENTITY.towards(shape, share) for share in self.shares]
        self.under.look(self.sight)
        self.sheet.draw(self.sight, *shapes)
        now = np.array([s.output_at(x) for s, x in zip(shapes, CHOSEN.tolist(), strict=True)])
        place, scale = self.sight.place(now)[None], self.stage.scale
        for part, radius in zip(self.ring, (0.07, 0.17), strict=True):
            part.set_places(place, radius * scale)
        texts = []
        for share, x in zip(self.shares, CHOSEN.tolist(), strict=True):
            output = shape.output_at(x)
            texts += [signed(x), (signed(output) if output else "0.00") if share == 1 else ""]
        self.pair.write(texts)
        self._name_axes()
        self._outline()

    def _outline(self) -> None:
        """Outline the square in which all outputs lie, where they have limits on both sides."""
        ends = [bound.value for bound in self.facts.range]
        self.square.points = np.zeros((0, 3))
        if np.isfinite(ends).all() and not takes_few_values(self.facts):
            corners = self.sight.place(ends[0] + (ends[1] - ends[0]) * SQUARE)
            sides = straight(corners, np.roll(corners, -1, axis=0))
            box = self.sight.box
            self.square.points = as_points(clip_to_box(sides, box.low, box.high))
        self.square.set_stroke(opacity=self.outlined * self.sheet.strength)

    def _name_axes(self) -> None:
        """Put the axes' names beside their ends."""
        box, gap = self.sight.box, 0.36 * self.stage.scale
        x, y = self.sight.place(np.zeros(2)).tolist()
        first, second = self.axis_names
        wide = second.width / 2 + 0.06 * self.stage.scale
        left = float(np.clip((x - box.low[0]) / gap - 2.0, 0, 1))
        across = max(x, box.low[0]) + (1 - 2 * left) * wide
        second.move_to(at(max(across, box.low[0] + wide + 0.1 * gap), box.high[1] - 1.2 * gap))
        height = np.clip(y - gap, box.low[1] + gap, box.high[1] - 3 * gap)
        first.move_to(at(box.high[0] - 0.5 * gap - first.width / 2, height))

    def act_on_axis(self, axis: int) -> None:
        """Apply the function to one axis, while the sentence is read; then it has another name.

        At the second one the camera comes closer to what becomes of the plane.
        """
        start, goal = self.sight, image_sight(self.facts, self.places.plane)

        def draw(progress: float) -> None:
            if axis == 1:
                self.sight = start.towards(goal, progress)
            self.act_on(*((progress, 0.0) if axis == 0 else (1.0, progress)))

        self.drive_in_place(draw, max(2.4, self.reading_time(0.0)))
        before = self.axis_names[axis]
        after = self.axis_names[axis] = self.name_axis(("g(x₁)", "g(x₂)")[axis], axis)
        self._name_axes()
        self.act(*in_turn([before], [after]), seconds=0.5)

    def act_on(self, first: float, second: float) -> None:
        """Show the function applied in part to each axis, and the point's numbers on the curve."""
        self.shares = first, second
        self.draw_plane()
        for dot, share in zip(self.dots, self.shares, strict=True):
            dot.draw(self.graph.sight, self.graph.shape, share / 2)

    def inset(self) -> Sight:
        """Return how the curve is seen beside its plane."""
        outputs = self.graph.shape.output_at(CHOSEN[0]), self.graph.shape.output_at(CHOSEN[1])
        middle = (min(*outputs, 0.0) + max(*outputs, 0.0)) / 2
        size = self.places.curve.size
        half = INSET * np.array([1.0, size[1] / size[0]])
        seen = Box(np.array([0.0, middle]) - half, np.array([0.0, middle]) + half)
        return Sight.of(seen, self.places.curve)

    def shrink_graph(self) -> None:
        """Move the curve into its corner: what was under it is seen."""
        graph, shade, goal = self.graph, self.graph.shade, self.inset()
        start, size = graph.sight, graph.size.copy()

        def draw(progress: float) -> None:
            graph.sight = start.towards(goal, progress)
            graph.size, graph.shade = (1 - progress) * size, (1 - progress) * shade
            graph.clear = graph.paper.numbering = 1 - progress
            graph.draw()
            late = max(0.0, 2 * progress - 1)  # dots come where the curve has made room for them
            self.under.set_opacity_of_lines(late)
            self.sheet.strength = late
            self.draw_plane()

        self.act(FadeOut(self.name), seconds=0.3)
        self.drive_in_place(draw, 1.6)
        self.act_on(0.0, 0.0)
        self.pin(self.pair)
        self.enter(*self.dots, self.pair, self.ring, *self.axis_names, self.title, seconds=0.5)
        self.come_nearer(1.0)

    def close_in(self) -> None:
        """Look at what has become of the plane, until it fills the frame."""

        def outline(progress: float) -> None:
            self.outlined = progress
            self._outline()

        if len(self.square.points):
            self.drive_in_place(outline, 0.5)
        self.leave(self.graph, *self.dots, self.pair, self.title)
        start, goal = self.sight, image_sight(self.facts, self.stage.hero)
        is_free = self.facts.range[0].value >= 0  # nothing lies where numbers stand

        def draw(progress: float) -> None:
            self.sight = start.towards(goal, progress)
            self.under.numbering = progress * is_free
            self.draw_plane()

        self.drive_in_place(draw, 2.6)
        self.weigh()
        self.come_nearer(2.5)

    def weigh(self) -> None:
        """Write at the largest heap of points which share of all lies there."""
        where, share = self.sheet.heaviest()
        self.heap = VGroup()
        if share < HEAP:
            return
        self.say("A dot's area, and these numbers, show what share of all points lies there.")
        box, away = self.sight.box, 0.75 * self.stage.scale
        x, y = self.sight.place(where).tolist()
        label = self.share_label(share)
        half = label.width / 2
        side = y + (-away if y - box.low[1] > 1.5 * away else away)
        across = x + 0.4 * away + half  # beside the dots above and below
        label.move_to(at(float(np.clip(across, box.low[0] + half, box.high[0] - half)), side))
        self.heap = VGroup(label)
        there = np.abs(self.sheet.ends - where) < HEAPED
        rest, right, free = 1 - share, x, float(label.get_right()[0]) + 0.5 * away
        for axis, along in enumerate(there.T):
            others = float(np.mean(along & ~there[:, 1 - axis]))  # beside the heap, on its line
            label = self.share_label(others)
            half = label.width / 2
            spot = x + 0.4 * away + half, box.centre[1]
            if axis == 1:
                spot = max((x + box.high[0]) / 2, free + half), side
            if others >= HEAP and spot[0] + half < box.high[0] - 2 * away:
                self.heap.add(label.move_to(at(*map(float, spot))))
                rest -= others
                right = float(label.get_right()[0]) if axis == 0 else right
        if rest >= HEAP and len(self.heap) == 3:
            label = self.share_label(rest)
            wide = right + away + label.width < box.high[0]
            middle = (right + box.high[0]) / 2 if wide else x + away + label.width / 2
            label.move_to(at(middle, box.centre[1] - (0 if wide else away)))
            self.heap.add(label)
        for each in self.heap:
            self.enter(each, seconds=0.5)
            self.beat(0.3)

    def share_label(self, share: float) -> VGroup:
        """Write which share of all points lies somewhere, on a plate."""
        words = verbatim(percent(share, 0), self.stage.text_size(44), self.theme.text, bold=True)
        return opaquely_plated(words, self.stage, self.theme)

    def go_home(self, *, shaded: bool = True) -> None:
        """Let the curve grow back to its full size; what it has made of the plane fades.

        Parameters
        ----------
        shaded : bool
            Whether flat parts are shaded, as at the end; else the plane stays to be seen a little.
        """
        graph, start = self.graph, self.sight
        left = 0.0 if shaded else DIM  # where it ends, what has become of the plane says no more
        shown = [graph, *self.dots, self.pair, self.ring, *self.axis_names, self.title, *self.heap]
        self.act(*(FadeOut(part) for part in shown if part in self.mobjects), seconds=0.5)
        numbered = self.under.numbering
        graph.paper.set_opacity_of_lines(0.0)
        graph.paper.numbering = 0.0
        self.add(graph)

        def draw(whole: float) -> None:
            # What has become of the plane goes first: the curve's paper may be stretched.
            progress = max(0.0, whole - FIRST) / (1 - FIRST)
            self.sight = start.towards(self.home, progress)
            self.sheet.strength = 1 - (1 - left) * min(whole / FIRST, 1.0)
            self.under.numbering = numbered + progress * (1 - numbered)
            self.draw_plane()
            graph.sight = self.sight  # the plane becomes the curve's paper: no frame is empty
            graph.pale(progress)
            if not shaded:
                graph.shade = graph.clear = 0.0
                graph.draw()

        draw(0.0)
        self.drive_in_place(draw, 1.8)
        self.enter(self.name)
