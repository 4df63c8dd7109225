"""The main film: a network bends space until a straight line separates the classes.

Told in acts: the data; training, seen in the last hidden space; the trained network stage by stage;
the straight line carried back to the input; the same network without activations.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, VGroup, linear

from engine.geometry.decisions import accuracy, best_lines
from engine.geometry.tweens import SHIFT_FROM
from engine.networks.stages import Affine
from engine.progress import Work, unwatched
from scenes.films.representation.space_warp_spec import SpaceWarpSpec
from scenes.films.representation.space_warp_words import SEPARATED, SpaceWarpWords
from scenes.films.representation.stage_words import stage_words
from scenes.films.representation.warp_runs import WarpRuns, warp_runs
from scenes.films.representation.warp_story import SIDE, SIDE_WIDTH, TOP, WarpStory
from scenes.languages.language import Phrase
from scenes.languages.numbers import percent
from scenes.mobjects.frame import at
from scenes.mobjects.stage_strip import StageStrip
from scenes.mobjects.text import formula, sentence, verbatim
from scenes.mobjects.warp_panel import Picture, WarpPanel
from scenes.storytelling.warp_director import WarpDirector


class SpaceWarp(WarpStory):
    """A network bends space until a straight line separates the classes."""

    spec: ClassVar[SpaceWarpSpec] = SpaceWarpSpec()
    results: ClassVar[WarpRuns]

    @classmethod
    def compute(cls, spec: SpaceWarpSpec, work: Work = unwatched) -> WarpRuns:
        """Train the network and its control."""
        return warp_runs(spec, work)

    @classmethod
    def report(cls, results: WarpRuns) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        return results.report()

    def prepare(self) -> None:
        """Set up what all acts share."""
        runs = self.results
        self.network, self.control_run = WarpDirector(runs.network), runs.control
        self.words = SpaceWarpWords(runs.network, runs.control)
        self.build_panel(self.network)

    @property
    def lines_are_tried(self) -> bool:
        """Whether the data is two classes in the plane, so that every straight line can be."""
        data = self.network.recording.data
        return data.classes == 2 and data.dims == 2

    def data(self) -> None:
        """Show the points, and that no straight line separates them."""
        director = self.network
        self.clear_side()
        self.close_up = 1.0
        self.draw(director, 0, 0)
        self.enter(self.legend(director))
        self.say(self.words.question)
        self.beat(1.8)
        self.say(self.words.data)
        self.beat(1.5)
        if self.lines_are_tried:
            self.try_straight_lines()

    def try_straight_lines(self) -> None:
        """Turn a line through every direction, each at its best offset, and count."""
        director = self.network
        fan = best_lines(director.points, director.labels)
        reach = 3 * float(director.box.size.max())
        now = self.readout("accuracy of this line", 2.6)
        best = self.readout("best so far", 3.7, self.theme.accuracy)
        picture = director.picture(0, 0)

        def draw(progress: float) -> None:
            index = round(progress * (len(fan.angles) - 1))
            normal = np.array([np.cos(fan.angles[index]), np.sin(fan.angles[index])])
            along = np.array([-normal[1], normal[0]])
            line = fan.offsets[index] * normal + reach * np.array([-along, along])
            self.panel.display(Picture(picture.grid, picture.points, [line]))
            now.write(percent(fan.accuracy[index]))
            best.write(percent(fan.accuracy[: index + 1].max()))

        self.say(self.words.try_lines)
        draw(0)
        self.act(FadeIn(now, best, self.panel.separator), seconds=0.5)
        self.drive(VGroup(self.panel, now, best), draw, 6.0, linear)
        found = int(fan.accuracy.argmax()) / (len(fan.angles) - 1)
        self.drive(VGroup(self.panel, now), lambda p: draw(1 - p * (1 - found)), 1.0)
        self.say(self.words.best_line(float(fan.accuracy.max())))
        self.beat(2.0)
        self.act(FadeOut(now, best, self.panel.separator), seconds=0.5)
        self.add(self.panel)
        self.panel.display(picture)
        self.panel.separator.set_stroke(opacity=1)

    def training(self) -> None:
        """Watch the last hidden space over the steps of training."""
        director = self.network
        self.clear_side()
        if self.panel in self.mobjects:
            self.zoom(director, 0.0, 0, 1.5)
            if director.moves(0):
                self.say(self.words.before_training)
                self.fly(director, 0, director.hidden, 0, 2.5)
            elif not director.views[director.hidden].is_exact:
                self.say(self.words.other_view)
                self.fly(director, 0, director.hidden, 0, 2.5)
        self.close_up = 0.0
        words = self.words
        self.train(director, 16.0, words.where_points_are, words.line.own, words.training)
        self.say(self.words.trained)
        self.beat(2.5)

    def depth(self) -> None:
        """Carry space through the trained network, one stage after another."""
        director = self.network
        self.clear_side()
        self.panel.set_note(None)
        if self.panel not in self.mobjects:
            self.draw(director, 0, director.last_step)
        elif self.shown_depth > 0:
            self.say(self.words.rewind)
            self.fly(director, self.shown_depth, 0, director.last_step, 2.5)
        self.zoom(director, 0.0, director.last_step, 1.5)
        left = at(SIDE, TOP - 0.25)
        strip = StageStrip(director.recording.stages, left, SIDE_WIDTH, self.theme)
        self.card = VGroup()
        self.gauge = self.readout("the best straight line gets", 4.6, self.theme.accuracy)
        self.enter(VGroup(strip, *([self.gauge] if director.is_flat else [])))
        for depth in range(director.hidden):
            self.through_stage(depth, strip)
        self.separate(strip)

    def through_stage(self, depth: int, strip: StageStrip) -> None:
        """Play one stage, named with its formula."""
        director = self.network
        stage = director.recording.stages[depth]
        introduction = self.words.introduce(depth)
        if introduction:
            self.say(introduction)
        old, self.card = self.card, self.stage_card(depth)
        if len(old):
            self.act(FadeOut(old), seconds=0.2)
        self.act(FadeIn(self.card), seconds=0.3)

        def draw(progress: float) -> None:
            strip.light(depth + progress)
            turned = (depth + progress) / director.hidden
            picture = self.draw(director, depth + progress, director.last_step, turned=turned)
            if director.is_flat:
                lines = best_lines(picture.points, director.labels, 91)
                self.gauge.write(percent(float(lines.accuracy.max())))

        group = VGroup(self.panel, *self.side)
        if isinstance(stage, Affine) and stage.bias:
            self.drive(group, lambda p: draw(SHIFT_FROM * p), 2.0)
            self.drive(group, lambda p: draw(SHIFT_FROM + (1 - SHIFT_FROM) * p), 1.2)
        else:
            self.drive(group, draw, 1.8 if depth else 3.0)
        self.beat(0.4)

    def stage_card(self, depth: int) -> VGroup:
        """Name a stage, give its formula and what it measurably does."""
        theme, words = self.theme, stage_words(self.network, depth)
        stage = self.network.recording.stages[depth]
        title, numbers = words.title
        card = VGroup(
            sentence(title, 28, theme.text, bold=True, **numbers),
            formula(stage.formula, 40, theme.highlight),
            *(sentence(fact, 22, theme.muted, **values) for fact, values in words.facts),
        ).arrange(DOWN, aligned_edge=LEFT, buff=0.26)
        card.scale(min(1, SIDE_WIDTH / card.width))
        return card.move_to(at(SIDE, TOP - 0.9), aligned_edge=LEFT + UP)

    def separate(self, strip: StageStrip) -> None:
        """Draw the straight line that now does it."""
        director = self.network
        if len(self.card):
            self.act(FadeOut(self.card), seconds=0.3)
        strip.light(director.recording.depth)
        self.draw(director, director.hidden, director.last_step, separated=True, turned=1.0)
        result = self.readout("accuracy", 1, self.theme.accuracy)
        result.write(percent(self.words.result))
        self.act(FadeIn(self.panel.separator), FadeIn(result), seconds=0.8)
        self.add(self.panel)
        self.side.add(result)
        self.say(self.words.separated)
        if director.dimensions == 3:
            self.drive(self.panel, self.look_around, 5.0)
        self.beat(2.4)

    def look_around(self, progress: float) -> None:
        """Turn the view there and back, to see on which side of the plane the points lie."""
        director = self.network
        turned = 1.0 + 0.8 * np.sin(2 * np.pi * progress)
        self.draw(director, director.hidden, director.last_step, separated=True, turned=turned)

    def regions(self) -> None:
        """Carry the separating line and the two sides of it back to the input space."""
        director = self.network
        self.clear_side()
        self.panel.set_note(None)
        self.say(self.words.line.back)

        def draw(progress: float) -> None:
            depth = director.hidden * (1 - progress)
            self.close_up = max(2 * progress - 1, 0.0)
            self.aim(director, depth, depth / max(director.hidden, 1))
            self.panel.display(director.unwarped(depth))

        draw(0)
        if self.panel not in self.mobjects:
            self.act(FadeIn(self.panel), seconds=0.7)
        else:
            self.act(FadeIn(self.panel.regions, self.panel.borders), seconds=0.8)
            self.add(self.panel)
        self.beat(0.6)
        self.drive(self.panel, draw, 6.0)
        self.enter(self.legend(director))
        self.say(self.words.line.border)
        self.beat(2.5)

    def control(self) -> None:
        """Train the same network without activations, and compare."""
        self.clear_side()
        self.close_up = 0.0
        assert self.control_run is not None
        director = WarpDirector(self.control_run)
        if self.panel in self.mobjects:
            self.act(FadeOut(self.panel), seconds=0.4)
        self.build_panel(director)
        self.train(director, 8.0, self.words.control)
        self.say(self.words.control_trained)
        self.beat(2.4)
        self.compare(director)

    def compare(self, control: WarpDirector) -> None:
        """Show both networks' decisions side by side."""
        self.clear_side()
        self.act(FadeOut(self.panel), seconds=0.4)
        cards = [
            self.decision_card(self.network, self.words.with_activations, -3.45),
            self.decision_card(control, self.words.without_activations, 3.45),
        ]
        self.say(self.words.compare)
        self.act(*(FadeIn(card) for card in cards), seconds=0.8)
        self.beat(2.5)
        self.say(self.words.moral)
        self.beat(4.0)
        self.build_panel(self.network)
        self.side = VGroup(*cards)

    def decision_card(self, director: WarpDirector, title: Phrase, x: float) -> VGroup:
        """Show a network's decisions over the input, under a title, with its accuracy."""
        theme, half = self.theme, 3.2
        panel = WarpPanel(director.labels, theme, np.array([x, -0.05]), 2 * half, 5.5, bar=False)
        panel.look(panel.window_for(director.box.low, director.box.high, margin=0.02))
        panel.display(director.unwarped(0))
        text, values = title
        heading = sentence(text, 28, theme.text, bold=True, **values)
        heading.move_to(at(x - half, 3.2), aligned_edge=LEFT)
        measured = accuracy(director.recording, director.last_step)
        colour = theme.accuracy if measured >= SEPARATED else theme.text
        result = verbatim(percent(measured), 34, colour, bold=True)
        result.move_to(at(x + half, 3.2), aligned_edge=RIGHT)
        return VGroup(panel, heading, result)
