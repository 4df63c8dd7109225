"""Files of users are read whole and within bounds, or refused in one sentence."""

import os
from pathlib import Path

import pytest

from engine.errors import DataError, UsageError, WarpreelError
from engine.input_files import LARGEST_TOML, read_input, read_toml


def test_a_file_of_the_most_bytes_is_read_and_one_of_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"12345")
    assert read_input(path, 5) == b"12345"
    with pytest.raises(DataError, match=r"a\.bin has more than 4 bytes"):
        read_input(path, 4)


@pytest.mark.parametrize("kind", ["pipe", "device", "link to a device"])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.png"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path = Path("/dev/zero")
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(DataError, match="it is a pipe or a device, and no file; name another"):
        read_input(path, 10, "name another")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none", "no such file or directory"),
        (".", "is a directory"),
        ("a\0b", "no file is named so"),
        ("a" * 300, "file name too long"),
    ],
)
def test_what_cannot_be_read_is_told_as_the_error_that_was_asked_for(
    tmp_path: Path, name: str, told: str
) -> None:
    with pytest.raises(WarpreelError, match=f"cannot read .*{told}$") as refusal:
        read_input(tmp_path / name, 10, kind=WarpreelError)
    assert type(refusal.value) is WarpreelError


def test_a_mark_of_byte_order_is_no_part_of_toml(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert read_toml(path) == {"a": 1}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a = ", "it is not well-formed TOML: "),
        (b"a = 1\na = 2", "is not well-formed TOML: "),
        (b"a = '\xff'", "it is not written in UTF-8"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "stand too deep within each other"),
        (b"a = 9" + b"9" * 5000, "a number in it has too many digits"),
    ],
)
def test_what_is_no_toml_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=rf"a\.toml: .*{told}") as refusal:
        read_toml(path)
    assert "\n" not in str(refusal.value)


def test_toml_of_more_than_a_megabyte_is_not_parsed(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"#" * (LARGEST_TOML + 1))
    with pytest.raises(DataError, match="more than 1,000,000 bytes"):
        read_toml(path)
