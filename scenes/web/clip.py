"""A film on disk, with the captions and transcripts that lie beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import UsageError
from scenes.films.catalogue import CATALOGUE
from scenes.languages.language import LANGUAGES, Language
from scenes.web.reading import open_film

KINDS = {"mp4": "video/mp4", "webm": "video/webm", "gif": "image/gif"}
"""Media types of the formats that a page can show, by suffix."""

LANGUAGE_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*"


@dataclass(frozen=True)
class TextFile:
    """A file of captions, or of a transcript, in one language.

    Attributes
    ----------
    path : Path
    language : str
        Code, such as ``en``.
    known : Language, optional
        The language itself, if films speak it.
    """

    path: Path
    language: str
    known: Language | None = None

    @property
    def label(self) -> str:
        """The name of the language in that language."""
        return self.language if self.known is None else self.known.own_name


@dataclass(frozen=True)
class Clip:
    """A film that a page can show.

    Attributes
    ----------
    path : Path
        MP4, WebM or GIF.
    width, height : int
        In pixels.
    alt : str
        Alternative text.
    captions, transcripts : tuple of TextFile
        WebVTT and text files.
    """

    path: Path
    width: int
    height: int
    alt: str
    captions: tuple[TextFile, ...] = ()
    transcripts: tuple[TextFile, ...] = ()

    @property
    def kind(self) -> str:
        """The media type."""
        return KINDS[self.path.suffix[1:].lower()]

    @property
    def caption(self) -> str:
        """The text below the film."""
        return self.alt[:1].upper() + self.alt[1:]

    @property
    def is_picture(self) -> bool:
        """Whether it is an animated image, which browsers show without controls."""
        return self.kind.startswith("image/")


def read_clip(path: Path, language: Language, alt: str | None = None) -> Clip:
    """Read the size of a film, and find the captions and transcripts beside it.

    Parameters
    ----------
    path : Path
    language : Language
        Of the alternative text, and of text files whose name holds no language.
    alt : str, optional
        Alternative text; by default the summary of the scene after which the file is named.

    Raises
    ------
    UsageError
        If a page cannot show its format, or there is no alternative text.
    WarpreelError
        If it is missing, or not a film.
    """
    if path.suffix[1:].lower() not in KINDS:
        raise UsageError(f"{path}: a page shows {', '.join(KINDS)}; render one with --format")
    width, height = _size(path)
    beside = sorted(path.parent.iterdir())
    return Clip(
        path, width, height, alt or _summary(path, language),
        captions=_text_files(path, beside, "vtt", language),
        transcripts=_text_files(path, beside, "txt", language),
    )  # fmt: skip


def _size(path: Path) -> tuple[int, int]:
    with open_film(path) as film:
        stream: Any = film.streams.video[0]
        return stream.width, stream.height


def _summary(path: Path, language: Language) -> str:
    """Return the summary of the scene after which a file is named."""
    names = [name for name in CATALOGUE if re.match(rf"{name}(?![a-z])", path.stem)]
    if not names:
        raise UsageError(f"{path} is not named after a scene; say what it shows with --alt")
    return language.say(CATALOGUE[max(names, key=len)].summary)


def _text_files(
    path: Path, beside: list[Path], suffix: str, language: Language
) -> tuple[TextFile, ...]:
    """Return files ``NAME.suffix`` and ``NAME.en.suffix``, those in the page's language first."""
    pattern = re.compile(rf"{re.escape(path.stem)}(?:\.({LANGUAGE_TAG}))?\.{suffix}")
    found = [(pattern.fullmatch(file.name), file) for file in beside]
    known = {**LANGUAGES, language.name: language}
    codes = [(file, match[1] or language.name) for match, file in found if match]
    files = [TextFile(file, code, known.get(code)) for file, code in codes]
    return tuple(sorted(files, key=lambda each: each.language != language.name))
