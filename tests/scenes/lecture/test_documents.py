"""Documents of a deck: written if missing or stale."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from scenes.lecture.deck import Deck, TitleSlide
from scenes.lecture.documents import RECORD, WRITERS, Record, write_documents


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


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with a file of which it is written down that it was made from "these"."""
    (tmp_path / "page.html").write_text("page")
    Record(tmp_path).note("page.html", "these")
    return tmp_path


def test_a_file_is_known_by_what_it_was_made_from(made: Path) -> None:
    assert Record(made).has("page.html", "these")
    assert not Record(made).has("page.html", "others")
    assert not Record(made).has("other.html", "these")


@pytest.mark.parametrize("change", [lambda page: page.write_text("mine"), Path.unlink])
def test_a_file_that_was_changed_or_is_gone_is_not_as_it_was_made(
    made: Path, change: object
) -> None:
    assert callable(change)
    change(made / "page.html")
    assert not Record(made).has("page.html", "these")


@pytest.mark.parametrize("content", [b"", b"{", b'{"page.html": 3}'])
def test_of_a_record_that_cannot_be_read_nothing_is_known(made: Path, content: bytes) -> None:
    (made / RECORD).write_bytes(content)
    assert not Record(made).has("page.html", "these")
