"""Tables of arrays are checked before anything is read."""

import numpy as np
import pytest

from engine.networks.stages import Affine
from engine.recordings.table_checks import check_probed, check_table, check_values


def entry(dtype: str, *shape: int, start: int = 0) -> dict:
    size = {"F16": 2, "F32": 4, "F64": 8, "I64": 8}[dtype] * int(np.prod(shape))
    return {"dtype": dtype, "shape": list(shape), "data_offsets": [start, start + size]}


def table(**more: dict) -> tuple[dict, int]:
    """Return the arrays of 2 recorded steps of 3, of 4 points with 2 features; and their size."""
    entries = {
        "steps": entry("I64", 2),
        "metrics/loss": entry("F32", 3),
        "metrics/accuracy": entry("F32", 3),
        "metrics/gradient_norm": entry("F32", 3, 1),
        "data/features": entry("F32", 4, 2),
        "data/labels": entry("I64", 4),
        "data/centre": entry("F64", 2),
        "data/scale": entry("F64", 2),
        **more,
    }
    return entries, sum(e["data_offsets"][1] for e in entries.values())


WEIGHTS = {"parameters/a.weight": entry("F32", 2, 3, 2), "parameters/a.bias": entry("F32", 2, 3)}
ANSWERS = {
    "probe": entry("I64", 3),
    "answers/0": entry("F16", 2, 3, 5),
    "scales/0": entry("F32", 2),
}


def test_sound_tables_pass() -> None:
    entries, size = table(**WEIGHTS)
    check_table(entries, (Affine("a", 2, 3),), 1, 2, size)
    entries, size = table(**ANSWERS)
    check_probed(entries, ("a",), ((5,),), (2,), 1, 2, size)
    with pytest.raises(ValueError, match="more than a recording does"):
        check_probed(entries, ("a",), ((5,),), (2,), 1, 2, size + 1)


def test_parameters_of_a_probed_network_are_checked_as_well() -> None:
    entries, size = table(**ANSWERS, **{"parameters/0": entry("F32", 2, 4, 3)})
    layers = ("a",), ((5,),), (2,), 1, 2, size
    check_probed(entries, *layers, {"w": (4, 3)})
    with pytest.raises(ValueError, match="more than a recording does"):
        check_probed(entries, *layers)
    with pytest.raises(ValueError, match="another type or shape"):
        check_probed(entries, *layers, {"w": (3, 4)})
    with pytest.raises(ValueError, match="parameters are out of range"):
        check_probed(entries, *layers, {"w": (0, 4)})
    with pytest.raises(ValueError, match="parameters' names cannot be told apart"):
        check_probed(entries, *layers, {"a\x07": (4, 3), "a\x08": (4, 3)})


def test_validation_comes_as_a_pair() -> None:
    entries, size = table(**WEIGHTS, **{"metrics/validation_loss": entry("F32", 3)})
    with pytest.raises(ValueError, match="holds no metrics/validation_accuracy"):
        check_table(entries, (Affine("a", 2, 3),), 1, 2, size)


@pytest.mark.parametrize(
    ("names", "shapes", "inputs", "message"),
    [
        ((), (), (2,), "not named each once"),
        (("a", "a"), ((5,), (5,)), (2,), "not named each once"),
        (("a\x07", "a\x08"), ((5,), (5,)), (2,), "cannot be told apart"),
        (("a",), ((0,),), (2,), "out of range"),
        (("a",), ((10**9,),), (2,), "out of range"),
        (("a",), ((5,),), (3,), "another shape than it says"),
        (("a",), ((6,),), (2,), "another type or shape"),
    ],
)
def test_layers_that_make_no_sense_are_refused(
    names: tuple, shapes: tuple, inputs: tuple, message: str
) -> None:
    entries, size = table(**ANSWERS)
    with pytest.raises(ValueError, match=message):
        check_probed(entries, names, shapes, inputs, 1, 2, size)


def test_values_are_checked_too() -> None:
    arrays = {
        "steps": np.array([0, 2]), "metrics/loss": np.zeros(3), "data/labels": np.array([0, 1]),
        "data/features": np.zeros((2, 2)), "data/centre": np.zeros(2), "data/scale": np.ones(2),
    }  # fmt: skip
    check_values(arrays, 2)
    with pytest.raises(ValueError, match="for points that are not in its data"):
        check_values({**arrays, "probe": np.array([2])}, 2)


def test_a_regression_has_targets_instead_of_labels() -> None:
    entries, _ = table(**WEIGHTS)
    del entries["data/labels"]
    entries["data/targets"] = entry("F32", 4, 3)
    size = sum(e["data_offsets"][1] for e in entries.values())
    check_table(entries, (Affine("a", 2, 3),), 1, 2, size)
    both = {**entries, "data/labels": entry("I64", 4)}
    with pytest.raises(ValueError, match="more than a recording does"):
        check_table(both, (Affine("a", 2, 3),), 1, 2, size + 32)
    for shape in ((4,), (4, 0), (4, 3, 1)):
        entries["data/targets"] = entry("F32", *shape)
        with pytest.raises(ValueError, match="it holds no table called data/targets"):
            check_table(entries, (Affine("a", 2, 3),), 1, 2, size)


@pytest.mark.parametrize(
    ("targets", "classes", "message"),
    [
        (np.zeros((2, 3)), 2, "it holds classes and targets"),
        (np.full((2, 3), np.nan), 0, "its targets hold NaN or infinity"),
    ],
)
def test_targets_are_checked(targets: np.ndarray, classes: int, message: str) -> None:
    arrays = {
        "steps": np.array([0, 2]), "metrics/loss": np.zeros(3), "data/targets": np.zeros((2, 3)),
        "data/features": np.zeros((2, 2)), "data/centre": np.zeros(2), "data/scale": np.ones(2),
    }  # fmt: skip
    check_values(arrays, 0)
    with pytest.raises(ValueError, match=message):
        check_values({**arrays, "data/targets": targets}, classes)
