"""What a film of one activation function tells beside its curve: gradients, and a few asides."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from manim import DOWN, LEFT, FadeIn, FadeOut, VGroup, VMobject

from engine.experiments.activation_facts import ActivationFacts
from engine.experiments.learned_slope import RANDOM_SLOPES, drawn_values, learned_slopes
from engine.networks.activations import PICTURED
from engine.recordings.recording import Recording
from scenes.films.activations.activation_plane import ActivationPlane
from scenes.films.activations.activation_sentences import passing_sentence
from scenes.films.activations.activation_stage import FAR, SYMBOLS, LiveColumns
from scenes.films.activations.mobjects.notes import Notes
from scenes.films.activations.mobjects.passage_bars import PassageBars
from scenes.films.activations.mobjects.places import image_sight
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.languages.numbers import fixed, percent, signed
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.stage import plated

STOPS = 1.0, -1.5
"""Inputs at which the point halts on its way back, and the gradient's arrows are named."""
APART = 1.15
"""Two inputs that are compared are at least so far from each other."""
ALIKE = 0.01
"""Slopes that differ by less are not worth a comparison."""
DRAWS = 4
"""How often random slopes are drawn."""
SQUEEZES = (
    ("Tanh is sigmoid in disguise: squeeze sigmoid to half its width, …", "sigma(2x)"),
    ("… stretch it to twice its height, …", "2 sigma(2x)"),
    ("… and lower it by 1: what comes out is tanh.", "2 sigma(2x) - 1 = tanh(x)"),
)
"""How sigmoid becomes tanh: what is said, and what is drawn then."""


def disguised(sigmoid: Shape, squeeze: float, stretch: float, lower: float) -> np.ndarray:
    """Return sigmoid on its way to tanh at `INPUTS`: all three go from 0 to 1."""
    squeezed = np.interp((1 + squeeze) * INPUTS, INPUTS, sigmoid.outputs)
    found: np.ndarray = (1 + stretch) * squeezed - lower
    return found


