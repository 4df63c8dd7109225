"""Four networks on the same points: no activation, ReLU, tanh, and tanh with a unit more.

Told in acts: what differs; training, all four at once; the comparison; and, where a dimension more
made the difference, what two units and three do to the plane.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Mobject, Rectangle, VGroup, smooth

from engine.data.two_classes import classes_of_two, two_classes_in_the_plane
from engine.geometry.decisions import accuracy, probabilities
from engine.progress import Work, unwatched
from engine.recordings.recording import Recording
from scenes.cache.results import trained_run
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.films.representation.controls_words import ANSWER, CLOSED, CUT, LIFTED, RING, verdict
from scenes.films.representation.corner_numbers import CornerNumbers
from scenes.films.representation.decision_panel import DecisionPanel
from scenes.films.representation.warp_story import Moment, WarpStory, ring_sizes
from scenes.languages.numbers import grouped, percent
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.mobjects.warp_panel import Picture
from scenes.storytelling.stage import Area, plated
from scenes.storytelling.story import Act
from scenes.storytelling.warp_director import WarpDirector

GAP = 0.1
"""Between the four, in frame units."""
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


class Controls(WarpStory):
    """Four networks that differ in one thing only, and what becomes of it."""

    spec: ClassVar[ControlsSpec] = ControlsSpec()
    acts: ClassVar = ("difference", "training", "comparison", "in_space")
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
        """Open with the points, four times; together they fill the frame."""
        runs = self.results.runs
        ring = runs[0].data.nested and set(self.spec.hidden) == {2}
        self.found = verdict(NAMES, self.results.accuracies, self.spec.steps, ring=ring)
        self.areas = quarters(self.stage.hero)
        data, radius = runs[0].data, 0.05 * self.stage.scale
        self.panels = [
            DecisionPanel(
                data.features, data.labels, self.theme, area.low, area.high, radius=radius
            )
            for area in self.areas
        ]
        size = self.stage.text_size(30)
        self.accuracies = [LiveNumber(size, self.theme.text, align=1) for _ in runs]
        self.headings = [self._heading(i, area) for i, area in enumerate(self.areas)]
        self.open_with(*self.panels, hero=self.panels)

    def story(self) -> Iterable[Act]:
        """Return the acts; the last one where a dimension more is what made the difference."""
        return [act for act in super().story() if act.name != "in_space" or self.found.reason]

    def difference(self) -> None:
        """Say what the networks differ in."""
        self.say("Four networks learn the same points.")
        self._draw(0.0)
        for panel in self.panels:
            self._fade(panel, 0.0)
        self.act(*self.overlay(*self.headings), seconds=0.6)
        self.drive(Mobject(), self._all_fade, self.reading_time(1.0))
        self.tell("They differ in one thing: the activation, or a single unit.")

    def training(self) -> None:
        """Train all of them at once."""
        self.step = CornerNumbers(
            [("training step", grouped(self.spec.steps), self.theme.text)],
            self.areas[2].low + self.stage.scale * np.array([3.3, 0.9]),
            self.stage.text_size(24),
            self.theme,
        )
        self.step.write("0")
        self.say("Training. Each ring is a mistake.")
        self.act(*self.overlay(*self.over, self.step), seconds=0.4)
        self.drive(Mobject(), lambda p: self._draw(self.spec.steps * p * p), 11.0, smooth)

    def comparison(self) -> None:
        """Compare what was measured, and conclude."""
        edges = [
            Rectangle(width=w, height=h, stroke_color=self.theme.accuracy, stroke_width=7)
            .move_to(at(*area.centre))
            for area, right in zip(self.areas, self.results.accuracies, strict=True)
            if right == 1
            for w, h in [area.size - 0.08]
        ]  # fmt: skip
        self.edges = edges
        self.say(self.found.text, **self.found.values)
        if edges:
            self.act(*map(FadeIn, edges), seconds=0.6)
        self.let_read()

    def in_space(self) -> None:
        """See the ring stay closed in the plane of two units, and lifted into space by a third."""
        flat, space = (WarpDirector(run, self.stage.hero.size) for run in self.results.runs[2:])
        self._open_up(flat, [*self.panels, *self.edges], 2)
        self.say(CLOSED)
        self._carry(flat, 5.0)
        self.linger(flat)
        self._open_up(space, [self.panel], 3)
        self.say(LIFTED)
        self._carry(space, 6.0)
        self.say(CUT if self.results.accuracies[-1] == 1 else RING)
        end = Moment(space.hidden, space.last_step, 1.0)
        self.travel(
            space,
            lambda p: Moment(end.depth, end.step, 1.0 + 0.8 * np.sin(2 * np.pi * p)),
            lambda moment, _: self._cut(space, moment),
            7.0,
        )
        self.say(ANSWER)
        self.linger(space, 2.5)

    def _open_up(self, director: WarpDirector, before: list[Mobject], index: int) -> None:
        """Let one network's input plane, with its border, take the place of what is shown."""
        start, name = Moment(0, director.last_step), self.headings[index].copy()
        self.build_panel(director)
        self.panel.strength = 1.0
        self.frame_points(director, start)
        self.show(director, start, director.unwarped(0))
        name.arrange(RIGHT, buff=0.15, aligned_edge=UP)
        self.stage.put_title(name)
        self.act(FadeIn(self.panel), *map(FadeOut, before), *self.overlay(name), seconds=0.9)

    def _carry(self, director: WarpDirector, seconds: float) -> None:
        """Carry the plane and its border into the last hidden space, and draw the border there."""
        deep, step = director.hidden, director.last_step
        self.travel(
            director,
            lambda p: Moment(p * deep, step, p),
            lambda moment, _: director.unwarped(moment.depth),
            seconds,
        )
        end = Moment(deep, step, 1.0)
        self.strengthen(director, lambda: director.unwarped(deep), 0.0, 0.4)
        self.strengthen(director, lambda: self._cut(director, end), 1.0, 0.8)

    def _cut(self, director: WarpDirector, moment: Moment) -> Picture:
        """Return the last hidden space cut by the network's border, either part in its colour."""
        picture = self.decided(director, moment)
        if director.dimensions == 2:
            return picture
        return replace(picture, regions=director.unwarped(moment.depth).regions)

    def _all_fade(self, progress: float) -> None:
        for panel in self.panels:
            self._fade(panel, progress)

    def _fade(self, panel: DecisionPanel, strength: float) -> None:
        """Let what the network decides appear."""
        panel.region.set_opacity(strength)
        for part in (panel.border, panel.rings):
            part.set_stroke(opacity=strength)

    def _draw(self, step: float) -> None:
        """Show all four networks at a step."""
        whole = int(step + 1e-6)  # what is measured, is measured at whole steps
        if step:
            self.step.write(f"{whole}")
        for run, panel, number in zip(self.results.runs, self.panels, self.accuracies, strict=True):
            panel.decide(probabilities(run, panel.places, step)[:, 1])
            scores = probabilities(run, run.data.features, step)
            panel.mark(ring_sizes(scores, run.data.labels))
            number.write(percent((scores.argmax(axis=1) == run.data.labels).mean()))

    def _heading(self, index: int, area: Area) -> VGroup:
        """Name a network, count its hidden units, and leave room for its accuracy."""
        widths = self.spec.runs()[index].widths
        units = "{units} hidden unit" if widths == (1,) else "{units} hidden units"
        size, inset = self.stage.text_size(24), 0.3 * self.stage.scale
        title = self.write(NAMES[index], size, bold=True)
        count = self.write(units, 0.9 * size, self.theme.muted, units=" + ".join(map(str, widths)))
        name = VGroup(title, count).arrange(DOWN, aligned_edge=LEFT, buff=0.1 * self.stage.scale)
        name.scale(min(1.0, 0.55 * area.size[0] / name.width))
        top = area.high[1] - inset
        name.move_to(at(area.low[0] + inset, top), aligned_edge=LEFT + UP)
        number = self.accuracies[index].place(
            at(area.high[0] - inset, top - 0.32 * self.stage.scale)
        )
        number.write("100%")
        return VGroup(plated(name, self.theme), plated(number, self.theme))


def quarters(area: Area) -> list[Area]:
    """Part an area in four, two above and two below."""
    size = (area.size - GAP) / 2
    lows = [area.low + np.array(place) * (size + GAP) for place in ((0, 1), (1, 1), (0, 0), (1, 0))]
    return [Area(low, low + size) for low in lows]
