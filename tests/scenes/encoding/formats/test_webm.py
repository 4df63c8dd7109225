"""WebM: transparent where it is asked to be, and known as such to browsers."""

from pathlib import Path

import av
import numpy as np
import pytest

from engine.errors import UsageError
from scenes.encoding.codec import PRESETS
from scenes.encoding.formats import codec_for
from scenes.encoding.formats.webm import FORMAT
from tests.support.canvas import psnr
from tests.support.decoding import frames
from tests.support.segments import QUALITY, encode, moving_disc, segments


def test_a_transparent_film_keeps_colour_and_alpha(tmp_path: Path) -> None:
    codec = codec_for(FORMAT, QUALITY, "film", 4, transparent=True)
    pictures = moving_disc(4)
    for each in pictures:
        each[..., 3] = np.linspace(0, 255, 96)
    FORMAT.join([encode(codec, pictures)], codec, tmp_path / "film.webm")
    decoded = frames(tmp_path / "film.webm", alpha=True)
    assert np.abs(decoded[..., 3].astype(int) - pictures[0][..., 3]).max() <= 6
    seen = np.s_[:, :, 48:, :3]
    assert psnr(decoded[seen], np.array(pictures)[seen]) > 30


@pytest.mark.parametrize("transparent", [False, True])
def test_it_is_vp9_and_says_to_browsers_whether_it_has_alpha(
    tmp_path: Path, transparent: bool
) -> None:
    codec = FORMAT.codec(QUALITY, PRESETS["preview"], 30, transparent=transparent)
    FORMAT.join(segments(codec)[0], codec, tmp_path / "film.webm")
    with av.open(str(tmp_path / "film.webm")) as film:
        stream = film.streams.video[0]
        assert film.format.name.endswith("webm")
        assert stream.codec_context.name.endswith("vp9")
        assert stream.metadata.get("ALPHA_MODE") == ("1" if transparent else None)
        assert sum(packet.size > 0 for packet in film.demux(stream)) == 20


def test_its_rate_factor_goes_to_63() -> None:
    for crf in (0, 63):
        codec = FORMAT.codec(QUALITY, PRESETS["manim"], crf, transparent=False)
        assert dict(codec.options) == {"crf": str(crf), "b": "0"}
    with pytest.raises(UsageError, match="--crf 64"):
        FORMAT.codec(QUALITY, PRESETS["manim"], 64, transparent=False)
