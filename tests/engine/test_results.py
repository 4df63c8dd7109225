"""Results on disk: what is written is read again, bit for bit, or refused."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from engine.errors import ResultError
from engine.results import load_result, save_result


@dataclass(frozen=True)
class Curve:
    """A part of a result."""

    name: str
    values: np.ndarray


@dataclass(frozen=True)
class Curves:
    """A result."""

    curves: tuple[Curve, ...]
    counts: np.ndarray
    best: float
    found: dict[str, int]
    remark: str | None = None


@pytest.fixture
def result() -> Curves:
    rng = np.random.default_rng(0)
    curves = (
        Curve("first", rng.normal(size=(3, 4))),
        Curve("second", np.array([np.nan, np.inf, -0.0], np.float32)),
    )
    return Curves(curves, np.array([2**60, -1]), 0.1 + 0.2, {"steps": 7})


def test_what_is_written_is_read_again_bit_for_bit(result: Curves, tmp_path: Path) -> None:
    read = load_result(Curves, save_result(result, tmp_path / "new" / "curves.safetensors"))
    assert [curve.name for curve in read.curves] == ["first", "second"]
    for one, other in zip(result.curves, read.curves, strict=True):
        assert one.values.dtype == other.values.dtype
        assert one.values.tobytes() == other.values.tobytes()
    assert read.counts.tolist() == [2**60, -1]
    assert (read.best, read.found, read.remark) == (0.1 + 0.2, {"steps": 7}, None)


def test_the_same_result_is_the_same_file(result: Curves, tmp_path: Path) -> None:
    one, other = (save_result(result, tmp_path / f"{i}.safetensors") for i in range(2))
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("keep", [0, 40, -1])
def test_a_damaged_file_is_refused(result: Curves, tmp_path: Path, keep: int) -> None:
    path = save_result(result, tmp_path / "curves.safetensors")
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(ResultError, match="Curves"):
        load_result(Curves, path)


def test_a_file_that_is_not_there_or_holds_another_kind_is_refused(
    result: Curves, tmp_path: Path
) -> None:
    with pytest.raises(ResultError):
        load_result(Curves, tmp_path / "nothing.safetensors")
    path = save_result(Curve("one", np.zeros(2)), tmp_path / "curve.safetensors")
    with pytest.raises(ResultError, match="a Curve, not a Curves"):
        load_result(Curves, path)
