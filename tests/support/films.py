"""Scenes that tests render, here so that other processes can import them."""

import os
import random
import signal
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    LaggedStart,
    Rotate,
    Scene,
    Square,
    Succession,
    Text,
    ValueTracker,
    VGroup,
    always_redraw,
)

from scenes.encoding.qualities import Quality

SMALL = Quality(256, 144, 5)


class Moving(Scene):
    """A square moves for two seconds."""

    def construct(self) -> None:
        square = Square(color="#ffffff", fill_opacity=1)
        self.add(square)
        self.play(square.animate(run_time=2).shift(2 * RIGHT))


class Busy(Scene):
    """All that makes stepping matter: clocks, chance, conditions, composed and long animations."""

    def construct(self) -> None:
        square = Square(side_length=1.5, color="#ff8800", fill_opacity=0.5).shift(3 * LEFT)
        self.add(square, Text("still", font_size=40).to_edge(UP))
        self.wait(0.6)
        self.play(Rotate(square), run_time=1.0)

        walker = Dot(radius=0.3).add_updater(self.stagger)
        self.add(walker)
        self.wait(1.2)
        self.play(FadeIn(Circle(radius=1).shift(2 * RIGHT)), run_time=0.6)
        clock = ValueTracker(0)
        hand = always_redraw(lambda: Square(side_length=0.4 + clock.get_value()).shift(2 * DOWN))
        self.add(hand)
        self.play(clock.animate.set_value(1.5), run_time=9)
        walker.clear_updaters()
        hand.clear_updaters()

        self.next_section("second")
        row = VGroup(*(Dot(i * RIGHT, radius=0.2) for i in range(4))).shift(UP)
        self.play(LaggedStart(*(FadeIn(dot) for dot in row), lag_ratio=0.5), run_time=1.0)
        self.play(Succession(Create(Circle(radius=2)), FadeOut(square)), run_time=1.2)
        drift = Dot(color="#00ff00").add_updater(lambda dot, dt: dot.shift(dt * LEFT))
        self.add(drift)
        self.wait_until(lambda: drift.get_x() < -1.1, max_time=4)
        drift.clear_updaters()
        self.play(drift.animate.shift(random.random() * UP), run_time=0.8)
        self.wait(0.8)

    def stagger(self, dot: Dot, dt: float) -> None:
        dot.shift(dt * np.array([random.gauss(0, 2), np.random.normal(0, 2), 0]))


class Captioned(Scene):
    """Three sentences, one after another, over something that moves."""

    words: ClassVar[tuple[str, str, str]] = ("one", "two", "three")

    def construct(self) -> None:
        ball = Dot(radius=0.5, color="#3399ff").shift(3 * LEFT)
        self.add(ball)
        for words in self.words:
            said = Text(words).to_edge(DOWN)
            self.play(FadeIn(said), run_time=0.4)
            self.play(ball.animate.shift(2 * RIGHT), run_time=1.0)
            self.wait(0.4)
            self.play(FadeOut(said), run_time=0.4)


class Mortal(Captioned):
    """The same, but the process that draws it is killed on the way, so many times."""

    folder: Path
    deaths: int = 1

    def play(self, *args: Any, **kwargs: Any) -> None:
        super().play(*args, **kwargs)
        if self.renderer.num_plays == 5:
            for death in range(self.deaths):
                try:
                    (self.folder / str(death)).touch(exist_ok=False)
                except FileExistsError:
                    continue
                os.kill(os.getpid(), signal.SIGKILL)


class Slow(Captioned):
    """The same, with time to be interrupted in."""

    seconds: float = 0.15

    def setup(self) -> None:
        import time

        self.add_updater(lambda _: time.sleep(self.seconds))


class Broken(Scene):
    """A scene that gets half-way."""

    problem: BaseException

    def construct(self) -> None:
        self.wait(0.4)
        raise self.problem
