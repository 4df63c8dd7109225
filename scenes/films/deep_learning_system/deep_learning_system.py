"""The deep-learning system: blocks learn a representation in which a line does the rest."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, FadeIn, FadeOut, VGroup, VMobject, linear

from engine.geometry.best_lines import best_lines
from engine.geometry.layers import layer_weights, unit_sum
from engine.progress import Work, unwatched
from scenes.films.deep_learning_system import system_words as words
from scenes.films.deep_learning_system.backward_stage import BackwardStage
from scenes.films.deep_learning_system.loss_strip import LossStrip
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from scenes.films.deep_learning_system.system_run import SystemRun, far_ends, system_run
from scenes.films.deep_learning_system.walk_stage import WalkStage
from scenes.films.deep_learning_system.worked_rows import WorkedRows
from scenes.languages.numbers import fixed, percent
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle
from scenes.storytelling.stage import plated

ROUNDS = (2.2, 2.4)
"""Seconds of the first step of the training, and of more: signals that run, weights that move."""
BEGUN = 0.24
"""Share of all that moves in the training, that has moved after them."""


class DeepLearningSystem(BackwardStage, WalkStage):
    """A row of blocks from raw input to loss, run forwards, run backwards, and trained."""

    spec: ClassVar[DeepLearningSystemSpec] = DeepLearningSystemSpec()
    acts: ClassVar = ("blocks", "forward", "backward", "learning", "representation")

    @classmethod
    def compute(cls, spec: DeepLearningSystemSpec, work: Work = unwatched) -> SystemRun:
        """Train the network, and try every straight line before and after its blocks."""
        return system_run(spec, work)

    @classmethod
    def report(cls, results: SystemRun) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        return results.report()

    def blocks(self) -> None:
        """Look at the raw input alone; then one point's numbers enter the network."""
        system = self.system
        self.try_lines()
        self.say("Send the ringed point's two numbers through a deep-learning system.")
        self.act(FadeOut(self.found), seconds=0.4)
        self.network.set_values(0, self.pass_at(0).values[0])
        system.remove(system.judge)
        self.uncover(self.pictures.panels[0])
        self.look_at(self.view_of_block(0), 1.4)
        self.act(FadeIn(system.captions_of(0)), seconds=0.4)

    def try_lines(self) -> None:
        """Try a straight line at every angle, and keep the best one."""
        panel, stage, pictures = self.pictures.panels[0], self.stage, self.pictures
        data = self.recording.data
        fan = best_lines(data.features, data.labels)
        best, count = int(fan.accuracy.argmax()), len(fan.angles)
        number = LiveNumber(stage.text_size(34), self.theme.accuracy).write("100.0%")
        label = self.write("best line at this angle", stage.text_size(24), self.theme.muted)
        number.next_to(label, RIGHT, buff=0.2 * stage.scale)
        self.found = plated(VGroup(label, number), self.theme)
        stage.put_numbers(self.found)
        number.place(number.get_corner(DOWN + LEFT))
        self.pin(self.found)

        def draw(progress: float) -> None:
            place = progress * (count + best)
            k = round(place) % count
            line = far_ends(float(fan.angles[k]), float(fan.offsets[k]))
            number.write(percent(float(fan.accuracy[k])))
            self.line = [line]
            pictures.show_inputs(self.line)

        draw(0.0)
        self.open_with(panel, self.found, hero=(panel,))
        self.say(words.question(self.results.lines[0]))
        self.drive_in_place(draw, 3.2, gentle)
        self.say(words.best_line_of(float(fan.accuracy[best]), is_best=fan.is_best))
        self.come_nearer()

    def forward(self) -> None:
        """Send the point through, block by block, and compare the output with the desired one."""
        system, passed = self.system, self.pass_at(0)
        last = len(system.blocks) - 1
        self.work_out()
        self.through(0, passed.values[1])
        if last > 1:
            self.say("The next block turns these numbers into new ones, and so on.")
        for block in range(1, last):
            self.go_on(block)
            self.through(block, passed.values[block + 1])
        self.say("The last block is a linear classifier; all before it prepare its input.")
        self.look_home(1.4)
        there = system.captions_of(last - 1)
        others = [each for each in system.captions if each not in there]
        rest = VGroup(system.titles, *others, system.names, self.network.counts)
        self.act(FadeIn(rest), FadeIn(system.judge), seconds=0.5)
        system.add(system.judge)
        self.remove(rest)
        self.add(system.writing)
        self.through(last, passed.scores)
        self.judge_outputs(passed)

    def work_out(self) -> None:
        """Compute one circle of the first block, row by row."""
        found, name = unit_sum(self.recording, self.sample, 0), self.spec.activation
        network, home = self.network, self.following.home[0]
        edge = network.place(1, 0)[0] + 1.15 * network.radius
        left = float(home[0] + (edge - self.view.centre[0]) * self.view.zoom)
        lines = words.sum_lines(found, name)
        worked = WorkedRows(lines, left + 0.15, self.stage, self.theme, name=name)
        self.pin(worked)
        text = "One circle: inputs times weights (dashed: negative), plus a bias, then {name}."
        self.say(text, name=name)

        def ring(strength: float) -> None:
            network.highlight([(1, 0)])
            network.rings.set_stroke(opacity=strength)
            self.system.single_out(0, strength)

        self.act(Drive(VMobject(), ring), seconds=0.4)
        for row, line in enumerate(worked.rows):
            inputs = range(len(found.inputs))[row : row + 1]
            halo = self.glow(0, (1, 0), [(0, each, 0) for each in inputs])
            glow = Drive(VMobject(), halo, rate_func=linear)
            self.act(FadeIn(line), glow, seconds=0.9 if inputs else 0.7)
        self.come_nearer(0.6)
        self.act(FadeOut(worked), Drive(VMobject(), lambda p: ring(1 - p)), seconds=0.5)
        network.highlight()

    def learning(self) -> None:
        """Let the weights move, round after round; then watch all points, up to the end."""
        recording, pictures, panel = self.recording, self.pictures, self.pictures.panels[-1]
        pace = pictures.director.pace
        begun = pace.step_at(BEGUN)

        def show(now: float) -> None:
            passed = self.pass_at(now)
            self.network.set_weights(layer_weights(recording, now))
            for layer, values in enumerate(passed.values):
                self.network.set_values(layer, values)
            self.system.loss_number.write(fixed(passed.loss, 2))
            written, loss, accuracy = self.measured(ceil(now - 1e-6))  # to which weights move
            for number, text in zip(readings, (written, loss, accuracy), strict=True):
                number.write(text)

        readings = self.readings_below()
        self.say("Learning: forward, backward, and every weight moves a little. Then again.")
        numbers, levels = self.network.numbers, self.network.levels
        away = *self.readings, numbers, levels
        self.act(*(FadeOut(part) for part in away), seconds=0.3)
        numbers.set_fill(self.theme.text)
        levels.set_fill(opacity=self.system.fill)
        self.readings = readings
        show(0.0)
        self.act(*(FadeIn(part) for part in (readings, numbers, levels)), seconds=0.4)
        for (first, last), seconds in zip(pairwise((0, 1, begun)), ROUNDS, strict=True):

            def turn(progress: float, first: float = first, last: float = last) -> None:
                show(first + (last - first) * self.round(progress))

            self.drive_in_place(turn, seconds, linear)
        self.say("All points take part: in this plane the classifier sees their last two numbers.")
        pictures.show_outputs(begun, tinted=True)
        strip = LossStrip(recording, self.places.curve, self.stage, self.theme)
        strip.draw(begun)
        corner = self.live_numbers()
        corner.write(*self.measured(begun))
        self.cover(panel)
        self.pin(strip, corner)

        def watch(progress: float) -> None:
            now = pace.step_at(BEGUN + (1 - BEGUN) * progress)
            pictures.show_outputs(now, tinted=True)
            corner.write(*self.measured(now))
            strip.draw(now)

        self.act(FadeIn(corner), FadeIn(strip), seconds=0.4)
        self.drive_in_place(watch, 6.0, gentle)
        self.come_nearer(0.6)
        self.act(FadeOut(corner), FadeOut(strip), seconds=0.4)

    def through(self, block: int, values: np.ndarray) -> None:
        """Move signals through a block, and let its values appear."""
        self.travel(block)
        self.network.set_values(block + 1, values)
        shown = self.network.levels[block + 1], self.network.numbers[block + 1]
        self.act(*(FadeIn(part) for part in shown), seconds=0.3)
