"""A contact sheet: what a film looks like, section by section, in one picture."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from scenes.encoding.codec import Codec
from scenes.rendering.expected_length import ExpectedLength, Watch
from scenes.rendering.film import Outcome, keep_picture
from scenes.rendering.frames import SectionFrame, section_frames
from scenes.rendering.job import Film
from scenes.rendering.segments import SegmentCache
from scenes.theme.theme import Theme
from scenes.theme.typefaces import families_of, typeface

WIDTH = 640
"""Of a frame on the sheet, in pixels; a smaller film's frames keep their size."""
GAP, CAPTION = 16, 40
"""Around frames, and above each row, in pixels."""


def contact_sheet(
    film: Film, path: Path, codec: Codec, theme: Theme, watch: Watch | None = None
) -> Outcome:
    """Draw first, middle and last frame of every section, a row each, with their times.

    Parameters
    ----------
    film : Film
    path : Path
        Of the PNG.
    codec : Codec
        Of the film that the frames are taken from.
    theme : Theme
        For the sheet itself.
    watch : callable, optional
        Called with seconds of film, done and expected.

    Raises
    ------
    WarpreelError
        If the disk refuses.
    """
    with ExpectedLength(film, codec, SegmentCache(), dry_pass=False) as length:
        step = length.told_to(watch or (lambda *_: None))
        return keep_picture(arrange_sheet(section_frames(film, codec, step), theme), path)


def arrange_sheet(frames: list[SectionFrame], theme: Theme) -> Image.Image:
    """Arrange frames in rows of one section each."""
    rows = [list(row) for _, row in groupby(frames, lambda frame: frame.section)]
    full_height, full_width = frames[0].picture.shape[:2]
    width = min(WIDTH, full_width)
    height = round(width * full_height / full_width)
    columns = max(map(len, rows))
    size = (GAP + columns * (width + GAP), len(rows) * (CAPTION + height) + GAP)
    sheet = Image.new("RGB", size, theme.background)
    pen = ImageDraw.Draw(sheet)
    for i, row in enumerate(rows):
        top = i * (CAPTION + height)
        for j, frame in enumerate(row):
            left = GAP + j * (width + GAP)
            name = frame.section if j == 0 else ""
            caption = f"{name}  {_clock(frame.seconds)}".strip()
            colour = theme.text if name else theme.muted
            pen.text((left, top + 10), caption, colour, _font_for(caption))
            picture = Image.fromarray(frame.picture[..., :3]).resize((width, height))
            sheet.paste(picture, (left, top + CAPTION))
            edges = (left - 1, top + CAPTION - 1, left + width, top + CAPTION + height)
            pen.rectangle(edges, outline=theme.edge)
    return sheet


def _font_for(text: str) -> ImageFont.FreeTypeFont:
    # The later a typeface is sought in, the more it holds: the last one needed holds all.
    found = typeface(families_of(text)[-1])
    assert found is not None
    return ImageFont.truetype(str(found.file(bold=False)), 20)


def _clock(seconds: float) -> str:
    return f"{int(seconds // 60)}:{seconds % 60:04.1f}"
