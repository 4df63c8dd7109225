"""A folder of numbered pictures: all frames, whole or not at all, and nobody else's folder."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import UsageError
from scenes.encoding.formats import FORMATS, codec_for
from scenes.encoding.png_sequence import write_sequence
from scenes.rendering.film import Film, render
from scenes.rendering.known_films import is_unchanged
from tests.support.command_line import listing
from tests.support.films import SMALL, Broken, Moving
from tests.support.segments import QUALITY, encode, moving_disc

CODEC = codec_for(FORMATS["png-sequence"], SMALL)


def pictures(folder: Path) -> list[np.ndarray]:
    return [np.asarray(Image.open(path).convert("RGBA")) for path in sorted(folder.iterdir())]


def test_every_frame_is_a_picture_without_loss(tmp_path: Path) -> None:
    original = moving_disc(7)
    codec = codec_for(FORMATS["png-sequence"], QUALITY)
    write_sequence([encode(codec, original[:3]), encode(codec, original[3:])], codec, tmp_path)
    assert listing(tmp_path) == [f"000{i}.png" for i in range(1, 8)]
    assert (np.array(pictures(tmp_path)) == original).all()


def test_alpha_is_kept_apart_from_colours(tmp_path: Path) -> None:
    codec = codec_for(FORMATS["png-sequence"], SMALL, transparent=True)
    frames = pictures(render(Moving, tmp_path / "film", SMALL, codec=codec).path)
    assert len(frames) == 10
    alpha = frames[-1][..., 3]
    assert alpha[0, 0] == 0
    assert ((alpha > 0) & (alpha < 255)).any()
    assert (frames[-1][alpha > 60][:, :3] > 225).all()  # its edges are white too, not grey


def test_numbers_get_as_many_digits_as_the_last_one_has(tmp_path: Path) -> None:
    codec = codec_for(FORMATS["png-sequence"], type(QUALITY)(8, 8, 10))
    tiny = np.zeros((8, 8, 4), np.uint8)
    write_sequence([encode(codec, [tiny], repeat=10_000)], codec, tmp_path)
    names = listing(tmp_path)
    assert (names[0], names[-1], len(names)) == ("00001.png", "10000.png", 10_000)


def test_an_older_sequence_is_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "film"
    render(type("Longer", (Moving,), {"construct": twice}), folder, SMALL)
    assert len(listing(folder)) == 20
    render(Moving, folder, SMALL)
    assert len(listing(folder)) == 10
    assert listing(tmp_path) == ["film", *(f"film/{name}" for name in listing(folder))]


def twice(self: Moving) -> None:
    Moving.construct(self)
    Moving.construct(self)


def test_a_failure_leaves_an_older_sequence_as_it_was(tmp_path: Path) -> None:
    folder = render(Moving, tmp_path / "film", SMALL).path
    before = listing(tmp_path)
    with pytest.raises(ZeroDivisionError):
        render(type("Fails", (Broken,), {"problem": ZeroDivisionError()}), folder, SMALL)
    assert listing(tmp_path) == before


def test_an_unchanged_sequence_is_known_until_a_picture_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path / "cache"))
    folder = render(Film(Moving, identity="this"), tmp_path / "film", SMALL).path
    assert is_unchanged("this", folder, CODEC)
    (folder / "0004.png").unlink()
    assert not is_unchanged("this", folder, CODEC)
    assert not render(Film(Moving, identity="this"), folder, SMALL).unchanged
    assert is_unchanged("this", folder, CODEC)


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "film").mkdir()
    render(Moving, tmp_path / "film", SMALL)
    assert len(listing(tmp_path / "film")) == 10


@pytest.mark.parametrize("name", ["0001.png", "notes.txt", "folder"])
def test_what_is_not_a_sequence_of_ours_is_never_replaced(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "film"
    folder.mkdir()
    if name == "folder":
        (folder / name).mkdir()
    elif name == "notes.txt":
        (folder / name).write_text("mine")
    else:
        Image.new("RGB", (4, 4)).save(folder / name)
    with pytest.raises(UsageError, match="no sequence of ours"):
        render(Moving, folder, SMALL)
    assert listing(folder) == [name]


def test_a_file_in_its_place_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "film").write_text("mine")
    with pytest.raises(UsageError, match="no sequence of ours"):
        render(Moving, tmp_path / "film", SMALL)
