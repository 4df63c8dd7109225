"""Inputs drawn wherever they are put: as small pictures, if they are ones, else as marks."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from engine.recordings.probed import ProbedRecording
from scenes.films.probed_networks.picture_cloud import PictureCloud, pictures_of
from scenes.mobjects.arrays.point_cloud import PointCloud
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

MARK = 0.17
"""Radius of a mark, as a share of a picture's width."""
SHADES = 5
"""Most opacities that marks have at once."""


class PointCrowd(VGroup):
    """Marks of several opacities: a cloud of them for each.

    Parameters
    ----------
    labels : int array (points,)
    radius : float
        Of a mark, in frame units.
    theme : Theme
    """

    def __init__(self, labels: np.ndarray, radius: float, theme: Theme) -> None:
        super().__init__(*(PointCloud(labels, theme, radius) for _ in range(SHADES)))

    def place(
        self,
        places: np.ndarray,
        seen: np.ndarray | float = 1.0,
        sizes: np.ndarray | float = 1.0,
    ) -> PointCrowd:
        """Draw the marks, those that are clearest in front; parameters as of `PictureCloud`."""
        opacities = np.broadcast_to(seen, len(places))
        shades = np.unique(opacities)
        if len(shades) > SHADES:
            shades = np.linspace(shades[0], shades[-1], SHADES)
        nearest = np.abs(opacities[:, None] - shades).argmin(axis=1)
        for k, cloud in enumerate(self.submobjects):
            opacity = float(shades[k]) if k < len(shades) else 0.0
            cloud.set_positions(places, sizes, (nearest == k) & (opacity > 0))
            cloud.set_fill(opacity=opacity).set_stroke(opacity=opacity)
        return self


def crowd_of(
    run: ProbedRecording, which: np.ndarray, area: Area, size: float, theme: Theme
) -> PictureCloud | PointCrowd:
    """Return what draws some points of a probe.

    Parameters
    ----------
    run : ProbedRecording
    which : int array (points,)
        Among the probe's; the same may occur more than once.
    area : Area
        Where they are drawn.
    size : float
        Width of a picture, in frame units.
    theme : Theme
    """
    pictures = pictures_of(run.data.features[run.probe], run.input_shape)
    labels = run.labels[which]
    if pictures is None:
        return PointCrowd(labels, MARK * size, theme)
    return PictureCloud(pictures[which], labels, area, size, theme)
