"""Files and folders appear whole or not at all."""

import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from engine.errors import ResultError, UsageError, WarpreelError
from engine.files import (
    IDLE,
    check_name,
    is_plain_name,
    sweep_leftovers,
    whole_file,
    whole_folder,
    write_errors,
)


def write(path: Path, text: str, failure: type[BaseException] | None = None) -> None:
    with whole_file(path) as draft:
        draft.write_text(text)
        if failure is not None:
            raise failure


def test_the_file_appears_when_the_block_has_ended_well(tmp_path: Path) -> None:
    path = tmp_path / "new" / "film.mp4"
    with whole_file(path) as draft:
        draft.write_text("all of it")
        assert not path.exists()
    assert path.read_text() == "all of it"
    assert list(path.parent.iterdir()) == [path]


def test_the_draft_lies_beside_the_file_and_keeps_its_suffix(tmp_path: Path) -> None:
    with whole_file(tmp_path / "film.mp4") as draft:
        assert draft.parent == tmp_path
        assert draft.suffix == ".mp4"
        assert draft.name.startswith(".")
        draft.touch()


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_text("old")
    with whole_file(path) as draft:
        draft.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"


def test_whoever_is_reading_the_older_file_can_finish_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    write(path, "old")
    with path.open() as reader:
        write(path, "new")
        assert reader.read() == "old"


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_a_crash_leaves_the_old_file_and_no_draft(
    tmp_path: Path, failure: type[BaseException]
) -> None:
    path = tmp_path / "film.mp4"
    path.write_text("old")
    with pytest.raises(failure):
        write(path, "half of it", failure)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_crash_before_anything_is_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), whole_file(tmp_path / "film.mp4"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_others_may_read_the_file_as_far_as_the_umask_lets_them(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    before = os.umask(0o027)
    try:
        with whole_file(path) as draft:
            draft.touch(mode=0o600)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(WarpreelError, match="cannot make the folder"),
        whole_file(tmp_path / "file" / "film.mp4"),
    ):
        pytest.fail("the block must not run")
    assert (tmp_path / "file").read_text() == "in the way"


def fill(path: Path, name: str, failure: type[BaseException] | None = None) -> None:
    with whole_folder(path) as draft:
        assert (draft.parent, draft.suffix) == (path.parent, "")
        (draft / name).touch()
        if failure is not None:
            raise failure


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    fill(tmp_path / "new" / "film", "old")
    fill(tmp_path / "new" / "film", "new")
    assert names_in(tmp_path / "new" / "film") == ["new"]
    assert names_in(tmp_path / "new") == ["film"]


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_a_failure_leaves_an_older_folder_as_it_was(
    tmp_path: Path, failure: type[BaseException]
) -> None:
    fill(tmp_path / "film", "old")
    with pytest.raises(failure):
        fill(tmp_path / "film", "new", failure)
    assert names_in(tmp_path / "film") == ["old"]
    assert names_in(tmp_path) == ["film"]


def test_a_folder_that_cannot_be_put_in_its_place_gives_the_older_one_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "film"
    fill(folder, "old")
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == folder and "older" not in self.name:
            raise OSError("in the way")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(WarpreelError, match=r"cannot write .*film: in the way"):
        fill(folder, "new")
    assert names_in(folder) == ["old"]
    assert names_in(tmp_path) == ["film"]


def full_disk(path: Path) -> None:
    raise OSError(errno.ENOSPC, "")


@pytest.mark.parametrize("kind", [WarpreelError, ResultError])
def test_what_the_disk_refuses_is_told_in_one_sentence(
    tmp_path: Path, kind: type[WarpreelError]
) -> None:
    path = tmp_path / "film.mp4"
    path.write_text("old")
    with pytest.raises(kind) as told, whole_file(path, what="the film", hint="buy", kind=kind) as d:
        full_disk(d)
    assert str(told.value) == f"cannot write the film {path}: no space left on device; buy"
    assert type(told.value) is kind
    assert path.read_text() == "old"
    assert names_in(tmp_path) == ["film.mp4"]


def test_what_is_no_fault_of_the_disk_is_not_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), write_errors(tmp_path):
        1 / 0  # noqa: B018


