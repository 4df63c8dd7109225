"""MP4: its index first, within the range of its rate factor, and repeatable."""

from pathlib import Path

import av
import pytest

from engine.errors import UsageError
from scenes.encoding.codec import PRESETS
from scenes.encoding.formats import codec_for
from scenes.encoding.formats.mp4 import FORMAT
from scenes.encoding.qualities import QUALITIES, Quality
from tests.support.segments import QUALITY, segments


def test_a_film_for_the_web_has_its_index_first(tmp_path: Path) -> None:
    codec = codec_for(FORMAT, QUALITY)
    FORMAT.join(segments(codec)[0], codec, tmp_path / "film.mp4")
    data = (tmp_path / "film.mp4").read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_rows_that_x264_cannot_repeat_go_without_macroblock_trees() -> None:
    narrow = dict(codec_for(FORMAT, Quality(854, 480, 15, "preview")).options)
    assert narrow["x264-params"].split(":") == ["rc-lookahead=10", "mbtree=0"]
    wide = dict(codec_for(FORMAT, QUALITIES["h"], "preview").options)
    assert "mbtree=0" not in wide["x264-params"].split(":")


def test_it_is_h264_that_every_player_plays(tmp_path: Path) -> None:
    codec = FORMAT.codec(QUALITY, PRESETS["film"], 23, transparent=False)
    FORMAT.join(segments(codec)[0], codec, tmp_path / "film.mp4")
    with av.open(str(tmp_path / "film.mp4")) as film:
        stream = film.streams.video[0]
        assert film.format.name.split(",")[1] == "mp4"
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert (stream.width, stream.height, stream.frames) == (96, 64, 20)


def test_its_rate_factor_goes_to_51() -> None:
    for crf in (0, 51):
        codec = FORMAT.codec(QUALITY, PRESETS["manim"], crf, transparent=False)
        assert dict(codec.options)["crf"] == str(crf)
    with pytest.raises(UsageError, match="--crf 52"):
        FORMAT.codec(QUALITY, PRESETS["manim"], 52, transparent=False)
