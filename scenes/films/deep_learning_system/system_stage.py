"""What the acts of the deep-learning system share: diagram, pictures, and how signals travel."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, FadeIn, FadeOut, ManimColor, Mobject, VGroup, linear

from engine.geometry.layers import (
    SamplePass,
    layer_depths,
    layer_weights,
    sample_pass,
    strongest_weight,
)
from scenes.films.deep_learning_system.layer_pictures import LayerPictures
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from scenes.films.deep_learning_system.system_diagram import SystemDiagram
from scenes.films.deep_learning_system.system_layout import SystemLayout
from scenes.films.deep_learning_system.system_run import SystemRun
from scenes.languages.numbers import fixed, percent
from scenes.mobjects.frame import at
from scenes.storytelling.corner_numbers import CornerNumbers
from scenes.storytelling.stage import FULL, Area
from scenes.storytelling.staged_scene import StagedScene

PULSE = 0.35
"""Share of a round that signals take forward, and as much back; in the rest, weights move."""


class SystemStage(StagedScene):
    """A row of blocks on a stage, and below it all points as they come in and go out."""

    spec: ClassVar[DeepLearningSystemSpec] = DeepLearningSystemSpec()
    layout: ClassVar[str] = FULL
    results: ClassVar[SystemRun]

    def prepare(self) -> None:
        """Make the diagram with the weights before training, and the two pictures below it."""
        run, stage = self.results, self.stage
        self.recording, self.sample = run.recording, run.sample
        self.widths = [self.recording.width(d) for d in layer_depths(self.recording.stages)]
        self.places = SystemLayout.on(stage, len(self.widths))
        target = np.eye(self.recording.data.classes)[self.label]
        strongest = max(0.7 * strongest_weight(self.recording), 0.5)
        self.system = SystemDiagram(
            self.widths, strongest, target, self.spec.activation, self.places, self.theme
        )
        self.network = self.system.network
        self.network.set_weights(layer_weights(self.recording, 0))
        self.pictures = LayerPictures(self.recording, self.sample, self.places.pictures, self.theme)
        self.pictures.show_inputs([])
        self.pictures.show_outputs(0)
        self.readings = VGroup()
        words = "all points: raw input", "what the classifier sees"
        self.names = [
            self.name_of_picture(text, area)
            for text, area in zip(words, self.places.pictures, strict=True)
        ]

    def name_of_picture(self, words: str, area: Area) -> VGroup:
        """Write above a picture what it is."""
        stage = self.stage
        name = self.write(words, stage.text_size(20), self.theme.muted)
        name.scale(min(1.0, area.size[0] / name.width))
        top = at(area.low[0], area.high[1] + 0.1 * stage.scale)
        return VGroup(name.move_to(top, aligned_edge=DOWN + LEFT))

    @property
    def writing(self) -> list[Mobject]:
        """All words that are on screen, but for the sentence."""
        own = [self.system.writing, self.system.loss_number, self.readings, *self.names]
        return [part for part in own if part in self.mobjects]

    def dive(self, area: Area, seconds: float) -> list[Mobject]:
        """Take all words away and move the camera into an area; return what was taken away."""
        gone = self.writing
        self.act(*(FadeOut(part) for part in gone), seconds=0.4)
        self.look_at(area, seconds, 0.0)
        return gone

    @property
    def label(self) -> int:
        """The class of the data point that is followed."""
        return int(self.recording.data.labels[self.sample])

    def pass_at(self, step: float) -> SamplePass:
        """Send the data point through the network at a step."""
        return sample_pass(self.recording, self.sample, step)

    def travel(self, block: int, *, backwards: bool = False) -> None:
        """Move signals through a block."""
        system = self.system
        colour = self.theme.gradient if backwards else self.theme.highlight

        def draw(progress: float) -> None:
            self.network.send(block, progress, backwards=backwards)
            system.light(block, colour, lit(progress))

        self.drive_in_place(draw, 1.2)

    def judge(self, colour: str) -> None:
        """Light up the box of the loss for a moment."""
        box = self.system.judge[0]
        usual, full = ManimColor(self.theme.loss), ManimColor(colour)

        def draw(progress: float) -> None:
            share = lit(progress)
            box.set_stroke(usual.interpolate(full, share), width=3 + 4 * share)

        self.drive_in_place(draw, 1.0)

    def show_signs(self) -> None:
        """Dim the negative weights, then the positive ones, until the sentence has been read."""

        def draw(progress: float) -> None:
            dim = 0.85 * np.sin(np.pi * np.array([2 * progress, 2 * progress - 1]).clip(0, 1))
            for lines in self.network.weights:
                lines.negative.set_fill(opacity=1 - dim[0])
                lines.positive.set_fill(opacity=1 - dim[1])

        self.drive_in_place(draw, self.reading_time(3.0), linear)

    def round(self, progress: float) -> float:
        """Show signals go through all blocks and back; return how far the weights have moved.

        Parameters
        ----------
        progress : float
            Of the round, in [0, 1].
        """
        system, count = self.system, len(self.system.blocks)
        backwards = progress > PULSE
        share = np.clip((progress - PULSE * backwards) / PULSE, 0, 1) * count
        at_block = min(int(share), count - 1)
        block = count - 1 - at_block if backwards else at_block
        colour = self.theme.gradient if backwards else self.theme.highlight
        for each in range(count):
            system.light(each, colour, lit(share - at_block) if each == block else 0.0)
        self.network.send(block, float(share - at_block), backwards=backwards)
        return max(progress - 2 * PULSE, 0.0) / (1 - 2 * PULSE)

    def gradient(self, layer: int, passed: SamplePass) -> None:
        """Let derivatives take the place of values in a layer's circles."""
        levels, numbers = self.network.levels[layer], self.network.numbers[layer]
        self.act(FadeOut(levels), FadeOut(numbers), seconds=0.15)
        numbers.set_fill(self.theme.gradient)
        levels.set_fill(opacity=0.12)
        self.network.set_values(layer, passed.gradients[layer])
        self.act(FadeIn(levels), FadeIn(numbers), seconds=0.3)

    def live_numbers(self, corner: np.ndarray, room: np.ndarray) -> CornerNumbers:
        """Make the live numbers of the training, in the upper right of a room (2,)."""
        theme, size = self.theme, self.stage.text_size(28)
        rows = (
            ("training step", f"{self.recording.last_step}", theme.text),
            ("loss of all points", "0.000", theme.loss),
            ("accuracy", "100.0%", theme.accuracy),
        )
        wanted = CornerNumbers(rows, corner, size, theme)
        fit = min(1.0, float((room / [wanted.width, wanted.height]).min()))
        return wanted if fit == 1 else CornerNumbers(rows, corner, fit * size, theme)

    def write_training(self, numbers: CornerNumbers, step: float) -> None:
        """Write the live numbers of the training at a step."""
        recording, metrics, whole = self.recording, self.recording.metrics, int(step + 1e-6)
        numbers.write(
            f"{whole}", fixed(recording.measured(metrics.loss, whole), 3),
            percent(recording.measured(metrics.accuracy, whole)),
        )  # fmt: skip


def lit(progress: float) -> float:
    """Come and go, and be there in between."""
    return min(1.0, 4 * progress, 4 * (1 - progress))