@pytest.fixture
def gone() -> int:
    """Return the number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def leave(path: Path, age: float) -> None:
    """Leave a file, or a folder with one, that has not changed for some seconds."""
    if path.suffix:
        path.write_text("half")
    else:
        path.mkdir()
        (path / "segment").write_text("half")
        os.utime(path / "segment", (time.time() - age,) * 2)
    os.utime(path, (time.time() - age,) * 2)


def test_what_processes_that_are_gone_have_left_is_swept(tmp_path: Path, gone: int) -> None:
    for name in (f".film.{gone}-77.mp4", f".film-{gone}-abc", f"film-{gone}-x"):
        leave(tmp_path / name, 2 * IDLE)
    sweep_leftovers(tmp_path, "film")
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("writer", [whole_file, whole_folder])
def test_the_first_file_that_is_written_into_a_folder_sweeps_it(
    tmp_path: Path, gone: int, writer: Callable[[Path], AbstractContextManager[Path]]
) -> None:
    for name in (f".film.{gone}-77.mp4", f".frames-{gone}-140234", f".frames-{gone}-14-older"):
        leave(tmp_path / name, 2 * IDLE)
    kept = {
        f".mine.{os.getpid()}-77.mp4": 2 * IDLE,
        f".new.{gone}-77.mp4": 0,
        f"film.{gone}-77.mp4": 2 * IDLE,
        ".notes-3.txt": 2 * IDLE,
    }
    for name, age in kept.items():
        leave(tmp_path / name, age)
    with writer(tmp_path / "new") as draft:
        (draft if writer is whole_file else draft / "frame").touch()
    assert names_in(tmp_path) == sorted([*kept, "new"])


def test_what_is_in_use_or_somebody_elses_stays(tmp_path: Path, gone: int) -> None:
    kept = {
        f".film.{os.getpid()}-77.mp4": 2 * IDLE,  # its process runs
        f".film.{gone}-77.mp4": 0,  # perhaps it runs on another machine
        f".other.{gone}-77.mp4": 2 * IDLE,
        f"film-{gone}.mp4": 2 * IDLE,
        "film.mp4": 2 * IDLE,
    }
    for name, age in kept.items():
        leave(tmp_path / name, age)
    sweep_leftovers(tmp_path, "film")
    assert names_in(tmp_path) == sorted(kept)


def test_a_link_is_removed_and_not_followed(tmp_path: Path, gone: int) -> None:
    leave(tmp_path / "precious", 2 * IDLE)
    link = tmp_path / f".film-{gone}-abc"
    link.symlink_to(tmp_path / "precious")
    os.utime(link, (time.time() - 2 * IDLE,) * 2, follow_symlinks=False)
    sweep_leftovers(tmp_path, "film")
    assert names_in(tmp_path) == ["precious"]
    assert names_in(tmp_path / "precious") == ["segment"]


def test_where_there_is_no_folder_nothing_is_swept(tmp_path: Path) -> None:
    sweep_leftovers(tmp_path / "nowhere", "film")
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("stem", ["a" * 251, "曲" * 83 + "ab"])
def test_the_longest_name_that_a_file_can_have_leaves_room_for_its_draft(
    tmp_path: Path, stem: str
) -> None:
    path = tmp_path / f"{stem}.mp4"
    check_name(path)
    with whole_file(path) as draft:
        draft.write_text("all of it")
    assert names_in(tmp_path) == [path.name]
    with whole_folder(tmp_path / f"{stem}-new") as folder:
        (folder / "frame").touch()
    assert names_in(tmp_path) == sorted([path.name, f"{stem}-new"])


@pytest.mark.parametrize("path", [Path("a" * 256), Path("曲" * 86), Path("a" * 256, "film.mp4")])
def test_a_longer_name_is_refused(path: Path) -> None:
    with pytest.raises(UsageError, match=r"… has 25\d bytes, and files can have 255; choose a sho"):
        check_name(path)


@pytest.mark.parametrize("name", ["a\0b.mp4", "\ud800.mp4"])
def test_signs_that_no_name_can_have_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="holds signs that the name of a file cannot have"):
        check_name(tmp_path / name)


@pytest.mark.parametrize("kind", ["pipe", "link to a device"])
@pytest.mark.parametrize("writer", [whole_file, whole_folder])
def test_what_is_no_file_is_not_replaced_by_one(
    tmp_path: Path, kind: str, writer: Callable[[Path], AbstractContextManager[Path]]
) -> None:
    path = tmp_path / "out.mp4"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/null")
    mode = path.stat().st_mode
    with (
        pytest.raises(UsageError, match=r"out\.mp4 is a pipe or a device; name a file with -o"),
        writer(path),
    ):
        pytest.fail("it was begun")
    assert path.stat().st_mode == mode
    assert names_in(tmp_path) == ["out.mp4"]


@pytest.mark.parametrize(
    ("name", "plain"),
    [("a.svg", True), ("《a》 b.svg", True), ("", False), (".a", False), ("a/b", False)]
    + [("a\\b", False), ("a\n", False), (" a", False), ("a\u202egnp", False), ("a" * 256, False)],
)
def test_a_plain_name_is_seen_as_it_is_and_lies_in_its_folder(name: str, plain: bool) -> None:
    assert is_plain_name(name) == plain
