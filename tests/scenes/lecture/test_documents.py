"""Documents of a deck: written if missing or stale."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from scenes.lecture.deck import Deck, TitleSlide
from scenes.lecture.documents import RECORD, WRITERS, write_documents


@pytest.fixture(scope="module")
def titles(deck: Deck) -> Deck:
    """A deck that needs no files."""
    return replace(deck, slides=(TitleSlide("One", "two", "three"),))


@pytest.fixture(scope="module")
def written(titles: Deck, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    assert set(write_documents(titles, folder).values()) == {True}
    return folder


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "copy"))


def names(states: dict[Path, bool]) -> set[str]:
    return {path.name for path, is_new in states.items() if is_new}


def test_every_document_is_there_and_in_the_record(written: Path) -> None:
    assert set(WRITERS) == set(json.loads((written / RECORD).read_text()))
    assert all((written / name).stat().st_size for name in WRITERS)


def test_nothing_is_written_again(titles: Deck, folder: Path) -> None:
    assert names(write_documents(titles, folder)) == set()


def test_what_is_missing_or_edited_is_written_again(titles: Deck, folder: Path) -> None:
    (folder / "lecture.pdf").unlink()
    (folder / "handout.html").write_text("edited")
    assert names(write_documents(titles, folder)) == {"lecture.pdf", "handout.html"}


def test_another_deck_is_written_whole(titles: Deck, folder: Path) -> None:
    assert names(write_documents(replace(titles, title="Another"), folder)) == set(WRITERS)


def test_a_damaged_record_means_that_all_is_written_again(titles: Deck, folder: Path) -> None:
    (folder / RECORD).write_text("{")
    assert names(write_documents(titles, folder)) == set(WRITERS)
