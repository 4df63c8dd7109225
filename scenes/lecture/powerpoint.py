"""Slides of PowerPoint, in the colours of a theme; a lecturer can go on with them."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.shapes.picture import CT_Picture
from pptx.util import Inches, Pt

from scenes.lecture.logos import logo_picture
from scenes.theme.theme import Logo, Theme

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LATIN, CHINESE = "Arial", "Microsoft YaHei"
"""Fonts that office programs have, or their like."""
WORDS, TITLED = 0, 5
"""Layouts: a title with a line below it; a title with nothing below it."""
LARGE, MIDDLE, SMALL = Pt(40), Pt(28), Pt(18)
TOP, BOTTOM, END = Inches(1.4), Inches(6.1), Inches(6.8)
"""Of a picture, and of the caption below it; above is the title."""
FOOT = 0.05
"""Between a logo and the sides, as a share of the height."""
LOGO_ID = 1000
"""Higher than those of all that the master has."""

_presentation: Any = Presentation  # its annotation takes the size of slides for optional

Box = tuple[int, int, int, int]
"""Left, top, width, height."""


class Slides:
    """A presentation that is being made.

    Parameters
    ----------
    theme : Theme
    aspect : (int, int)
        Width to height.
    """

    def __init__(self, theme: Theme, aspect: tuple[int, int]) -> None:
        self._file = _presentation()
        master = self._file.slide_master
        _colour(master.part.part_related_by(RELATIONSHIP_TYPE.THEME), theme)
        (title,) = master.element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr")
        title.set("sz", str(MIDDLE.centipoints))
        title.set("b", "1")
        title.getparent().set("algn", "l")
        self.height = self._file.slide_height
        self.width = round(self.height * aspect[0] / aspect[1])
        factor = self.width / self._file.slide_width
        for each in (master, *self._file.slide_layouts):
            _widen(each.element, factor)
        self._file.slide_width = self.width
        if theme.logo:
            self._stamp(theme.logo)

    def _stamp(self, logo: Logo) -> None:
        """Put a logo at the foot of the master, where films, which have it too, cover it."""
        picture = logo_picture(logo.picture)
        height = round(logo.height * self.height)
        width = round(height * picture.width / picture.height)
        margin = round(FOOT * self.height)
        left = margin if logo.corner.endswith("left") else self.width - margin - width
        master = self._file.slide_master
        _, link = master.part.get_or_add_image_part(_png(picture))
        place = (left, self.height - margin // 2 - height, width, height)
        master.shapes.element.append(CT_Picture.new_pic(LOGO_ID, "Logo", "", link, *place))

    def add_words(self, title: str, text: str, notes: str) -> None:
        """Add a slide of words alone."""
        slide = self._add(WORDS, title, notes)
        slide.shapes.title.text_frame.paragraphs[0].font.size = LARGE
        _place(slide.shapes.title, self._band(Inches(0.5), Inches(3.2)))
        slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        below = slide.placeholders[1]
        if text:
            _place(below, self._band(Inches(3.8), Inches(2.2)))
            below.text_frame.text = text
            _mute(below.text_frame, Pt(24))
        else:
            below.element.getparent().remove(below.element)  # or it asks for words

    def add_picture(self, title: str, picture: Path, caption: str, notes: str) -> None:
        """Add a slide of one picture, with its caption unless the title says the same."""
        slide = self._add(TITLED, title, notes)
        with Image.open(picture) as image:
            place = fitted(image.size, self._band(TOP, BOTTOM - TOP))
        shown = slide.shapes.add_picture(str(picture), *place)
        _describe(shown, caption)
        if caption != title:
            below = self._band(BOTTOM, END - BOTTOM)
            frame = slide.shapes.add_textbox(*below).text_frame
            frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
            frame.text = caption
            _mute(frame, SMALL)

    def add_movie(
        self, title: str, movie: bytes, poster: Image.Image, summary: str, notes: str, loop: bool
    ) -> None:
        """Add a slide that a film fills, and that plays it as it appears.

        The title stands above the slide, where PowerPoint puts those that are only listed and read
        aloud.
        """
        slide = self._add(TITLED, title, notes)
        _place(slide.shapes.title, self._band(-TOP, TOP))
        place = fitted(poster.size, (0, 0, self.width, self.height))
        shown = slide.shapes.add_movie(io.BytesIO(movie), *place, _png(poster), "video/mp4")
        _describe(shown, summary)
        (clock,) = slide.element.xpath("p:timing//p:video//p:cTn")
        (start,) = slide.element.xpath("p:timing//p:video//p:cTn/p:stCondLst/p:cond")
        start.set("delay", "0")
        if loop:
            clock.set("repeatCount", "indefinite")

    def _band(self, top: int, height: int) -> Box:
        """Return a room between the margins that titles have."""
        title = self._file.slide_master.placeholders[0]
        return title.left, top, title.width, height

    def _add(self, layout: int, title: str, notes: str) -> Any:
        slide = self._file.slides.add_slide(self._file.slide_layouts[layout])
        slide.shapes.title.text_frame.text = title
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
        return slide

    def save(self, path: Path, title: str, author: str, language: str) -> None:
        """Write the file: the same bytes for the same slides.

        Parameters
        ----------
        path : Path
        title, author, language : str
            Of the presentation.
        """
        about = self._file.core_properties
        about.title, about.author, about.language = title, author, language
        about.last_modified_by = author
        about.created = about.modified = datetime(1980, 1, 1)
        with TemporaryFile() as file:
            self._file.save(file)
            _copy_without_times(file, path)


def _copy_without_times(file: IO[bytes], path: Path) -> None:
    with ZipFile(file) as stamped, ZipFile(path, "w") as plain:
        for name in stamped.namelist():
            entry = ZipInfo(name)  # of 1980, when the time of zip files begins
            entry.compress_type = ZIP_STORED if name.endswith(".mp4") else ZIP_DEFLATED
            plain.writestr(entry, stamped.read(name))


def fitted(size: tuple[int, int], room: Box) -> Box:
    """Place a picture in the middle of a room, as large as it can be.

    Parameters
    ----------
    size : (int, int)
        The picture's width and height, in any unit.
    room : (int, int, int, int)
        Left, top, width and height.
    """
    left, top, width, height = room
    scale = min(width / size[0], height / size[1])
    wide, high = round(size[0] * scale), round(size[1] * scale)
    return left + (width - wide) // 2, top + (height - high) // 2, wide, high


def _png(picture: Image.Image) -> io.BytesIO:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file


def _describe(shape: Any, words: str) -> None:
    """Return a picture its alternative text."""
    shape.element.xpath("*/p:cNvPr")[0].set("descr", words)


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box


def _mute(frame: Any, size: Any) -> None:
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size = size
        paragraph.font.color.theme_color = MSO_THEME_COLOR.TEXT_2


def _colour(part: Any, theme: Theme) -> None:
    """Put a theme's colours and fonts where all layouts take theirs from."""
    colours = {
        "dk1": theme.text, "lt1": theme.background, "dk2": theme.muted, "lt2": theme.panel,
        "hlink": theme.positive, "folHlink": theme.gradient,
    } | {f"accent{i + 1}": theme.colour_of(i) for i in range(6)}  # fmt: skip
    root = etree.fromstring(part.blob)
    for name, colour in colours.items():
        (place,) = root.iter(f"{DRAWING}{name}")
        place[:] = [etree.Element(f"{DRAWING}srgbClr", val=colour.removeprefix("#").upper())]
    for kind in ("majorFont", "minorFont"):
        (fonts,) = root.iter(f"{DRAWING}{kind}")
        own = theme.fonts.family if theme.fonts else LATIN
        fonts.find(f"{DRAWING}latin").set("typeface", own)
        fonts.find(f"{DRAWING}ea").set("typeface", CHINESE)
    part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _widen(layout: Any, factor: float) -> None:
    """Stretch the places of a layout to the width of the slides."""
    for place, name in (("a:off", "x"), ("a:ext", "cx")):
        for element in layout.xpath(f".//p:sp//a:xfrm/{place}"):
            element.set(name, str(round(factor * int(element.get(name)))))
