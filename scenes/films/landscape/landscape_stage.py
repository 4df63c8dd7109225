"""One network of the film of a loss landscape: its panel, its figures, its axes, each in place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import Text, VGroup

from engine.geometry.pace import pace_by_distance
from scenes.films.landscape.colour_bar import ColourBar
from scenes.films.landscape.landscape_panel import LandscapePanel
from scenes.films.landscape.landscape_views import LandscapeView
from scenes.films.landscape.specs import LandscapeSpec
from scenes.languages.numbers import by_size, fixed, percent, significant
from scenes.mobjects.arrays.colour_map import height_colours
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import Readout, verbatim
from scenes.theme.theme import Theme

SAMPLES = 160
"""Places through which a run's way is drawn."""
LEVELS = 14
"""Contour lines."""
CLOSE = 0.1
"""Share of the bar of colours within which two numbers would touch."""
DECADES = 6
"""Most that a logarithmic scale spans."""


def scale_of(views: tuple[LandscapeView, ...], spec: LandscapeSpec) -> Axis:
    """Return the scale of heights: one for all landscapes."""
    losses = np.concatenate([view.landscape.loss.ravel() for view in views]).astype(float)
    known = losses[np.isfinite(losses)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    if spec.cap is not None:
        high = min(high, spec.cap)
    log = spec.heights == "log"
    if log:
        high = max(high, 1e-9)
        low = max(low, high / 10**DECADES)
    if low >= high:
        low = high / 2
    return Axis(low, high, log=log)


def cut_off(views: tuple[LandscapeView, ...], scale: Axis) -> tuple[bool, bool]:
    """Return whether some losses lie above a scale, and whether some lie below."""
    losses = np.concatenate([view.landscape.loss.ravel() for view in views])
    above = ~(losses <= scale.high * (1 + 1e-6))  # no number is above, too
    return bool(above.any()), bool((losses < scale.low * (1 - 1e-6)).any())


@dataclass(frozen=True)
class Position:
    """Where in the frame a network has its things.

    Attributes
    ----------
    centre : array (2,)
        Of the panel.
    side, height : float
        Of its square, and of the surface.
    figures : tuple of array (3,)
        Where each number's label begins.
    labels : tuple of str
    sizes : (float, float)
        Font sizes of labels and numbers.
    bar : array (2,)
        Lower left corner of the bar of colours.
    """

    centre: np.ndarray
    side: float
    height: float
    figures: tuple[np.ndarray, ...]
    labels: tuple[str, ...]
    sizes: tuple[float, float]
    bar: np.ndarray


WIDE = ("training step", "loss on the plane", "true loss", "distance from the plane",
        "variance on the plane")  # fmt: skip
NARROW = ("step", "plane's loss", "true loss", "off the plane", "variance")


def positions(count: int) -> list[Position]:
    """Return the places of one network, or of two side by side."""
    if count == 1:
        column = tuple(at(2.95, 3.3 - 1.2 * row) for row in range(len(WIDE)))
        bar = np.array([-6.75, -1.2])
        return [Position(np.array([-1.9, 0.35]), 4.6, 2.3, column, WIDE, (22, 38), bar)]
    offsets = (-3.5, -2.65, -0.98, 0.33, 2.08)
    return [
        Position(
            centre=np.array([x, 0.75]),
            side=3.4,
            height=1.7,
            figures=tuple(at(x + offset, -2.0) for offset in offsets),
            labels=NARROW,
            sizes=(20, 24),
            bar=np.array([-0.35, -0.2]),
        )
        for x in (-3.45, 3.45)
    ]


class Stage:
    """A network, its landscape and its way over it.

    Parameters
    ----------
    view : LandscapeView
    scale : Axis
        Of heights.
    place : Position
    theme : Theme
    """

    def __init__(self, view: LandscapeView, scale: Axis, place: Position, theme: Theme) -> None:
        self.view, self.place = view, place
        seen, shadow = view.landscape, view.landscape.shadow
        heights = np.nan_to_num(np.clip(scale.share(seen.loss), 0, 1), nan=1.0)
        levels = np.linspace(0, 1, LEVELS + 2)[1:-1]
        self.colours = height_colours(theme, 0, 1)
        self.panel = LandscapePanel(
            seen.x, seen.y, heights, levels,
            place.centre, place.side, place.height, self.colours, theme,
        )  # fmt: skip
        way = shadow.coordinates
        moved = np.linalg.norm(np.diff(way, axis=0, prepend=way[:1]), axis=1)
        self.pace = pace_by_distance(shadow.steps, moved)
        steps = [self.pace.step_at(share) for share in np.linspace(0, 1, SAMPLES)]
        self.panel.set_path(
            np.column_stack([np.interp(steps, shadow.steps, way[:, k]) for k in (0, 1)])
        )
        self.readouts: list[Readout] = []

    def title(self, theme: Theme) -> Text:
        """Name the network above its panel."""
        name = verbatim(self.view.title, 28, theme.text, bold=True)
        return name.move_to(at(self.place.centre[0], 3.6))

    def bar(self, scale: Axis, cut: tuple[bool, bool], theme: Theme) -> ColourBar:
        """Label the colour bar with losses, and the colour of all those beyond it."""
        shares = {value: float(scale.share(value)) for value in scale.round_numbers(6)}
        above, below = cut
        marks = [
            (share, significant(value))
            for value, share in shares.items()
            if not (above and share > 1 - CLOSE) and not (below and share < CLOSE)
        ]
        marks += [(1.0, f"≥ {significant(scale.high, 3)}")] if above else []
        marks += [(0.0, f"≤ {significant(scale.low, 1)}")] if below else []
        low = self.place.bar
        return ColourBar(self.colours, low, low + [0.22, 2.9], marks, "loss", theme)

    def figures(self, theme: Theme) -> VGroup:
        """Make the numbers that change, and the one that does not."""
        colours = (theme.text, theme.text, theme.loss, theme.text, theme.accuracy)
        self.readouts = [
            Readout(label, theme.muted, colour, start, self.place.sizes)
            for label, colour, start in zip(
                self.place.labels, colours, self.place.figures, strict=True
            )
        ]
        return VGroup(*self.readouts)

    def draw(self, progress: float) -> None:
        """Show the run at a share of its film time."""
        self.panel.follow(progress * (SAMPLES - 1))
        shadow = self.view.landscape.shadow
        whole = self.pace.step_at(progress) + 1e-6  # what is measured, is measured at whole steps
        i = int(np.searchsorted(shadow.steps, whole, side="right")) - 1
        shown = (
            f"{shadow.steps[i]}",
            loss_text(shadow.plane_loss[i]),
            loss_text(shadow.true_loss[i]),
            fixed(shadow.distance[i], 2),
            share_text(shadow.explained),
        )
        for readout, text in zip(self.readouts, shown, strict=True):
            readout.write(text)

    def axes(self, theme: Theme) -> Chart:
        """Write numbers along the edges of the map."""
        seen, panel = self.view.landscape, self.panel
        x, y = Axis(seen.x[0], seen.x[-1], "along u"), Axis(seen.y[0], seen.y[-1], "along v")
        return Chart(panel.low, panel.high, x, y, theme)


def loss_text(loss: float) -> str:
    """Write a loss in few characters."""
    if not np.isfinite(loss):
        return "∞"
    return by_size(loss, {1: 4, 100: 3}, most=100)


def share_text(share: float) -> str:
    """Write a share as a percentage; of one that is small, or nearly all, a digit more."""
    return percent(share, 1 if share < 0.1 or 0.99 < share < 1 else 0)
