"""Qualities, formats, presets: what a film is to be, or a sentence on why it can't."""

from pathlib import Path

import pytest

from engine.errors import UnknownNameError, UsageError
from scenes.encoding.codec import DEFAULT_CRF, PRESETS
from scenes.encoding.formats import FORMATS, codec_for, output_path
from scenes.encoding.qualities import QUALITIES, Quality
from tests.support.command_line import listing

HD = QUALITIES["h"]


@pytest.mark.parametrize(
    ("output", "format", "path"),
    [
        (None, None, "renders/warp.mp4"),
        (None, "gif", "renders/warp.gif"),
        ("a/b", None, "a/b.mp4"),
        ("a/b", "png", "a/b.png"),
        ("b.webm", None, "b.webm"),
        ("b.mp4", "mp4", "b.mp4"),
        ("b.MP4", "mp4", "b.MP4"),
        ("b.mp4", "MP4", "b.mp4"),
        ("folder", None, "folder/warp.mp4"),
        ("folder", "gif", "folder/warp.gif"),
        (None, "png-sequence", "renders/warp"),
        ("folder", "png-sequence", "folder"),
    ],
)
def test_the_suffix_is_the_format_and_the_other_way_round(
    workplace: Path, output: str | None, format: str | None, path: str
) -> None:
    (workplace / "folder").mkdir()
    assert output_path("warp", Path(output) if output else None, format) == Path(path)
    assert listing(workplace) == ["folder"]


@pytest.mark.parametrize(
    ("output", "format", "error"),
    [
        ("film.avi", None, UsageError),
        ("film.gif", "mp4", UsageError),
        ("film.mp4", "png", UsageError),
        ("film.png", "png-sequence", UsageError),
        (None, "avi", UnknownNameError),
        ("film.mp4", "mp5", UnknownNameError),
    ],
)
def test_what_is_no_format_or_disagrees_is_refused(
    output: str | None, format: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        output_path("warp", Path(output) if output else None, format)


def test_qualities_grow_and_are_all_widescreen() -> None:
    pixels = [quality.width * quality.height for quality in QUALITIES.values()]
    assert pixels == sorted(pixels)
    for quality in QUALITIES.values():
        assert quality.width / quality.height == pytest.approx(16 / 9, rel=1e-3)
        assert quality.width % 2 == quality.height % 2 == 0  # as H.264 needs
    assert {"mp4", "gif", "webm", "png", "png-sequence"} <= set(FORMATS)


def test_small_films_are_encoded_for_speed_and_large_ones_for_keeping() -> None:
    presets = {letter: quality.preset for letter, quality in QUALITIES.items()}
    assert presets == {"l": "preview", "m": "preview", "h": "film", "p": "film", "k": "film"}
    for letter, preset in presets.items():
        quality = QUALITIES[letter]
        assert codec_for(FORMATS["mp4"], quality) == codec_for(FORMATS["mp4"], quality, preset)


@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_the_rate_factor_is_manim_s_unless_given(format: str) -> None:
    assert dict(codec_for(FORMATS[format], HD).options)["crf"] == str(DEFAULT_CRF) == "23"
    assert dict(codec_for(FORMATS[format], HD, crf=17).options)["crf"] == "17"


def test_manim_s_preset_sets_nothing_but_the_rate_factor() -> None:
    assert codec_for(FORMATS["mp4"], HD, "manim").options == (("crf", "23"),)


@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_presets_differ(format: str) -> None:
    assert len({codec_for(FORMATS[format], HD, preset) for preset in PRESETS}) == len(PRESETS)


def test_only_a_transparent_film_has_an_alpha_channel() -> None:
    assert codec_for(FORMATS["webm"], HD, transparent=True).pixel_format == "yuva420p"
    assert codec_for(FORMATS["webm"], HD).pixel_format == "yuv420p"
    assert codec_for(FORMATS["png"], HD, transparent=True).transparent


@pytest.mark.parametrize(
    ("format", "settings", "part"),
    [
        ("mp4", {"crf": 52}, "--crf"),
        ("mp4", {"crf": -1}, "--crf"),
        ("webm", {"crf": 64}, "--crf"),
        ("gif", {"crf": 20}, "gif"),
        ("png", {"preset": "small"}, "png"),
        ("png-sequence", {"crf": 20}, "png-sequence"),
        ("mp4", {"transparent": True}, "webm"),
        ("gif", {"transparent": True}, "webm"),
        ("mp4", {"preset": "flim"}, "film"),
    ],
)
def test_settings_that_make_no_sense_are_refused(
    format: str, settings: dict[str, object], part: str
) -> None:
    with pytest.raises(UsageError, match=part):
        codec_for(FORMATS[format], HD, **settings)  # type: ignore[arg-type]


def test_rows_that_x264_cannot_repeat_go_without_macroblock_trees() -> None:
    narrow = dict(codec_for(FORMATS["mp4"], Quality(854, 480, 15, "preview")).options)
    assert narrow["x264-params"].split(":") == ["rc-lookahead=10", "mbtree=0"]
    assert "mbtree=0" not in dict(codec_for(FORMATS["mp4"], HD, "preview").options)["x264-params"]
