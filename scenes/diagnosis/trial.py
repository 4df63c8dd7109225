"""A film of two seconds, with words, a formula and an array, to see whether films render at all."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.errors import WarpreelError
from scenes.diagnosis.finding import Finding, State, one_line
from scenes.encoding.qualities import Quality

SIZE = Quality(320, 180, 10)
SECONDS = 2.0


def trial() -> Iterator[Finding]:
    """Render a film, read it again, and tell how long that took."""
    began = time.monotonic()
    try:
        with TemporaryDirectory(prefix="warpreel-doctor-") as folder:
            path = _rendered(Path(folder))
            frames = _frames(path)
    except Exception as error:  # whatever it is, it is what was asked for
        told = f"a film of two seconds does not render: {type(error).__name__}: {one_line(error)}"
        yield Finding("film", State.FAULT, told)
        return
    expected = round(SECONDS * SIZE.frame_rate)
    if frames != expected:
        told = f"a film of two seconds has {frames} frames instead of {expected}"
        yield Finding("film", State.FAULT, told)
        return
    took = time.monotonic() - began
    yield Finding("film", State.OK, f"a film of two seconds renders in {took:.1f} s")


def _rendered(folder: Path) -> Path:
    import numpy as np
    from manim import DOWN, UP, FadeIn, Scene, tempconfig

    from scenes.camera.camera import speed_up
    from scenes.mobjects.arrays.colour_map import height_colours
    from scenes.mobjects.arrays.heat_map import HeatMap
    from scenes.mobjects.text import formula, verbatim
    from scenes.rendering.film import render
    from scenes.theme.theme import THEMES

    theme = THEMES["dark"]

    class Trial(Scene):
        def setup(self) -> None:
            speed_up(self)

        def construct(self) -> None:
            low, high = np.array([-3.0, -1.0]), np.array([3.0, 1.0])
            heat = HeatMap(low, high, height_colours(theme, 0, 1))
            heat.set_values(np.linspace(0, 1, 12).reshape(3, 4))
            words = verbatim("Warpreel 神经网络", 48, theme.text).shift(3 * UP)
            self.add(
                heat, words, formula("sigma(x) = 1/(1+e^(-x))", 48, theme.text).shift(2 * DOWN)
            )
            self.play(FadeIn(words.copy()), run_time=SECONDS / 2)
            self.wait(SECONDS / 2)

    with tempconfig({"media_dir": str(folder / "media")}):
        return render(Trial, folder / "trial.mp4", SIZE).path


def _frames(path: Path) -> int:
    import av

    with av.open(str(path)) as container:
        frames = sum(1 for _ in container.decode(video=0))
    if not frames:
        raise WarpreelError("it is empty")
    return frames
