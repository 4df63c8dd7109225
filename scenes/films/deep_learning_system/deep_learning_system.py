"""The deep-learning system: blocks learn a representation in which a line does the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, VGroup, VMobject, linear

from engine.geometry.best_lines import best_lines
from engine.geometry.decisions import accuracy
from engine.geometry.layers import SamplePass, layer_weights, unit_sum
from engine.progress import Work, unwatched
from scenes.films.deep_learning_system import system_words as words
from scenes.films.deep_learning_system.backward_stage import BackwardStage
from scenes.films.deep_learning_system.block_row import BlockRow
from scenes.films.deep_learning_system.block_walk import SWING
from scenes.films.deep_learning_system.loss_strip import LossStrip
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from scenes.films.deep_learning_system.system_run import SystemRun, far_ends, system_run
from scenes.films.deep_learning_system.worked_unit import WorkedUnit
from scenes.languages.numbers import fixed, percent
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle, swell
from scenes.storytelling.stage import Area, plated

ROUNDS = (2.2, 1.4)
"""Seconds of the first rounds of the training: forward, backward, and weights that move."""
ROUND = 0.12
"""Share of all that moves in the training, in each of them."""


class DeepLearningSystem(BackwardStage):
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
        self.look_at(self.view_of_block(0), 1.8)
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
        self.drive_in_place(draw, 3.6, gentle)
        self.say(words.best_line_of(float(fan.accuracy[best]), is_best=fan.is_best))
        self.come_nearer()

    def forward(self) -> None:
        """Send the point through, block by block, and compare the output with the desired one."""
        system, passed = self.system, self.pass_at(0)
        last = len(system.blocks) - 1
        self.work_out()
        self.through(0, passed)
        if last > 1:
            self.say("The next block makes of these numbers others, and so on.")
        for block in range(1, last):
            self.go_on(block)
            self.through(block, passed)
        self.say("The last one is a linear classifier: all before it prepare its input.")
        self.look_home(1.4)
        there = system.captions_of(last - 1)
        others = [each for each in system.captions if each not in there]
        rest = VGroup(system.titles, *others, system.names, self.network.counts)
        self.act(FadeIn(rest), FadeIn(system.judge), seconds=0.5)
        system.add(system.judge)
        self.remove(rest)
        self.add(system.writing)
        self.through(last, passed)
        self.come_nearer(1.2)
        system.loss_number.write(fixed(passed.loss, 2))
        self.say(words.untrained(float(passed.values[-1][self.label]), passed.loss))
        self.act(FadeIn(system.loss_number), seconds=0.4)
        self.judge(self.theme.highlight)
        self.come_nearer(0.1)

    def work_out(self) -> None:
        """Compute one circle of the first block, row by row."""
        found, name = unit_sum(self.recording, self.sample, 0), self.spec.activation
        network, home = self.network, self.following.home[0]
        edge = network.place(1, 0)[0] + 1.15 * network.radius
        left = float(home[0] + (edge - self.view.centre[0]) * self.view.zoom)
        worked = WorkedUnit(found, name, left + 0.15, self.stage, self.theme)
        self.pin(worked)
        text = "One circle: inputs times weights (dashed: negative), plus a bias, then {name}."
        self.say(text, name=name)

        def ring(strength: float) -> None:
            network.highlight([(1, 0)])
            network.rings.set_stroke(opacity=strength)
            self.system.single_out(strength)

        def halo(inputs: range) -> Callable[[float], None]:
            def draw(progress: float) -> None:
                edges = [(0, each, 0) for each in inputs]
                network.highlight([(1, 0)], edges, strength=swell(progress))
                network.rings.set_stroke(opacity=1)
                self.system.single_out(1.0)

            return draw

        self.act(Drive(VMobject(), ring), seconds=0.4)
        for row, line in enumerate(worked.rows):
            inputs = range(len(found.inputs))[row : row + 1]
            glow = Drive(VMobject(), halo(inputs), rate_func=linear)
            self.act(FadeIn(line), glow, seconds=1.0 if inputs else 0.7)
        self.come_nearer(1.0)
        self.act(FadeOut(worked), Drive(VMobject(), lambda p: ring(1 - p)), seconds=0.5)
        network.highlight()

    def learning(self) -> None:
        """Let the weights move, round after round; then watch all points, up to the end."""
        recording, pictures, panel = self.recording, self.pictures, self.pictures.panels[-1]
        pace = pictures.director.pace
        strip = LossStrip(recording, self.places.curve, self.stage, self.theme)

        def show(moved: float) -> None:
            now = pace.step_at(moved)
            passed = self.pass_at(now)
            self.network.set_weights(layer_weights(recording, now))
            for layer, values in enumerate(passed.values):
                self.network.set_values(layer, values)
            self.system.loss_number.write(fixed(passed.loss, 2))
            written, _, accuracy = self.measured(now)
            readings[0].write(written)
            readings[1].write(accuracy)
            strip.draw(now)

        readings = self.readings_below()
        self.network.numbers.set_fill(self.theme.text)
        self.network.levels.set_fill(opacity=self.system.fill)
        show(0.0)
        self.say("Learning: forward, backward, and every weight moves a little. Then again.")
        gone = [part for part in self.gone if part is not self.readings]
        self.readings = readings
        self.uncover(pictures.ghost, pictures.arrow, panel)
        self.pin(strip)
        self.act(
            FadeIn(self.readings), FadeIn(strip), *(FadeIn(part) for part in gone), seconds=0.5
        )
        for number, seconds in enumerate(ROUNDS):

            def turn(progress: float, number: int = number) -> None:
                show(ROUND * (number + self.round(progress)))

            self.drive_in_place(turn, seconds, linear)
        self.say("All points take part. This is what the classifier sees of them.")
        begun = ROUND * len(ROUNDS)
        pictures.show_outputs(pace.step_at(begun), tinted=True)
        numbers = self.live_numbers()
        away = self.stage.hero.low - strip.area.low + 0.25 * self.stage.scale
        away = np.append(away, 0.0)
        self.cover(panel, strip.animate.shift(away))
        strip.area = Area(strip.area.low + away[:2], strip.area.high + away[:2])
        numbers.write(*self.measured(pace.step_at(begun)))
        self.pin(numbers)

        def watch(progress: float) -> None:
            now = pace.step_at(begun + (1 - begun) * progress)
            pictures.show_outputs(now, tinted=True)
            numbers.write(*self.measured(now))
            strip.draw(now)

        self.act(FadeIn(numbers), seconds=0.4)
        self.drive_in_place(watch, 5.6, gentle)
        self.come_nearer(0.6)
        self.act(FadeOut(numbers), FadeOut(strip), seconds=0.4)

    def representation(self) -> None:
        """Send all points once more through the blocks, as a sheet that they bend."""
        pictures, panel = self.pictures, self.pictures.panels[0]
        learned = percent(accuracy(self.recording, self.recording.last_step))
        blocks = len(self.widths) - 2
        first, row = 1 / blocks, self.row_of_blocks(blocks)

        def walk(share: float, **options: float) -> None:
            pictures.show_walk(share, **options)
            row.light(share)

        self.say("What has it learned? Here is the raw input again, as a sheet.")
        walk(0.0)
        self.exchange(pictures.panels[-1], panel)
        self.come_nearer(0.6)
        self.say(words.drawn_as(self.widths[1:-1]))
        self.act(FadeIn(row.ground), FadeIn(row.boxes), seconds=0.4)
        self.drive_in_place(lambda p: walk(first * p), 2.8, gentle)
        if pictures.walk.spaces[1]:
            self.drive_in_place(
                lambda p: walk(first, turned=SWING * float(np.sin(2 * np.pi * p))), 2.8
            )
        self.say("Together the blocks are one map, φ. It moves every point …")
        self.act(FadeIn(row.brace), seconds=0.4)
        if blocks > 1:
            self.drive_in_place(lambda p: walk(first + (1 - first) * p), 4.4, gentle)
        self.say("… to where the classifier, a straight line, gets {share}.", share=learned)
        self.drive_in_place(lambda p: walk(1.0, judged=p), max(1.6, self.reading_time()), gentle)
        self.say("Deep learning learns both from data: the map φ, and the line.")
        self.come_nearer(1.5)

    def row_of_blocks(self, count: int) -> BlockRow:
        """Make the row in which the blocks light up, in the upper left."""
        row = BlockRow(count, self.theme, self.stage.text_size(26))
        row.move_to(self.stage.title.corner(UP + LEFT), aligned_edge=UP + LEFT)
        self.pin(row)
        return row

    def through(self, block: int, passed: SamplePass) -> None:
        """Move signals through a block, and let its values appear."""
        self.travel(block)
        self.network.set_values(block + 1, passed.values[block + 1])
        shown = self.network.levels[block + 1], self.network.numbers[block + 1]
        self.act(*(FadeIn(part) for part in shown), seconds=0.3)
