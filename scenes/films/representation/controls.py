"""Four networks on the same points: no activation, ReLU, tanh, and tanh with a unit more.

Told in acts: what differs; training, all four side by side; the comparison.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from manim import FadeIn, VGroup, smooth

from engine.data.two_classes import classes_of_two, two_classes_in_the_plane
from engine.geometry.decisions import accuracy, probabilities
from engine.progress import Work, unwatched
from engine.recordings.recording import Recording
from scenes.cache.results import trained_run
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.films.representation.controls_words import verdict
from scenes.films.representation.decision_panel import DecisionPanel
from scenes.films.representation.learning_curve import LearningCurve
from scenes.films.representation.space_warp_words import SEPARATED
from scenes.languages.numbers import percent
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.mobjects.unit_drawing import centred
from scenes.storytelling.story import StoryScene

SIDE, PITCH = 3.2, 3.48
"""Of a panel, and from one to the next, in frame units."""
NAMES = ("no activation", "ReLU", "tanh", "tanh and a unit more")


@dataclass(frozen=True)
class ControlsResults:
    """What the film shows.

    Attributes
    ----------
    runs : tuple of Recording
        One for each of `NAMES`.
    """

    runs: tuple[Recording, ...]

    @property
    def accuracies(self) -> list[float]:
        """Of the trained networks."""
        return [accuracy(run, run.last_step) for run in self.runs]


class Controls(StoryScene):
    """Four networks that differ in one thing only, and what becomes of it."""

    spec: ClassVar[ControlsSpec] = ControlsSpec()
    acts: ClassVar = ("difference", "training", "comparison")
    results: ClassVar[ControlsResults]

    @classmethod
    def compute(cls, spec: ControlsSpec, work: Work = unwatched) -> ControlsResults:
        """Train all four."""
        two_classes_in_the_plane(spec.data, seed=spec.seed)
        runs = zip(spec.runs(classes_of_two(spec.data)), NAMES, strict=True)
        return ControlsResults(
            tuple(trained_run(run, work, f"network: {name}") for run, name in runs)
        )

    @classmethod
    def report(cls, results: ControlsResults) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        return [
            f"{name}: accuracy {percent(right, 2)} after {run.last_step} steps"
            for name, right, run in zip(NAMES, results.accuracies, results.runs, strict=True)
        ]

    def prepare(self) -> None:
        """Set up what all acts share."""
        runs = self.results.runs
        ring = runs[0].data.nested and set(self.spec.hidden) == {2}
        self.found = verdict(NAMES, self.results.accuracies, self.spec.steps, ring=ring)
        xs = PITCH * (np.arange(4) - 1.5)
        data = runs[0].data
        self.panels = [
            DecisionPanel(data.features, data.labels, self.theme, np.array([x, 0.75]), SIDE)
            for x in xs
        ]
        self.numbers = [LiveNumber(34, self.theme.text) for _ in runs]
        self.curves = [self._curve(run, x) for run, x in zip(runs, xs, strict=True)]
        self.step = LiveNumber(28, self.theme.text).place(at(0.35, 3.45))

    def difference(self) -> None:
        """Show the points four times, and say what the networks differ in."""
        self.act(*map(FadeIn, self.panels), seconds=0.8)
        self.say("Four networks learn the same points, from the same seed.")
        self.beat(2.6)
        heads = [self._heading(i, panel) for i, panel in enumerate(self.panels)]
        self.act(*map(FadeIn, heads), seconds=0.6)
        self.say("They differ in one thing: the activation, or a single unit.")
        self.beat(3.0)

    def training(self) -> None:
        """Train all of them at once."""
        label = self.write("training step", 24, self.theme.muted)
        label.next_to(at(0.25, 3.56), buff=0).shift(at(-label.width - 0.05, 0))
        self._draw(0.0)
        news = [label, self.step, *self.numbers, *self.curves]
        regions = [part for panel in self.panels for part in (panel.region, panel.border)]
        self.act(*map(FadeIn, [*regions, *news]), seconds=0.8)
        for panel in self.panels:
            self.add(panel)
        self.say("Untrained: each draws some border at random.")
        self.beat(2.2)
        self.say("Training: every step moves each border a little.")
        moving = VGroup(self.step, *self.numbers, *self.curves)
        self.drive(moving, lambda p: self._draw(self.spec.steps * p * p), 15.0, smooth)
        self.beat(1.2)

    def comparison(self) -> None:
        """Compare what was measured, and conclude."""
        right = self.results.accuracies
        for number, value, panel in zip(self.numbers, right, self.panels, strict=True):
            if value >= SEPARATED:
                number.set_color(self.theme.accuracy)
                panel.outline.set_stroke(self.theme.accuracy, width=5)
        self.say(self.found.text, **self.found.values)
        self.beat(4.8)
        if self.found.reason:
            self.say(self.found.reason)
            self.beat(3.8)

    def _draw(self, step: float) -> None:
        """Show all four networks at a step."""
        whole = int(step + 1e-6)  # what is measured, is measured at whole steps
        self.step.write(f"{whole}")
        for run, panel, number, curve in zip(
            self.results.runs, self.panels, self.numbers, self.curves, strict=True
        ):
            panel.decide(probabilities(run, panel.places, step)[:, 1])
            measured = percent(run.measured(run.metrics.accuracy, whole))
            centred(number, measured, at(panel.outline.get_x(), -1.25))
            curve.draw_to(step)

    def _heading(self, index: int, panel: DecisionPanel) -> VGroup:
        """Name a network, and count its hidden units."""
        widths = self.spec.runs()[index].widths
        units = "{units} hidden unit" if widths == (1,) else "{units} hidden units"
        x = panel.outline.get_x()
        title = self.write(NAMES[index], 24, bold=True).move_to(at(x, 3.02))
        count = self.write(units, 22, self.theme.muted, units=" + ".join(map(str, widths)))
        count.scale(min(1, SIDE / count.width))
        return VGroup(title, count.move_to(at(x, 2.6)))

    def _curve(self, run: Recording, x: float) -> LearningCurve:
        low = np.array([x - SIDE / 2, -2.75])
        size = np.array([SIDE, 0.8])
        theme = self.theme
        values = run.metrics.accuracy
        return LearningCurve(
            "accuracy, 0 to 100%", values, 1.0, low, low + size, theme.accuracy, theme
        )
