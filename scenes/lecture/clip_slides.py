"""Film slides divided at their pauses: a slide for each part, with a film of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scenes.languages.language import Language
from scenes.lecture.clips import clips_of
from scenes.lecture.deck import FilmSlide, Part


@dataclass(frozen=True)
class ClipSlide:
    """A part of a film as a slide of its own.

    Attributes
    ----------
    film : FilmSlide
        The slide that it is a part of.
    part : Part
    clip : bytes
        MP4 file of the part alone.
    """

    film: FilmSlide
    part: Part
    clip: bytes

    @property
    def is_first(self) -> bool:
        """Whether it is the first part of its film."""
        return self.part is self.film.parts[0]

    @property
    def is_whole(self) -> bool:
        """Whether it is the only part of its film."""
        return len(self.film.parts) == 1

    def title(self, language: Language) -> str:
        """Return the title of the slide: the film's, and the part's if there are several."""
        if self.is_whole:
            return self.film.title
        return language.say("{film}: {part}", film=self.film.title, part=self.part.title)

    def notes(self, language: Language) -> str:
        """Return the speaker's notes, then the sentences that are shown on screen."""
        before = self.film.notes if self.is_first else ""
        shown = self.part.transcript and [language.say("On screen:"), *self.part.transcript]
        return "\n\n".join(filter(None, (before, self.part.notes, "\n".join(shown))))

    def bookmarks(self) -> list[tuple[int, str]]:
        """Return levels and titles of its bookmarks; the film's own belongs to its first part."""
        film, part = (1, self.film.title), (2, self.part.title)
        return [film] * self.is_first + [part] * (not self.is_whole)


def clip_slides(film: FilmSlide) -> Iterator[ClipSlide]:
    """Cut a film slide into a slide for each of its parts.

    Raises
    ------
    WarpreelError
        If the film cannot be read, or a part begins elsewhere than at a key frame.
    """
    for part, clip in zip(film.parts, clips_of(film.film, film.parts), strict=True):
        yield ClipSlide(film, part, clip)
