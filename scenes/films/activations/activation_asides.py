"""What only some activation functions have to tell: a relation, a learned slope, a drawn one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from manim import FadeIn, FadeOut, Group, Mobject, VMobject

from engine.experiments.activated_plane import ActivatedPlane
from engine.experiments.activation_facts import EDGE, ActivationFacts, values
from engine.experiments.learned_slope import RANDOM_SLOPES, drawn_values, learned_slopes
from engine.networks.activations import PICTURED
from engine.recordings.recording import Recording
from scenes.films.activations.activation_story import AFTER, BEFORE, SIDE, ActivationStory
from scenes.languages.numbers import fixed, percent, signed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import Readout, formula

RELATION = np.array([-5.6, -2.4]), np.array([5.6, 2.6])
"""Box of the chart on which sigmoid becomes tanh."""
DRAWS = 4
"""How often random slopes are drawn."""


class ActivationAsides(ActivationStory):
    """A film about one function, with acts that only some functions need."""

    def drive_row(self, draw: Callable[[float], None], *moving: Mobject) -> None:
        """Move the plane on the right."""
        self.drive(Group(self.row.after, *moving), draw, 2.6)

    def relate_to_sigmoid(self) -> None:
        """Stretch sigmoid until it lies on tanh."""
        self.clear_stage()
        theme, x = self.theme, np.linspace(-EDGE / 2, EDGE / 2, 601)
        chart = Chart(*RELATION, Axis(x[0], x[-1], "x"), Axis(-1.2, 2.2), theme)
        target = chart.curve(theme.highlight, 8, 0.45).set_values(x, values(PICTURED["tanh"], x))
        moving = chart.curve(theme.positive)

        def draw(squeeze: float, stretch: float, lower: float) -> None:
            heights = (1 + stretch) * values(PICTURED["sigmoid"], (1 + squeeze) * x) - lower
            moving.set_values(x, heights)

        draw(0, 0, 0)
        steps: list[tuple[str, str, Callable[[float], None]]] = [
            ("Tanh is sigmoid in disguise: squeeze sigmoid to half its width, …",
             "sigma(2x)", lambda p: draw(p, 0, 0)),
            ("… stretch it to twice its height, …", "2 sigma(2x)", lambda p: draw(1, p, 0)),
            ("… and lower it by 1: what comes out is tanh.",
             "2 sigma(2x) - 1 = tanh(x)", lambda p: draw(1, 1, p)),
        ]  # fmt: skip
        card = formula("sigma(x)", 40, theme.positive).move_to(at(-3, 3.2))
        self.enter(chart, target, moving, card)
        for text, math, step in steps:
            self.say(text)
            self.drive(moving, step, 1.8)
            written = formula(math, 40, theme.positive).move_to(at(-3, 3.2))
            self.act(FadeOut(card), seconds=0.2)
            self.act(FadeIn(written), seconds=0.3)
            card = written
            self.beat(0.5)
        self.beat(1.6)

    def learn_alpha(self, run: Recording) -> None:
        """Play a training in which α is a parameter like any other."""
        row, theme = self.row, self.theme
        slopes = learned_slopes(run)
        self.stop_following()
        self.act(FadeOut(row.before), FadeOut(row.titles[0]), seconds=0.4)
        low, high = BEFORE - [SIDE / 2 - 0.75, SIDE / 2 - 0.7], BEFORE + [SIDE / 2 - 0.3, SIDE / 2]
        steps = Axis(0, run.last_step, "training step")
        reach = max(slopes.max(), 0) - min(slopes.min(), 0)
        vertical = Axis(min(slopes.min(), 0) - 0.1 * reach, slopes.max() + 0.1 * reach, "α")
        chart = Chart(low, high, steps, vertical, theme)
        trace = chart.curve(theme.gradient)
        alpha = Readout("α now", theme.muted, theme.gradient, at(AFTER[0] - 2, 3.3))
        right = Readout("accuracy", theme.muted, theme.accuracy, at(AFTER[0] + 0.2, 3.3))

        def draw(progress: float) -> None:
            step = progress**2 * run.last_step  # most happens early
            now = float(np.interp(step, run.steps, slopes))
            trace.set_values_up_to(run.steps, slopes, step)
            self.bend(now)
            alpha.write(signed(now))
            accuracy = run.measured(run.metrics.accuracy, round(step))
            right.write(percent(accuracy, keep_zeros=True))

        draw(0)
        self.say("In training α is a weight like any other: the gradient says where it goes.")
        self.enter(chart, alpha, right)
        self.add(trace)
        self.beat(1.0)
        self.drive(Group(row.curve, row.after, chart, trace, alpha, right), draw, 7.0)
        self.beat(0.6)
        self.say(
            "After {steps} steps, α went from {start} to {end}: nobody chose it.",
            steps=run.last_step,
            start=fixed(slopes[0], 2),
            end=fixed(slopes[-1], 2),
        )
        self.beat(3.0)
        self.act(*(FadeOut(part) for part in (chart, trace, alpha, right)), seconds=0.4)
        self.enter(row.before, row.titles[0], seconds=0.4)

    def bend(self, alpha: float) -> None:
        """Show the row's curve and plane with another learned slope."""
        row = self.row
        kind = PICTURED["leaky-relu"].with_alpha(alpha)
        self.facts, row.after.plane = ActivationFacts(kind), ActivatedPlane(kind)
        row.curve.facts = self.facts
        row.curve.draw_to(np.inf)
        row.after.activate(1, 1)

    def draw_slopes(self) -> None:
        """Draw a random slope for each negative coordinate, as in training, several times."""
        row, start, settled = self.row, self.plane.points(0, 0), self.plane.points(1, 1)
        self.stop_following()
        fan = self.fan_of_slopes()
        self.say("In training, each negative number draws its own slope, from 1/8 to 1/3 …")
        self.act(FadeIn(fan), FadeOut(row.after.grid), seconds=0.5)
        draws = [settled, *(drawn_values(start, seed) for seed in range(DRAWS)), settled]
        self.scatter(draws[0], draws[1])
        self.beat(0.8)
        self.say("… and another one at every step: noise that keeps it from memorising.")
        for begun, ended in pairwise(draws[1:-1]):
            self.scatter(begun, ended)
        self.beat(1.0)
        self.say("Afterwards it draws no more, and uses the average slope.")
        self.scatter(draws[-2], draws[-1])
        self.act(FadeOut(fan), FadeIn(row.after.grid), seconds=0.4)
        self.add(row.after)
        self.beat(1.0)

    def fan_of_slopes(self) -> VMobject:
        """Shade where the curve may run in training."""
        chart = self.row.curve.chart
        low, high = RANDOM_SLOPES
        corners = chart.place(np.array([0, -EDGE, -EDGE, 0]), -EDGE * np.array([0, low, high, 0]))
        fan = VMobject(fill_color=self.theme.highlight, fill_opacity=0.35, stroke_width=0)
        fan.points = as_points(straight(corners[:-1], corners[1:]))
        return fan

    def scatter(self, begun: np.ndarray, ended: np.ndarray) -> None:
        """Move the plane's points (points, 2) from one place to another."""
        after = self.row.after

        def draw(progress: float) -> None:
            after.put((1 - progress) * begun + progress * ended)

        self.drive(after, draw, 1.1)
