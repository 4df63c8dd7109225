"""Animated pictures that keep within a size."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import WarpreelError
from scenes.encoding.gif import forms
from scenes.encoding.reduction import Reduced
from scenes.rendering.film import render
from tests.support.command_line import listing
from tests.support.films import SMALL, Captioned, Moving


def gif(path: Path, limit: int | None = None) -> tuple[Reduced | None, int]:
    """Render one; give what was chosen, and its size."""
    outcome = render(Captioned, path, SMALL, limit=limit)
    return outcome.reduced, path.stat().st_size


def colours_of(path: Path) -> int:
    with Image.open(path) as picture:
        return len(np.unique(np.asarray(picture.convert("RGB")).reshape(-1, 3), axis=0))


def milliseconds(path: Path) -> int:
    with Image.open(path) as picture:
        total = 0
        for number in range(picture.n_frames):
            picture.seek(number)
            total += picture.info["duration"]
        return total


def test_forms_get_fewer_frames_then_fewer_colours_then_smaller() -> None:
    ladder = [(f.every, f.colours, float(f.scale)) for f in forms(30)]
    assert ladder == [
        (1, 256, 1.0), (2, 256, 1.0), (3, 256, 1.0), (4, 256, 1.0),
        (4, 128, 1.0), (4, 64, 1.0), (4, 32, 1.0),
        (4, 32, 0.75), (4, 32, 0.5), (4, 32, 0.375), (4, 32, 0.25),
    ]  # fmt: skip


@pytest.mark.parametrize("rate", [15, 30, 60])
def test_nothing_gets_slower_than_seven_frames_a_second(rate: int) -> None:
    assert min(rate / form.every for form in forms(rate)) == pytest.approx(7.5)


def test_without_a_limit_nothing_is_reduced(tmp_path: Path) -> None:
    assert gif(tmp_path / "film.gif")[0] is None


def test_a_film_within_its_limit_stays_as_it_is(tmp_path: Path) -> None:
    _, size = gif(tmp_path / "free.gif")
    reduced, _ = gif(tmp_path / "film.gif", limit=size)
    assert reduced == Reduced(5, 256, 256, 144, size)
    assert (tmp_path / "film.gif").read_bytes() == (tmp_path / "free.gif").read_bytes()


@pytest.mark.parametrize("part", [0.9, 0.5])
def test_a_limit_is_kept_and_what_was_chosen_is_what_is_in_the_file(
    tmp_path: Path, part: float
) -> None:
    path = tmp_path / "film.gif"
    _, free = gif(path)
    length = milliseconds(path)
    reduced, size = gif(path, limit=int(part * free))
    assert reduced is not None
    assert size == reduced.bytes <= part * free
    assert (reduced.colours, reduced.width) < (256, 257)
    with Image.open(path) as picture:
        assert picture.size == (reduced.width, reduced.height)
    assert colours_of(path) <= reduced.colours
    assert milliseconds(path) == pytest.approx(length, abs=100)
    assert listing(tmp_path) == ["film.gif"]


def test_fewer_frames_last_as_long(tmp_path: Path) -> None:
    quick = type(SMALL)(256, 144, 15)
    path = tmp_path / "film.gif"
    render(Captioned, path, quick)
    free, length = path.stat().st_size, milliseconds(path)
    reduced = render(Captioned, path, quick, limit=free - 1).reduced
    assert reduced is not None
    assert (reduced.frame_rate, reduced.colours) == (7.5, 256)
    assert milliseconds(path) == pytest.approx(length, abs=150)


def test_a_limit_that_cannot_be_kept_is_told_and_what_stood_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "film.gif"
    path.write_text("an older film")
    with pytest.raises(WarpreelError, match=r"no form of this film fits within 0\.0001 MB"):
        render(Moving, path, SMALL, limit=100)
    assert path.read_text() == "an older film"
    assert listing(tmp_path) == ["film.gif"]
