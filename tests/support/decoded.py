"""Looking into films that are in memory."""

import io

import av
import numpy as np


def frames(clip: bytes) -> np.ndarray:
    """Decode a film, array (frames, height, width, 3)."""
    with av.open(io.BytesIO(clip)) as film:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)])


def seconds(clip: bytes) -> float:
    """Tell how long a film is shown."""
    with av.open(io.BytesIO(clip)) as film:
        assert film.duration is not None
        return film.duration / 1e6
