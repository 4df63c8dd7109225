"""Drawn figures in folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scenes.figures.build import build_figures
from scenes.figures.requests import OutputOptions, requests_for

FORMATS = ("pdf", "svg", "png")
NAMES = ("11.4", "11.12")
STEMS = ("11.04-perceptron", "11.12-softmax")


def build_states(
    folder: Path,
    names: tuple[str, ...] = NAMES,
    *,
    options: dict[str, Any] | None = None,
    output: OutputOptions | None = None,
    fresh: bool = False,
) -> dict[str, str]:
    """Build figures in every format, and return the state in which each file was found."""
    states: dict[str, str] = {}
    requests = requests_for(names, FORMATS, options or {}, output or OutputOptions(dpi=60))
    build_figures(requests, folder, fresh=fresh, on_file=states.__setitem__)
    return states
