"""How segments of films are encoded: encoders, their presets and options."""

from __future__ import annotations

from dataclasses import dataclass

from engine.registry import Registry


@dataclass(frozen=True)
class Preset:
    """How much work the encoder puts into a film.

    Attributes
    ----------
    x264, vp9 : dict
        Options of the encoders of mp4 and of webm.
    """

    x264: dict[str, str]
    vp9: dict[str, str]


PRESETS: Registry[Preset] = Registry("preset")
PRESETS.add(
    "preview",
    Preset(
        {"preset": "superfast", "x264-params": "mbtree=1:rc-lookahead=10"},
        {"deadline": "realtime", "cpu-used": "8", "row-mt": "1"},
    ),
)
PRESETS.add(
    "film",
    Preset(
        # A weaker adaptive quantisation keeps thin lines on even ground, and so the SSIM of medium.
        {"preset": "veryfast", "x264-params": "aq-strength=0.75"},
        {"deadline": "good", "cpu-used": "4", "row-mt": "1"},
    ),
)
PRESETS.add("manim", Preset({}, {}))
PRESETS.add(
    "small", Preset({"preset": "slow"}, {"deadline": "good", "cpu-used": "1", "row-mt": "1"})
)

LOSSLESS = (("preset", "ultrafast"), ("qp", "0"))
"""Of x264: what is converted later is kept without loss until then."""
DEFAULT_CRF = 23
"""Constant rate factor, Manim's own: lower is better and larger."""
AUTO, X264 = "auto", "x264"
"""Of the encoders of mp4: hardware's where it is as good, and the one that is everywhere."""


@dataclass(frozen=True)
class Codec:
    """How segments are encoded.

    Attributes
    ----------
    container, encoder, pixel_format : str
        In FFmpeg's terms.
    width, height, frame_rate : int
    options : tuple of pair of str
    transparent : bool
        Whether frames have an alpha channel.
    """

    container: str
    encoder: str
    pixel_format: str
    width: int
    height: int
    frame_rate: int
    options: tuple[tuple[str, str], ...]
    transparent: bool = False

    @property
    def brightness_and_colour(self) -> bool:
        """Whether pixels are converted from red, green and blue: to BT.709, which films are in."""
        return self.pixel_format.startswith(("yuv", "nv"))

    @property
    def device(self) -> str | None:
        """Kind of hardware that frames are copied to before they are encoded, if any."""
        return "vaapi" if self.encoder.endswith("_vaapi") else None

    @property
    def reordering(self) -> int:
        """Most frames by which decoding order runs ahead of display order.

        H.264 refers to later pictures, up to two levels of them.
        """
        return 2 if self.encoder.startswith("libx264") else 0


def sorted_options(options: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return options of an encoder in a fixed order."""
    return tuple(sorted(options.items()))
