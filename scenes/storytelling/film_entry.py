"""What a film's folder declares: light enough for a shell's completion to read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

from engine.progress import Work, unwatched
from scenes.cache.digests import digest_of, request_digest, source_version
from scenes.storytelling.film_spec import FilmSpec
from scenes.theme.lookup import theme_of


@dataclass(frozen=True)
class FilmEntry:
    """A film, as ``FILMS`` of its folder's ``__init__.py`` declares it.

    Scene and spec are named rather than imported, so that a folder is read in no time.

    Attributes
    ----------
    summary : str
        What it shows, in one line.
    section : str
        Section of the chapter that it tells, with its number: ``2 The perceptron``.
    home : str
        The scene, ``module:class``.
    options : str
        Its frozen dataclass of options, a `FilmSpec`, ``module:class``; the module imports neither
        torch nor Manim.
    """

    kind: ClassVar[str] = "scene"

    summary: str
    section: str
    home: str
    options: str

    @property
    def module(self) -> str:
        """The module of the scene."""
        return self.home.partition(":")[0]

    @property
    def spec(self) -> type[FilmSpec]:
        """The dataclass of options; imported when asked for."""
        spec: type[FilmSpec] = _named(self.options)
        return spec

    @property
    def order(self) -> tuple[float, str]:
        """Sort key: by the section's number, those without one last and by name."""
        number = re.match(r"\d+", self.section)
        return (float(number[0]), "") if number else (float("inf"), self.section)

    def load(self) -> Any:
        """Import the scene's class."""
        return _named(self.home)

    def act_names(self) -> set[str]:
        """Return the names, in words, of all acts that the scene or its options list."""
        scene = self.load()
        listed = (*scene.acts, *getattr(scene.spec, "acts", ()))
        return {name.replace("_", " ") for name in listed if hasattr(scene, name)}

    def prepare(self, spec: FilmSpec, work: Work = unwatched) -> Any:
        """Compute the results that the scene shows, or find them where they were kept.

        Parameters
        ----------
        spec : FilmSpec
        work : callable, optional
            Called with how far it is.
        """
        return self.load().compute(spec, work)

    def subject_of(self, spec: FilmSpec) -> str:
        """Return a digest of what a film is about: the scene, and the results it shows."""
        return request_digest(self.module, self.home, spec.subject)

    def identity_of(self, spec: FilmSpec) -> str:
        """Return a digest of all that a film shows: subject, options, theme and source."""
        source = source_version(self.module, language=spec.lang)
        return digest_of(self.subject_of(spec), spec, theme_of(spec.theme), source)


def _named(name: str) -> Any:
    """Import what is called ``module:attribute``."""
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute)
