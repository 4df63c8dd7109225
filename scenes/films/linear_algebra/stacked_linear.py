"""Many linear layers are one, B(AX) = (BA)X, and why networks have activations.

Told on one plane, in acts: matrices one after another; their product, at once; both ends, point by
point; the same matrices with an activation between them.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import LEFT, RIGHT, UP, FadeIn, FadeOut

from engine.geometry.linear_stacks import StackComparison, compare, seeded_stack
from engine.geometry.named_maps import VECTOR
from engine.geometry.plane_maps import plane_points
from engine.progress import Work, unwatched
from scenes.films.linear_algebra.bending.sheet_pair import SheetPair
from scenes.films.linear_algebra.chosen_points import about_letter
from scenes.films.linear_algebra.equations import (
    WRITTEN_OUT,
    Equation,
    product_of_matrices,
)
from scenes.films.linear_algebra.exact_digits import product_places
from scenes.films.linear_algebra.number_plates import NamedMatrix, grounded, row_of
from scenes.films.linear_algebra.plane_picture import UNIT_SQUARE, Carry, PlanePicture
from scenes.films.linear_algebra.plane_stage import LYING, carried_by
from scenes.films.linear_algebra.specs import StackedLinearSpec
from scenes.films.linear_algebra.stack_words import (
    conclusion,
    layer_name,
    nested,
    product_of,
)
from scenes.films.linear_algebra.two_routes import LAYERED, NAMED, TwoRoutes
from scenes.languages.numbers import fixed, significant
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.text import verbatim
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.story import Act

DOTS = 0.4
"""Opacity of the points, before which the letter and the vector are to be seen."""
FAINT = 0.35
"""What is left of the picture behind the columns that are followed."""
CLEAR = 1.0, 0.6
"""Room beside the unit square for a matrix, and above it for an equation, in its sides."""


class StackedLinear(SheetPair):
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

    def story(self) -> list[Act]:
        """Return the acts; a single layer has no place for an activation between two."""
        return [act for act in super().story() if self.count > 1 or act.name != "activation"]

    def prepare(self) -> None:
        """Make the picture and the numbers; nothing is on screen yet."""
        theme = self.theme
        self.stack = self.results.stack
        self.count = len(self.stack.maps)
        matrices = [each.matrix for each in self.stack.maps]
        self.places = product_places(matrices) if self.count > 1 else 2
        self.size = self.stage.text_size(28)
        names = [
            verbatim(layer_name(i + 1), 1.5 * self.size, theme.muted, bold=True)
            for i in range(self.count)
        ]
        self.arrows: list[Arrow] = []
        self.names = grounded(row_of(names, 2 * self.size), theme, self.size)
        self.stage.put_title(self.names)
        self.pin(self.names)
        self.weights = self.plate("W₁ =", self.places)
        picture = PlanePicture(self.stage, theme, np.array(VECTOR), np.zeros(2))
        self.begin_with(picture)

    def plate(self, name: str, places: int) -> NamedMatrix:
        """Make a matrix in the corner."""
        maps = (*self.stack.maps, self.stack.whole)
        largest = max(1.0, *(float(np.abs(each.matrix).max()) for each in maps))
        axes = (self.theme.positive, self.theme.negative)
        plate = NamedMatrix(name, axes, self.theme, self.size, largest=largest, places=places)
        self.put(plate, UP + RIGHT)
        return plate

    @property
    def pace(self) -> float:
        """Seconds for one layer."""
        return float(np.clip(7 / self.count, 1.0, 2.4))

    # Acts

    def layers(self) -> None:
        """Ask the question, and apply the matrices one after another."""
        picture = self.picture
        for part in (picture.square, picture.letter, picture.vector_now):
            picture.present(part, 1.0)
        picture.present(picture.dots, DOTS)
        picture.lines.set_stroke(width=2.4)
        self.matrix = self.stack.whole.matrix
        self.carry = carried_by(self.matrix)
        self.redraw()
        self.open_with(picture, hero=(picture,))
        squares, points = self.squares(), plane_points()
        self.ends = self.stack.one_by_one(points[about_letter(points)])
        right = np.array([squares[:, 0].max() + CLEAR[0] * self.is_wide, 0])
        close = self.view_on(squares, self.ends, right, margin=0)
        self._aim(close)
        self.redraw()
        if self.count == 1:
            self.say("A network of one linear layer multiplies by one matrix.")
        else:
            self.say("{count} linear layers in a row: do they do more than one?", count=self.count)
        self.travel(self.taken_back, self.while_read(2.6), renamed=LYING)
        if self.count > NAMED:
            self.say("Each layer multiplies by its own matrix.")
        self.act(FadeIn(self.names), seconds=0.5)
        self.fade({picture.names[2]: 1.0}, 0.4)
        for layer in range(self.count):
            self.apply(layer)
        self.leave_rings(self.ends)
        self.say("Rings mark where some of the points have ended.")
        self.fade({self.rings: 1.0}, 0.8)
        self.linger()

    def taken_back(self, progress: float) -> np.ndarray:
        """Return what all layers make of the plane as they are taken back one by one, (2, 2)."""
        back: np.ndarray = self.stack.one_by_one(np.eye(2), self.count * (1 - progress)).T
        return back

    def squares(self) -> np.ndarray:
        """Return where the corners of the unit square come by, array (n, 2)."""
        depths = np.linspace(0, self.count, 4 * self.count + 1).tolist()
        return np.concatenate([self.stack.one_by_one(UNIT_SQUARE, depth) for depth in depths])

    def apply(self, layer: int) -> None:
        """Carry the plane on through one layer."""
        if layer:
            self.act(FadeOut(self.weights), seconds=0.3)
            self.names[1].set_fill(self.theme.muted)
        if self.count <= NAMED:
            name = layer_name(layer + 1)
            self.say("Layer {number}: times {matrix}.", number=layer + 1, matrix=name)
        self.show_factor(layer)
        each, before = self.stack.maps[layer], self.matrix.copy()
        hide = self.fading({self.picture.names[2]: 0.0})
        self.travel(lambda f: each.at(f) @ before, self.pace, renamed=LYING, also=hide)
        self.matrix = each.matrix @ before

    def show_factor(self, layer: int) -> None:
        """Show the matrix of a layer, and light its name."""
        weights = self.plate(f"{layer_name(layer + 1)} =", self.places)
        self.weights = weights.write(self.stack.maps[layer].matrix)
        name, lit = self.names[1][layer], self.theme.highlight
        self.act(FadeIn(weights), name.animate.set_fill(lit), seconds=0.4)

    def product(self) -> None:
        """Multiply the matrices first, and apply the product."""
        whole = self.stack.whole
        self.say("Back to the start.")
        self.act(FadeOut(self.weights), FadeOut(self.names), seconds=0.4)
        # The letter is to stand below the equation.
        is_followed = 1 < self.count <= WRITTEN_OUT
        above = np.array([0.0, 1 + (0 if is_followed else CLEAR[1])])
        view = self.view_on(self.squares(), self.ends, above, margin=0.0)
        self.travel(lambda f: whole.at(1 - f), 1.6, renamed=LYING, view=view)
        if is_followed:
            self.multiply()
        else:
            self.write_product()
        self.say("One step with W: F lands as before, and every ring has its point.")
        self.travel(whole.at, self.while_read(3.2))
        self.linger(1.0)

    def write_product(self) -> None:
        """Write the product's name and its numbers."""
        self.say("Now multiply the matrices first: their product W is again one matrix.")
        self.weights = self.plate("W =", 2)
        self.weights.write(self.stack.whole.matrix)
        matrices = [each.matrix for each in self.stack.maps]
        terms = product_of_matrices(matrices, self.places, self.theme, "W", product_of(self.count))
        self.sum: Equation = self.equation(terms, UP + LEFT)
        self.bring(self.sum)
        self.linger()
        self.act(*in_turn([self.sum], [self.weights]), seconds=0.5)

    def multiply(self) -> None:
        """Let the layers carry the columns of the first matrix on: they become the product's."""
        picture, theme = self.picture, self.theme
        self.columns = np.eye(2)
        self.arrows = arrows = [Arrow(each, 0.08, edge=theme.background)
                  for each in (theme.positive, theme.negative)]  # fmt: skip

        def draw(carry: Carry, size: float) -> None:
            for arrow, column in zip(arrows, self.columns.T, strict=True):
                arrow.set_ends(picture.place(np.zeros(2)), picture.place(column), size)

        picture.take(*arrows)
        picture.when_drawn(draw)
        marks = (picture.square, picture.letter, picture.vector_now)
        ground = (picture.dots, self.rings, picture.lines)
        # The vector would lie on an arrow.
        kept = (*ground, picture.square, picture.letter)
        before = {part: picture.share_of(part) for part in kept}
        dimmed = {part: FAINT * before[part] for part in ground}
        self.say("Multiply first. The columns of {matrix}: two arrows.", matrix=layer_name(1))
        shown = dict.fromkeys(arrows, 1.0)
        self.fade(dimmed | dict.fromkeys(marks, 0.0) | shown, 0.6)
        for layer in range(self.count):
            self.carry_columns(layer)
        self.write_instead("W =", 2, self.stack.whole.matrix)
        self.fade(before, 0.5)

    def write_instead(self, name: str, places: int, matrix: np.ndarray) -> None:
        """Write a matrix in the corner, instead of the one that may stand there."""
        shown = [self.weights] if self.weights in self.mobjects else []
        self.weights = self.plate(name, places).write(matrix)
        self.act(*in_turn(shown, [self.weights]), seconds=0.6)

    def carry_columns(self, layer: int) -> None:
        """Let a layer carry both columns on; their numbers stand in the corner once they are there.

        The columns of the first matrix are where it carries the unit arrows.
        """
        each, before = self.stack.maps[layer], self.columns
        if layer:
            text = "{matrix} carries both on: the columns of {product}."
            self.say(text, matrix=layer_name(layer + 1), product=product_of(layer + 1))
            self.write_instead(f"{layer_name(layer + 1)} =", self.places, each.matrix)

        def carry(progress: float) -> None:
            self.columns = each.at(progress) @ before

        self.play_on(carry, self.while_read(1.6))
        places = 2 if layer else self.places
        self.write_instead(f"{product_of(layer + 1)} =", places, self.columns)
        self.beat(0.6)

    def compare(self) -> None:
        """Say what it means that both ends are the same."""
        self.act(FadeOut(self.weights), seconds=0.4)
        product = f"= ({product_of(self.count)}) v"
        self.sum = self.equation(((nested(self.count),), (product,)), UP + LEFT)
        self.sum[1][0].set_fill(self.theme.highlight)  # as its way is drawn
        if self.count == 1:
            self.say("One linear layer is one matrix, and a stack of them will be no more.")
        else:
            self.say("{count} linear layers are one linear layer.", count=self.count)
        self.bring(self.sum)
        self.routes = TwoRoutes(self.stack, self.picture, self.theme)
        if self.count > 1:
            self.ride()
        self.linger()

    def ride(self) -> None:
        """Let the vector go once more by both routes: layer by layer, and at once."""
        picture, routes = self.picture, self.routes
        shown = {picture.dots: 0.12, self.rings: 0.0, picture.lines: 0.2, picture.vector_then: 1.0}
        shown |= dict.fromkeys((picture.square, picture.letter, *self.arrows), 0.0)
        shown |= dict.fromkeys((picture.vector_now, picture.names[2]), 1.0)
        stops = self.view_on(routes.stops, margin=0.15)
        self.fade(shown | dict.fromkeys(routes.layers, 1.0), 0.9, stops)

        self.play_on(lambda p: routes.come(p * LAYERED), self.while_read(3.4))
        self.say("{count} steps, or one: the same W v.", count=self.count)
        self.play_on(lambda p: routes.come(LAYERED + p * (1 - LAYERED)), self.while_read(2.0))

    def activation(self) -> None:
        """Insert an activation between two layers, which no single layer can replace."""
        name = self.results.activation
        self.say("Now two layers, with {name} between them.", name=name)
        self.act(FadeOut(self.sum), seconds=0.4)
        self.take_square()
        self.linger(0.4)
        self.bend()
        self.nearest_layer()
        self.part()
        self.say(conclusion(self.results.miss))
        self.linger(2.0)
