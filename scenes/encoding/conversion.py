"""Convert frames from one pixel format to another, always to the same bytes.

Pixels that were drawn, and are to be encoded as yuv420p, go through a kernel where kernels are
compiled, in a fifth of the time; all else goes through FFmpeg's scaler.

FFmpeg's scaler writes a few pixels beyond the end of a row whose width is no multiple of eight.
Alone, it writes the next row after that; its threads, each in a part of the frame, may not.
"""

from __future__ import annotations

from typing import Any

import av
import numpy as np
from av.video.reformatter import Colorspace

from scenes.camera.core import is_compiled

BT709 = Colorspace.ITU709


def film_frame(pixels: np.ndarray, pixel_format: str, matrix: Colorspace | None = None) -> Any:
    """Return pixels as a frame in the format that they are encoded in.

    Parameters
    ----------
    pixels : uint8 array (height, width, 4)
        Contiguous; red, green, blue and alpha.
    pixel_format : str
        In FFmpeg's terms.
    matrix : Colorspace, optional
        Of brightness and colour, if they are told apart.
    """
    is_even = not (pixels.shape[0] % 2 or pixels.shape[1] % 2)
    if is_compiled() and is_even and (pixel_format, matrix) == ("yuv420p", BT709):
        return _by_kernel(pixels)
    return converted(av.VideoFrame.from_numpy_buffer(pixels, "rgba"), pixel_format, matrix)


def _by_kernel(pixels: np.ndarray) -> Any:
    from scenes.camera.kernels.yuv import to_yuv420

    frame: Any = av.VideoFrame(pixels.shape[1], pixels.shape[0], "yuv420p")
    planes = [np.frombuffer(each, np.uint8).reshape(each.height, -1) for each in frame.planes]
    to_yuv420(pixels.view(np.uint32)[..., 0], *planes)
    frame.colorspace = BT709
    return frame


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
