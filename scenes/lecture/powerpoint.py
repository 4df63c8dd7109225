"""A deck as a PowerPoint file that plays its films."""

from __future__ import annotations

from pathlib import Path

from engine.errors import make_folder
from engine.files import whole_file
from scenes.languages.language import Language
from scenes.lecture.clip_slides import clip_slides
from scenes.lecture.clips import last_frame
from scenes.lecture.deck import Deck, FilmSlide, PictureSlide, Slide, TitleSlide
from scenes.lecture.presentation import Slides
from scenes.theme.lookup import theme_of


def write_pptx(deck: Deck, folder: Path) -> Path:
    """Write ``lecture.pptx``: a slide for every title, figure, still and part of a film.

    A part begins to play when its slide appears, and plays over and over where it loops; its
    poster, which is what is printed and listed, is its own last frame. Its notes end with the
    sentences that stand on screen. The first title names the author.

    Parameters
    ----------
    deck : Deck
    folder : Path

    Returns
    -------
    Path
        The file.

    Raises
    ------
    WarpreelError
        If the file cannot be written, or a film or a picture cannot be read.
    """
    path = folder / "lecture.pptx"
    make_folder(folder)
    slides = Slides(theme_of(deck.theme), deck.aspect)
    with whole_file(path) as draft:
        for number, slide in enumerate(deck.slides):
            _add(slides, slide, deck.words, "" if number else deck.author)
        slides.save(draft, deck.title, deck.author, deck.words.name)
    return path


def _add(slides: Slides, slide: Slide, language: Language, author: str) -> None:
    match slide:
        case TitleSlide():
            below = "\n".join(filter(None, (slide.text, author)))
            slides.add_title(slide.title, below, slide.notes)
        case PictureSlide():
            picture = slide.picture(".png")
            slides.add_picture(slide.title, picture, slide.caption, slide.notes)
        case FilmSlide():
            for clip_slide in clip_slides(slide):
                slides.add_movie(
                    clip_slide.title(language),
                    clip_slide.clip,
                    last_frame(clip_slide.clip),
                    summary=slide.summary,
                    notes=clip_slide.notes(language),
                    loop=clip_slide.part.loop,
                )
