"""The deep-learning system: blocks learn a representation in which a line does the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

import numpy as np
from manim import LEFT, RIGHT, FadeIn, FadeOut, VGroup

from engine.geometry.decisions import accuracy
from engine.geometry.layers import (
    SamplePass,
    layer_depths,
    layer_weights,
    sample_pass,
    strongest_weight,
)
from engine.progress import Work, unwatched
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from scenes.films.deep_learning_system.system_diagram import SystemDiagram, SystemWords, Way
from scenes.films.deep_learning_system.system_run import SystemRun, best_line, system_run
from scenes.languages.numbers import fixed, percent
from scenes.mobjects.arrays.orbit import FROM_ABOVE
from scenes.mobjects.frame import at
from scenes.mobjects.text import Readout
from scenes.mobjects.warp_panel import Picture, WarpPanel
from scenes.storytelling.easing import gentle
from scenes.storytelling.story import StoryScene
from scenes.storytelling.warp_director import WarpDirector

PANEL_WIDTH, PANEL_HEIGHT, PANEL_X = 6.3, 5.3, 3.5


class DeepLearningSystem(StoryScene):
    """A row of blocks from raw input to loss, run forwards, run backwards, and trained."""

    spec: ClassVar[DeepLearningSystemSpec] = DeepLearningSystemSpec()
    acts: ClassVar = ("blocks", "forward", "backward", "learning", "representation")
    results: ClassVar[SystemRun]

    @classmethod
    def compute(cls, spec: DeepLearningSystemSpec, work: Work = unwatched) -> SystemRun:
        """Train the network, and try every straight line before and after its blocks."""
        return system_run(spec, work)

    @classmethod
    def report(cls, results: SystemRun) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        return results.report()

    def prepare(self) -> None:
        """Set up what all acts share."""
        run = self.results
        self.recording, self.sample = run.recording, run.sample
        self.director = WarpDirector(run.recording)
        self.widths = [self.recording.width(d) for d in layer_depths(self.recording.stages)]
        self.build()

    def build(self) -> None:
        """Make the diagram, with the weights before training."""
        words = SystemWords(
            raw_input="raw input",
            representation="representation learning",
            classifier="linear classifier",
            linear="linear",
            units="{count} units",
            activation=self.spec.activation,
            output_activation="softmax",
            loss="loss",
            desired="desired output",
            forward="forward computation",
            backward="backward computation",
        )
        target = np.eye(self.recording.data.classes)[self.recording.data.labels[self.sample]]
        strongest = max(0.7 * strongest_weight(self.recording), 0.5)
        self.system = SystemDiagram(self.widths, strongest, target, words, self.theme)
        self.network = self.system.network
        self.network.set_weights(layer_weights(self.recording, 0))

    def blocks(self) -> None:
        """Name the parts."""
        system = self.system
        self.act(FadeIn(system), seconds=0.8)
        self.say("A deep-learning system is a row of blocks.")
        self.beat(1.8)
        self.say("Each is a linear map (the lines), then an activation (the circles).")
        last = len(system.blocks) - 1
        for block in range(last):
            self.glow(block)
        self.beat(0.4)
        self.say("The last one is a linear classifier: all before it prepare its input.")
        self.glow(last)
        self.beat(1.8)
        self.say("Solid lines are positive weights, dashed ones negative; wider is stronger.")
        self.beat(2.8)

    def forward(self) -> None:
        """Send a data point through, before any training."""
        system = self.system
        passed = self.pass_at(0)
        self.say("Forward: every block makes an output from its input.")
        self.network.set_values(0, passed.values[0])
        self.act(
            FadeIn(self.network.levels[0], self.network.numbers[0], system.forward), seconds=0.5
        )
        self.beat(1.0)
        for block in range(len(system.blocks)):
            self.travel(block)
            self.network.set_values(block + 1, passed.values[block + 1])
            self.beat(0.5)
        self.drive(system.forward, self.growth(system.forward, len(system.blocks)), 0.6)
        system.loss_number.write(fixed(passed.loss, 2))
        self.act(FadeIn(system.loss_number), seconds=0.4)
        share = percent(float(passed.values[-1][self.label]))
        self.say("Not trained yet, it gives the desired class only {share}.", share=share)
        self.beat(2.6)

    def backward(self) -> None:
        """Send the loss's derivatives back through the same blocks."""
        system = self.system
        passed = self.pass_at(0)
        self.say("Backward: every block tells its input how to change.")
        self.act(FadeIn(system.backward), seconds=0.4)
        self.drive(system.backward, self.growth(system.backward, 0), 0.6)
        self.gradient(len(self.widths) - 1, passed)
        self.beat(1.0)
        for block in reversed(range(len(system.blocks))):
            self.travel(block, backwards=True)
            self.gradient(block, passed)
            self.beat(0.4)
        self.say("Now each circle shows how the loss would change if its value grew.")
        self.beat(3.0)

    def learning(self) -> None:
        """Play the training, the same data point flowing through at every step."""
        system, theme, recording = self.system, self.theme, self.recording
        metrics = recording.metrics
        self.act(FadeOut(system.forward, system.backward), seconds=0.4)
        labels = ("training step", "loss of all points", "accuracy")
        colours = (theme.text, theme.loss, theme.accuracy)
        readouts = [
            Readout(label, theme.muted, colour, at(x, -2.15))
            for label, colour, x in zip(labels, colours, (-6.0, -2.6, 1.2), strict=True)
        ]
        for layer in range(len(self.widths)):
            self.network.numbers[layer].set_fill(theme.text)
            self.network.levels[layer].set_fill(opacity=0.4)

        def draw(progress: float) -> None:
            now = self.director.pace.step_at(progress)
            whole = int(now + 1e-6)
            passed = self.pass_at(now)
            self.network.set_weights(layer_weights(recording, now))
            for layer, values in enumerate(passed.values):
                self.network.set_values(layer, values)
            system.loss_number.write(fixed(passed.loss, 2))
            readouts[0].write(f"{whole}")
            readouts[1].write(fixed(recording.measured(metrics.loss, whole), 3))
            readouts[2].write(percent(recording.measured(metrics.accuracy, whole)))

        draw(0)
        side = VGroup(*readouts)
        self.act(FadeIn(side), seconds=0.5)
        self.say("Learning: all points go there and back, and every weight takes a small step.")
        self.beat(1.2)
        self.drive(VGroup(system, side), draw, 9.0, gentle)
        share = percent(float(self.pass_at(recording.last_step).values[-1][self.label]))
        self.say("Trained, it gives the desired class of this point {share}.", share=share)
        self.beat(2.6)
        self.readouts = side

    def representation(self) -> None:
        """Show all points before the blocks and after them, each with its best straight line."""
        director, before = self.director, self.results.lines[0]
        learned = accuracy(self.recording, self.recording.last_step)
        self.act(FadeOut(self.system, self.readouts), seconds=0.5)
        left, right = (self.panel(director, x) for x in (-PANEL_X, PANEL_X))
        self.say("All points, as they come in. No straight line separates the classes.")
        self.show(director, left, 0)
        title = self.title("raw input", -PANEL_X)
        self.act(FadeIn(left, title), seconds=0.7)
        self.beat(1.0)
        lines = [best_line(director.points, director.labels)]
        self.show(director, left, 0, lines)
        found = self.caption("best line: {share}", before, -PANEL_X)
        self.act(FadeIn(left.separator, found), seconds=0.6)
        self.add(left)
        self.beat(2.4)
        self.show(director, right, 0)
        self.act(FadeIn(right), seconds=0.6)
        self.say("The blocks before the classifier are one map, φ. It moves every point …")
        self.drive(right, lambda p: self.show(director, right, p * director.hidden), 7.0, gentle)
        other = self.title("after the blocks: φ(raw input)", PANEL_X)
        self.act(FadeIn(other), seconds=0.4)
        self.show(director, right, director.hidden, director.separators(director.last_step))
        reached = self.caption("the classifier's line: {share}", learned, PANEL_X)
        self.act(FadeIn(right.separator, reached), seconds=0.6)
        self.add(right)
        self.say(
            "… to where the classifier, a straight line, gets {share}.", share=percent(learned)
        )
        self.beat(3.0)
        self.say("Deep learning learns both from data: the map φ, and the line.")
        self.beat(3.5)

    @property
    def label(self) -> int:
        """The class of the data point that is followed."""
        return int(self.recording.data.labels[self.sample])

    def pass_at(self, step: float) -> SamplePass:
        """Send the data point through the network at a step."""
        return sample_pass(self.recording, self.sample, step)

    def travel(self, block: int, *, backwards: bool = False) -> None:
        """Move signals through a block, and the arrow below along with them."""
        system = self.system
        colour = self.theme.gradient if backwards else self.theme.highlight
        way = system.backward if backwards else system.forward
        grow = self.growth(way, len(system.blocks) - block if backwards else block)

        def draw(progress: float) -> None:
            self.network.send(block, progress, backwards=backwards)
            system.light(block, colour, lit(progress))
            grow(progress)

        self.drive(VGroup(system, way), draw, 1.3)

    def glow(self, block: int) -> None:
        """Highlight a block for a moment."""
        system, colour = self.system, self.theme.highlight
        self.drive(system.blocks, lambda p: system.light(block, colour, lit(p)), 1.2)

    def growth(self, way: Way, done: int) -> Callable[[float], None]:
        """Extend an arrow by one of its equal parts, after so many."""
        parts = len(self.system.blocks) + 1
        return lambda progress: way.grow((done + progress) / parts)

    def gradient(self, layer: int, passed: SamplePass) -> None:
        """Write derivatives into a layer's circles."""
        self.network.numbers[layer].set_fill(self.theme.gradient)
        self.network.levels[layer].set_fill(opacity=0.12)
        self.network.set_values(layer, passed.gradients[layer])

    def panel(self, director: WarpDirector, x: float) -> WarpPanel:
        """Make a panel for all points."""
        return WarpPanel(
            director.labels, self.theme, np.array([x, 0.1]), PANEL_WIDTH, PANEL_HEIGHT, bar=False
        )

    def show(
        self,
        director: WarpDirector,
        panel: WarpPanel,
        depth: float,
        lines: Sequence[np.ndarray] = (),
    ) -> None:
        """Show the points at a depth of the trained network, and lines between the classes."""
        panel.look(director.window(panel, depth, FROM_ABOVE))
        picture = director.picture(depth, director.last_step)
        panel.display(Picture(picture.grid, picture.points, list(lines)))

    def title(self, text: str, x: float) -> VGroup:
        """Write above a panel."""
        words = self.write(text, 28, bold=True)
        return VGroup(words.move_to(at(x - PANEL_WIDTH / 2, 3.15), aligned_edge=LEFT))

    def caption(self, text: str, share: float, x: float) -> VGroup:
        """Write what the line in a panel gets."""
        words = self.write(text, 26, self.theme.accuracy, share=percent(share))
        return VGroup(words.move_to(at(x + PANEL_WIDTH / 2, -2.88), aligned_edge=RIGHT))


def lit(progress: float) -> float:
    """Come and go, and be there in between."""
    return min(1.0, 4 * progress, 4 * (1 - progress))
