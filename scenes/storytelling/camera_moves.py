"""How the camera moves: what it sees at every moment of a move, as a function of progress alone.

A move is planned before it is played, from the boxes that are to be seen. Its zoom never turns
back, and never grows or shrinks faster than `FASTEST`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes.storytelling.stage import Area, Stage

FASTEST = float(np.log(2.5))
"""Most that the zoom's natural logarithm changes in a second: by a factor of 2.5."""
STEEPEST = 10 / 9
"""Steepest slope of `easing.gentle`, by which moves begin and end."""
SMOOTH = 0.35
"""Seconds over which the middle of a followed box is averaged, to either side."""


@dataclass(frozen=True)
class View:
    """What a camera sees.

    Attributes
    ----------
    centre : array (2,)
        In the middle of the frame, in frame units.
    zoom : float
        How much larger than at home things are.
    """

    centre: np.ndarray
    zoom: float

    def towards(self, other: View, progress: float) -> View:
        """Return the view on the way to another one: zooming evenly, each edge going one way."""
        zoom = float(self.zoom ** (1 - progress) * other.zoom**progress)
        if abs(np.log(other.zoom / self.zoom)) < 1e-9:
            weight = progress
        else:
            weight = (1 / zoom - 1 / self.zoom) / (1 / other.zoom - 1 / self.zoom)
        return View(self.centre + weight * (other.centre - self.centre), zoom)

    def shows(self, places: np.ndarray, stage: Stage) -> np.ndarray:
        """Return where places (…, 2) of the picture appear in the frame, array (…, 2)."""
        return (places - self.centre) * self.zoom + stage.frame.centre

    def is_near(self, other: View) -> bool:
        """Return whether the two look alike."""
        apart = float(np.abs(self.centre - other.centre).max()) * self.zoom
        return apart < 0.01 and abs(np.log(self.zoom / other.zoom)) < 0.002


def view_of(area: Area, stage: Stage, margin: float = 0.12) -> View:
    """Return the view in which an area fills the stage's place of the hero.

    Parameters
    ----------
    area : Area
        To be seen, in frame units of the picture.
    stage : Stage
    margin : float
        Room around it, as a share of its size on each side.
    """
    zoom = fitting_zoom(area, stage, margin)
    return View(area.centre - (stage.hero.centre - stage.frame.centre) / zoom, zoom)


def fitting_zoom(area: Area, stage: Stage, margin: float) -> float:
    """Return the zoom at which an area just fills the stage's place of the hero."""
    size = np.maximum(area.size * (1 + 2 * margin), 1e-6)
    return float((stage.hero.size / size).min())


def least_seconds(start: View, end: View) -> float:
    """Return how long a move from one view to another has to last, in seconds."""
    return float(abs(np.log(end.zoom / start.zoom)) * STEEPEST / FASTEST)


@dataclass(frozen=True)
class Track:
    """The views of a move, evenly spaced in progress.

    Attributes
    ----------
    centres : array (samples, 2)
    zooms : array (samples,)
    """

    centres: np.ndarray
    zooms: np.ndarray

    def at(self, progress: float) -> View:
        """Return the view at a progress in [0, 1]."""
        places = np.linspace(0, 1, len(self.zooms))
        x, y = (float(np.interp(progress, places, column)) for column in self.centres.T)
        zoom = np.exp(np.interp(progress, places, np.log(self.zooms)))
        return View(np.array([x, y]), float(zoom))


def track_of(
    areas: Sequence[Area], stage: Stage, seconds: float, margin: float = 0.25, most: float = 8.0
) -> Track:
    """Plan how to follow what moves: never losing it, never zooming back and forth.

    The zoom is the closest one that goes one way, changes no faster than `FASTEST`, and always has
    room for the area with its margin; where the middle lags behind, the area is still all in view.

    Parameters
    ----------
    areas : sequence of Area
        Where what is followed is, at moments evenly spaced over the move; at least two.
    stage : Stage
    seconds : float
        How long the move lasts.
    margin : float
        Room around the area, as a share of its size on each side.
    most : float
        Closest zoom.
    """
    step = seconds / (len(areas) - 1)
    fits = np.log([min(fitting_zoom(area, stage, margin), most) for area in areas])
    closing = fits[-1] > fits[0]
    one_way = np.minimum.accumulate(fits[::-1] if closing else fits)
    one_way = one_way[::-1] if closing else one_way
    times = step * np.arange(len(areas))
    apart = np.abs(times[:, None] - times[None, :])
    zooms = np.exp((one_way[None, :] + FASTEST * apart).min(axis=1))
    middles = _averaged(np.array([area.centre for area in areas]), max(round(SMOOTH / step), 1))
    half = stage.hero.size / 2 / zooms[:, None]
    low = np.array([area.high for area in areas]) - half
    high = np.array([area.low for area in areas]) + half
    middles = np.clip(middles, np.minimum(low, high), np.maximum(low, high))
    offset = stage.hero.centre - stage.frame.centre
    return Track(middles - offset / zooms[:, None], zooms)


def _averaged(values: np.ndarray, reach: int) -> np.ndarray:
    """Average values (samples, 2) over so many neighbours on either side; ends stay as they are."""
    count = len(values)
    return np.array(
        [
            values[i - r : i + r + 1].mean(axis=0)
            for i in range(count)
            for r in [min(reach, i, count - 1 - i)]
        ]
    )
