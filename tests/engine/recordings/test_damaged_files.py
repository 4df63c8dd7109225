"""A file that was damaged, or is no recording, says what has become of it."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from engine.errors import RecordingError
from engine.recordings.file_format import digest_of
from engine.recordings.opening import load


def refusal(path: Path) -> str:
    """Give the one sentence by which a file is refused."""
    with pytest.raises(RecordingError) as caught:
        load(path)
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    assert len(message) < len(str(path)) + 250
    return message


def table_of(content: bytes) -> tuple[dict[str, Any], bytes]:
    """Split a safetensors file into its table and its data."""
    length = int.from_bytes(content[:8], "little")
    return json.loads(content[8 : 8 + length]), content[8 + length :]


def with_table(table: dict[str, Any], data: bytes) -> bytes:
    text = json.dumps(table).encode()
    return len(text).to_bytes(8, "little") + text + data


def with_header(content: bytes, **changes: Any) -> bytes:
    """Change what the file says of itself."""
    table, data = table_of(content)
    header = json.loads(table["__metadata__"]["warpreel"]) | changes
    table["__metadata__"]["warpreel"] = json.dumps(header)
    return with_table(table, data)


def test_a_missing_file_is_told_with_how_to_make_one(tmp_path: Path) -> None:
    path = tmp_path / "none.safetensors"
    assert refusal(path) == (
        f"there is no recording at {path}; make one with `warpreel train -o {path}`"
    )
    assert refusal(tmp_path / "none").endswith("none.safetensors`")


def test_a_folder_is_no_recording(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"cannot read the recording {tmp_path}: is a directory"


@pytest.mark.parametrize("length", [0, 1, 7, 8, 9, 500])
def test_a_file_cut_off_before_its_table_ends_is_no_recording(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    assert "is not a Warpreel recording; make one with `warpreel train" in refusal(path)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 0.999])
def test_a_file_cut_off_in_its_data_is_truncated(path: Path, share: float) -> None:
    content = path.read_bytes()
    _, data = table_of(content)
    path.write_bytes(content[: len(content) - len(data) + int(share * len(data))])
    assert "is truncated; copy it again or train anew" in refusal(path)


@pytest.mark.parametrize("place", [0.0, 0.25, 0.5, 0.75, 0.999])
def test_one_byte_altered_in_the_data_is_noticed(path: Path, place: float) -> None:
    content = bytearray(path.read_bytes())
    _, data = table_of(bytes(content))
    content[len(content) - len(data) + int(place * len(data))] ^= 1
    path.write_bytes(content)
    assert "has been altered since it was written; train anew" in refusal(path)


@pytest.mark.parametrize("bit", [1, 2, 16])
def test_one_bit_altered_anywhere_in_the_table_is_noticed(path: Path, bit: int) -> None:
    content = path.read_bytes()
    _, data = table_of(content)
    places = range(0, len(content) - len(data), 7)
    assert len(places) > 100
    for place in places:
        altered = bytearray(content)
        altered[place] ^= bit
        path.write_bytes(altered)
        assert refusal(path)


def test_more_bytes_at_the_end_are_noticed(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")
    assert "has been altered" in refusal(path)


@pytest.mark.parametrize(
    "change",
    [
        {"stopped": "target reached"},
        {"stages": []},
        {"stages": "none"},
        {"digest": "0" * 64},
        {"layers": None},
        {"extra": 1},
        {"spec": {"steps": -1}},
        {"spec": {"activation": "tan"}},
    ],
)
def test_a_header_edited_by_hand_is_noticed(path: Path, change: dict[str, Any]) -> None:
    path.write_bytes(with_header(path.read_bytes(), **change))
    assert f"{path} has been altered" in refusal(path)


@pytest.mark.parametrize("offsets", [[0], [], ["a", "b"], None, [0, None], 4])
def test_a_table_of_nonsense_is_no_recording(path: Path, offsets: object) -> None:
    table, data = table_of(path.read_bytes())
    table["data/labels"]["data_offsets"] = offsets
    path.write_bytes(with_table(table, data))
    assert "is not a Warpreel recording" in refusal(path)


def test_a_format_of_the_future_asks_for_a_newer_warpreel(path: Path) -> None:
    path.write_bytes(with_header(path.read_bytes(), format=7))
    message = refusal(path)
    assert "was written by a newer Warpreel (format 7, this one reads up to 3)" in message
    assert message.endswith("update Warpreel to read it")


@pytest.mark.parametrize(
    "content",
    [
        b"x,y,label\n1,2,a\n3,4,b\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200),
        bytes(100),
        b"\xff" * 100,
        with_table({}, b""),
        with_table({"__metadata__": {"other": "{}"}}, b""),
        with_table({"__metadata__": {"warpreel": "{}"}}, b""),
        with_table({"__metadata__": {"warpreel": "not JSON"}}, b""),
        with_table({"__metadata__": {"warpreel": "[1]"}}, b""),
        b"\x02\0\0\0\0\0\0\0[]",
    ],
)
def test_something_else_is_no_recording(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.safetensors"
    path.write_bytes(content)
    assert refusal(path) == (
        f"{path} is not a Warpreel recording; make one with `warpreel train -o FILE`"
    )


def test_another_program_s_safetensors_file_is_no_recording(tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    save_file({"weight": torch.zeros(3)}, path)
    assert "is not a Warpreel recording" in refusal(path)


def test_a_file_that_may_not_be_read_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbid)
    assert refusal(path) == f"cannot read the recording {path}: permission denied"


def test_the_digest_is_checked_before_it_is_given(path: Path) -> None:
    assert len(digest_of(path)) == 64
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(RecordingError, match="is truncated"):
        digest_of(path)
