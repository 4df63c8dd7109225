"""Formats are found by themselves, and all that depends on a format asks it."""

import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

import scenes.encoding.formats as package
from engine.errors import UnknownNameError, UsageError
from scenes.encoding.codec import Codec
from scenes.encoding.encoder import Encoder
from scenes.encoding.formats import DEFAULT, FORMATS, codec_for, format_of, output_path, suffixes
from scenes.encoding.join import join
from scenes.encoding.qualities import QUALITIES, Quality
from tests.support.command_line import listing

HD = QUALITIES["h"]
SMALL = Quality(64, 36, 5)
SOURCE = '''
"""Raw frames, one after another."""

from scenes.encoding.codec import Codec
from scenes.encoding.format import Format


class Count(Format):
    name, summary, suffix = "count", "how many segments there are", "txt"

    def codec(self, quality, preset, crf, *, transparent):
        size = (quality.width, quality.height, quality.frame_rate)
        return Codec("mov", "png", "rgb24", *size, ())

    def join(self, segments, codec, path, limit=None):
        path.write_text(str(len(list(segments))))


FORMAT = Count()
'''


def segments(codec: Codec) -> Iterable[bytes]:
    encoder, kept = Encoder(codec), []
    for _ in range(2):
        encoder.add(np.zeros((36, 64, 4), np.uint8))
        encoder.finish(kept.append).result()
    encoder.close()
    return kept


def test_a_format_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "count.py").write_text(SOURCE)
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    found = package._found()
    sys.modules.pop("scenes.encoding.formats.count", None)
    assert set(found) == {*FORMATS, "count"}
    codec = codec_for(found["count"], SMALL)
    join(segments(codec), codec, tmp_path / "film.txt", found["count"])
    assert (tmp_path / "film.txt").read_text() == "2"


@pytest.mark.parametrize("name", FORMATS)
def test_each_is_found_by_its_suffix_and_says_what_it_is(name: str) -> None:
    format = FORMATS[name]
    path = Path("film").with_suffix(f".{format.suffix}" if format.suffix else "")
    assert format_of(path) is format
    assert output_path("film", path, name) == path
    assert format.summary
    assert format.name == name


def test_a_suffix_of_no_format_is_refused() -> None:
    with pytest.raises(UsageError, match=r"film\.avi: the suffix must be one of .*mp4"):
        format_of(Path("film.avi"))


def test_listing_formats_loads_no_encoder() -> None:
    import subprocess

    code = "import sys, scenes.encoding.formats; print(*{'av', 'numpy', 'PIL'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


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
        (f"{'a' * 252}.mp4", None, UsageError),
        ("a" * 252, "webm", UsageError),
        (None, "avi", UnknownNameError),
        ("film.mp4", "mp5", UnknownNameError),
    ],
)
def test_what_is_no_format_or_disagrees_is_refused(
    output: str | None, format: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        output_path("warp", Path(output) if output else None, format)


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


def test_only_a_transparent_film_has_an_alpha_channel() -> None:
    assert codec_for(FORMATS["webm"], HD, transparent=True).pixel_format == "yuva420p"
    assert codec_for(FORMATS["webm"], HD).pixel_format == "yuv420p"
    assert codec_for(FORMATS["png"], HD, transparent=True).transparent


def test_these_formats_are_there() -> None:
    assert {"mp4", "gif", "webm", "png", "png-sequence"} <= set(FORMATS)
    assert DEFAULT is FORMATS["mp4"]
    assert suffixes() == [each.suffix for each in FORMATS.values() if each.suffix]
    assert set(suffixes()) == {"mp4", "gif", "webm", "png"}
