"""Parameters are rounded by half a unit at most, and come back in their shape."""

from base64 import b64decode

import numpy as np
import pytest

from scenes.explore.quantised import LEVELS, pack, restored


@pytest.fixture
def values() -> np.ndarray:
    return np.random.default_rng(0).normal(0.3, 2.0, (5, 3, 4)).astype(np.float32)


def test_sixteen_bits_are_off_by_half_a_unit_at_most(values: np.ndarray) -> None:
    packed = pack(values, 16)
    assert packed.stored.dtype == np.uint16
    assert packed.unit == pytest.approx(np.ptp(values) / LEVELS)
    assert np.abs(packed.values - values.reshape(5, 12)).max() <= packed.unit * 0.501


def test_thirty_two_bits_are_exact(values: np.ndarray) -> None:
    assert (pack(values, 32).values == values.reshape(5, 12)).all()


@pytest.mark.parametrize("value", [0.0, -3.25, 1e30])
def test_what_never_changes_is_exact(value: float) -> None:
    assert (pack(np.full((3, 2), value), 16).values == value).all()


def test_a_parameter_comes_back_in_its_shape(values: np.ndarray) -> None:
    tensors = restored({"a": pack(values, 32)}, {"a": values})
    assert (tensors["a"].numpy() == values).all()


def test_json_holds_integers_in_little_endian_order(values: np.ndarray) -> None:
    packed = pack(values, 16)
    told = packed.builtins()
    stored = np.frombuffer(b64decode(told["data"]), "<u2").reshape(5, told["size"])
    assert (told["low"] + told["unit"] * stored == packed.values).all()
    assert told["bits"] == 16
