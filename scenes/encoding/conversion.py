"""Convert frames from one pixel format to another, always to the same bytes.

FFmpeg's scaler writes a few pixels beyond the end of a row whose width is no multiple of eight.
Alone, it writes the next row after that; its threads, each in a part of the frame, may not.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from av.video.reformatter import Colorspace


def converted(frame: Any, pixel_format: str, matrix: Colorspace | None = None) -> Any:
    """Return a frame in another pixel format.

    Parameters
    ----------
    frame : av.VideoFrame
    pixel_format : str
        In FFmpeg's terms.
    matrix : Colorspace, optional
        Of brightness and colour, if it is to be another.
    """
    return frame.reformat(format=pixel_format, dst_colorspace=matrix, threads=1)


def pixels_of(frame: Any, pixel_format: str = "rgba") -> np.ndarray:
    """Return the pixels of a frame, uint8 array (height, width, channels)."""
    pixels: np.ndarray = converted(frame, pixel_format).to_ndarray()
    return pixels
