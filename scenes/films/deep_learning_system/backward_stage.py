"""The loss's derivatives on their way back: of values, of a weight, and as an arrow in a plane."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, FadeOut, VGroup, VMobject

from engine.geometry.layers import SamplePass, weight_gradients
from scenes.films.deep_learning_system import system_words as words
from scenes.films.deep_learning_system.system_stage import SystemStage
from scenes.languages.numbers import fixed
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early
from scenes.storytelling.stage import plated


class BackwardStage(SystemStage):
    """The act in which derivatives run back through the blocks."""

    def backward(self) -> None:
        """Send the loss's derivatives back through the same blocks."""
        system, passed = self.system, self.pass_at(0)
        self.say("Backward: by how much would the loss change, per unit of each value?")
        legend = self.write(
            "change of the loss per unit", self.stage.text_size(24), self.theme.gradient
        )
        self.readings = VGroup(legend.move_to(at(*self.places.numbers.centre)))
        self.judge(self.theme.gradient, FadeIn(self.readings))
        last = len(self.widths) - 1
        self.exchange_values(last, passed, derivatives=True)
        if said := words.output_gradient(float(passed.values[last][self.label])):
            self.say(said)
            self.come_nearer(1.0)
        for block in reversed(range(1, len(system.blocks))):
            self.travel(block, backwards=True)
            self.exchange_values(block, passed, derivatives=True)
        self.point_at_weight()
        self.say("The classifier sees only two numbers of each point: a plane.")
        self.exchange_values(last - 1, passed, derivatives=False)
        pictures = self.pictures
        pictures.show_outputs(0, passed, tinted=True)
        pictures.glide(0.0)
        pictures.arrow.set_fill(opacity=0)
        flying, pair, flight = self.fly(passed)
        self.pin(flying)
        panel, self.gone = pictures.panels[-1], self.writing
        diagram = (self.system, *self.gone)
        self.act(FadeIn(flying), *(FadeOut(part) for part in diagram), seconds=0.6)
        self.remove(*system.get_family())
        self.hero = (panel,)
        come = (FadeIn(part, rate_func=early) for part in (panel, pictures.ghost))
        self.act(flight, *come, seconds=1.8)
        self.pin(pair)
        self.act(FadeIn(pair), FadeOut(flying), seconds=0.3)
        self.come_nearer(0.8)
        self.say("The arrow shows where the ringed point should move for the loss to fall.")
        pictures.arrow.set_fill(opacity=1)
        self.act(FadeIn(pictures.arrow), FadeOut(pair), seconds=0.5)
        self.drive(pictures.ghost, pictures.glide, 1.8)
        self.come_nearer(1.0)

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

    def exchange_values(self, layer: int, passed: SamplePass, *, derivatives: bool) -> None:
        """Let derivatives take the place of values in a layer's circles, or the reverse."""
        levels, numbers = self.network.levels[layer], self.network.numbers[layer]
        self.act(FadeOut(levels), FadeOut(numbers), seconds=0.15)
        numbers.set_fill(self.theme.gradient if derivatives else self.theme.text)
        levels.set_fill(opacity=0.5 * self.system.fill if derivatives else self.system.fill)
        self.network.set_values(layer, (passed.gradients if derivatives else passed.values)[layer])
        self.act(FadeIn(levels), FadeIn(numbers), seconds=0.3)

    def fly(self, passed: SamplePass) -> tuple[VGroup, VGroup, Animation]:
        """Prepare the numbers that enter the classifier to fly to where they are a point.

        Returns
        -------
        VGroup, VGroup, Animation
            The two numbers, the pair beside the point, and the flight.
        """
        layer, theme, stage = len(self.widths) - 2, self.theme, self.stage
        texts = [fixed(value, 2) for value in passed.values[layer]]
        size = stage.text_size(28)
        pair = LiveNumber(size, theme.highlight, align=0.5).write(f"({texts[0]}, {texts[1]})")
        point = self.pictures.ends[0]
        box = self.places.picture
        pair.move_to(at(*point) + 0.62 * stage.scale * (DOWN if point[1] > box.centre[1] else UP))
        side = 0.5 * pair.width + 0.1
        pair.set_x(float(np.clip(point[0], box.low[0] + side, box.high[0] - side)))
        starts = self.network.columns[layer].places
        flying = VGroup(
            *(LiveNumber(size, theme.highlight, align=0.5).write(text) for text in texts)
        )
        bracket = LiveNumber(size, theme.text).write("(").width
        ends = [
            pair.get_left() + (bracket + flying[0].width / 2) * RIGHT,
            pair.get_right() + (bracket + flying[1].width / 2) * LEFT,
        ]

        def draw(progress: float) -> None:
            for number, start, end in zip(flying, starts, ends, strict=True):
                number.move_to(at(*start) + progress * (end - at(*start)))

        draw(0.0)
        return flying, plated(pair, theme, 0.06), Drive(flying, draw)
