"""What every film has in common: a theme, a caption line, beats, acts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from math import ceil
from typing import Any, ClassVar, NamedTuple

import numpy as np
import torch
from manim import UP, FadeIn, FadeOut, Mobject, Scene, Text, config, smooth
from manim.utils.exceptions import EndSceneEarlyException
from threadpoolctl import threadpool_limits

from engine.progress import Work, unwatched
from scenes.camera.camera import speed_up
from scenes.languages.language import PACE, Language, Phrase, translate, use_language
from scenes.languages.lookup import language_of
from scenes.mobjects.frame import at
from scenes.mobjects.logo import logo_mobject
from scenes.mobjects.text import sentence
from scenes.rendering.timeline import Sentence
from scenes.storytelling.caption_line import caption_box, caption_line, floor, middle_of_frame
from scenes.storytelling.drive import Drive, everything
from scenes.theme.lookup import theme_of, typefaces_of
from scenes.theme.theme import Logo, Theme
from scenes.theme.typefaces import use_typefaces


class Act(NamedTuple):
    """A part of a film, which has a section of its own.

    Attributes
    ----------
    name : str
        Of the section; it may have spaces or underscores.
    tell : callable
        Plays the act.
    """

    name: str
    tell: Callable[[], None]


class StoryScene(Scene):
    """A film told in acts, each with captions at the foot of the frame.

    Subclasses set `spec`; the command line makes a subclass with another one, with `results` that
    it has computed under a progress bar, and with the theme itself: other processes may not have
    its file.
    """

    spec: ClassVar[Any]
    results: ClassVar[Any] = None
    given_theme: ClassVar[Theme | None] = None
    given_language: ClassVar[Language | None] = None
    acts: ClassVar[tuple[str, ...]] = ()
    """The methods that tell the acts, in order; `acts` of the spec go before."""
    hero: Sequence[Mobject] = ()
    """What the film is to be looked at for, at this moment: reports measure how much of the frame
    it takes. Films set it whenever it changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Manim's cache can't see that a recording has changed.
        config.disable_caching = True
        super().__init__(*args, **kwargs)

    @classmethod
    def compute(cls, spec: Any, work: Work = unwatched) -> Any:
        """Compute what the film shows, by the engine.

        Parameters
        ----------
        spec : FilmSpec
        work : callable, optional
            Called with how far it is.

        Returns
        -------
        Any
            What the film looks at; it can be pickled. None by default.
        """
        return None

    @classmethod
    def report(cls, results: Any) -> list[str]:
        """Return what was measured, in a few lines for the terminal."""
        return []

    def render(self, preview: bool = False) -> bool:
        """Render the film; the language and typefaces of before are restored, come what may."""
        with ExitStack() as self.ambient:
            return super().render(preview)

    def prepare(self) -> None:
        """Set up what all acts share; called before the first of them."""

    def story(self) -> Iterable[Act]:
        """Return the acts to tell, in order.

        By default those that the spec, or else the film, lists. Override it for acts that are told
        only sometimes, or more than once.
        """
        return [self.act_named(name) for name in getattr(self.spec, "acts", self.acts)]

    def act_named(self, method: str) -> Act:
        """Return the act that a method tells; its section has the same name."""
        return Act(method, getattr(self, method))

    def construct(self) -> None:
        """Play the acts in order, each in a section of its own."""
        self.prepare()
        for act in self.story():
            self.next_section(act.name)
            act.tell()

    def setup(self) -> None:
        """Set the stage."""
        self.language = self.given_language or language_of(self.spec.lang)
        self.ambient.enter_context(use_language(self.language))
        self.sentences: list[Sentence] = []
        if self.results is None:  # Stock Manim made the scene.
            type(self).results = self.compute(self.spec)
        speed_up(self)
        # One thread: fastest for small networks, and frames do not depend on the machine's load.
        threadpool_limits(1)
        torch.set_num_threads(1)
        self.theme = self.given_theme or theme_of(self.spec.theme)
        self.ambient.enter_context(use_typefaces(typefaces_of(self.theme)))
        camera: Any = self.renderer.camera
        camera.background_color = self.theme.background
        camera.frame_center = at(0, middle_of_frame())
        self.said: Text | None = None
        self.caption_box = caption_box(
            None if self.theme.logo is None else self._hang(self.theme.logo)
        )

    def _hang(self, logo: Logo) -> Mobject:
        """Draw a logo on the background, where nothing moves or hides it."""
        camera: Any = self.renderer.camera
        drawn = logo_mobject(logo, floor())
        camera.reset()
        camera.capture_mobjects([drawn])
        camera.background = camera.pixel_array.copy()
        return drawn

    def tear_down(self) -> None:
        """Wait until the last sentence can be read, then end the film."""
        with suppress(EndSceneEarlyException):  # Manim plays only some of the animations
            self._finish_sentence()
        if self.said is not None:
            self.sentences[-1] = replace(self.sentences[-1], end=self.time)

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

    def say(self, phrase: str | Phrase, **values: Any) -> None:
        """Replace the caption line, once its sentence has stood long enough to be read.

        Parameters
        ----------
        phrase : str or Phrase
            A template with fields in braces, alone or with what stands in them.
        **values
            What stands in the fields.
        """
        template, known = (phrase, {}) if isinstance(phrase, str) else phrase
        values = known | values
        said = self.set_sentence(translate(template, **values))
        self.fall_silent()
        told = {field: _plain(value) for field, value in values.items()}
        self.sentences.append(Sentence(self.time, self.time, said.original_text, template, told))
        self.act(FadeIn(said, shift=0.1 * UP), seconds=0.4)
        self.said = said

    def set_sentence(self, text: str) -> Text:
        """Return a sentence that stands where the film has its sentences, not yet on screen."""
        return caption_line(text, self.theme.text, self.caption_box)

    def fall_silent(self) -> None:
        """Remove the caption, once it has been shown long enough to be read."""
        if self.said is None:
            return
        self._finish_sentence()
        self.act(FadeOut(self.said, shift=0.1 * UP), seconds=0.25)
        self.said = None
        self.sentences[-1] = replace(self.sentences[-1], end=self.time)

    def let_read(self, least: float = 1.0) -> None:
        """Wait until the caption can be read, and for `least` seconds at least."""
        if (seconds := self.reading_time(least)) > 0:
            self.beat(seconds)

    def reading_time(self, least: float = 1.0) -> float:
        """Return how long to go on until the caption has been read, in seconds."""
        return max(self._needed(PACE), least)

    def tell(self, phrase: str | Phrase, **values: Any) -> None:
        """Show a caption and hold until it is read; parameters are those of `say`."""
        self.say(phrase, **values)
        self.let_read()

    def _needed(self, pace: float) -> float:
        """Return how long the caption is still to be read, in seconds."""
        if self.said is None:
            return 0.0
        stood = (self.time - self.sentences[-1].begin) * self.spec.tempo
        return len(self.said.original_text) / (pace * self.language.speed) - stood

    def _finish_sentence(self) -> None:
        if (missing := self._needed(1.0)) > 1e-6:
            frames = ceil(missing / self.spec.tempo * config.frame_rate)
            self.wait(frames / config.frame_rate + 1e-6, frozen_frame=True)

    def clear_stage(self, seconds: float = 0.5) -> None:
        """Fade out all but the caption line."""
        gone = [FadeOut(shown) for shown in self.mobjects if shown is not self.said]
        if gone:
            self.act(*gone, seconds=seconds)

    def get_moving_and_static_mobjects(self, animations: Any) -> tuple[list, list]:
        """Return what is drawn anew for each frame, and what stands still: nothing in a `Drive`.

        Its function may change any mobject, so that none may be drawn once for the whole play.
        """
        moving, static = super().get_moving_and_static_mobjects(animations)
        if any(isinstance(animation, Drive) for animation in animations):
            return everything(self, moving), []
        return moving, static

    def act(self, *animations: Any, seconds: float) -> None:
        """Play animations at the film's tempo; without any, no time goes by."""
        if animations:
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


def _plain(value: Any) -> str | int | float:
    """Return a value that a file can keep."""
    value = value.item() if isinstance(value, np.generic) else value
    return value if isinstance(value, (str, int, float)) else str(value)
