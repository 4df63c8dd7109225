"""What the acts of the deep-learning system share: diagram, pictures, and how signals travel."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from manim import Animation, FadeIn, FadeOut, ManimColor, Mobject, VGroup

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
from scenes.languages.language import translate
from scenes.languages.numbers import fixed, percent
from scenes.mobjects.frame import at
from scenes.mobjects.warp_panel import WarpPanel
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.corner_numbers import CornerNumbers
from scenes.storytelling.drive import Drive
from scenes.storytelling.labelled_number import LabelledNumber
from scenes.storytelling.stage import FULL, Area, area_of
from scenes.storytelling.staged_scene import StagedScene

PULSE = 0.35
"""Share of a round that signals take forward, and as much back; in the rest, weights move."""
CHANGE = 0.7
"""Seconds in which one picture fades into another."""
FARTHER = 0.75
"""Share of the zoom on one block, down to which others are brought into view with it."""


class SystemStage(StagedScene):
    """A row of blocks on a stage, and over it, in turn, all points as they come in and go out."""

    spec: ClassVar[DeepLearningSystemSpec] = DeepLearningSystemSpec()
    layout: ClassVar[str] = FULL
    results: ClassVar[SystemRun]

    def prepare(self) -> None:
        """Make the diagram with the weights before training, and the two pictures that cover it."""
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
        self.pictures = LayerPictures(self.recording, self.sample, self.places.picture, self.theme)
        self.pictures.show_inputs([])
        self.pictures.show_outputs(0)
        self.readings = VGroup()

    @property
    def writing(self) -> list[Mobject]:
        """All words that are on screen, but for the sentence."""
        own = [self.system.writing, self.system.loss_number, self.readings]
        return [part for part in own if part in self.mobjects]

    def cover(self, panel: WarpPanel, *along: Any) -> None:
        """Let a picture of all points come over the diagram, while its words go.

        Parameters
        ----------
        panel : WarpPanel
        along : Animation
            What else is played meanwhile.
        """
        self.gone = self.writing
        gone = (FadeOut(part) for part in self.gone)
        self.act(FadeIn(panel), *gone, *along, seconds=CHANGE)
        # Manim has divided it into parts, to take out those that faded.
        self.remove(*self.system.get_family())
        self.hero = (panel,)

    def uncover(self, *shown: Mobject) -> None:
        """Let the diagram come again, from below a picture."""
        self.bring_to_back(self.system)
        self.act(*(FadeOut(part) for part in shown), seconds=CHANGE)
        self.hero = (self.system.blocks, self.network.units, self.system.judge)

    def exchange(self, panel: WarpPanel, other: WarpPanel) -> None:
        """Let one picture of all points fade into another, on the same ground."""
        ground, content = other.frame_box, VGroup(*other.submobjects[1:])
        panel.remove(panel.frame_box)
        self.bring_to_back(ground)
        self.act(FadeOut(panel), FadeIn(content), seconds=CHANGE)
        self.remove(ground, content)
        self.add(other)
        self.hero = (other,)

    def view_of_block(self, block: int) -> View:
        """Return the view of a block, of what comes into it, and of more that have room."""
        left = float(self.places.xs[block]) - self.system.reach
        seen: list[View] = []
        for each in self.system.blocks[block:]:
            box = area_of(each)
            view = view_of(Area(np.array([left, box.low[1]]), box.high), self.stage, 0.03)
            if seen and view.zoom < FARTHER * seen[0].zoom:
                break
            seen.append(view)
        return seen[-1]

    def go_on(self, block: int) -> None:
        """Go on to the next block's captions; with the camera, if the block is out of view."""
        before, after = self.system.captions_of(block - 1), self.system.captions_of(block)
        seen = self.view.centre[0] + self.stage.hero.size[0] / 2 / self.view.zoom
        if area_of(self.system.blocks[block]).high[0] < seen:
            self.act(FadeOut(before), FadeIn(after), seconds=0.4)
            return
        self.act(FadeOut(before), seconds=0.25)
        self.look_at(self.view_of_block(block), 1.0)
        self.act(FadeIn(after), seconds=0.25)

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

    def judge(self, colour: str, *others: Animation) -> None:
        """Light up the box of the loss for a moment."""
        box = self.system.judge[0]
        usual, full = ManimColor(self.theme.loss), ManimColor(colour)

        def draw(progress: float) -> None:
            share = lit(progress)
            box.set_stroke(usual.interpolate(full, share), width=3 + 4 * share)

        self.act(*others, Drive(Mobject(), draw), seconds=1.0)

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

    def live_numbers(self) -> CornerNumbers:
        """Make the live numbers of the training, in the upper right of the frame."""
        theme, stage = self.theme, self.stage
        corner, room = stage.numbers.high, stage.numbers.size
        size = stage.text_size(28)
        rows = (
            ("training step", f"{self.recording.last_step}", theme.text),
            ("loss of all points", "0.000", theme.loss),
            ("accuracy", "100.0%", theme.accuracy),
        )
        wanted = CornerNumbers(rows, corner, size, theme)
        fit = min(1.0, float((room / [wanted.width, wanted.height]).min()))
        return wanted if fit == 1 else CornerNumbers(rows, corner, fit * size, theme)

    def readings_below(self) -> VGroup:
        """Make them below the network, side by side, or one below the other."""
        theme, stage, area = self.theme, self.stage, self.places.numbers
        rows = (
            ("training step", theme.text, f"{self.recording.last_step}"),
            ("loss of all points", theme.loss, "0.000"),
            ("accuracy", theme.accuracy, "100.0%"),
        )
        made = VGroup()
        for place, (words, colour, widest) in enumerate(rows):
            share, line = (0.0, place) if stage.is_upright else (place / 2, 0)
            x = float(area.low[0] + share * area.size[0])
            corner = at(x, area.high[1] - 0.55 * line * stage.scale)
            number = LabelledNumber(translate(words), colour, widest, corner, 0, stage)
            made.add(number.shift(at(-share * number.width, 0)))
            number.number.place(number.number.start - at(share * number.width, 0))
        return made

    def measured(self, step: float) -> tuple[str, str, str]:
        """Return the step, the loss of all points and the accuracy at a step, as written."""
        recording, metrics, whole = self.recording, self.recording.metrics, int(step + 1e-6)
        return (
            f"{whole}",
            fixed(recording.measured(metrics.loss, whole), 3),
            percent(recording.measured(metrics.accuracy, whole)),
        )


def lit(progress: float) -> float:
    """Come and go, and be there in between."""
    return min(1.0, 4 * progress, 4 * (1 - progress))
