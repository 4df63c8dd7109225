"""How segments are encoded: presets, rate factors, and how far pictures are reordered."""

import io

import av
import numpy as np
import pytest

from scenes.encoding.codec import DEFAULT_CRF, LOSSLESS, PRESETS, Codec, sorted_options
from scenes.encoding.formats import FORMATS, codec_for
from scenes.encoding.qualities import QUALITIES
from tests.support import decoded
from tests.support.segments import QUALITY, encode, moving_disc

HD = QUALITIES["h"]


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


@pytest.mark.parametrize(("format", "ahead"), [("mp4", 2), ("webm", 0)])
def test_pictures_are_decoded_as_far_ahead_of_their_time_as_it_says(
    format: str, ahead: int
) -> None:
    codec = codec_for(FORMATS[format], QUALITY, "small")
    with av.open(io.BytesIO(encode(codec, moving_disc(40))), format=codec.container) as segment:
        times = [packet.pts for packet in segment.demux(video=0) if packet.pts is not None]
    shown = sorted(times)
    assert len(shown) == 40
    found = max(place - shown.index(time) for place, time in enumerate(times))
    assert found == codec.reordering == ahead


def test_options_have_one_order_so_that_a_codec_has_one_digest() -> None:
    assert sorted_options({"crf": "9", "b": "0"}) == sorted_options({"b": "0", "crf": "9"})
    assert sorted_options({"crf": "9", "b": "0"}) == (("b", "0"), ("crf", "9"))


def test_without_loss_means_that_every_value_of_every_frame_comes_back() -> None:
    rng = np.random.default_rng(0)
    noise = rng.integers(0, 256, (3, 64, 96, 4), dtype=np.uint8)
    size = (QUALITY.width, QUALITY.height, QUALITY.frame_rate)
    segment = encode(Codec("mp4", "libx264rgb", "rgb24", *size, LOSSLESS), list(noise))
    assert (decoded.frames(segment) == noise[..., :3]).all()
