"""A film as it lies on disk, with all that belongs on a page beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import UsageError
from scenes.films.catalogue import CATALOGUE
from scenes.languages.language import LANGUAGES, Language
from scenes.web.reading import opened

KINDS = {"mp4": "video/mp4", "webm": "video/webm", "gif": "image/gif"}
"""What can be shown on a page, and how a browser calls it."""

LANGUAGE_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*"


@dataclass(frozen=True)
class Words:
    """A file of words that go with a film.

    Attributes
    ----------
    path : Path
    language : str
        Its code, such as ``en``.
    """

    path: Path
    language: str

    @property
    def label(self) -> str:
        """What speakers of the language call it."""
        known = LANGUAGES.get(self.language)
        return self.language if known is None else known.own_name


@dataclass(frozen=True)
class Clip:
    """A film, ready to be shown on a page.

    Attributes
    ----------
    path : Path
        mp4, webm or gif.
    width, height : int
        In pixels.
    alt : str
        What it shows, for those who can't see it.
    captions, transcripts : tuple of Words
        WebVTT and text files.
    """

    path: Path
    width: int
    height: int
    alt: str
    captions: tuple[Words, ...] = ()
    transcripts: tuple[Words, ...] = ()

    @property
    def kind(self) -> str:
        """What a browser calls its format."""
        return KINDS[self.path.suffix[1:].lower()]

    @property
    def caption(self) -> str:
        """What it shows, to stand below it."""
        return self.alt[:1].upper() + self.alt[1:]

    @property
    def is_picture(self) -> bool:
        """Whether it is an animated picture, without controls of its own."""
        return self.kind.startswith("image/")


def clip_of(path: Path, language: Language, alt: str | None = None) -> Clip:
    """Look at a film and at what lies beside it.

    Parameters
    ----------
    path : Path
    language : Language
        Of the alternative text, and of captions whose name tells none.
    alt : str, optional
        What the film shows; by default the summary of the scene that it is named after.

    Raises
    ------
    UsageError
        If it is no format for a page, or nobody knows what it shows.
    WarpreelError
        If it is missing or no film.
    """
    if path.suffix[1:].lower() not in KINDS:
        raise UsageError(f"{path}: a page shows {', '.join(KINDS)}; render one with --format")
    width, height = _size(path)
    beside = sorted(path.parent.iterdir())
    return Clip(
        path, width, height, alt or _summary(path, language),
        captions=_words(path, beside, "vtt", language),
        transcripts=_words(path, beside, "txt", language),
    )  # fmt: skip


def _size(path: Path) -> tuple[int, int]:
    with opened(path) as film:
        stream: Any = film.streams.video[0]
        return stream.width, stream.height


def _summary(path: Path, language: Language) -> str:
    """Say what the scene shows whose name the file's begins with."""
    names = [name for name in CATALOGUE if re.match(rf"{name}(?![a-z])", path.stem)]
    if not names:
        raise UsageError(f"{path} is not named after a scene; say what it shows with --alt")
    return language.say(CATALOGUE[max(names, key=len)].summary)


def _words(path: Path, beside: list[Path], suffix: str, language: Language) -> tuple[Words, ...]:
    """Find ``NAME.suffix`` and ``NAME.en.suffix``; those in the page's language come first."""
    pattern = re.compile(rf"{re.escape(path.stem)}(?:\.({LANGUAGE_TAG}))?\.{suffix}")
    found = [(pattern.fullmatch(file.name), file) for file in beside]
    words = [Words(file, match[1] or language.name) for match, file in found if match]
    return tuple(sorted(words, key=lambda each: each.language != language.name))
