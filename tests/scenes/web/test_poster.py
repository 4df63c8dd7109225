"""The picture that stands for a film."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scenes.rendering.film import Film, render
from scenes.rendering.known_films import timeline_of_file
from scenes.rendering.timeline import Section, Sentence, Timeline
from scenes.web.poster import best_moment, frame_at, poster_of
from tests.support.clips import MakeFilm
from tests.support.decoding import frames
from tests.support.films import SMALL, Busy


def test_it_is_taken_when_the_first_section_has_said_all_and_nothing_fades_yet() -> None:
    said = (Sentence(0, 2, "a"), Sentence(3, 5, "b"), Sentence(6, 8, "c"))
    timeline = Timeline(9, (Section("one", 0, 5.5), Section("two", 5.5, 9)), said)
    assert best_moment(timeline) == pytest.approx(4.6)


def test_it_is_the_end_of_a_section_that_says_nothing() -> None:
    assert best_moment(Timeline(9, (Section("one", 0, 4), Section("two", 4, 9)), ())) == 4


@pytest.mark.parametrize("format", ["mp4", "webm", "gif"])
@pytest.mark.parametrize(("end", "number"), [(0.2, 0), (1.0, 4), (2.0, 9), (None, 4)])
def test_it_is_the_last_frame_before_that_time(
    film: MakeFilm, workplace: Path, format: str, end: float | None, number: int
) -> None:
    path = workplace / film(f"affine.{format}")
    shown = np.asarray(frame_at(path, end).convert("RGB"), int)
    differences = [np.abs(shown - each).mean() for each in frames(path)]
    if format == "webm":  # where it is transparent, its colour is nobody's business
        shown = np.asarray(frame_at(path, end), int)
        differences = [np.abs(shown - each).mean() for each in frames(path, alpha=True)]
    assert np.argmin(differences) == number


def test_that_of_a_transparent_film_is_transparent(film: MakeFilm, workplace: Path) -> None:
    path = workplace / film("affine.webm")
    place, png = poster_of(path)
    place.write_bytes(png)
    with Image.open(place) as poster:
        alpha = np.asarray(poster.convert("RGBA"))[..., 3]
    assert alpha[0, 0] == 0
    assert alpha.max() > 230


def test_a_film_that_was_rendered_here_is_known_by_what_is_in_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path / "cache"))
    outcome = render(Film(Busy, identity="busy"), tmp_path / "film.mp4", SMALL)
    copy = tmp_path / "elsewhere.mp4"
    copy.write_bytes(outcome.path.read_bytes())
    assert timeline_of_file(copy) == outcome.timeline is not None
    copy.write_bytes(copy.read_bytes() + b"\0")
    assert timeline_of_file(copy) is None
