"""A deck as a PDF: a page for every title, figure and part of a film."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from engine.errors import WarpreelError, make_folder
from engine.files import whole_file
from scenes.languages.language import Language
from scenes.lecture.clip_slides import clip_slides
from scenes.lecture.clips import as_jpeg, last_frame
from scenes.lecture.deck import Deck, FilmSlide, PictureSlide, Slide, TitleSlide
from scenes.theme.lookup import theme_of, typefaces_of
from scenes.theme.theme import Theme

TEMPLATE = Path(__file__).parent / "templates" / "slides.typ"
HEIGHT, HEAD = 540, 26
"""Heights of a page, and of the line above a still, in points."""


def write_pdf(deck: Deck, folder: Path) -> Path:
    """Write ``lecture.pdf``: a page for every title, figure and part of a film, as it ends.

    The first title names the author, and a line above a film's still names slide and part.
    Figures stay vector graphics where there is a PDF of them. Pages have bookmarks, alternative
    text, and words that can be searched for.

    Parameters
    ----------
    deck : Deck
    folder : Path
        All files of the deck lie in it.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    WarpreelError
        If the file cannot be written, or a film or a picture cannot be read.
    """
    path = folder / "lecture.pdf"
    theme = theme_of(deck.theme)
    make_folder(folder)
    try:
        # Typst reads only what lies below its root, which is the folder.
        with whole_file(path) as draft, TemporaryDirectory(prefix=".stills-", dir=folder) as made:
            build, author = Path(made), " ".join(deck.author.split())
            pages = [
                page
                for number, slide in enumerate(deck.slides)
                for page in _pages(slide, folder, build, deck.words, "" if number else author)
            ]
            values = _settings(deck, theme) | {"pages": pages}
            (build / "deck.json").write_text(json.dumps(values))
            if theme.logo:
                (build / theme.logo.picture.name).write_bytes(theme.logo.picture.data)
            template = build / TEMPLATE.name
            template.write_bytes(TEMPLATE.read_bytes())
            fonts = list({face.regular.parent for face in typefaces_of(theme)})
            draft.write_bytes(typst.compile(template, root=folder, font_paths=fonts, timestamp=0))
    except typst.TypstError as error:
        raise WarpreelError(f"cannot write {path}: {error.message}") from error
    return path


def _settings(deck: Deck, theme: Theme) -> dict[str, Any]:
    """Return the values of the template that all pages share."""
    logo = theme.logo
    return {
        "title": deck.title,
        "author": deck.author,
        "language": deck.words.name.partition("-")[0],
        "size": [HEIGHT * deck.aspect[0] / deck.aspect[1], HEIGHT],
        "colours": {name: getattr(theme, name) for name in ("background", "text", "muted")},
        "fonts": [face.family for face in typefaces_of(theme)],
        "logo": logo and {"file": logo.picture.name, "corner": logo.corner, "height": logo.height},
    }


def _pages(
    slide: Slide, folder: Path, build: Path, language: Language, author: str
) -> Iterator[dict[str, Any]]:
    """Return the template's values of each page of a slide; write frames into the build folder."""
    match slide:
        case TitleSlide():
            title = " ".join(slide.title.split())  # one line, unless it is long
            yield {"kind": "title", "title": title, "text": slide.text, "author": author}
        case PictureSlide():
            file = slide.picture(".pdf", ".png").resolve().relative_to(folder.resolve())
            yield {
                "kind": "figure",
                "title": slide.title,
                "picture": f"/{file.as_posix()}",
                "caption": slide.caption,
            }
        case FilmSlide():
            for clip_slide in clip_slides(slide):
                still = build / f"{hashlib.sha256(clip_slide.clip).hexdigest()}.jpg"
                still.write_bytes(as_jpeg(last_frame(clip_slide.clip)))
                yield {
                    "kind": "still",
                    "head": HEAD,
                    "title": clip_slide.title(language),
                    "bookmarks": clip_slide.bookmarks(),
                    "picture": still.name,
                    "summary": slide.summary,
                    "transcript": clip_slide.part.transcript,
                }
