"""Reading films back."""

from pathlib import Path

import av
import numpy as np


def frames(path: Path, *, alpha: bool = False) -> np.ndarray:
    """Decode a film, array (frames, height, width, 3), or 4 with alpha."""
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        if not alpha:
            return np.stack([f.to_ndarray(format="rgb24") for f in film.decode(stream)])
        decoder = av.CodecContext.create("libvpx-vp9", "r")  # FFmpeg's own decoder drops alpha
        decoded = [f for packet in film.demux(stream) for f in decoder.decode(packet)]
        return np.stack([f.to_ndarray(format="rgba") for f in decoded])
