"""What the acts of the deep-learning system share: diagram, pictures, and how signals travel."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, FadeIn, FadeOut, Mobject, VGroup, linear

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
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import FULL, Area
from scenes.storytelling.staged_scene import StagedScene

TURN = 0.12
"""Radians in a second by which layers of three units turn."""


class SystemStage(StagedScene):
    """A row of blocks on a stage, with a picture of all points below each."""

    spec: ClassVar[DeepLearningSystemSpec] = DeepLearningSystemSpec()
    layout: ClassVar[str] = FULL
    results: ClassVar[SystemRun]
    passed: SamplePass | None = None
    step = 0.0

    def prepare(self) -> None:
        """Make the diagram with the weights before training, and a picture below each layer."""
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
        self.pictures.display(0, len(self.pictures.panels))
        self.readings = VGroup()
        self.names = [self.name_of_picture(n) for n in range(len(self.pictures.panels))]

    def name_of_picture(self, layer: int) -> VGroup:
        """Write above a layer's picture what it is, unless it stands below its column."""
        stage, area = self.stage, self.places.pictures[layer]
        if not self.places.is_apart:
            return VGroup()
        words = "after block {number}" if layer else "raw input"
        name = self.write(words, stage.text_size(20), self.theme.muted, number=layer)
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

    def glow(self, block: int, seconds: float = 0.9) -> None:
        """Highlight a block for a moment."""
        system, colour = self.system, self.theme.highlight
        self.drive_in_place(lambda p: system.light(block, colour, lit(p)), seconds)

    def show_signs(self) -> None:
        """Dim the negative weights, then the positive ones, until the sentence has been read."""

        def draw(progress: float) -> None:
            dim = 0.85 * np.sin(np.pi * np.array([2 * progress, 2 * progress - 1]).clip(0, 1))
            for lines in self.network.weights:
                lines.negative.set_fill(opacity=1 - dim[0])
                lines.positive.set_fill(opacity=1 - dim[1])

        self.drive_in_place(draw, self.reading_time(3.0), linear)

    def turn_on(self, least: float = 1.5) -> None:
        """Turn what is seen in space until the sentence has been read; else come nearer."""
        pictures = self.pictures
        if 3 not in self.widths[1:-1]:
            self.come_nearer(least)
            return
        seconds, start = self.reading_time(least), pictures.turn

        def draw(progress: float) -> None:
            pictures.turn = start + TURN * seconds * progress
            pictures.display(self.step, len(pictures.panels), self.passed)

        self.drive_in_place(draw, seconds)

    def gradient(self, layer: int, passed: SamplePass) -> None:
        """Let derivatives take the place of values in a layer's circles."""
        levels, numbers = self.network.levels[layer], self.network.numbers[layer]
        self.act(FadeOut(levels), FadeOut(numbers), seconds=0.15)
        numbers.set_fill(self.theme.gradient)
        levels.set_fill(opacity=0.12)
        self.network.set_values(layer, passed.gradients[layer])
        self.act(FadeIn(levels), FadeIn(numbers), seconds=0.3)

    def live_numbers(self) -> Callable[[tuple[str, ...]], None]:
        """Make the columns of live numbers of the training; return what writes them."""
        stage, theme, area = self.stage, self.theme, self.places.numbers
        labels = (
            ("training step", theme.text), ("loss of all points", theme.loss),
            ("accuracy", theme.accuracy),
        )  # fmt: skip
        titles, numbers = VGroup(), []
        for row, (label, colour) in enumerate(labels):
            title = self.write(label, stage.text_size(22), theme.muted)
            title.move_to(at(0, -0.44 * row * stage.scale), aligned_edge=LEFT)
            titles.add(title)
            numbers.append(LiveNumber(stage.text_size(28), colour).write("100.0%"))
        for row, number in enumerate(numbers):
            beside = at(titles.get_right()[0] + 0.3 * stage.scale, titles[row].get_y())
            number.move_to(beside, aligned_edge=LEFT)
        self.readings = VGroup(titles, *numbers)
        room = 0.96 * area.size / [self.readings.width, self.readings.height]
        fit = min(1.0, *room)
        self.readings.scale(fit)
        self.readings.move_to(at(*area.centre))
        for number in numbers:
            number.size *= fit
            number.place(number.get_corner(DOWN + LEFT))

        def write(texts: tuple[str, ...]) -> None:
            for number, text in zip(numbers, texts, strict=True):
                number.write(text)

        return write


def lit(progress: float) -> float:
    """Come and go, and be there in between."""
    return min(1.0, 4 * progress, 4 * (1 - progress))
