"""Clips: the film in parts, bit for bit."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import WarpreelError
from scenes.lecture.clips import clips_of, last_frame
from scenes.lecture.deck import FilmSlide, Part
from tests.support.decoded import frames, seconds

FRAME = 1 / 5


@pytest.fixture(scope="module")
def clips(film_slide: FilmSlide) -> list[bytes]:
    return list(clips_of(film_slide.film, film_slide.parts))


@pytest.fixture(scope="module")
def whole(film_slide: FilmSlide) -> np.ndarray:
    return frames(film_slide.film.read_bytes())


def test_together_they_are_the_film(clips: list[bytes], whole: np.ndarray) -> None:
    parts = [frames(clip) for clip in clips]
    assert [len(part) for part in parts] == [7, 12, 5]
    assert np.array_equal(np.concatenate(parts), whole)


def test_each_lasts_as_long_as_its_part(clips: list[bytes], film_slide: FilmSlide) -> None:
    lengths = [part.end - part.begin for part in film_slide.parts]
    assert len(lengths) == 3
    assert [seconds(clip) for clip in clips] == pytest.approx(lengths, abs=FRAME / 2)


def test_last_frames_are_found(clips: list[bytes], whole: np.ndarray) -> None:
    assert np.array_equal([np.asarray(last_frame(clip)) for clip in clips], whole[[6, 18, 23]])


def test_the_same_film_gives_the_same_bytes(clips: list[bytes], film_slide: FilmSlide) -> None:
    assert list(clips_of(film_slide.film, film_slide.parts)) == clips


def test_one_part_is_the_whole_film(film_slide: FilmSlide, whole: np.ndarray) -> None:
    (clip,) = clips_of(film_slide.film, [Part("all", 0, 4.8)])
    assert np.array_equal(frames(clip), whole)


def test_a_part_that_begins_within_a_segment_is_refused(film_slide: FilmSlide) -> None:
    late = replace(film_slide.parts[1], begin=1.6)
    with pytest.raises(WarpreelError, match=r"no key frame at 1\.600 s, where “middle” begins"):
        list(clips_of(film_slide.film, [film_slide.parts[0], late]))


@pytest.mark.parametrize("name", ["film.mp4", "missing.mp4"])
def test_what_is_no_film_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "film.mp4").write_text("not a film")
    with pytest.raises(WarpreelError, match=rf"read the film .*{name}: .*; render"):
        list(clips_of(tmp_path / name, [Part("all", 0, 1)]))
