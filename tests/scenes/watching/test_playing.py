"""Scenes are played frame by frame, as a renderer plays them."""

from typing import Any

import numpy as np
import pytest
from manim import RIGHT, Dot, Scene, Square

from scenes.encoding.qualities import Quality
from scenes.watching.playing import play_film

SMALL = Quality(64, 36, 10)


class Told:
    """Keeps what an observer is told."""

    def __init__(self) -> None:
        self.plays: list[list[int]] = []
        self.pictures: list[np.ndarray] = []

    def begin(self, scene: Any, ground: np.ndarray) -> None:
        self.plays.append([])

    def frame(self, scene: Any, picture: np.ndarray, repeat: int) -> None:
        self.plays[-1].append(repeat)
        self.pictures.append(picture)

    def end(self, scene: Any) -> None:
        self.plays[-1].append(-1)


class Moves(Scene):
    def construct(self) -> None:
        square = Square(fill_opacity=1)
        self.add(square)
        self.wait(0.5)
        self.play(square.animate.shift(3 * RIGHT), run_time=0.3)
        self.add(Dot().add_updater(lambda dot, dt: dot.shift(dt * RIGHT)))
        self.wait_until(lambda: self.time >= 1.0, max_time=5)


def test_every_play_is_told_with_its_frames_and_ends_where_it_is_stopped() -> None:
    told = Told()
    seconds = play_film(Moves, {}, SMALL, told)
    still, moving, stopped = told.plays
    assert still == [5, -1]
    assert moving == [1, 1, 1, -1]
    assert 2 <= len(stopped) - 1 <= 4
    assert seconds == pytest.approx(0.1 * (5 + 3 + len(stopped) - 1))
    first, last = told.pictures[0], told.pictures[-1]
    assert first.shape == (36, 64, 3)
    assert np.abs(first.astype(int) - last).max() > 100
