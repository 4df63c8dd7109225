"""What can be explored on a slide, by the name that a lecturer gives it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import UsageError
from scenes.lecture.living.subjects import still_of

LECTURE = Path("talks/lecture.toml")


@pytest.fixture(autouse=True)
def _files(workplace: Path) -> None:
    """Put a recording and a table beside a lecture."""
    LECTURE.parent.mkdir()
    for name in ("run.safetensors", "points.csv"):
        (LECTURE.parent / name).touch()


@pytest.mark.parametrize(
    ("subject", "figure", "options"),
    [
        ("run.safetensors", "space-warp", {"recording": "talks/run.safetensors"}),
        ("points.csv", "space-warp", {"data": "talks/points.csv"}),
        ("moons", "space-warp", {"data": "moons"}),
        ("himmelblau", "descent", {"surface": "himmelblau"}),
        ("x^2 + 3*y^2", "descent", {"formula": "x^2 + 3*y^2"}),
    ],
)
def test_recordings_data_surfaces_and_formulas_are_known_apart(
    subject: str, figure: str, options: dict[str, str]
) -> None:
    assert still_of(subject, LECTURE) == (figure, options)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("none.safetensors", "there is no recording none.safetensors"),
        ("himelblau", "did you mean himmelblau"),
        ("moon", "did you mean moons"),
    ],
)
def test_what_is_not_there_is_told(subject: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        still_of(subject, LECTURE)
