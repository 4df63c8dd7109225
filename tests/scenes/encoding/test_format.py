"""What a format has without a line of its own: a file that is whole, and nothing promised."""

from pathlib import Path

import pytest

from scenes.encoding.codec import PRESETS
from scenes.encoding.format import Format
from scenes.encoding.formats import FORMATS, codec_for
from tests.support.command_line import listing
from tests.support.segments import QUALITY


class Flipbook(Format):
    name, summary, suffix = "flipbook", "sheets of paper", "flip"


def break_off(path: Path) -> None:
    with Flipbook().open(path) as draft:
        draft.write_text("half")
        raise KeyboardInterrupt


def test_it_promises_nothing_that_it_does_not_say() -> None:
    format = Flipbook()
    assert format.media_type == ""
    promises = {"is_still", "can_be_transparent", "has_rate", "can_be_limited"}
    assert [name for name in promises if getattr(format, name)] == []


def test_how_it_is_encoded_and_written_is_its_own_affair() -> None:
    with pytest.raises(NotImplementedError):
        Flipbook().codec(QUALITY, PRESETS["film"], 23, transparent=False)
    with pytest.raises(NotImplementedError):
        Flipbook().join([], codec_for(FORMATS["mp4"], QUALITY), Path("film.flip"))


def test_its_file_takes_the_old_one_s_place_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "film.flip"
    path.write_text("old")
    with Flipbook().open(path) as draft:
        draft.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    with pytest.raises(KeyboardInterrupt):
        break_off(path)
    assert path.read_text() == "new"
    assert listing(tmp_path) == ["film.flip"]


def test_any_place_will_do(tmp_path: Path) -> None:
    path = tmp_path / "film.flip"
    path.write_text("old")
    Flipbook().check_place(path)
    assert path.read_text() == "old"
