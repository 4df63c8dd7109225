"""Many linear layers are one, B(AX) = (BA)X, and why networks have activations.

Told in acts: matrices one after another; their product, at once; both ends, point by point; the
same matrices with an activation between them.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, FadeIn, FadeOut, Group, Text, VGroup, linear

from engine.geometry.linear_stacks import StackComparison, compare, seeded_stack
from engine.geometry.plane_maps import plane_points
from engine.geometry.tweens import linear_tween
from engine.networks.activations import ACTIVATIONS
from engine.networks.stages import Activation, Affine, Nonlinearity, Stage
from engine.progress import Work, unwatched
from scenes.films.linear_algebra.map_column import named_entries
from scenes.films.linear_algebra.plane_panel import PlanePanel
from scenes.films.linear_algebra.plane_story import LYING, PlaneStory
from scenes.films.linear_algebra.specs import StackedLinearSpec
from scenes.films.linear_algebra.stack_formulas import layer_name, nested, product_of
from scenes.languages.numbers import fixed, significant
from scenes.mobjects.arrays.point_cloud import MARKERS, Markers
from scenes.mobjects.frame import at
from scenes.mobjects.stage_strip import StageStrip
from scenes.mobjects.text import Readout, formula
from scenes.storytelling.story import Act

LEFT_CENTRE, RIGHT_CENTRE = np.array([-3.5, 0.72]), np.array([3.5, 0.72])
WIDTH, HEIGHT = 6.6, 4.7
FRACTIONS = np.linspace(0, 1, 61)
HEADING, ROW = 3.5, -2.4
"""Heights of the headings above the panels and of the numbers below them."""


class StackedLinear(PlaneStory):
    """Linear layers one after another, and the one that does the same."""

    spec: ClassVar[StackedLinearSpec] = StackedLinearSpec()
    acts: ClassVar = ("layers", "product", "compare", "activation")
    results: ClassVar[StackComparison]

    @classmethod
    def compute(cls, spec: StackedLinearSpec, work: Work = unwatched) -> StackComparison:
        """Draw the matrices, multiply them, and compare."""
        stack = seeded_stack(spec.count, spec.seed)
        return compare(stack, plane_points(), spec.activation)

    @classmethod
    def report(cls, results: StackComparison) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        return [
            f"linear layers: {len(results.stack.maps)}, largest distance to the product: "
            f"{significant(results.gap, 1)}",
            f"with {results.activation} between two of them, the nearest affine map misses by "
            f"{fixed(results.miss, 3)} on average",
        ]

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.stack, self.points = self.results.stack, plane_points()
        self.count = len(self.stack.maps)
        self.build()

    def story(self) -> list[Act]:
        """Return the acts; a single layer has no place for an activation between two."""
        return [act for act in super().story() if self.count > 1 or act.name != "activation"]

    @property
    def pace(self) -> float:
        """Seconds for one layer."""
        return float(np.clip(6 / self.count, 1.0, 2.2))

    def build(self) -> None:
        """Make two panels and what stands above and below them; nothing is on screen yet."""
        theme = self.theme
        self.left = self.make_panel(LEFT_CENTRE)
        self.right = self.make_panel(RIGHT_CENTRE)
        edges = LEFT_CENTRE[0] - WIDTH / 2, RIGHT_CENTRE[0] - WIDTH / 2
        headings = (self.write("one after another", 28, bold=True),
                    self.write("all at once", 28, bold=True))  # fmt: skip
        for heading, edge in zip(headings, edges, strict=True):
            heading.move_to(at(edge, HEADING), aligned_edge=LEFT)
        self.headings = VGroup(*headings)
        self.rings = Markers(MARKERS[0], stroke_color=theme.text, stroke_width=1.2, fill_opacity=0)

    def make_panel(self, centre: np.ndarray) -> PlanePanel:
        """Make a panel with the plane in it."""
        panel = PlanePanel(self.theme, self.points, centre, WIDTH, HEIGHT)
        panel.include(panel.ghost, panel.lines, panel.dots, panel.letter)
        seen = [self.stack.one_by_one(self.points, f * self.count) for f in FRACTIONS]
        seen += [self.stack.at_once(self.points, f) for f in FRACTIONS]
        seen += [self.bent(self.points, 3 * f) for f in FRACTIONS]
        panel.look(panel.scale_for(np.array(seen)))
        panel.draw_plane(LYING)
        return panel

    def strip_of(self, stages: list[Stage]) -> StageStrip:
        """Make a row of boxes below the left panel, one a stage."""
        edge = LEFT_CENTRE[0] - WIDTH / 2
        return StageStrip(tuple(stages), np.array([edge, ROW]), 2.55, self.theme)

    # Acts

    def layers(self) -> None:
        """Apply the matrices, one after another."""
        theme = self.theme
        self.act(FadeIn(self.left), FadeIn(self.headings[0]), seconds=0.7)
        if self.count == 1:
            self.say("A network of one linear layer multiplies by one matrix.")
        else:
            self.say("A network stacks layers. Here are {count} linear ones.", count=self.count)
        self.strip = self.strip_of([Affine("", 2, 2) for _ in self.stack.maps])
        axes = (theme.positive, theme.negative)
        name, self.factor = named_entries(
            layer_name(1), LEFT_CENTRE[0] - 0.6, ROW, axes, theme, widest=self.widest, size=28
        )
        self.factor.write(self.stack.maps[0].matrix)
        self.act(FadeIn(self.strip), FadeIn(name), FadeIn(self.factor), seconds=0.6)
        self.let_read()
        self.say("Each multiplies what the one before has made by its own matrix.")
        for layer in range(self.count):
            if layer:
                name = self.next_factor(name, layer)
            self.apply_layer(layer)
            self.beat(0.3)
        self.factor_name = name
        self.beat(0.8)

    @property
    def widest(self) -> float:
        """The longest number there is to be room for."""
        return -max(1.0, *(float(np.abs(each.matrix).max()) for each in self.stack.maps))

    def next_factor(self, name: Text, layer: int) -> Text:
        """Show another layer's matrix instead, and give its name."""
        new = self.write(layer_name(layer + 1), 25.2, bold=True).move_to(name, aligned_edge=RIGHT)
        self.act(FadeOut(name), FadeOut(self.factor), seconds=0.2)
        self.factor.write(self.stack.maps[layer].matrix)
        self.act(FadeIn(new), FadeIn(self.factor), seconds=0.2)
        return new

    def apply_layer(self, layer: int) -> None:
        """Carry the plane on the left through one layer."""

        def draw(progress: float) -> None:
            depth = layer + progress
            self.strip.light(depth)
            self.left.draw_plane(lambda points: self.stack.one_by_one(points, depth))

        self.drive(Group(self.left, self.strip), draw, self.pace)

    def product(self) -> None:
        """Multiply the matrices first, and apply the product."""
        theme = self.theme
        self.say("Now multiply the matrices first: their product W is again one matrix.")
        axes = (theme.positive, theme.negative)
        left = RIGHT_CENTRE[0] - WIDTH / 2
        rule = formula(f"W = {product_of(self.count)}", 34, theme.text)
        rule.move_to(at(left, ROW), aligned_edge=LEFT)
        name, whole = named_entries(
            "=", rule.get_right()[0] + 0.15, ROW, axes, theme,
            widest=-max(1.0, float(np.abs(self.stack.whole.matrix).max())), size=28,
        )  # fmt: skip
        self.product_line = VGroup(rule, name, whole.write(self.stack.whole.matrix))
        self.act(FadeIn(self.right), FadeIn(self.headings[1]), seconds=0.7)
        self.act(FadeIn(self.product_line), seconds=0.6)
        self.let_read()
        self.say("One step with W, and the plane is there.")

        def draw(progress: float) -> None:
            self.right.draw_plane(lambda points: self.stack.at_once(points, progress))

        self.drive(self.right, draw, 2.6)
        self.beat(1.0)

    def compare(self) -> None:
        """Carry the ends on the right over to the left, point by point."""
        self.act(
            *(FadeOut(part) for part in (self.strip, self.factor_name, self.factor)), seconds=0.4
        )
        self.say("Are both ends the same? Carry the points of the right over to the left.")
        gap = self.readout("largest distance between partners", significant(self.results.gap, 1))
        self.carry_over(self.right.place(self.stack.at_once(self.points)),
                        self.left.place(self.stack.one_by_one(self.points)))  # fmt: skip
        self.act(FadeIn(gap), seconds=0.5)
        self.tell("Every point falls on its partner; what is left is rounding.")
        both = f"{nested(self.count)} = ({product_of(self.count)}) x"
        self.rule = formula(both, 40, self.theme.text).move_to(at(0, ROW))
        self.act(FadeOut(gap), FadeOut(self.product_line), seconds=0.4)
        self.act(FadeIn(self.rule), seconds=0.6)
        if self.count == 1:
            self.tell("One linear layer is one matrix, and a stack of them will be no more.")
        else:
            self.tell("{count} linear layers are one linear layer.", count=self.count)

    def readout(self, label: str, number: str) -> Readout:
        """State a number below the left panel."""
        start = at(LEFT_CENTRE[0] - WIDTH / 2, ROW + 0.4)
        readout = Readout(label, self.theme.muted, self.theme.text, start)
        readout.write(number)
        return readout

    def carry_over(self, starts: np.ndarray, ends: np.ndarray) -> None:
        """Move a ring for each point from places (n, 2) in the frame to others."""

        def draw(progress: float) -> None:
            self.rings.set_places(starts + progress * (ends - starts), 1.5 * self.left.dots.radius)

        draw(0)
        self.act(FadeIn(self.rings), seconds=0.4)
        self.drive(self.rings, draw, 2.4)
        self.beat(0.6)

    def activation(self) -> None:
        """Insert an activation between two layers, which no single layer can replace."""
        name, theme = self.results.activation, self.theme
        kind = ACTIVATIONS[name]
        self.say("So put an activation between two layers, here {name}.", name=name)
        gone = (self.rule, self.rings, self.left, self.right, self.headings[1])
        self.act(*(FadeOut(part) for part in gone), seconds=0.5)
        self.left.draw_plane(LYING)
        self.right.draw_plane(LYING)
        layer = Affine("", 2, 2)
        self.strip = self.strip_of([layer, Activation("", 2, Nonlinearity(kind.module)), layer])
        legend = self.write("square: linear, round: activation", 22, theme.muted)
        legend.next_to(self.strip, DOWN, buff=0.15, aligned_edge=LEFT)
        rule = formula(f"W_2 thin {kind.symbol}(W_1 x)", 36, theme.text)
        rule.move_to(at(LEFT_CENTRE[0], ROW))
        self.act(*(FadeIn(part) for part in (self.left, self.strip, legend, rule)), seconds=0.6)
        self.let_read()

        def bend(progress: float) -> None:
            self.strip.light(3 * progress)
            self.left.draw_plane(lambda points: self.bent(points, 3 * progress))

        self.drive(Group(self.left, self.strip), bend, 6.0, linear)
        self.tell("Now straight lines bend, and no single layer does that.")
        self.best_single_layer()

    def bent(self, points: np.ndarray, depth: float = 3) -> np.ndarray:
        """Carry points through two layers with an activation between them, or part of the way."""
        return self.results.pair.with_activations(points, self.results.activation, depth)

    def best_single_layer(self) -> None:
        """Show the affine map that comes nearest, and by how much it misses."""
        matrix, shift = self.results.matrix, self.results.shift
        heading = self.write("the nearest single layer", 28, bold=True)
        heading.move_to(self.headings[1], aligned_edge=LEFT)
        self.say("On the right is the single layer W x + b that comes nearest to it.")
        self.act(FadeIn(self.right), FadeIn(heading), seconds=0.5)
        tween = linear_tween(matrix)

        def draw(progress: float) -> None:
            part = tween.at(progress)
            self.right.draw_plane(lambda points: points @ part.T + progress * shift)

        self.drive(self.right, draw, 2.0)
        self.zoom_in()
        miss = Readout(
            "its mean distance from the left", self.theme.muted, self.theme.loss,
            at(RIGHT_CENTRE[0] - WIDTH / 2, ROW + 0.4),
        )  # fmt: skip
        miss.write(fixed(self.results.miss, 3))
        self.act(FadeIn(miss), seconds=0.5)
        self.let_read(2.0)
        self.tell("That is why networks have activations: without them, depth gains nothing.")

    def zoom_in(self) -> None:
        """Come nearer to both ends, by the same factor."""
        results = self.results

        def nearest(points: np.ndarray) -> np.ndarray:
            return points @ results.matrix.T + results.shift

        start = self.left.scale_now
        end = self.left.scale_for(np.array([self.bent(self.points), nearest(self.points)]))

        def draw(progress: float) -> None:
            for panel, carry in ((self.left, self.bent), (self.right, nearest)):
                panel.look(start ** (1 - progress) * end**progress)
                panel.draw_plane(carry)

        self.drive(Group(self.left, self.right), draw, 1.6)
