"""The deep-learning system: blocks learn a representation in which a line does the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from manim import DOWN, LEFT, RIGHT, FadeIn, FadeOut, VGroup

from engine.geometry.best_lines import best_lines
from engine.geometry.decisions import accuracy
from engine.geometry.layers import (
    layer_weights,
)
from engine.progress import Work, unwatched
from scenes.films.deep_learning_system import system_words as words
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from scenes.films.deep_learning_system.system_run import SystemRun, far_ends, system_run
from scenes.films.deep_learning_system.system_stage import SystemStage
from scenes.languages.numbers import fixed, percent
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.camera_moves import view_of
from scenes.storytelling.easing import gentle
from scenes.storytelling.stage import plated


class DeepLearningSystem(SystemStage):
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
        """Look at the raw input alone, then draw back: it is the input of a row of blocks."""
        self.try_lines()
        self.say("Send every point through a row of blocks: a deep-learning system.")
        self.add(self.system)
        self.bring_to_front(*self.pictures.panels[:1])
        self.act(FadeOut(self.found), seconds=0.4)
        self.look_home(2.6)
        self.act(FadeIn(self.system.writing), FadeIn(self.names[0]), seconds=0.5)
        parts = self.system.blocks, self.network.units, self.system.judge
        self.hero = (*parts, *self.pictures.panels)
        last = len(self.system.blocks) - 1
        self.say("Each is a linear map (the lines), then an activation (the circles).")
        for block in range(last):
            self.glow(block)
        self.say("The last one is a linear classifier: all before it prepare its input.")
        self.glow(last, 2.0)
        self.say("Solid weights are positive, dashed ones negative; wider is stronger.")
        self.show_signs()

    def try_lines(self) -> None:
        """Try a straight line at every angle, and keep the best one."""
        panel, stage, pictures = self.pictures.panels[0], self.stage, self.pictures
        data = self.recording.data
        fan = best_lines(data.features, data.labels)
        best, count = int(fan.accuracy.argmax()), len(fan.angles)
        start = panel.drawn
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
            pictures.line = [line]
            panel.display(replace(start, separators=pictures.line))

        view = view_of(self.places.pictures[0], stage, 0.0)
        self.following.aim(view.centre, view.zoom)
        draw(0.0)
        self.open_with(panel, self.found, hero=(panel,))
        self.say(words.question(self.results.lines[0]))
        self.drive_in_place(draw, 6.0, gentle)
        self.say(words.best_line_of(float(fan.accuracy[best]), is_best=fan.is_best))
        self.come_nearer(1.5)

    def forward(self) -> None:
        """Send a data point through, before any training."""
        system, pictures = self.system, self.pictures
        passed = self.pass_at(0)
        self.say("Forward: every block makes an output from its input.")
        self.network.set_values(0, passed.values[0])
        self.act(FadeIn(self.network.levels[0], self.network.numbers[0]), seconds=0.5)
        for block in range(len(system.blocks)):
            self.travel(block)
            self.network.set_values(block + 1, passed.values[block + 1])
            shown = [self.network.levels[block + 1], self.network.numbers[block + 1]]
            if block + 1 < len(pictures.panels):
                shown += [pictures.panels[block + 1], self.names[block + 1]]
            self.act(*(FadeIn(part) for part in shown), seconds=0.4)
        told = words.drawn_as(self.widths[1:-1])
        if told is not None:
            self.say(told)
            gone = self.dive(self.places.beyond_the_plane(self.widths), 1.6)
            self.turn_on()
            self.look_home(1.2)
            self.act(*(FadeIn(part) for part in gone), seconds=0.4)
        system.loss_number.write(fixed(passed.loss, 2))
        self.act(FadeIn(system.loss_number), seconds=0.4)
        self.say(words.untrained(float(passed.values[-1][self.label])))
        self.turn_on()

    def backward(self) -> None:
        """Send the loss's derivatives back through the same blocks."""
        system = self.system
        self.passed = passed = self.pass_at(0)
        self.say("Backward: every block tells its input how to change.")
        self.gradient(len(self.widths) - 1, passed)
        for block in reversed(range(len(system.blocks))):
            self.travel(block, backwards=True)
            self.gradient(block, passed)
        self.pictures.display(0, len(self.pictures.panels), passed)
        self.act(FadeIn(self.pictures.arrows), seconds=0.5)
        self.say("In the circles: how the loss would change if that value grew.")
        self.turn_on()
        self.say("The arrows show where the ringed point should move for the loss to fall.")
        self.turn_on()

    def learning(self) -> None:
        """Play the training, the same data point flowing through at every step."""
        system, recording, metrics = self.system, self.recording, self.recording.metrics
        contents = [*self.network.levels, *self.network.numbers]
        self.act(FadeOut(self.pictures.arrows), *(FadeOut(part) for part in contents), seconds=0.4)
        self.passed = None
        write = self.live_numbers()
        pace, turned = self.pictures.director.pace, self.pictures.turn
        self.network.numbers.set_fill(self.theme.text)
        self.network.levels.set_fill(opacity=0.4)

        def draw(progress: float) -> None:
            self.step = now = pace.step_at(progress)
            whole = int(now + 1e-6)
            passed = self.pass_at(now)
            self.network.set_weights(layer_weights(recording, now))
            for layer, values in enumerate(passed.values):
                self.network.set_values(layer, values)
            system.loss_number.write(fixed(passed.loss, 2))
            texts = (
                f"{whole}", fixed(recording.measured(metrics.loss, whole), 3),
                percent(recording.measured(metrics.accuracy, whole)),
            )  # fmt: skip
            write(texts)
            self.pictures.turn = turned + 0.9 * progress
            self.pictures.display(now, len(self.pictures.panels))

        draw(0)
        self.act(FadeIn(self.readings), *(FadeIn(part) for part in contents), seconds=0.5)
        self.say("Learning: all points go there and back, and every weight takes a small step.")
        self.drive_in_place(draw, 9.0, gentle)
        share = percent(float(self.pass_at(recording.last_step).values[-1][self.label]))
        self.say("Trained, it gives the desired class of this point {share}.", share=share)
        self.turn_on()

    def representation(self) -> None:
        """Look into the last picture: undo the blocks, and do them again as one map."""
        pictures, panel = self.pictures, self.pictures.panels[-1]
        learned = percent(accuracy(self.recording, self.recording.last_step))
        self.say("This is all that the classifier sees. Undo the blocks …")
        self.dive(self.places.pictures[-1], 2.4)
        self.hero = (panel,)
        self.drive_in_place(lambda p: pictures.morphed(1 - p, max(1 - 5 * p, 0.0)), 2.6, gentle)
        self.say("… and do them again: together they are one map, φ. It moves every point …")
        self.drive_in_place(lambda p: pictures.morphed(p, 0.0), 5.0, gentle)
        self.say("… to where the classifier, a straight line, gets {share}.", share=learned)
        self.drive_in_place(lambda p: pictures.morphed(1.0, p, decided=True), 1.6, gentle)
        self.come_nearer(1.5)
        self.say("Deep learning learns both from data: the map φ, and the line.")
        self.come_nearer(1.5)
