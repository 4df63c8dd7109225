"""A folder of frames as a format: without loss, whole or not at all, in nobody else's place."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import UsageError
from scenes.encoding.formats import codec_for
from scenes.encoding.formats.png_sequence import FORMAT
from tests.support.command_line import listing
from tests.support.segments import QUALITY, segments


def break_off(place: Path) -> None:
    with FORMAT.open(place) as draft:
        (draft / "0002.png").write_bytes(b"another")
        raise KeyboardInterrupt


@pytest.mark.parametrize(("transparent", "mode"), [(False, "RGB"), (True, "RGBA")])
def test_every_frame_is_a_picture_without_loss(
    tmp_path: Path, transparent: bool, mode: str
) -> None:
    codec = codec_for(FORMAT, QUALITY, transparent=transparent)
    parts, original = segments(codec)
    FORMAT.join(parts, codec, tmp_path)
    names = listing(tmp_path)
    assert names == [f"{number:04}.png" for number in range(1, 21)]
    for name, frame in zip(names, original, strict=True):
        with Image.open(tmp_path / name) as picture:
            assert picture.mode == mode
            assert (np.asarray(picture) == frame[..., : len(mode)]).all()


def test_the_folder_is_there_when_it_is_complete_and_not_before(tmp_path: Path) -> None:
    place = tmp_path / "film"
    with FORMAT.open(place) as draft:
        (draft / "0001.png").write_bytes(b"a frame")
        assert not place.exists()
    assert listing(tmp_path) == ["film", "film/0001.png"]
    with pytest.raises(KeyboardInterrupt):
        break_off(place)
    assert listing(tmp_path) == ["film", "film/0001.png"]


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    FORMAT.check_place(tmp_path / "not there yet")
    (tmp_path / "0001.png").write_bytes(b"a picture of somebody else's")
    with pytest.raises(UsageError, match="no sequence of ours"):
        FORMAT.check_place(tmp_path)
