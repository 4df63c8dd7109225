"""A PowerPoint presentation under construction: editable slides in the colours of a theme."""

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

from scenes.lecture.clips import as_jpeg
from scenes.lecture.logos import logo_image
from scenes.theme.theme import Logo, Theme

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LATIN, CHINESE = "Arial", "Microsoft YaHei"
"""Fonts that PowerPoint has, and other programs have substitutes for."""
TITLE_AND_SUBTITLE, TITLE_ONLY = 0, 5
"""Indices of layouts in the default template."""
LARGE, MIDDLE, SMALL = Pt(40), Pt(28), Pt(18)
TOP, BOTTOM, END = Inches(1.4), Inches(6.1), Inches(6.8)
"""Top and bottom of a picture below the title, and bottom of the caption below the picture."""
MARGIN = 0.05
"""Margin between a logo and the sides of the slide, as a fraction of the slide's height."""
LOGO_ID = 1000
"""Identifier of the logo's shape, unused by those of the template's master."""

_presentation: Any = Presentation  # its annotation takes the size of slides for optional

Box = tuple[int, int, int, int]
"""Left, top, width, height."""


class Slides:
    """A presentation under construction.

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
        """Add a logo to the bottom of the master; films, which carry it too, cover it."""
        picture = logo_image(logo.picture)
        height = round(logo.height * self.height)
        width = round(height * picture.width / picture.height)
        margin = round(MARGIN * self.height)
        left = margin if logo.corner.endswith("left") else self.width - margin - width
        master = self._file.slide_master
        _, link = master.part.get_or_add_image_part(_png(picture))
        place = (left, self.height - margin // 2 - height, width, height)
        master.shapes.element.append(CT_Picture.new_pic(LOGO_ID, "Logo", "", link, *place))

    def add_title(self, title: str, text: str, notes: str) -> None:
        """Add a slide of a title and a text below it."""
        slide = self._add(TITLE_AND_SUBTITLE, title, notes)
        slide.shapes.title.text_frame.paragraphs[0].font.size = LARGE
        _place(slide.shapes.title, self._band(Inches(0.5), Inches(3.2)))
        slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        below = slide.placeholders[1]
        if text:
            _place(below, self._band(Inches(3.8), Inches(2.2)))
            below.text_frame.text = text
            _mute(below.text_frame, Pt(24))
        else:
            below.element.getparent().remove(
                below.element
            )  # an empty placeholder would prompt for text

    def add_picture(self, title: str, picture: Path, caption: str, notes: str) -> None:
        """Add a slide of one picture, with its caption unless the title is the same."""
        slide = self._add(TITLE_ONLY, title, notes)
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
        slide = self._add(TITLE_ONLY, title, notes)
        _place(slide.shapes.title, self._band(-TOP, TOP))
        place = fitted(poster.size, (0, 0, self.width, self.height))
        still = io.BytesIO(as_jpeg(poster))
        shown = slide.shapes.add_movie(io.BytesIO(movie), *place, still, "video/mp4")
        _describe(shown, summary)
        (clock,) = slide.element.xpath("p:timing//p:video//p:cTn")
        (start,) = slide.element.xpath("p:timing//p:video//p:cTn/p:stCondLst/p:cond")
        start.set("delay", "0")
        if loop:
            clock.set("repeatCount", "indefinite")

    def _band(self, top: int, height: int) -> Box:
        """Return a box as wide as the titles."""
        title = self._file.slide_master.placeholders[0]
        return title.left, top, title.width, height

    def _add(self, layout: int, title: str, notes: str) -> Any:
        slide = self._file.slides.add_slide(self._file.slide_layouts[layout])
        slide.shapes.title.text_frame.text = title
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
        return slide

    def save(self, path: Path, title: str, author: str, language: str) -> None:
        """Write the presentation to a file: the same bytes for the same slides.

        Parameters
        ----------
        path : Path
        title, author, language : str
            Metadata of the presentation; the language is a code, such as ``en``.
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
            entry = ZipInfo(name)  # dated 1980-01-01, the earliest that ZIP allows
            entry.compress_type = ZIP_STORED if name.endswith(".mp4") else ZIP_DEFLATED
            plain.writestr(entry, stamped.read(name))


def fitted(size: tuple[int, int], within: Box) -> Box:
    """Return the largest centred box of a picture's shape within a box.

    Parameters
    ----------
    size : (int, int)
        The picture's width and height, in any unit.
    within : (int, int, int, int)
        Left, top, width and height.

    Returns
    -------
    (int, int, int, int)
        Left, top, width and height, in the unit of `within`.
    """
    left, top, width, height = within
    scale = min(width / size[0], height / size[1])
    wide, high = round(size[0] * scale), round(size[1] * scale)
    return left + (width - wide) // 2, top + (height - high) // 2, wide, high


def _png(picture: Image.Image) -> io.BytesIO:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file


def _describe(shape: Any, text: str) -> None:
    """Set the alternative text of a picture."""
    shape.element.xpath("*/p:cNvPr")[0].set("descr", text)


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box


def _mute(frame: Any, size: Any) -> None:
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size = size
        paragraph.font.color.theme_color = MSO_THEME_COLOR.TEXT_2


def _colour(part: Any, theme: Theme) -> None:
    """Set the colours and fonts of the presentation's own theme, from which all layouts inherit."""
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
    """Stretch the placeholders of a layout horizontally by a factor."""
    for place, name in (("a:off", "x"), ("a:ext", "cx")):
        for element in layout.xpath(f".//p:sp//a:xfrm/{place}"):
            element.set(name, str(round(factor * int(element.get(name)))))
