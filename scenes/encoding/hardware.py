"""Encoders built into graphics hardware, used where they come up to x264.

Whether one is there and how good it is, no list tells: each encodes ten frames. Of its settings
the one is taken that makes the smallest file among those whose frames are at least as similar to
the originals as x264's.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache

import av
import numpy as np

from engine.errors import UsageError, WarpreelError
from engine.registry import Registry, unknown_name
from scenes.encoding.codec import AUTO, X264, Codec, sorted_options
from scenes.encoding.conversion import BT709, film_frame
from scenes.encoding.encoder import Encoder
from scenes.encoding.join import decoded
from scenes.encoding.likeness import mean_ssim

FRAMES = 10
CURVES = 24
LAMBDA = 118
"""FFmpeg's unit of `global_quality`, where ``qscale`` is among its flags."""


@dataclass(frozen=True)
class Hardware:
    """A kind of hardware that encodes H.264.

    Attributes
    ----------
    encoder : str
        In FFmpeg's terms.
    options : dict
        Whatever its quality. Without B-frames, as not all order them alike.
    qualities : tuple of dict
        Further options, from the smallest file to the best picture.
    pixel_format : str
    """

    encoder: str
    options: dict[str, str]
    qualities: tuple[dict[str, str], ...]
    pixel_format: str = "nv12"

    def codec(self, like: Codec, quality: int) -> Codec:
        """Return this encoder at one of its qualities, for films that are otherwise as before."""
        options = sorted_options({"bf": "0", **self.options, **self.qualities[quality]})
        return replace(
            like, encoder=self.encoder, pixel_format=self.pixel_format, options=options
        )  # fmt: skip


HARDWARE: Registry[Hardware] = Registry("encoder")
"""In the order in which they are tried."""
QUANTIZERS = range(40, 9, -1)
HARDWARE.add(
    "videotoolbox",
    Hardware(
        "h264_videotoolbox",
        {"flags": "+qscale"},
        tuple({"global_quality": str(LAMBDA * percent)} for percent in range(20, 100, 2)),
    ),
)
HARDWARE.add(
    "nvenc",
    Hardware(
        "h264_nvenc",
        {"preset": "p5", "rc": "constqp"},
        tuple({"qp": str(quantizer)} for quantizer in QUANTIZERS),
    ),
)
HARDWARE.add(
    "qsv",
    Hardware(
        "h264_qsv",
        {"flags": "+qscale"},
        tuple({"global_quality": str(LAMBDA * quantizer)} for quantizer in QUANTIZERS),
    ),
)
HARDWARE.add(
    "vaapi",
    Hardware(
        "h264_vaapi",
        {"rc_mode": "CQP"},
        tuple({"qp": str(quantizer)} for quantizer in QUANTIZERS),
    ),
)


class UnfitError(WarpreelError):
    """A hardware encoder is missing, or not as good as x264."""


def encoded_by(name: str, codec: Codec) -> Codec:
    """Return how a film is encoded by the encoder asked for.

    Parameters
    ----------
    name : str
        ``auto`` or a name in `HARDWARE`; ``auto`` is the first that is fit, else x264.
    codec : Codec
        By x264.

    Raises
    ------
    UsageError
        If there is no such encoder, it is not fit, or the format is not encoded by x264.
    """
    asked = name.strip().lower()
    if asked not in (AUTO, X264, *HARDWARE):
        raise unknown_name("encoder", name, [AUTO, X264, *HARDWARE])
    if asked == X264 or (asked == AUTO and codec.encoder != "libx264"):
        return codec
    if codec.encoder != "libx264":
        raise UsageError(
            f"--encoder {asked} is for mp4; other formats have an encoder of their own"
        )
    for each in HARDWARE if asked == AUTO else [asked]:
        try:
            return matched(each, codec)
        except UnfitError as error:
            if asked != AUTO:
                raise UsageError(f"--encoder {asked}: {error}; leave it out for x264") from None
    return codec


@cache
def matched(name: str, codec: Codec) -> Codec:
    """Return a hardware encoder at the setting that comes up to x264.

    Parameters
    ----------
    name : str
        In `HARDWARE`.
    codec : Codec
        By x264.

    Raises
    ------
    UnfitError
        If there is none in this machine, it is worse at its best, or never twice the same.
    """
    hardware = HARDWARE[name]
    best = len(hardware.qualities) - 1
    try:
        _encoded(hardware.codec(codec, best), _blank(codec))  # is it there at all?
        pictures = trial_pictures(codec.width, codec.height)
        least = _similarity(codec, pictures)
        quality = bisect_left(
            range(best),
            True,
            key=lambda each: _similarity(hardware.codec(codec, each), pictures) >= least,
        )
        fit = hardware.codec(codec, quality)
        if _similarity(fit, pictures) < least:
            raise UnfitError(f"{hardware.encoder} does not come up to x264's quality")
        if _encoded(fit, pictures) != _encoded(fit, pictures):
            raise UnfitError(f"{hardware.encoder} does not encode the same film twice alike")
    except (av.FFmpegError, ValueError, TypeError, RuntimeError) as error:
        told = f"{hardware.encoder} does not encode on this machine"
        raise UnfitError(told) from error
    return fit


def trial_pictures(width: int, height: int) -> list[np.ndarray]:
    """Draw ten frames of what films show: thin curves that bend, over a smooth ground."""
    across, down = np.linspace(0, 1, width), np.linspace(0, 1, height)
    columns = np.arange(width)
    ground = np.empty((height, width, 4), np.uint8)
    for channel, most in enumerate((40, 60, 110)):
        ground[..., channel] = 20 + most * down[:, None] * across
    ground[..., 3] = 255
    made = []
    for time in range(FRAMES):
        picture = ground.copy()
        for number in range(CURVES):
            wave = np.sin(9 * across + number + time / 5)
            middle = height * ((number + 0.5) / CURVES + 0.03 * wave)
            for row in (np.floor(middle) + near for near in (-1, 0, 1, 2)):
                rows = row.astype(int).clip(0, height - 1)
                cover = np.clip(1.5 - np.abs(row - middle), 0, 1)[:, None]
                colour = np.array([220, 130 + 5 * number, 240 - 9 * number])
                below = picture[rows, columns, :3]
                picture[rows, columns, :3] = below + cover * (colour - below)
        made.append(picture)
    return made


def _blank(codec: Codec) -> list[np.ndarray]:
    return [np.zeros((codec.height, codec.width, 4), np.uint8)] * FRAMES


def _encoded(codec: Codec, pictures: list[np.ndarray]) -> bytes:
    kept: list[bytes] = []
    encoder = Encoder(codec)
    try:
        for picture in pictures:
            encoder.add(picture)
        encoder.finish(kept.append).result()
    finally:
        encoder.close()
    return kept[0]


def _similarity(codec: Codec, pictures: list[np.ndarray]) -> float:
    originals = [film_frame(each, codec.pixel_format, BT709) for each in pictures]
    return mean_ssim(decoded([_encoded(codec, pictures)]), originals)
