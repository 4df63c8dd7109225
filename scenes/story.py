"""What every film has in common: a theme, a sentence at the foot, beats, acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
import torch
from manim import UP, Animation, FadeIn, FadeOut, Mobject, Scene, Text, config, smooth
from threadpoolctl import threadpool_limits

from engine.progress import Work, unwatched
from scenes.mobjects.frame import at
from scenes.mobjects.logo import logo_mobject
from scenes.mobjects.text import sentence
from scenes.rendering.camera import speed_up
from scenes.theme import Logo, Theme, theme_of
from scenes.typefaces import typefaces_of, write_in

FOOT = -3.55
"""Height of the sentence's middle, in frame units."""


class Drive(Animation):
    """Draw a picture anew for each frame, as a function of progress alone.

    It may be stepped over: nothing but the last call of the function is sure to be made.

    Parameters
    ----------
    mobject : Mobject
        All that the function changes.
    draw : callable
        Called with progress in [0, 1].
    """

    is_function_of_progress = True

    def __init__(self, mobject: Mobject, draw: Callable[[float], None], **options: Any) -> None:
        self.draw = draw
        super().__init__(mobject, **options)

    def create_starting_mobject(self) -> Any:
        """Skip Manim's copy: nothing is interpolated from the state at the start."""
        return self.mobject

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw one frame."""
        self.draw(self.rate_func(alpha))


class StoryScene(Scene):
    """A film told in acts, each with sentences at the foot of the frame.

    Subclasses set `spec`; the command line makes a subclass with another one, with `results` that
    it has computed under a progress bar, and with the theme itself: other processes may not have
    its file.
    """

    spec: ClassVar[Any]
    results: ClassVar[Any] = None
    given_theme: ClassVar[Theme | None] = None
    planned: float = 0.0
    """About how many seconds the film will last, for a progress bar."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Manim's cache can't see that a recording has changed.
        config.disable_caching = True
        super().__init__(*args, **kwargs)

    @classmethod
    def compute(cls, spec: Any, work: Work = unwatched) -> Any:
        """Have the engine compute what the film shows.

        Parameters
        ----------
        spec : FilmSpec
        work : callable, optional
            Hears how far it is.

        Returns
        -------
        Any
            That can be pickled; by default nothing.
        """
        return None

    @classmethod
    def report(cls, results: Any) -> list[str]:
        """Say what was measured, in a few lines for the terminal."""
        return []

    def setup(self) -> None:
        """Set the stage."""
        if self.results is None:  # Stock Manim made the scene.
            type(self).results = self.compute(self.spec)
        speed_up(self)
        # One thread: fastest for small networks, and frames do not depend on the machine's load.
        threadpool_limits(1)
        torch.set_num_threads(1)
        self.theme = self.given_theme or theme_of(self.spec.theme)
        write_in(typefaces_of(self.theme))
        camera: Any = self.renderer.camera
        camera.background_color = self.theme.background
        self.said: Text | None = None
        reach = config.frame_width / 2 - 0.4
        self.foot = (-reach, reach)
        if self.theme.logo is not None:
            self._hang(self.theme.logo)

    def _hang(self, logo: Logo) -> None:
        """Draw a logo on the background, where nothing moves it, and leave room beside it."""
        camera: Any = self.renderer.camera
        drawn = logo_mobject(logo, FOOT)
        camera.reset()
        camera.capture_mobjects([drawn])
        camera.background = camera.pixel_array.copy()
        left, right = self.foot
        if logo.corner.endswith("right"):
            self.foot = (left, drawn.get_left()[0] - 0.3)
        else:
            self.foot = (drawn.get_right()[0] + 0.3, right)

    def tear_down(self) -> None:
        """Write in our own typefaces again."""
        write_in()

    def write(
        self,
        text: str,
        size: float,
        colour: str | None = None,
        *,
        bold: bool = False,
        **values: Any,
    ) -> Text:
        """Set words of the film, in one or several lines.

        Parameters
        ----------
        text : str
            With a field in braces for each of `values`: a sentence is written down once, as a
            whole, whatever its numbers are.
        size : float
            Manim's font size.
        colour : str, optional
            The theme's colour of text by default.
        bold : bool
        **values
            What stands in the fields.
        """
        return sentence(text.format(**values), size, colour or self.theme.text, bold=bold)

    def say(self, text: str, **values: Any) -> None:
        """Replace the sentence at the foot."""
        spoken = self.write(text, 30, **values)
        left, right = self.foot
        if spoken.width > right - left:
            spoken.scale_to_fit_width(right - left)
        half = spoken.width / 2
        spoken.move_to(at(np.clip(0, left + half, right - half), FOOT))
        if self.said is not None:
            self.act(FadeOut(self.said, shift=0.1 * UP), seconds=0.25)
        self.act(FadeIn(spoken, shift=0.1 * UP), seconds=0.4)
        self.said = spoken

    def clear_stage(self) -> None:
        """Take away all but the sentence at the foot."""
        gone = [FadeOut(shown) for shown in self.mobjects if shown is not self.said]
        if gone:
            self.act(*gone, seconds=0.5)

    def act(self, *animations: Any, seconds: float) -> None:
        """Play animations at the film's tempo."""
        self.play(*animations, run_time=seconds / self.spec.tempo)

    def drive(
        self,
        mobject: Mobject,
        draw: Callable[[float], None],
        seconds: float,
        rate: Callable[[float], float] = smooth,
    ) -> None:
        """Play a picture that is a function of progress."""
        self.act(Drive(mobject, draw, rate_func=rate), seconds=seconds)

    def beat(self, seconds: float = 1.0) -> None:
        """Hold still."""
        self.wait(seconds / self.spec.tempo, frozen_frame=True)
