"""What a lecture shows is rendered where it is due, and failures name their slide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import av
import pytest
from PIL import Image

from engine.errors import WarpreelError
from scenes.encoding.formats import FORMATS, codec_for
from scenes.encoding.qualities import QUALITIES, Quality
from scenes.lecture.lecture_spec import FilmSlideSpec, LectureSpec
from scenes.lecture.reading import read_lecture
from scenes.lecture.rendering import Progress, Rendering, draw_figures, draw_film, lecture_codec
from scenes.rendering.known_films import is_unchanged

LECTURE = """
title = "A lecture"
quality = "l"

[[slide]]
scene = "affine"
spec.tempo = 20

[[slide]]
figure = "11.12"
"""
TINY = Quality(96, 54, 5)


def read(folder: Path, text: str = LECTURE) -> LectureSpec:
    (folder / "lecture.toml").write_text(text, "utf-8")
    return read_lecture(folder / "lecture.toml")


def film_of(script: LectureSpec) -> FilmSlideSpec:
    (film,) = script.films.values()
    return film


class Rendered(NamedTuple):
    """A lecture whose films and figures are there, and what was told meanwhile."""

    folder: Path
    script: LectureSpec
    due: tuple[list[str], list[str]]
    told: list[Progress]
    checked: list[str]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty cache for this module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WARPREEL_CACHE", str(folder := tmp_path_factory.mktemp("cache")))
        yield folder


@pytest.fixture(scope="module")
def rendered(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    folder = tmp_path_factory.mktemp("lecture")
    script = read(folder)
    rendering = Rendering(script, folder / "built")
    due = list(rendering.due_films), [request.name for request in rendering.due_figures]
    told: list[Progress] = []
    checked: list[str] = []
    rendering.run(1, told.append, checked.append)
    return Rendered(folder, script, due, told, checked)


def test_in_an_empty_folder_everything_is_due_and_is_made(rendered: Rendered) -> None:
    assert rendered.due == (["affine"], ["softmax"])
    with av.open(str(rendered.folder / "built/films/affine.mp4")) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height) == (QUALITIES["l"].width, QUALITIES["l"].height)
    with Image.open(rendered.folder / "built/films/affine-sheet.jpg") as sheet:
        assert sheet.format == "JPEG"
    assert list((rendered.folder / "built/figures").glob("*.svg")) != []


def test_progress_is_told_of_films_and_figures_until_all_are_done(rendered: Rendered) -> None:
    assert {each.total for each in rendered.told} == {2}
    done = [each.done for each in rendered.told]
    assert done == sorted(done)
    assert done[-1] == 2
    assert {name for each in rendered.told for name in each.under_way} <= {"affine", "figures"}


def test_the_course_of_a_film_is_checked_as_soon_as_it_is_known(rendered: Rendered) -> None:
    assert rendered.checked == ["affine"]
    again = Rendering(rendered.script, rendered.folder / "built")
    course = again.known_timeline("affine")
    assert course is not None
    with av.open(str(again.path_of("affine"))) as film:
        assert film.duration is not None
        assert course.seconds == pytest.approx(film.duration / av.time_base, abs=0.1)


def test_nothing_is_due_when_all_is_there(rendered: Rendered) -> None:
    again = Rendering(rendered.script, rendered.folder / "built")
    assert (again.due_films, again.due_figures) == ({}, [])
    told: list[Progress] = []
    again.run(1, told.append, lambda _: None)
    assert told == []


@pytest.mark.parametrize(
    ("old", "new", "due"),
    [
        ("tempo = 20", "tempo = 19", (["affine"], [])),
        ('title = "A lecture"', 'title = "B"\ntheme = "light"', (["affine"], ["softmax"])),
        ('title = "A lecture"', 'title = "Another"', ([], [])),
        ('"l"', '"m"', (["affine"], [])),
    ],
)
def test_only_what_would_look_different_is_due(
    rendered: Rendered, tmp_path: Path, old: str, new: str, due: tuple[list[str], list[str]]
) -> None:
    script = read(tmp_path, LECTURE.replace(old, new))
    rendering = Rendering(script, rendered.folder / "built")
    figures = [request.name for request in rendering.due_figures]
    assert (list(rendering.due_films), figures) == due


def test_a_film_is_drawn_with_its_sheet_and_its_course_comes_back(
    cache: Path, tmp_path: Path
) -> None:
    film, path = film_of(read(tmp_path)), tmp_path / "film.mp4"
    course = draw_film(film, path, TINY, lecture_codec(TINY))
    assert course is not None
    with av.open(str(path)) as opened:
        stream = opened.streams.video[0]
        assert (stream.width, stream.height) == (96, 54)
        assert stream.frames == round(course.seconds * 5)
    with Image.open(tmp_path / "film-sheet.jpg") as sheet:
        assert sheet.height > len(course.sections) * 54
    codec = codec_for(FORMATS["mp4"], TINY)
    assert is_unchanged(film.entry.identity_of(film.spec), path, codec)


def test_films_of_slides_that_are_mailed_are_encoded_to_half_the_size() -> None:
    assert dict(lecture_codec(QUALITIES["m"]).options)["crf"] == "26"
    for quality in ("m", "h"):
        assert dict(lecture_codec(QUALITIES[quality], 36).options)["crf"] == "36"
    assert lecture_codec(QUALITIES["h"]) == codec_for(FORMATS["mp4"], QUALITIES["h"])


def test_a_failure_names_its_slide_and_keeps_its_exit_code(tmp_path: Path) -> None:
    script = read(
        tmp_path,
        'title = "x"\n[[slide]]\nscene = "space-warp"\n'
        'spec = {optimizer = "sgd", rate = 1e6, samples = 20, steps = 50}\n',
    )
    told = r"lecture\.toml: slide 1 \(space-warp\): .*diverged"
    with pytest.raises(WarpreelError, match=told) as failure:
        draw_film(film_of(script), tmp_path / "film.mp4", TINY, lecture_codec(TINY))
    # Of no kind that carries results along: it has to travel to another process.
    assert (type(failure.value), failure.value.exit_code) == (WarpreelError, 1)
    assert not (tmp_path / "film.mp4").exists()


def test_figures_are_drawn_into_their_folder_and_are_not_due_any_more(tmp_path: Path) -> None:
    script = read(tmp_path, 'title = "x"\n[[slide]]\nfigure = "11.12"\n')
    rendering = Rendering(script, tmp_path)
    assert len(rendering.due_figures) == 1
    draw_figures(rendering.due_figures, rendering.figures_folder)
    assert {path.suffix for path in (tmp_path / "figures").iterdir()} >= {".svg", ".png"}
    assert Rendering(script, tmp_path).due_figures == []
