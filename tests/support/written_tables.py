"""Tables of the same twelve points of two classes, written in many ways."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.data.tables import load_table

POINTS = np.random.default_rng(0).normal(size=(12, 2)).round(3).tolist()
CLASSES = ["A"] * 6 + ["B"] * 6


def table(tmp_path: Path, rows: Sequence[str], name: str = "points.csv") -> Path:
    """Write lines into a file, and return its path."""
    path = tmp_path / name
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def rows_of(pattern: str, classes: Sequence[object] = CLASSES) -> list[str]:
    """Return a line for each point: x, y, label, row (from 1) and code (1 for the last class)."""
    return [
        pattern.format(x=x, y=y, label=label, row=row, code=int(label == classes[-1]))
        for row, ((x, y), label) in enumerate(zip(POINTS, classes, strict=True), 1)
    ]


def assert_twelve_points(path: Path, **options: Any) -> Dataset:
    """Read a file, check that it holds the points and their classes, and return them."""
    data = load_table(path, standardise=False, **options)
    assert data.features == pytest.approx(np.array(POINTS, np.float32))
    assert data.labels.tolist() == [0] * 6 + [1] * 6
    return data
