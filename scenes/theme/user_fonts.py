"""A user's font, made ready for films, figures and pages alike.

Every reader of PDF embeds TrueType outlines only, Pango and Matplotlib know a font by its name, and
the stories are set for letters as wide as Inter's. So a copy is made, and kept: with TrueType
outlines, at one weight, under a name that no other font has, and on a larger em if its letters are
wider than Inter's, which sets them smaller.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import DataError, WarpreelError
from engine.files import whole_file
from scenes.cache.inside import is_kept_file
from scenes.cache.location import cache_folder
from scenes.theme.theme import Attachment, Fonts
from scenes.theme.typefaces import BUNDLED, Typeface

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

SAMPLE = "Watch how space bends, probability gradient prediction training classes 0123456789"
"""Words by whose width a font is measured: the one that grows most has to fit too."""
REGULAR, SEMIBOLD = 400, 600
UNUSUAL, LONGEST = re.compile(r"[^\w .-]"), 60
"""What is left out of the name of a family, which stands in style sheets and file names; and its
most characters."""
NAMES = {"family": 1, "style": 2, "full name": 4, "PostScript name": 6}
"""Numbers of entries in a font's table of names."""


def family_in(file: Attachment) -> str:
    """Read the name of a font's family.

    Raises
    ------
    DataError
        If it is no font, or has no Latin letters.
    """
    with _opened(file) as font:
        if not set(map(ord, SAMPLE)) <= set(font.getBestCmap() or ()):
            raise DataError(f"the font {file.name} lacks Latin letters or digits; name another")
        named = font["name"].getBestFamilyName() or Path(file.name).stem
        return UNUSUAL.sub("", named).strip()[:LONGEST] or "Font"


def installed_typeface(fonts: Fonts) -> Typeface:
    """Return the typeface of a theme, under a name that no other family has.

    Its files are converted once, and kept in the cache.

    Raises
    ------
    WarpreelError
        If they cannot be kept.
    """
    facts = (fonts.regular.digest, fonts.bold.digest, Path(__file__).read_text())
    digest = hashlib.sha256(repr(facts).encode()).hexdigest()[:8]
    family = f"{fonts.family.replace(',', '')} {digest}"
    folder = cache_folder() / "typefaces"
    if folder.is_symlink():
        raise WarpreelError(
            f"the folder {folder} is a link, and none in the cache is followed; remove it, or "
            "choose another folder by WARPREEL_CACHE"
        )
    regular, bold = folder / f"{digest}-regular.ttf", folder / f"{digest}-semibold.ttf"
    for path, file, weight in ((regular, fonts.regular, REGULAR), (bold, fonts.bold, SEMIBOLD)):
        if not is_kept_file(path, cache_folder()):
            _keep(_converted(file, family, weight), path)
    return Typeface(family, regular, bold)


def _keep(content: bytes, path: Path) -> None:
    with whole_file(path, "WARPREEL_CACHE", what="the font") as draft:
        draft.write_bytes(content)


@contextmanager
def _opened(file: Attachment) -> Iterator[TTFont]:
    """Read a font, as far as it is looked at within the block."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(io.BytesIO(file.data), recalcTimestamp=False) as font:
            yield font
    except WarpreelError:
        raise
    except Exception as error:  # fontTools raises whatever it stumbles over in a damaged file
        raise DataError(
            f"{file.name} is no OpenType or TrueType font ({error}); name an .otf or .ttf file"
        ) from error


def _converted(file: Attachment, family: str, weight: int) -> bytes:
    """Return the copy of a font that is kept."""
    with _opened(file) as font:
        if "fvar" in font:
            _pin(font, weight)
        if "glyf" not in font:
            _make_quadratic(font)
        font["head"].unitsPerEm = round(font["head"].unitsPerEm * _growth(font))
        for table in ("hdmx", "VDMX", "LTSH"):  # widths in pixels, which are others now
            if table in font:
                del font[table]
        _rename(font, family, weight)
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def _pin(font: TTFont, weight: int) -> None:
    """Return one weight of a variable font."""
    from fontTools.varLib.instancer import instantiateVariableFont

    places = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    for axis in font["fvar"].axes:
        if axis.axisTag == "wght":
            places["wght"] = min(max(weight, axis.minValue), axis.maxValue)
    instantiateVariableFont(font, places, inplace=True)


def _make_quadratic(font: TTFont) -> None:
    """Turn cubic outlines into TrueType's quadratic ones, within 0.5 ‰ of an em."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    outlines, error = font.getGlyphSet(), font["head"].unitsPerEm / 2000
    glyphs: dict[str, Any] = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, error, reverse_direction=True))
        glyphs[name] = pen.glyph()
    for table in ("CFF ", "CFF2", "VORG"):
        if table in font:
            del font[table]
    builder = FontBuilder(font=font)
    builder.isTTF = True
    builder.setupGlyf(glyphs)
    builder.setupMaxp()
    builder.setupPost(keepGlyphNames=False)
    font.sfntVersion = "\x00\x01\x00\x00"


def _widths(font: TTFont) -> list[float]:
    """Measure the words of the sample, in ems."""
    held, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    return [sum(widths[held[ord(c)]][0] for c in word) / em for word in SAMPLE.split()]


def _growth(font: TTFont) -> float:
    """Return how many times as wide as in Inter a word becomes at most; 1 if none grows."""
    with _opened(Attachment("Inter", BUNDLED[0].regular.read_bytes())) as inter:
        usual = _widths(inter)
    return max(1.0, *(own / inters for own, inters in zip(_widths(font), usual, strict=True)))


def _rename(font: TTFont, family: str, weight: int) -> None:
    style = "Regular" if weight == REGULAR else "SemiBold"
    words = {
        "family": family,
        "style": style,
        "full name": f"{family} {style}",
        "PostScript name": f"{family}-{style}".replace(" ", ""),
    }
    names = font["name"]
    names.names = [entry for entry in names.names if entry.nameID in (0, 7, 13, 14)]  # its rights
    for what, number in NAMES.items():
        names.setName(words[what], number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x21 | 0x40  # upright, not bold
    font["head"].macStyle = 0
