"""What a slide can let its viewers explore, and the figure that is its still picture on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.data.datasets import DATASETS
from engine.descent.formulas import parse_formula
from engine.descent.surfaces import SURFACES
from engine.errors import UsageError
from engine.registry import unknown_name
from scenes.figures.figure_list import beside

RECORDING = ".safetensors"
WARP, DESCENT = "space-warp", "descent"
"""Figures of a training, and of a descent."""


def still_of(subject: str, lecture: Path) -> tuple[str, dict[str, Any]]:
    """Return the figure that shows what is to be explored, and those of its options that say what.

    Parameters
    ----------
    subject : str
        A recording, a data set or its file, a loss surface, or a formula.
    lecture : Path
        The file of the lecture, beside which files are sought.

    Returns
    -------
    str
        Name of a figure whose spec is a `RecordedRunSpec` or a `DescentSpec`.
    dict of str to value

    Raises
    ------
    UsageError
        If it is none of these; the message suggests the nearest names.
    """
    if subject.lower().endswith(RECORDING):
        recording = lecture.parent / subject
        if not recording.is_file():
            raise UsageError(f"there is no recording {subject}; `warpreel train` makes one")
        return WARP, {"recording": str(recording)}
    if subject in SURFACES:
        return DESCENT, {"surface": SURFACES.key(subject)}
    if subject in DATASETS:
        return WARP, {"data": DATASETS.key(subject)}
    file = beside(lecture, subject)
    if Path(file).is_file():
        return WARP, {"data": file}
    if _is_formula(subject):
        return DESCENT, {"formula": subject}
    raise unknown_name("recording, file, data set or loss surface", subject, [*DATASETS, *SURFACES])


def _is_formula(text: str) -> bool:
    try:
        parse_formula(text)
    except UsageError:
        return False
    return True