class ActivationAsides(ActivationPlane):
    """A film about one function: how gradients pass, and acts that only some functions need."""

    passage: PassageBars
    named: list[VGroup]
    """What the graph of the slope is called."""

    @property
    def dead_edge(self) -> float | None:
        """The end of a part on the left through which no gradient passes, if it passes anywhere."""
        dead = [part.high for part in self.facts.dead if np.isneginf(part.low)]
        return dead[0] if dead and self.facts.steepest > 0 else None

    @property
    def stops(self) -> tuple[float, float]:
        """Inputs at which the point halts: the second where the function is flat on both sides."""
        flat = self.facts.saturated
        return STOPS[0], float(np.floor(flat[0].high)) if len(flat) == 2 else STOPS[1]

    def pass_back(self, size: float) -> None:
        """Draw a gradient of 1 that passes where the point rides."""
        graph = self.graph
        slope = graph.shape.slope_at(round(graph.x, 2))  # of the input as it is written
        self.passage.draw([slope], size)

    def show_slope(self) -> None:
        """Let the tangent grow, and ride back: the slope is drawn at the point as it goes.

        Besides, a gradient of 1 comes in, and leaves as long as the slope.
        """
        graph, start = self.graph, self.graph.x
        self.passage = PassageBars.on(
            graph.sight, graph.shape, self.stage, self.theme, numbers=self.live
        )
        self.pass_back(0.0)
        self.pin(self.passage)
        self.add(self.passage)
        self.named = [Notes(graph.sight, self.stage, self.theme).of_slope(graph.shape)]

        def grow(progress: float) -> None:
            graph.size = np.array([1.0, progress, progress])
            graph.sloped = INPUTS[-1] + progress * (start - INPUTS[-1])
            self.pass_back(progress)
            graph.draw()

        self.drive_in_place(grow, 0.8)

        def follow(progress: float) -> None:
            graph.sloped = graph.x
            self.pass_back(1.0)

        for stop in self.stops:
            self.ride(self.visible(stop), 1.2, follow)
            self.say(passing_sentence(graph.shape.slope_at(graph.x)))
            if stop == STOPS[0]:
                self.enter(*self.named, seconds=0.4)
            self.come_nearer(1.4)
            self.fall_silent()  # what was said is of this place

    def compared(self) -> tuple[float, float] | None:
        """Return an input where the slope is steep, and one where it is flat, if there are both."""
        graph, flat = self.graph, self.facts.saturated
        left, right = self.visible(-FAR) + 0.3, self.visible(FAR) - 0.3
        near = float(np.clip(graph.shape.steepest, left, right))
        far = self.flattest
        if flat:
            end = flat[0]
            far = float(np.floor(end.high) if np.isinf(end.low) else np.ceil(end.low))
        far = float(np.clip(far, left, right))
        slopes = graph.shape.slope_at(near), graph.shape.slope_at(far)
        if abs(near - far) < APART or abs(slopes[0] - slopes[1]) < ALIKE:
            return None
        return near, far

    def outputs_heading(self) -> VGroup:
        """Name the axis of outputs at its upper end, below the function's name in tall frames."""
        stage, theme, sight = self.stage, self.theme, self.graph.sight
        words = self.write("outputs g(x)", stage.text_size(24), theme.highlight, bold=True)
        top = sight.box.high[1] - 0.4 * stage.scale
        x = float(sight.place(np.zeros(2))[0]) + 0.2 * stage.scale
        if x < self.name.get_right()[0] + 0.1 * stage.scale:
            top = float(self.name.get_bottom()[1]) - 0.4 * stage.scale
        return plated(words.move_to(at(x, top), aligned_edge=LEFT), theme)

    def relate_to_sigmoid(self) -> None:
        """Stretch sigmoid until it lies on tanh."""
        sigmoid, graph = Shape.of(PICTURED["sigmoid"]), self.graph
        moving = VMobject(stroke_color=self.theme.text, stroke_width=5)

        def draw(*shares: float) -> None:
            heights = disguised(sigmoid, *shares)
            places = graph.sight.place(np.column_stack([INPUTS, heights]))
            box = graph.sight.box
            pieces = straight(places[:-1], places[1:])
            moving.points = as_points(clip_to_box(pieces, box.low, box.high))

        steps: list[Callable[[float], None]] = [
            lambda p: draw(p, 0, 0), lambda p: draw(1, p, 0), lambda p: draw(1, 1, p)
        ]  # fmt: skip
        draw(0, 0, 0)
        card = self.disguise("sigma(x)")
        self.pin(card)
        self.act(FadeIn(moving), FadeOut(self.name), FadeIn(card), seconds=0.6)
        for (text, math), step in zip(SQUEEZES, steps, strict=True):
            self.say(text)
            self.drive_in_place(step, 2.0)
            written = self.disguise(math)
            self.pin(written)
            self.act(FadeOut(card), FadeIn(written), seconds=0.4)
            card = written
        self.come_nearer(0.6)
        self.act(FadeOut(card), FadeIn(self.name), FadeOut(moving), seconds=0.5)

    def disguise(self, math: str) -> VGroup:
        """Write the formula of the moving curve, and what its symbol stands for."""
        stage, theme = self.stage, self.theme
        named = self.write(SYMBOLS["sigma"], stage.text_size(22), theme.muted)
        lines = VGroup(formula(math, stage.text_size(40), theme.text), named)
        return self.in_corner(lines.arrange(DOWN, aligned_edge=LEFT, buff=0.18 * stage.scale))

    def learn_alpha(self, run: Recording) -> None:
        """Play a training in which α is a parameter like any other."""
        theme, slopes = self.theme, learned_slopes(run)
        self.say("In training α is a weight like any other: the gradient says where it goes.")
        self.go_home(shaded=False)
        labels = [
            ("training step", theme.text), ("α now", theme.highlight), ("accuracy", theme.accuracy)
        ]  # fmt: skip
        alpha = LiveColumns(labels, self.stage, theme, "100.0%")

        def draw(progress: float) -> None:
            step = progress**2 * run.last_step  # most happens early
            now = float(np.interp(step, run.steps, slopes))
            self.bend(now)
            whole = round(step)
            accuracy = run.measured(run.metrics.accuracy, whole)
            alpha.write([f"{whole}", signed(now), percent(accuracy, keep_zeros=True)])

        draw(0)
        self.pin(alpha)
        self.enter(alpha, seconds=0.4)
        self.drive_in_place(draw, 7.0)
        self.say(
            "After {steps} steps, α went from {start} to {end}: nobody chose it.",
            steps=run.last_step,
            start=fixed(slopes[0], 2),
            end=fixed(slopes[-1], 2),
        )
        self.come_nearer(1.5)
        self.leave(alpha)

    def bend(self, alpha: float) -> None:
        """Show curve and plane with another learned slope."""
        kind = PICTURED["leaky-relu"].with_alpha(alpha)
        self.facts = self.graph.facts = ActivationFacts(kind)
        self.graph.shape = Shape.of(kind)
        self.graph.draw()
        self.draw_plane()

    def draw_slopes(self) -> None:
        """Draw a random slope for each negative coordinate, as in training, several times."""
        start, shape = self.sheet.start, self.graph.shape
        settled = np.interp(start, INPUTS, shape.outputs)
        fan, grid = self.fan_of_slopes(), self.sheet.grid
        self.say("In training, each negative number draws its own slope, from 1/8 to 1/3 …")
        self.leave(self.ring)
        wide, beside = self.sight, image_sight(self.facts, self.places.plane)

        def make_room(progress: float) -> None:
            self.sight = wide.towards(beside, progress)
            self.draw_plane()

        self.drive_in_place(make_room, 0.8)
        self.act(FadeIn(self.graph), FadeIn(fan), FadeOut(grid), seconds=0.5)
        draws = [settled, *(drawn_values(start, seed) for seed in range(DRAWS)), settled]
        self.scatter(draws[0], draws[1])
        self.come_nearer(0.8)
        self.say("… and another one at every step: noise that keeps it from memorising.")
        for begun, ended in pairwise(draws[1:-1]):
            self.scatter(begun, ended)
        self.say("Afterwards it draws no more, and uses the average slope.")
        self.scatter(draws[-2], draws[-1])
        self.act(FadeOut(fan), FadeIn(grid), seconds=0.4)
        self.come_nearer(0.8)

    def fan_of_slopes(self) -> VMobject:
        """Shade where the curve may run in training."""
        sight, (low, high) = self.graph.sight, RANDOM_SLOPES
        left = sight.seen.low[0]
        corners = sight.place(np.array([[0, 0], [left, left * low], [left, left * high]]))
        fan = VMobject(fill_color=self.theme.highlight, fill_opacity=0.35, stroke_width=0)
        fan.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        return fan

    def scatter(self, begun: np.ndarray, ended: np.ndarray) -> None:
        """Move the plane's points (points, 2) from one place to another."""

        def draw(progress: float) -> None:
            self.sheet.put(self.sight, (1 - progress) * begun + progress * ended)

        self.drive_in_place(draw, 1.1)
