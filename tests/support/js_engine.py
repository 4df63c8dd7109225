"""The engine that pages bring along, run in a browser on recordings of Python's."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from engine.recordings.recording import Recording
from scenes.explore import linker
from scenes.explore.payload import Explored
from tests.support.browser import Browser

JS = Path(linker.__file__).parent / "js"


def open_modules(browser: Browser, folder: Path, **modules: str) -> None:
    """Open a page on which `made` holds what was asked for, each name with its module's path."""
    beside = os.path.relpath(JS, folder.resolve())
    lines = [f'import {{ {name} }} from "./{beside}/{path}";' for name, path in modules.items()]
    (folder / "entry.js").write_text("\n".join([*lines, ""]))
    script = f"{linker.link(folder / 'entry.js')}\nwindow.made = {{ {', '.join(modules)} }};"
    page = folder / "modules.html"
    page.write_text(f'<!doctype html><meta charset=utf-8><script type="module">{script}</script>')
    browser.open(page)
    browser.wait_until("window.made !== undefined")


class JsWarp:
    """The maps of a recording, computed by the page's engine from what it brings along.

    Attributes
    ----------
    rounded : Recording
        What the page computes with, for the engine of Python's.
    """

    def __init__(self, browser: Browser, recording: Recording) -> None:
        explored = Explored(recording)
        self.browser, self.rounded = browser, explored.rounded
        packed = msgspec.json.decode(msgspec.json.encode(explored.builtins()))
        browser.run("window.warp = new made.Warp(new made.Recording(arguments[0]))", packed)

    def trace(self, points: np.ndarray, step: float) -> list[np.ndarray]:
        answers = self._ask("warp.trace(x, arguments[1])", points, step)
        return [_array(answer) for answer in answers]

    def classifier(self, step: float) -> tuple[np.ndarray, np.ndarray]:
        """Give weights and biases of the last linear classifier; the page needs `classifier`."""
        *weights, biases = self.browser.run(
            """const { weights, biases } = made.classifier(warp.recording, arguments[0]);
            return [weights.rows, weights.columns, [...weights.data], [...biases]];""",
            step,
        )
        return _array((weights[0], weights[1], weights[2])), np.array(biases)

    def warps(self, points: np.ndarray, depths: list[float], step: float) -> list[np.ndarray]:
        """Give what `Warp.warp` does, for several depths."""
        asked = "arguments[1].map((depth) => warp.warp(x, depth, arguments[2]))"
        return [_array(answer) for answer in self._ask(asked, points, depths, step)]

    def _ask(self, expression: str, points: np.ndarray, *arguments: Any) -> Any:
        return self.browser.run(
            f"""const x = made.fromRows(arguments[0]);
            const plain = (m) => [m.rows, m.columns, [...m.data]];
            return ({expression}).map(plain);""",
            points.tolist(),
            *arguments,
        )


def _array(answer: tuple[int, int, list[float]]) -> np.ndarray:
    rows, columns, data = answer
    return np.array(data, dtype=np.float64).reshape(rows, columns)
