"""Looking at space from a direction: an orthographic view for pictures with three dimensions."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Orbit:
    """A direction of view; seen from the pole, the plane z = 0 looks as it does in 2-D.

    Attributes
    ----------
    azimuth : float
        Turn about the z axis, radians.
    tilt : float
        Away from the pole, radians; at π/2 the plane z = 0 is seen edge-on.
    """

    azimuth: float = 0.0
    tilt: float = 0.0

    @property
    def axes(self) -> np.ndarray:
        """Rows: where right, up and towards the viewer are, array (3, 3)."""
        c, s = np.cos(self.azimuth), np.sin(self.azimuth)
        turn = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
        c, s = np.cos(self.tilt), np.sin(self.tilt)
        return np.array([[1, 0, 0], [0, c, s], [0, -s, c]]) @ turn

    def see(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Project points (…, 2 or 3) to what is seen (…, 2) and how near it is (…)."""
        if points.shape[-1] == 2:
            points = np.concatenate([points, np.zeros((*points.shape[:-1], 1))], axis=-1)
        turned = points @ self.axes.T
        return turned[..., :2], turned[..., 2]


FROM_ABOVE = Orbit()
