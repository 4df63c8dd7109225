"""Pictures of a finished film, taken from its file: made anew only when what they show changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from engine.files import whole_file
from scenes.cache.digests import digest_of
from scenes.languages.language import Language
from scenes.lecture.clips import JPEG, as_jpeg
from scenes.rendering.contact_sheet import arrange_sheet
from scenes.rendering.film import keep_picture
from scenes.rendering.frames import SectionFrame
from scenes.rendering.job import drawing_version
from scenes.rendering.timeline import Section, Timeline
from scenes.theme.theme import Theme
from scenes.web.captions import title_of
from scenes.web.poster import best_moment, frame_at

KEY = "Made of"
"""In a picture, before a digest of all that it was made of."""
SHEET = (1200, 1040)
"""Most pixels of a contact sheet, across and down: 300 an inch where it is printed."""


def keep_poster(film: Path, digest: str, timeline: Timeline) -> Path:
    """Write a film's poster beside it: a frame in which all of its first section is visible.

    Parameters
    ----------
    film : Path
    digest : str
        Of its file.
    timeline : Timeline

    Raises
    ------
    WarpreelError
        If the film cannot be read, or the disk refuses.
    """
    place, moment = film.with_suffix(".png"), best_moment(timeline)
    made_of = digest_of(digest, moment, drawing_version())
    if _made_of(place) != made_of:
        keep_picture(frame_at(film, moment), place, _facts(made_of))
    return place


def keep_sheet(
    film: Path, digest: str, timeline: Timeline, theme: Theme, language: Language
) -> Path:
    """Write a contact sheet beside a film: the first, middle and last frame of every section.

    Parameters
    ----------
    film : Path
    digest : str
        Of its file.
    timeline : Timeline
    theme : Theme
    language : Language

    Raises
    ------
    WarpreelError
        If the film cannot be read, or the disk refuses.
    """
    place = film.with_name(f"{film.stem}-sheet.jpg")
    titles = [title_of(each.name, language) if each.name else "" for each in timeline.sections]
    looks = (SHEET, sorted(JPEG.items()))
    made_of = digest_of(digest, timeline.sections, titles, theme, drawing_version(), looks)
    if _made_of(place) != made_of:
        frames = [
            SectionFrame(title, seconds, np.asarray(frame_at(film, seconds)))
            for title, section in zip(titles, timeline.sections, strict=True)
            for seconds in _moments(section)
        ]
        sheet = arrange_sheet(frames, theme)
        sheet.thumbnail(SHEET)
        with whole_file(place, what="the picture") as draft:
            draft.write_bytes(as_jpeg(sheet, f"{KEY}: {made_of}"))
    return place


def _moments(section: Section) -> tuple[float, ...]:
    """Return times by which the first, the middle and the last frame have been shown."""
    soon = min(0.1, section.end - section.begin)
    return section.begin + soon, (section.begin + section.end) / 2, section.end


def _facts(made_of: str) -> PngInfo:
    facts = PngInfo()
    facts.add_text(KEY, made_of)
    return facts


def _made_of(place: Path) -> str | None:
    try:
        with Image.open(place) as picture:
            found, comment = picture.info.get(KEY), picture.info.get("comment", b"")
    except (OSError, SyntaxError):  # Pillow's word for a broken PNG
        return None
    if isinstance(found, str):
        return found
    return comment.decode(errors="replace").removeprefix(f"{KEY}: ") if comment else None
