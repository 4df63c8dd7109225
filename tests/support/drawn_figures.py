"""Figures at hand: computed cheaply, drawn as they are printed, and looked over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import BboxBase

from scenes.figures.catalogue import FIGURES
from scenes.figures.style import Style
from scenes.languages.language import LANGUAGES
from scenes.theme.theme import THEMES

QUICK: dict[str, dict[str, Any]] = {
    "more-data": {"features": 40, "samples_max": 400, "seeds": 2},
    "phi": {"samples": 60},
    "space-warp": {"hidden": (4, 2), "samples": 40, "steps": 20},
    "fit": {"samples": 8, "noise": 0.6, "units": 30, "rate": 0.02, "steps": 300},
    "landscape": {"hidden": (4, 2), "samples": 40, "steps": 20, "resolution": 15},
    "attention": {"length": 5, "numbers": 20, "model_width": 32, "steps": 60, "every": 20},
    "training-curves": {"hidden": (4, 2), "samples": 40, "steps": 20},
}
"""Options with which a figure costs little to compute."""


@cache
def quick_result(name: str) -> Any:
    """Compute what a figure shows, once."""
    entry = FIGURES[name]
    return entry.load().compute(replace(entry.spec, **QUICK.get(name, {})))


@dataclass(frozen=True)
class Drawn:
    figure: Figure

    @property
    def shown(self) -> list[Text]:
        """Every text that is drawn."""
        found = [*self.figure.texts, *(t for box in self.figure.legends for t in box.get_texts())]
        for axes in self.figure.axes:
            found += texts_of(axes)
        return [text for text in found if text.get_text().strip()]

    @property
    def texts(self) -> list[tuple[str, BboxBase]]:
        """Every visible text with words, and where it is, in pixels."""
        renderer = self.figure.canvas.get_renderer()
        return [(text.get_text(), text.get_window_extent(renderer)) for text in self.shown]

    @property
    def words(self) -> list[str]:
        return [words for words, _ in self.texts]

    @property
    def smallest(self) -> float:
        """The size of its smallest text, in points."""
        return min(text.get_fontsize() for text in self.shown)

    @property
    def faults(self) -> list[str]:
        """Words that leave the figure, or lie on other words."""
        box, texts = self.figure.bbox, self.texts
        out = [
            f"{words!r} leaves the figure"
            for words, at in texts
            if at.x0 < box.x0 or at.y0 < box.y0 or at.x1 > box.x1 or at.y1 > box.y1
        ]
        for i, (words, at) in enumerate(texts):
            for other, there in texts[i + 1 :]:
                wide = min(at.x1, there.x1) - max(at.x0, there.x0)
                high = min(at.y1, there.y1) - max(at.y0, there.y0)
                if wide > 1 and high > 1:
                    out.append(f"{words!r} lies on {other!r}")
        return out


def texts_of(axes: Axes) -> list[Text]:
    """Every text of axes that is drawn; ticks outside of an axis are not."""
    found = [*axes.texts, *(axes.get_legend().get_texts() if axes.get_legend() else [])]
    in_space = hasattr(axes, "zaxis")
    if not axes.axison and not in_space:
        return found
    lines = [axes.xaxis, axes.yaxis, *([axes.zaxis] if in_space else [])]
    found += [axes.title, *(axis.label for axis in lines)]
    for axis in lines:
        low, high = sorted(axis.get_view_interval())
        slack = 1e-9 * (high - low)
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if low - slack <= tick.get_loc() <= high + slack:
                found += [label for label in (tick.label1, tick.label2) if label.get_visible()]
    return found


def drawn_at(module: Any, result: Any, style: Style, size: tuple[float, float]) -> Drawn:
    """Draw a figure of a size in millimetres."""
    figure = Figure(figsize=np.array(size) / 25.4, dpi=200)
    FigureCanvasAgg(figure)
    module.draw(figure, result, style)
    figure.canvas.draw()
    return Drawn(figure)


def style_for(theme: str, language: str) -> Style:
    """Return the style of a theme and a language, by their names."""
    return Style(THEMES[theme], LANGUAGES[language])
