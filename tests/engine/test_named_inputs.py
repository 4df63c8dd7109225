"""What a command reads is never overwritten by what it makes."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.files import check_name, whole_file, whole_folder
from engine.named_inputs import inputs_kept, keep_inputs, refuse_input


@dataclass(frozen=True)
class Spec:
    data: str
    others: tuple[Path, ...] = ()
    count: int = 3


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "own.csv").write_text("precious")
    return tmp_path / "own.csv"


@pytest.mark.parametrize("kind", ["itself", "spelling", "link", "hard link", "through a link"])
def test_an_input_is_not_overwritten_under_any_name(own: Path, kind: str) -> None:
    output = own.parent / "other"
    if kind == "itself":
        output = own
    elif kind == "spelling":
        (own.parent / "sub").mkdir()
        output = own.parent / "sub" / ".." / "own.csv"
    elif kind == "link":
        output.symlink_to("own.csv")
    elif kind == "hard link":
        os.link(own, output)
    else:
        output.symlink_to(own.parent)
        output = output / "own.csv"
    with inputs_kept():
        keep_inputs(Spec(str(own)))
        with pytest.raises(UsageError, match="read by this command and would be overwritten"):
            check_name(output)
        with pytest.raises(UsageError, match="name another file with -o"), whole_file(output):
            raise AssertionError("nothing is begun")
    assert own.read_text() == "precious"


@pytest.mark.parametrize("nested", [Spec("x", (Path("own.csv"),)), ["own.csv"], (("own.csv",),)])
def test_inputs_are_found_in_lists_and_dataclasses(
    own: Path, monkeypatch: pytest.MonkeyPatch, nested: object
) -> None:
    monkeypatch.chdir(own.parent)
    with inputs_kept():
        keep_inputs(nested)
        with pytest.raises(UsageError):
            refuse_input(own)


def written(path: Path) -> str:
    with whole_file(path) as draft:
        draft.write_text("new")
    return path.read_text()


@pytest.mark.parametrize("text", ["", "\0", "x" * 10_000, "none.csv", "a\nb"])
def test_other_texts_are_no_inputs(own: Path, text: str) -> None:
    with inputs_kept():
        keep_inputs(text, None, 3)
        assert written(own) == written(own.parent / "new.csv") == "new"


def test_a_library_user_may_write_where_was_read(own: Path) -> None:
    keep_inputs(own)
    with inputs_kept():
        keep_inputs(own)
    assert written(own) == "new"


def test_a_folder_with_an_input_is_not_replaced(own: Path) -> None:
    with inputs_kept():
        keep_inputs(own)
        with pytest.raises(UsageError, match=r"own\.csv"), whole_folder(own.parent):
            raise AssertionError("nothing is begun")
    assert own.read_text() == "precious"
