"""A still: the last frame, which goes through a segment without a change."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scenes.encoding.formats import codec_for
from scenes.encoding.formats.png import FORMAT
from scenes.rendering.film import render
from tests.support.decoded import frames
from tests.support.films import SMALL, Moving
from tests.support.segments import QUALITY, segments


def test_it_is_a_still_that_no_browser_is_offered_as_a_film() -> None:
    assert FORMAT.is_still
    assert FORMAT.media_type == ""
    with pytest.raises(NotImplementedError):
        FORMAT.join([], codec_for(FORMAT, QUALITY), Path("film.png"))


def test_frames_go_through_a_segment_without_a_change() -> None:
    codec = codec_for(FORMAT, QUALITY)
    parts, original = segments(codec)
    assert (np.concatenate([frames(part) for part in parts]) == original[..., :3]).all()


@pytest.mark.parametrize("transparent", [False, True])
def test_its_background_is_as_clear_as_was_asked(tmp_path: Path, transparent: bool) -> None:
    codec = codec_for(FORMAT, SMALL, transparent=transparent)
    path = render(Moving, tmp_path / "film.png", SMALL, codec=codec).path
    with Image.open(path) as picture:
        alpha = np.asarray(picture.convert("RGBA"))[..., 3]
    assert alpha.max() == 255
    assert alpha[0, 0] == (0 if transparent else 255)
