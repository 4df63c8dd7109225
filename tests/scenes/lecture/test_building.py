"""Building a lecture: everything that it names is there afterwards, and only what is new is new."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from pptx import Presentation

from engine.errors import UsageError, WarpreelError
from engine.files import IDLE
from scenes.lecture.building import Built, build
from scenes.lecture.reading import read_lecture
from scenes.lecture.rendering import Progress
from tests.support.lecture_documents import DOCUMENTS

TITLE = 'title = "A small lecture"\nquality = "l"\n'
WORDS = '[[slide]]\ntitle = "Hello"\nnotes = "Wave."\n'
FIGURE = '[[slide]]\nfigure = "11.12"\n'
FILM = '[[slide]]\nscene = "affine"\nnotes = "Say little."\nspec.tempo = 20\n'


def made(folder: Path, text: str, told: list[Progress] | None = None) -> Built:
    """Build a lecture into a folder."""
    (folder / "lecture.toml").write_text(text, "utf-8")
    script = read_lecture(folder / "lecture.toml")
    return build(script, folder / "built", 1, [].append if told is None else told.append)


def names(built: Built, *, new: bool) -> set[str]:
    return {path.name for path, is_new in built.files.items() if is_new is new}


@pytest.fixture(scope="module", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep films of these tests apart from those of others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WARPREEL_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


class Lecture(NamedTuple):
    folder: Path
    first: Built
    told: list[Progress]


@pytest.fixture(scope="module")
def lecture(tmp_path_factory: pytest.TempPathFactory) -> Lecture:
    """A lecture of words, a figure and a film, built once."""
    folder, told = tmp_path_factory.mktemp("lecture"), list[Progress]()
    return Lecture(folder, made(folder, TITLE + WORDS + FIGURE + FILM, told), told)


def test_every_file_that_it_names_is_there_and_new(lecture: Lecture) -> None:
    assert lecture.first.is_new
    assert all(path.is_file() for path in lecture.first.files)
    assert names(lecture.first, new=False) == set()
    assert names(lecture.first, new=True) >= {"affine.mp4", *DOCUMENTS}
    figures = [path for path in lecture.first.files if path.parent.name == "figures"]
    assert {".svg", ".png"} <= {path.suffix for path in figures}
    assert lecture.told[-1].done == lecture.told[-1].total == 2


def test_its_slides_come_in_the_order_of_the_file_with_their_notes(lecture: Lecture) -> None:
    presentation = Presentation(str(lecture.folder / "built/lecture.pptx"))
    notes = [slide.notes_slide.notes_text_frame.text for slide in presentation.slides]
    assert notes[0] == "Wave."
    assert "Say little." in notes[2]
    page = (lecture.folder / "built/index.html").read_text("utf-8")
    places = [page.index(words) for words in ("Hello", "softmax", "affine.mp4")]
    assert places == sorted(places)


def test_beside_the_film_are_its_poster_its_sheet_and_its_captions(lecture: Lecture) -> None:
    beside = {path.name for path in (lecture.folder / "built/films").iterdir()}
    assert beside >= {"affine.mp4", "affine.png", "affine-sheet.jpg", "affine.en.vtt"}


def test_built_again_nothing_is_new(lecture: Lecture) -> None:
    told: list[Progress] = []
    again = made(lecture.folder, TITLE + WORDS + FIGURE + FILM, told)
    assert not again.is_new
    assert again.files.keys() == lecture.first.files.keys()
    assert told == []


def test_other_notes_are_another_deck_of_the_same_films(lecture: Lecture) -> None:
    text = TITLE + WORDS.replace("Wave.", "Wave twice.") + FIGURE + FILM
    again = made(lecture.folder, text)
    assert names(again, new=True) <= DOCUMENTS
    assert "lecture.pptx" in names(again, new=True)


def test_a_section_that_a_film_does_not_have_is_refused_before_anything_is_done(
    tmp_path: Path,
) -> None:
    told: list[Progress] = []
    sentence = r"slide 1 \(affine\): pauses: there is no section named 'streight'"
    with pytest.raises(UsageError, match=sentence):
        made(tmp_path, TITLE + FILM.replace("notes", 'pauses = ["streight"]\nnotes'), told)
    assert told == []
    assert not (tmp_path / "built").exists()


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "built").write_text("mine")
    with pytest.raises(WarpreelError, match="cannot make the folder"):
        made(tmp_path, TITLE + WORDS)
    assert (tmp_path / "built").read_text() == "mine"


def test_what_a_build_that_was_killed_left_among_temporary_files_goes_with_the_next(
    lecture: Lecture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    monkeypatch.setattr("scenes.lecture.building.gettempdir", lambda: str(tmp_path))
    left = tmp_path / f"warpreel-{gone.pid}-abc"
    left.mkdir()
    os.utime(left, (time.time() - 2 * IDLE,) * 2)
    (tmp_path / "warpreel-mine").mkdir()
    made(lecture.folder, TITLE + WORDS + FIGURE + FILM)
    assert [path.name for path in tmp_path.iterdir()] == ["warpreel-mine"]
