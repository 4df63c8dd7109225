"""Outlines of text as Pango sets it: what Manim's Text has, read in a tenth of the time.

Pango writes an SVG of a few elements: a symbol for each shape, of lines and cubic curves, and a
place for each letter. Manim's general reader parses every letter anew, and makes three objects of
each.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import manimpango
import numpy as np
from manim.mobject.text.text_mobject import TEXT2SVG_ADJUSTMENT_FACTOR, TEXT_MOB_SCALE_FACTOR

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
TOKEN = re.compile(r"[A-Za-z]|-?[\d.]+(?:e-?\d+)?")
CLOSED = 1e-4
"""Distance in Pango's units at which a curve's end is its beginning."""
ROOM = 10_000
"""Width and height within which Pango breaks no line."""
START = 30


class UnusualSvgError(ValueError):
    """Pango has drawn something that is no plain letter, such as a picture."""


def pango_outlines(
    text: str, font: str, size: float, weight: str, line_spacing: float
) -> list[np.ndarray]:
    """Set text, and return the outline of each letter.

    Parameters
    ----------
    text : str
        Lines are divided by newlines.
    font : str
        Names of families, the first that has a letter counts.
    size : float
        Manim's font size.
    weight : str
        Pango's name of it, such as ``NORMAL``.
    line_spacing : float
        What is added between lines, as a share of the size.

    Returns
    -------
    list of array (points, 3)
        Cubic curves, four points each, about the middle of the text.

    Raises
    ------
    UnusualSvgError
        If there is more in it than letters.
    """
    root = _svg(text, font, size, weight, line_spacing)
    shapes = {symbol.get("id"): _curves(symbol) for symbol in root.iter(f"{SVG}symbol")}
    _check(root)
    found = []
    for use in root.iter(f"{SVG}use"):
        shape = shapes[use.get(LINK, "").removeprefix("#")]
        if len(shape):
            found.append(shape + [float(use.get("x", 0)), float(use.get("y", 0)), 0])
    if not found:
        return []
    anchors = np.concatenate([points[i::4] for points in found for i in (0, 3)])
    middle = (anchors.min(axis=0) + anchors.max(axis=0)) / 2
    scale = TEXT_MOB_SCALE_FACTOR * np.array([1, -1, 1])
    return [(points - middle) * scale for points in found]


def _svg(
    text: str, font: str, size: float, weight: str, line_spacing: float
) -> ElementTree.Element:
    settings, start = [], 0
    for number, line in enumerate(text.split("\n")):
        end = min(start + len(line) + 1, len(text))
        setting = manimpango.TextSetting(start, end, font, "NORMAL", weight, number)
        settings.append(setting)
        start = end
    unit = size / TEXT2SVG_ADJUSTMENT_FACTOR
    with TemporaryDirectory() as folder:
        path = Path(folder) / "text.svg"
        manimpango.text2svg(
            settings, unit, unit * (1 + line_spacing), False, str(path), START, START, ROOM, ROOM,
            text,
        )  # fmt: skip
        return ElementTree.parse(path).getroot()


def _check(root: ElementTree.Element) -> None:
    known = {f"{SVG}{name}" for name in ("svg", "defs", "g", "symbol", "path", "use")}
    inside = sum(1 for _ in root.iterfind(f".//{SVG}symbol/{SVG}path"))
    for element in root.iter():
        if element.tag not in known or "transform" in element.attrib:
            raise UnusualSvgError(element.tag)
    if inside != sum(1 for _ in root.iter(f"{SVG}path")):
        raise UnusualSvgError("a path that is no letter")


def _curves(symbol: ElementTree.Element) -> np.ndarray:
    """Return a symbol's outline as cubic curves, array (points, 3); every part is closed."""
    path = symbol.find(f"{SVG}path")
    tokens = iter(TOKEN.findall("" if path is None else path.get("d", "")))
    points: list[np.ndarray] = []
    start = end = np.zeros(3)

    def point() -> np.ndarray:
        return np.array([float(next(tokens)), float(next(tokens)), 0.0])

    def line(to: np.ndarray) -> None:
        points.extend((end, (2 * end + to) / 3, (end + 2 * to) / 3, to))

    drawn = 0
    for command in tokens:
        if command in "MZ" and len(points) > drawn:
            if command == "Z" and np.linalg.norm(end - start) > CLOSED:
                line(start)
                end = start
            line(start)
            end, drawn = start, len(points)
        if command == "M":
            start = end = point()
        elif command == "L":
            to = point()
            line(to)
            end = to
        elif command == "C":
            first, second, to = point(), point(), point()
            points.extend((end, first, second, to))
            end = to
        elif command != "Z":
            raise UnusualSvgError(f"the command {command}")
    return np.array(points).reshape(-1, 3)
