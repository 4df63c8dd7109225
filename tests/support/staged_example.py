"""A small film on a stage, as the guide for films shows it: a ball rolls down a curve."""

import numpy as np
from manim import Dot, FadeIn, VMobject

from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.film_spec import FilmSpec
from scenes.storytelling.stage import plated
from scenes.storytelling.staged_scene import StagedScene

SIDE = 3.3
"""The curve is drawn from minus this weight to this."""


def loss(w: float) -> float:
    """Return a loss with two valleys."""
    return 0.12 * (w**4 / 4 - 2 * w**2 - 0.6 * w)


class Descent(StagedScene):
    """A ball rolls down a curve, and the camera goes with it."""

    spec = FilmSpec()

    def place(self, w: float) -> np.ndarray:
        """Return where in the frame a weight and its loss are, whatever the frame's shape."""
        low, high = loss(2.07), loss(-SIDE)
        share = np.array([0.5 + 0.48 * w / SIDE, 0.08 + 0.84 * (loss(w) - low) / (high - low)])
        return at(*(self.stage.hero.low + share * self.stage.hero.size))

    def construct(self) -> None:
        """Open with the whole picture, follow the ball, come home, and end on one dot."""
        theme, stage = self.theme, self.stage
        curve = VMobject(stroke_color=theme.loss, stroke_width=6)
        curve.set_points_smoothly([self.place(w) for w in np.linspace(-SIDE, SIDE, 60)])
        ball = Dot(radius=0.12 * stage.scale, color=theme.highlight)
        shown = LiveNumber(stage.text_size(40), theme.loss, align=1)  # right-aligned: no jitter
        right, top = stage.numbers.high
        shown.place(at(right, top - 0.45 * stage.scale))

        def draw(progress: float) -> None:
            w = -3.1 + 5.17 * progress
            ball.move_to(self.place(w))
            shown.write(f"{loss(w):+.3f}")

        draw(0)
        self.open_with(curve, ball, hero=(curve,))
        number = plated(shown, theme)  # the curve may pass behind it
        self.pin(number)
        self.next_section("descent")
        self.say("Which valley is the deepest?")
        self.let_read()
        self.act(FadeIn(number), seconds=0.5)
        self.say("The ball rolls over a hill, and the camera goes with it.")
        self.follow(ball, draw, 5.0, margin=4.0)
        self.look_home(1.5)
        self.next_section("answer")
        words = self.write("the number is the loss at the ball", stage.text_size(26), theme.loss)
        legend = plated(words, theme)
        stage.put_legend(legend)
        self.pin(legend)
        self.say("The right one: it lies lower.")
        self.act(FadeIn(legend), seconds=0.4)
        deepest = Dot(ball.get_center(), radius=0.3 * stage.scale, color=theme.highlight)
        self.morph((ball, deepest), seconds=0.8)
        self.let_read()
