"""Segments of a film, encoded as rendering does."""

import numpy as np

from scenes.encoding.codec import Codec
from scenes.encoding.encoder import Encoder
from scenes.encoding.qualities import Quality

QUALITY = Quality(96, 64, 10)
LENGTHS = (7, 1, 12)
"""Of the segments, in frames."""


def moving_disc(count: int, start: int = 0) -> list[np.ndarray]:
    """Make frames in which a soft disc moves."""
    y, x = np.mgrid[:64, :96]
    made = []
    for i in range(start, start + count):
        disc = 1 / (1 + np.exp((np.hypot(x - 20 - 3 * i, y - 30) - 12) / 2))
        pixels = np.full((64, 96, 4), 255, np.uint8)
        pixels[..., 0], pixels[..., 1], pixels[..., 2] = 255 * disc, 120, 250 - 200 * disc
        made.append(pixels)
    return made


def encode(codec: Codec, pictures: list[np.ndarray], repeat: int = 1) -> bytes:
    """Encode frames to one segment."""
    kept: list[bytes] = []
    encoder = Encoder(codec)
    for each in pictures:
        encoder.add(each, repeat)
    encoder.finish(kept.append).result()
    encoder.close()
    return kept[0]


def segments(codec: Codec) -> tuple[list[bytes], np.ndarray]:
    """Make segments, and all their frames."""
    parts, start = [], 0
    for length in LENGTHS:
        parts.append(moving_disc(length, start))
        start += length
    return [encode(codec, part) for part in parts], np.concatenate(parts)
