"""The loss's derivatives on their way back: of values, and of a weight."""

from __future__ import annotations

import numpy as np
from manim import FadeIn, FadeOut, VGroup, VMobject

from engine.geometry.layers import weight_gradients
from scenes.films.deep_learning_system import system_words as words
from scenes.films.deep_learning_system.last_block import LastBlock
from scenes.languages.numbers import fixed
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.drive import Drive
from scenes.storytelling.stage import plated


class BackwardStage(LastBlock):
    """The act in which derivatives run back through the blocks."""

    def backward(self) -> None:
        """Send the loss's derivatives back through the same blocks."""
        passed = self.pass_at(0)
        self.carry_back(passed)
        blocks = range(1, len(self.system.blocks) - 1)
        if blocks:
            self.say("And so on, block by block; each bend multiplies by its slope, too.")
        legend = self.write("slope of the loss", self.stage.text_size(26), self.theme.gradient)
        self.readings = VGroup(legend.move_to(at(*self.places.numbers.centre)))
        self.go_back()
        self.act(FadeIn(self.readings), seconds=0.4)
        for block in reversed(blocks):
            self.travel(block, backwards=True)
            self.exchange_values(block, passed.gradients[block], colour=self.theme.gradient)
        self.point_at_weight()

    def point_at_weight(self) -> None:
        """Write what one weight's gradient is: the largest of the first block."""
        slopes = weight_gradients(self.recording, self.sample, 0)[0][self.network.columns[1].drawn]
        row, source = (int(k) for k in np.unravel_index(np.abs(slopes).argmax(), slopes.shape))
        target = int(self.network.columns[1].drawn[row])
        gradient = float(slopes[row, source])
        start, end = self.network.way(0, source, target)
        number = LiveNumber(self.stage.text_size(26), self.theme.gradient).write(fixed(gradient, 2))
        shown = plated(number.move_to(at(*(start + 0.5 * (end - start)))), self.theme, 0.05)

        def light(strength: float) -> None:
            self.network.highlight([], [(0, source, target)], strength=strength)

        self.say(words.weight_gradient(gradient))
        self.act(FadeIn(shown), Drive(VMobject(), light), seconds=0.5)
        self.come_nearer(1.5)
        self.act(FadeOut(shown), Drive(VMobject(), lambda p: light(1 - p)), seconds=0.4)
        self.network.highlight()
