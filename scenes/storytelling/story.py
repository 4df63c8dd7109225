"""What every film has in common: a theme, a sentence at the foot, beats, acts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from typing import Any, ClassVar

import torch
from manim import UP, Animation, FadeIn, FadeOut, Mobject, Scene, Text, config, smooth
from manim.utils.family import extract_mobject_family_members
from threadpoolctl import threadpool_limits

from engine.progress import Work, unwatched
from scenes.camera.camera import speed_up
from scenes.languages.language import ENGLISH, LANGUAGES, PACE, speak, spoken
from scenes.mobjects.frame import at
from scenes.mobjects.logo import logo_mobject
from scenes.mobjects.text import sentence
from scenes.rendering.timeline import Sentence
from scenes.storytelling.caption_line import at_foot, floor, foot_beside, middle_of_frame
from scenes.theme.lookup import theme_of, typefaces_of
from scenes.theme.theme import Logo, Theme
from scenes.theme.typefaces import OURS, write_in


class Drive(Animation):
    """Draw a picture anew for each frame, as a function of progress alone.

    It may be stepped over: nothing but the last call of the function is sure to be made.

    Parameters
    ----------
    mobject : Mobject
        Brought before all others. The function may change anything else on screen, too.
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


def everything(scene: Scene, drawn_last: Sequence[Mobject]) -> list[Mobject]:
    """Return all mobjects on screen with their families, in the order in which they are drawn.

    Parameters
    ----------
    scene : Scene
    drawn_last : sequence of Mobject
        Those that Manim draws over all others, because they move.
    """
    last = set(map(id, drawn_last))
    families = extract_mobject_family_members([*scene.mobjects, *scene.foreground_mobjects])
    return [*(each for each in families if id(each) not in last), *drawn_last]


class StoryScene(Scene):
    """A film told in acts, each with sentences at the foot of the frame.

    Subclasses set `spec`; the command line makes a subclass with another one, with `results` that
    it has computed under a progress bar, and with the theme itself: other processes may not have
    its file.
    """

    spec: ClassVar[Any]
    results: ClassVar[Any] = None
    given_theme: ClassVar[Theme | None] = None
    hero: Sequence[Mobject] = ()
    """What the film is to be looked at for, at this moment: reports measure how much of the frame
    it takes. Films set it whenever it changes."""
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
            Called with how far it is.

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
        self.language = LANGUAGES.find(self.spec.lang)
        speak(self.language)
        self.sentences: list[Sentence] = []
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
        camera.frame_center = at(0, middle_of_frame())
        self.said: Text | None = None
        self.foot = foot_beside(None if self.theme.logo is None else self._hang(self.theme.logo))

    def _hang(self, logo: Logo) -> Mobject:
        """Draw a logo on the background, where nothing moves or hides it."""
        camera: Any = self.renderer.camera
        drawn = logo_mobject(logo, floor())
        camera.reset()
        camera.capture_mobjects([drawn])
        camera.background = camera.pixel_array.copy()
        return drawn

    def tear_down(self) -> None:
        """End with the last sentence read."""
        self._finish_sentence()
        if self.said is not None:
            self.sentences[-1] = replace(self.sentences[-1], end=self.time)
        speak(ENGLISH)
        write_in(OURS)

    def next_section(self, name: str = "unnamed", *args: Any, **options: Any) -> None:
        """Begin an act, named in words that hyphens join."""
        super().next_section(re.sub(r"[ _]", "-", name), *args, **options)

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
        return sentence(text, size, colour or self.theme.text, bold=bold, **values)

    def say(self, text: str, **values: Any) -> None:
        """Replace the sentence at the foot, once it has stood long enough to be read."""
        said = self.set_sentence(spoken(text, **values))
        self.fall_silent()
        self.sentences.append(Sentence(self.time, self.time, said.original_text))
        self.act(FadeIn(said, shift=0.1 * UP), seconds=0.4)
        self.said = said

    def set_sentence(self, text: str) -> Text:
        """Return a sentence that stands where the film has its sentences, not yet on screen."""
        return at_foot(text, self.theme.text, self.foot)

    def fall_silent(self) -> None:
        """Take the sentence at the foot away, once it has stood long enough to be read."""
        if self.said is None:
            return
        self._finish_sentence()
        self.act(FadeOut(self.said, shift=0.1 * UP), seconds=0.25)
        self.said = None
        self.sentences[-1] = replace(self.sentences[-1], end=self.time)

    def let_read(self, least: float = 1.0) -> None:
        """Hold still until the sentence at the foot has been read, and so long at least."""
        if (seconds := self.reading_time(least)) > 0:
            self.beat(seconds)

    def reading_time(self, least: float = 1.0) -> float:
        """Return for how long to go on until the sentence at the foot has been read, in seconds."""
        return max(self._needed(PACE), least)

    def tell(self, text: str, **values: Any) -> None:
        """Say a sentence, and let it be read."""
        self.say(text, **values)
        self.let_read()

    def _needed(self, pace: float) -> float:
        """Return for how long the sentence at the foot is still to be read, in seconds."""
        if self.said is None:
            return 0.0
        stood = (self.time - self.sentences[-1].begin) * self.spec.tempo
        return len(self.said.original_text) / (pace * self.language.speed) - stood

    def _finish_sentence(self) -> None:
        if (missing := self._needed(1.0)) > 1e-6:
            frames = ceil(missing / self.spec.tempo * config.frame_rate)
            self.wait(frames / config.frame_rate + 1e-6, frozen_frame=True)

    def clear_stage(self) -> None:
        """Take away all but the sentence at the foot."""
        gone = [FadeOut(shown) for shown in self.mobjects if shown is not self.said]
        if gone:
            self.act(*gone, seconds=0.5)

    def get_moving_and_static_mobjects(self, animations: Any) -> tuple[list, list]:
        """Return what is drawn anew for each frame, and what stands still: nothing in a `Drive`.

        Its function may change any mobject, so that none may be drawn once for the whole play.
        """
        moving, static = super().get_moving_and_static_mobjects(animations)
        if any(isinstance(animation, Drive) for animation in animations):
            return everything(self, moving), []
        return moving, static

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
        """Play a picture that is a function of progress.

        Parameters
        ----------
        mobject : Mobject
            Brought on screen if it is not there, before all others.
        draw : callable
            Called with progress in [0, 1]; may change any mobject on screen.
        seconds : float
            At tempo 1.
        rate : callable
            How progress grows with time.
        """
        self.act(Drive(mobject, draw, rate_func=rate), seconds=seconds)

    def beat(self, seconds: float = 1.0) -> None:
        """Hold still."""
        self.wait(seconds / self.spec.tempo, frozen_frame=True)
