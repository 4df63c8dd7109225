"""A deck as files to hand on: a PowerPoint file that plays its films, and a PDF of their stills."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import typst
from PIL import Image

from engine.errors import WarpreelError, make_folder, reason
from engine.files import whole_file
from scenes.languages.language import LANGUAGES, Language
from scenes.lecture.clips import clips_of, first_frame, last_frame
from scenes.lecture.deck import Deck, FigureSlide, FilmSlide, Part, Slide, TitleSlide
from scenes.lecture.powerpoint import Slides
from scenes.theme.lookup import theme_of, typefaces_of
from scenes.theme.theme import Theme

TEMPLATE = Path(__file__).parent / "templates" / "slides.typ"
HEIGHT = 540
"""Of a page, in points."""
UNEVEN = 16
"""Of 255: differences that no one takes for a picture."""


@dataclass(frozen=True)
class _Scene:
    """A part of a film, which is a slide of its own."""

    film: FilmSlide
    part: Part
    clip: bytes

    @property
    def first(self) -> bool:
        return self.part is self.film.parts[0]

    @property
    def only(self) -> bool:
        return len(self.film.parts) == 1

    def title(self, language: Language) -> str:
        if self.only:
            return self.film.title
        return language.say("{film}: {part}", film=self.film.title, part=self.part.title)

    def notes(self, language: Language) -> str:
        """Return what the speaker says, then what is read on screen."""
        before = self.film.notes if self.first else ""
        read = self.part.transcript and [language.say("On screen:"), *self.part.transcript]
        return "\n\n".join(filter(None, (before, self.part.notes, "\n".join(read))))

    def bookmarks(self) -> list[tuple[int, str]]:
        """Return its titles with their levels; the film's own belongs to the first part."""
        film, part = (1, self.film.title), (2, self.part.title)
        return [film] * self.first + [part] * (not self.only)


def _scenes_of(film: FilmSlide) -> Iterator[_Scene]:
    for part, clip in zip(film.parts, clips_of(film.film, film.parts), strict=True):
        yield _Scene(film, part, clip)


def write_pptx(deck: Deck, folder: Path) -> Path:
    """Write ``lecture.pptx``: a slide for every title, figure and part of a film.

    A part begins to play when its slide appears, and plays over and over where it loops. Its notes
    end with the sentences that stand on screen.

    Parameters
    ----------
    deck : Deck
    folder : Path

    Raises
    ------
    WarpreelError
        If the file cannot be written, or a film or a picture cannot be read.
    """
    path = folder / "lecture.pptx"
    make_folder(folder)
    slides = Slides(theme_of(deck.theme), deck.aspect)
    try:
        for slide in deck.slides:
            _add(slides, slide, LANGUAGES[deck.language])
        with whole_file(path) as draft:
            slides.save(draft, deck.title, deck.author, deck.language)
    except OSError as error:
        raise WarpreelError(f"cannot write {path}: {reason(error)}") from error
    return path


def _add(slides: Slides, slide: Slide, language: Language) -> None:
    match slide:
        case TitleSlide():
            slides.add_words(slide.title, slide.text, slide.notes)
        case FigureSlide():
            picture = slide.picture(".png")
            slides.add_picture(slide.title, picture, slide.caption, slide.notes)
        case FilmSlide():
            for scene in _scenes_of(slide):
                slides.add_movie(
                    scene.title(language),
                    scene.clip,
                    _poster(scene.clip),
                    summary=slide.summary,
                    notes=scene.notes(language),
                    loop=scene.part.loop,
                )


def _poster(clip: bytes) -> Image.Image:
    """Choose what is seen before a part plays: its first frame, so that nothing flashes.

    A frame of one colour, which the encoder may have made a little uneven, would only look as if
    something were missing.
    """
    frame = first_frame(clip)
    plain = np.ptp(np.asarray(frame), axis=(0, 1)).max() < UNEVEN
    return last_frame(clip) if plain else frame


def write_pdf(deck: Deck, folder: Path) -> Path:
    """Write ``lecture.pdf``: a page for every title, figure and part of a film, as it ends.

    Figures stay drawings where there is a PDF of them. Pages have bookmarks, alternative text, and
    words that can be searched for.

    Parameters
    ----------
    deck : Deck
    folder : Path
        All files of the deck lie in it.

    Raises
    ------
    WarpreelError
        If the file cannot be written, or a film or a picture cannot be read.
    """
    path = folder / "lecture.pdf"
    theme = theme_of(deck.theme)
    make_folder(folder)
    try:
        with TemporaryDirectory(prefix=".stills-", dir=folder) as made, whole_file(path) as draft:
            desk = Path(made)
            pages = [page for slide in deck.slides for page in _pages(slide, folder, desk)]
            (desk / "deck.json").write_text(json.dumps(_looks(deck, theme) | {"pages": pages}))
            if theme.logo:
                (desk / theme.logo.picture.name).write_bytes(theme.logo.picture.data)
            layout = desk / TEMPLATE.name
            layout.write_bytes(TEMPLATE.read_bytes())
            fonts = list({face.regular.parent for face in typefaces_of(theme)})
            draft.write_bytes(typst.compile(layout, root=folder, font_paths=fonts, timestamp=0))
    except OSError as error:
        raise WarpreelError(f"cannot write {path}: {reason(error)}") from error
    except typst.TypstError as error:
        raise WarpreelError(f"cannot write {path}: {error.message}") from error
    return path


def _looks(deck: Deck, theme: Theme) -> dict[str, Any]:
    """Tell the template what all pages have in common."""
    logo = theme.logo
    return {
        "title": deck.title,
        "author": deck.author,
        "language": deck.language,
        "size": [HEIGHT * deck.aspect[0] / deck.aspect[1], HEIGHT],
        "colours": {name: getattr(theme, name) for name in ("background", "text", "muted")},
        "fonts": [face.family for face in typefaces_of(theme)],
        "logo": logo and {"file": logo.picture.name, "corner": logo.corner, "height": logo.height},
    }


def _pages(slide: Slide, folder: Path, desk: Path) -> Iterator[dict[str, Any]]:
    """Tell the template what stands on the pages of a slide, and put stills on the desk."""
    match slide:
        case TitleSlide():
            yield {"kind": "title", "title": slide.title, "text": slide.text}
        case FigureSlide():
            file = slide.picture(".pdf", ".png").resolve().relative_to(folder.resolve())
            yield {
                "kind": "figure",
                "title": slide.title,
                "picture": f"/{file.as_posix()}",
                "caption": slide.caption,
            }
        case FilmSlide():
            for scene in _scenes_of(slide):
                still = desk / f"{hashlib.sha256(scene.clip).hexdigest()}.png"
                last_frame(scene.clip).save(still)
                yield {
                    "kind": "still",
                    "bookmarks": scene.bookmarks(),
                    "picture": still.name,
                    "summary": slide.summary,
                    "transcript": scene.part.transcript,
                }
