from dataclasses import dataclass

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from scenes.theme import THEMES, Theme


@dataclass(frozen=True)
class PlainLook:
    theme: Theme

    def say(self, template, **values):
        return template.format(**values)


@dataclass(frozen=True)
class Drawn:
    figure: Figure

    @property
    def texts(self):
        """Every visible text with words, and where it is, in pixels."""
        renderer = self.figure.canvas.get_renderer()
        found = [*self.figure.texts, *(t for box in self.figure.legends for t in box.get_texts())]
        for axes in self.figure.axes:
            found += texts_of(axes)
        return [
            (t.get_text(), t.get_window_extent(renderer)) for t in found if t.get_text().strip()
        ]

    @property
    def words(self):
        return [words for words, _ in self.texts]

    @property
    def faults(self):
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


def texts_of(axes):
    """Every text of axes that is drawn; ticks outside of an axis are not."""
    found = [*axes.texts, *(axes.get_legend().get_texts() if axes.get_legend() else [])]
    if not axes.axison:
        return found
    found += [axes.title, axes.xaxis.label, axes.yaxis.label]
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        slack = 1e-9 * (high - low)
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if low - slack <= tick.get_loc() <= high + slack:
                found += [label for label in (tick.label1, tick.label2) if label.get_visible()]
    return found


@pytest.fixture(params=["light", "dark"])
def look(request):
    return PlainLook(THEMES[request.param])


@pytest.fixture
def drawn(look):
    """Draw a figure, by default 150 mm wide."""

    def draw(module, result, width=150, ratio=0.56):
        figure = Figure(figsize=np.array([width, ratio * width]) / 25.4, dpi=200)
        FigureCanvasAgg(figure)
        module.draw(figure, result, look)
        figure.canvas.draw()
        return Drawn(figure)

    return draw
