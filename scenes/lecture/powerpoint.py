"""A deck as a PowerPoint file that plays its films."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from engine.errors import make_folder
from engine.files import whole_file
from scenes.languages.language import Language
from scenes.lecture.clip_slides import clip_slides
from scenes.lecture.clips import first_frame, last_frame
from scenes.lecture.deck import Deck, FigureSlide, FilmSlide, Slide, TitleSlide
from scenes.lecture.presentation import Slides
from scenes.theme.lookup import theme_of

BLANK_CONTRAST = 16
"""A frame whose colours differ by less, of 255, shows nothing."""


def write_pptx(deck: Deck, folder: Path) -> Path:
    """Write ``lecture.pptx``: a slide for every title, figure and part of a film.

    A part begins to play when its slide appears, and plays over and over where it loops. Its notes
    end with the sentences that stand on screen.

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
        for slide in deck.slides:
            _add(slides, slide, deck.words)
        slides.save(draft, deck.title, deck.author, deck.words.name)
    return path


def _add(slides: Slides, slide: Slide, language: Language) -> None:
    match slide:
        case TitleSlide():
            slides.add_title(slide.title, slide.text, slide.notes)
        case FigureSlide():
            picture = slide.picture(".png")
            slides.add_picture(slide.title, picture, slide.caption, slide.notes)
        case FilmSlide():
            for clip_slide in clip_slides(slide):
                slides.add_movie(
                    clip_slide.title(language),
                    clip_slide.clip,
                    _poster(clip_slide.clip),
                    summary=slide.summary,
                    notes=clip_slide.notes(language),
                    loop=clip_slide.part.loop,
                )


def _poster(clip: bytes) -> Image.Image:
    """Return the first frame of a film, so that nothing flashes when it starts to play.

    If the first frame is blank, return the last one. The encoder may have made a blank frame a
    little uneven.
    """
    frame = first_frame(clip)
    is_blank = np.ptp(np.asarray(frame), axis=(0, 1)).max() < BLANK_CONTRAST
    return last_frame(clip) if is_blank else frame
