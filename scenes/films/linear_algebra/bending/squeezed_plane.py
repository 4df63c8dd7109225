"""A square of the plane that goes through a layer, an activation, and another layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, UP, FadeIn, FadeOut, VGroup, VMobject, linear

from engine.experiments.activation_facts import ActivationFacts, values
from engine.geometry.linear_stacks import StackComparison
from engine.geometry.plane_maps import REACH, plane_points
from engine.networks.activations import ACTIVATIONS
from scenes.films.linear_algebra.bending.function_chart import FunctionChart
from scenes.films.linear_algebra.number_plates import grounded
from scenes.films.linear_algebra.plane_picture import BENDS, Carry, PlanePicture
from scenes.films.linear_algebra.plane_stage import NARROW, PlaneStage, carried_by
from scenes.films.linear_algebra.specs import StackedLinearSpec
from scenes.films.linear_algebra.stack_words import bending, called, layer_name, squeezing
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.text import verbatim
from scenes.storytelling.camera_moves import View
from scenes.storytelling.easing import gentle
from scenes.storytelling.in_turn import in_turn

DEPTH = 3
"""Two layers, and an activation between them."""
FAINT = 0.25
"""Opacity of the lines where the plane lay, once it is bent: its own stand out."""
DIM = 0.45
"""Opacity of the points, before which lines are to be seen bending."""
FOLLOWED = 1.0
"""Of the upright lines, the one that is followed."""
LINE, INPUT = 4.0, 2.0
"""How far the line reaches that shows what happens to a coordinate, and the one that is written."""
SIDE, AROUND = 2.7, 0.02
"""Of the chart of that line, in frame units of 16:9, and room around the plane."""
GONE, COMES = 0.7, 0.25
"""Shares of a time till which a picture goes, and from which another one comes instead."""
SQUEEZED, FOLLOWS = 0.6, 0.25
"""Shares of its time in which a plane is squeezed, and after which the camera follows it."""


class SqueezedPlane(PlaneStage):
    """A square of the plane that is bent, step by step."""

    spec: ClassVar[StackedLinearSpec]
    results: ClassVar[StackComparison]

    def bent(self, points: np.ndarray, depth: float = DEPTH) -> np.ndarray:
        """Carry points (…, 2) through two layers with an activation between them, or in part."""
        pair, name = self.results.pair, self.results.activation
        flat = pair.with_activations(points.reshape(-1, 2), name, depth)
        bent: np.ndarray = flat.reshape(points.shape)
        return bent

    @property
    def is_wide(self) -> bool:
        """Whether there is room for something beside the plane."""
        hero = self.stage.hero.size
        return bool(hero[0] >= NARROW * hero[1])

    def sheet(self) -> PlanePicture:
        """Return a picture of the points that are compared, from −2 to 2, and one line of them."""
        old = self.picture
        picture = PlanePicture(self.stage, self.theme, old.vector, np.zeros(2), reach=REACH)
        picture.lines.set_stroke(width=5)
        line = VMobject(stroke_color=self.theme.text, stroke_width=6)
        along = np.column_stack([np.full(BENDS, FOLLOWED), np.linspace(-REACH, REACH, BENDS)])

        def follow(carry: Carry, size: float) -> None:
            places = picture.place(carry(along))
            line.points = as_points(straight(places[:-1], places[1:]))

        picture.take(line)
        picture.when_drawn(follow)
        self.followed = line
        picture.present(line, 1.0)
        picture.present(picture.dots, DIM)
        return picture

    def take_square(self) -> None:
        """Leave only the points that are compared, and point out the line that is followed."""
        old = self.picture
        self.picture = picture = self.sheet()
        for part in (picture.square, picture.letter, picture.vector_now):
            picture.present(part, 1.0)
        self.matrix = np.eye(2)
        self.carry = carried_by(self.matrix)
        self.redraw()
        self.hero = (picture,)
        self.give_way(old, [picture], self.home)
        self.say("Watch the white line.")

    def give_way(self, old: PlanePicture, sheets: Sequence[PlanePicture], view: View) -> None:
        """Let a picture fade, and others after it, while the camera goes to another view."""
        leaving = {layer: old.share_of(layer) for layer in old}
        coming = [(sheet, layer, sheet.share_of(layer)) for sheet in sheets for layer in sheet]

        def swap(progress: float) -> None:
            self.redraw()
            for layer, share in leaving.items():
                old.present(layer, max(1 - progress / GONE, 0.0) * share)
            for sheet, layer, share in coming:
                sheet.present(layer, max(progress - COMES, 0.0) / (1 - COMES) * share)

        for sheet, layer, _ in coming:
            sheet.present(layer, 0.0)
        self.add(*sheets)
        self.move_camera(view, swap, 1.2)
        self.remove(old)

    def carry_on(
        self,
        carry_at: Callable[[float], Carry],
        seconds: float,
        places: np.ndarray,
        beside: float = 0.0,
    ) -> None:
        """Carry the plane on a way that bends, and go close to places (n, 2) of it.

        On its left it leaves room, in frame units; less than none leaves it on the right.
        """

        def draw(progress: float) -> None:
            self.carry, self.is_bent = carry_at(progress), True

        self.play_on(draw, seconds, self.view_on(places, margin=AROUND, beside=beside))

    def bend(self) -> None:
        """Take the three steps, one after another; each is named as it begins."""
        name = self.results.activation
        self.formula: VGroup = VGroup()
        self.say("Layer {number}: times {matrix}.", number=1, matrix=layer_name(1))
        self.take_step(0, "W₁ v")
        self.squeeze(f"{name}(W₁ v)")
        self.say("Layer {number}: times {matrix}.", number=2, matrix=layer_name(2))
        self.take_step(2, f"W₂ {name}(W₁ v)")
        self.linger()

    def name_it(self, text: str) -> None:
        """Write where the plane goes now, instead of where it was."""
        size = self.stage.text_size(30)
        words = verbatim(text, size, self.theme.text, bold=True)
        before = [self.formula] if len(self.formula) else []
        self.formula = grounded(words, self.theme, size)
        self.put(self.formula, UP + LEFT)
        self.act(*in_turn(before, [self.formula]), seconds=0.6)

    def squeeze(self, formula: str) -> None:
        """Take the activation; a box is where it ends, and the camera goes there after it.

        Beside it, a disc on a curve shows what becomes of a coordinate.
        """
        picture, name = self.picture, self.results.activation
        kind = ACTIVATIONS.find(name)
        found = ActivationFacts(kind).limits
        self.say(bending(self.results.miss) if found is None else squeezing(name, found))
        shown = {picture.ground: FAINT}
        if found is not None:
            box = VMobject(stroke_color=self.theme.text, stroke_width=3)
            low, high = found
            corners = picture.place(np.array([[low, low], [high, low], [high, high], [low, high]]))
            box.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
            picture.take(box)
            shown[box] = 1.0
        self.fade(shown, 0.6)
        scale, size = self.stage.scale, self.stage.text_size(26)
        x = np.linspace(-LINE, LINE, BENDS)
        marked = int(np.abs(x - INPUT).argmin())
        line = FunctionChart(x, values(kind, x), found, marked, SIDE * scale, self.theme)
        words = verbatim(called(name, INPUT, float(values(kind, INPUT))), size, self.theme.text)
        label = grounded(words, self.theme, size)
        inset = [self.put(line, DOWN + LEFT)]
        inset.append(self.put(label, DOWN + LEFT))
        label.next_to(line, UP, buff=0.15 * scale).align_to(line, LEFT)
        if not self.is_wide:  # it would stand before the plane
            inset = []
        self.act(*map(FadeIn, inset[:1]), seconds=0.5)

        far, close = self.view, self.view_on(self.bent(plane_points(), 2), margin=AROUND)

        def draw(progress: float) -> None:
            taken = gentle(min(progress / SQUEEZED, 1.0))
            self._aim(far.towards(close, gentle(max(progress - FOLLOWS, 0.0) / (1 - FOLLOWS))))
            self.carry, self.is_bent = (lambda points: self.bent(points, 1 + taken)), True
            self.redraw()
            line.take(taken)

        self.name_it(formula)
        self.drive_in_place(draw, self.while_read(4.0), linear)
        if inset:
            self.act(FadeIn(label), seconds=0.4)
        if found is not None:
            self.say(bending(self.results.miss))
        self.linger(1.5)
        if inset:
            self.act(*map(FadeOut, inset), seconds=0.4)
        if found is not None:
            self.fade({box: 0.0}, 0.4)

    def take_step(self, step: int, formula: str) -> None:
        """Take one of the layers."""

        def carry_at(progress: float) -> Carry:
            return lambda points: self.bent(points, step + progress)

        places = self.bent(plane_points(), step + 1)
        if not step:  # the corners turn past the edge of what is seen
            course = [self.bent(plane_points(), share) for share in np.linspace(0, 1, 5)]
            self.play_on(lambda progress: None, 0.6, self.view_on(*course, margin=0.0))
        self.name_it(formula)
        self.carry_on(carry_at, self.while_read(2.2), places)
