"""A user's font is made ready once: TrueType, no wider than Inter, under a name of its own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from manim import Text

from engine.errors import DataError, WarpreelError
from scenes.mobjects.text import letters, number_outline, verbatim
from scenes.theme.lookup import typefaces_of
from scenes.theme.theme import THEMES, Attachment, Fonts
from scenes.theme.typefaces import BUNDLED, families_of, use_typefaces
from scenes.theme.user_fonts import family_in, installed_typeface
from tests.support.theme_files import font_file

WORDS = "Watch how space bends"


def fonts_of(*files: Path) -> Fonts:
    regular, bold = (Attachment(file.name, file.read_bytes()) for file in (files[0], files[-1]))
    return Fonts(family_in(regular), regular, bold)


@pytest.fixture
def wide(tmp_path: Path) -> Fonts:
    return fonts_of(font_file(tmp_path / "wide.ttf", "Wide", widen=1.5))


@pytest.mark.parametrize("cubic", [False, True])
def test_it_has_truetype_outlines_and_a_name_and_weight_of_its_own(
    tmp_path: Path, cubic: bool
) -> None:
    fonts = fonts_of(font_file(tmp_path / "a.otf", "Corporate", cubic=cubic))
    assert fonts.family == "Corporate"
    installed = installed_typeface(fonts)
    family, regular, bold = installed.family, installed.regular, installed.bold
    assert family.startswith("Corporate ")
    for path, weight in ((regular, 400), (bold, 600)):
        assert path.read_bytes()[:4] == b"\0\1\0\0"
        with TTFont(path) as font:
            assert font["name"].getBestFamilyName() == family
            assert font["OS/2"].usWeightClass == weight
            assert font.getBestCmap()[ord("a")] in font["glyf"].keys()  # noqa: SIM118


def box(glyph, font: TTFont) -> np.ndarray:
    """Bound a glyph, in ems."""
    edges = [glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax]
    return np.array(edges) / font["head"].unitsPerEm


def test_cubic_outlines_keep_their_shape(tmp_path: Path) -> None:
    made = installed_typeface(fonts_of(font_file(tmp_path / "a.otf", cubic=True))).regular
    with TTFont(made) as ours, TTFont(BUNDLED[0].truetype(bold=False)) as known:
        for letter in "aQ&":
            one, other = (f["glyf"][f.getBestCmap()[ord(letter)]] for f in (ours, known))
            box = [[g.xMin, g.yMin, g.xMax, g.yMax] for g in (one, other)]
            scale = [f["head"].unitsPerEm for f in (ours, known)]
            assert np.allclose(
                box[0] / np.float64(scale[0]), box[1] / np.float64(scale[1]), atol=2e-3
            )


def test_it_is_made_once(wide: Fonts) -> None:
    path = installed_typeface(wide).regular
    made = path.stat().st_mtime_ns
    assert installed_typeface(wide).regular.stat().st_mtime_ns == made


def test_another_font_of_the_same_family_has_another_name(tmp_path: Path, wide: Fonts) -> None:
    other = fonts_of(font_file(tmp_path / "other.ttf", "Wide", widen=1.1))
    assert other.family == wide.family
    assert installed_typeface(other).family != installed_typeface(wide).family


@pytest.fixture
def written_in_wide(wide: Fonts) -> Iterator[None]:
    with use_typefaces(typefaces_of(replace(THEMES["dark"], fonts=wide))):
        yield


@pytest.fixture
def usual() -> Text:
    """Words in our own typeface, before any other is chosen."""
    return verbatim(WORDS, 30, "#ffffff")


def test_a_wider_font_is_set_smaller_so_that_it_takes_the_room_of_inter(
    usual: Text, written_in_wide: None
) -> None:
    assert families_of(WORDS)[0].startswith("Wide ")
    words = verbatim(WORDS, 30, "#ffffff")
    assert words.width == pytest.approx(usual.width, rel=0.03)
    assert words.height == pytest.approx(usual.height / 1.5, rel=0.05)


def test_numbers_are_written_in_it_and_ours_is_not_forgotten(usual: Text, wide: Fonts) -> None:
    before = number_outline("0.5", 40)
    with use_typefaces(typefaces_of(replace(THEMES["dark"], fonts=wide))):
        smaller = number_outline("0.5", 40)
    assert np.ptp(smaller[:, 1]) == pytest.approx(np.ptp(before[:, 1]) / 1.5, rel=0.05)
    assert np.array_equal(number_outline("0.5", 40), before)
    assert np.array_equal(verbatim(WORDS, 30, "#ffffff").points, usual.points)


def test_characters_that_it_lacks_are_ours(written_in_wide: None) -> None:
    family, other = families_of("激活 a")
    assert family.startswith("Wide")
    assert other == "Noto Sans SC"
    assert len(letters("激活", 30)) == 2


def test_what_cannot_spell_is_refused(tmp_path: Path) -> None:
    path = font_file(tmp_path / "a.ttf")
    with TTFont(path) as font:
        for table in font["cmap"].tables:
            table.cmap.pop(ord("a"), None)
        font.save(path)
    with pytest.raises(DataError, match=r"a.ttf lacks Latin letters or digits"):
        fonts_of(path)
    damaged = Attachment("b.otf", path.read_bytes()[:1000])
    with pytest.raises(DataError, match=r"b.otf is no OpenType"):
        family_in(damaged)


def test_nothing_is_kept_behind_a_link_in_the_cache(
    wide: Fonts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "cache" / "typefaces").symlink_to(tmp_path / "outside")
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path / "cache"))
    with pytest.raises(WarpreelError, match="is a link"):
        installed_typeface(wide)
    assert list((tmp_path / "outside").iterdir()) == []
