"""How long a film will be is known from the last one, or found by a dry pass."""

import time
from pathlib import Path

import pytest
from manim import Scene

from scenes.encoding.codec import Codec
from scenes.encoding.formats import FORMATS, codec_for
from scenes.encoding.qualities import Quality
from scenes.films.catalogue import CATALOGUE
from scenes.rendering.expected_length import WAIT, ExpectedLength, last_length, measured_length
from scenes.rendering.film import render
from scenes.rendering.job import Film
from scenes.rendering.segments import SegmentCache

SMALL = Quality(96, 54, 4)


@pytest.fixture
def cache(tmp_path: Path) -> SegmentCache:
    return SegmentCache(tmp_path / "cache")


@pytest.fixture(scope="module")
def codec() -> Codec:
    return codec_for(FORMATS["mp4"], SMALL)


@pytest.fixture(scope="module")
def affine() -> Film:
    entry = CATALOGUE["affine"]
    spec = entry.spec(tempo=8)
    attributes = {"spec": spec, "results": entry.prepare(spec)}
    return Film(entry.load(), attributes, entry.identity_of(spec), entry.subject_of(spec))


def test_a_dry_pass_lasts_as_long_as_the_film(affine: Film, codec: Codec, tmp_path: Path) -> None:
    outcome = render(affine, tmp_path / "film.mp4", SMALL, codec=codec)
    assert outcome.timeline is not None
    assert measured_length(affine, codec) == pytest.approx(outcome.timeline.seconds, abs=1.0)


def test_a_film_of_unknown_length_is_measured_beside_the_drawing(
    affine: Film, codec: Codec, cache: SegmentCache
) -> None:
    told: list[tuple[float, float]] = []
    with ExpectedLength(affine, codec, cache) as length:
        step = length.told_to(lambda done, expected: told.append((done, expected)))
        step(0.5)
        end = time.monotonic() + 120
        while not length.seconds and time.monotonic() < end:
            time.sleep(0.1)
        step(1.0)
    assert told[0] == (0.5, 0.0)
    assert told[1] == (1.0, pytest.approx(measured_length(affine, codec)))


def test_a_film_that_is_drawn_at_once_is_not_measured(
    affine: Film, codec: Codec, cache: SegmentCache
) -> None:
    began = time.monotonic()
    with ExpectedLength(affine, codec, cache) as length:
        pass
    assert length._process is None
    assert time.monotonic() - began < WAIT


def test_the_last_length_is_expected_again(affine: Film, codec: Codec, cache: SegmentCache) -> None:
    with ExpectedLength(affine, codec, cache, dry_pass=False) as length:
        assert length.seconds == 0
        length.remember(12.5)
    with ExpectedLength(affine, codec, cache, dry_pass=False) as again:
        assert again.seconds == 12.5


def test_a_film_about_the_same_counts_before_any_other_of_the_scene(cache: SegmentCache) -> None:
    home = "scenes.films.linear_algebra.affine:AffineMap"
    for subject, seconds in (("one", 10.0), ("other", 20.0)):
        film = Film(CATALOGUE["affine"].load(), {}, "identity", subject)
        with ExpectedLength(film, codec_for(FORMATS["mp4"], SMALL), cache, dry_pass=False) as it:
            it.remember(seconds)
    assert last_length("one", home, cache) == 10
    assert last_length("never seen", home, cache) == 20
    assert last_length("never seen", "somebody.elses:Scene", cache) == 0


def test_of_a_scene_that_is_not_kept_no_length_is_kept(codec: Codec, cache: SegmentCache) -> None:
    with ExpectedLength(Film(Scene), codec, cache) as length:
        length.remember(3.0)
        assert length._process is None
    assert not (cache.folder / "lengths").exists()
