"""What a film is to be: size, format and encoding, by Manim's letters and the user's flags."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from engine.errors import UsageError
from engine.options import in_range
from engine.registry import Registry


@dataclass(frozen=True)
class Quality:
    """Size of a film, in pixels, frames per second, and the preset it is encoded with."""

    width: int
    height: int
    frame_rate: int
    preset: str = "film"

    def shaped(self, aspect: str) -> Quality:
        """Return a frame of this width in another shape; an upright one is this frame turned.

        Parameters
        ----------
        aspect : str
            A name in `ASPECTS`.
        """
        if ASPECTS.key(aspect) == WIDE:
            return self
        across, down = ASPECTS[aspect]
        if (down, across) == ASPECTS[WIDE]:
            return replace(self, width=self.height, height=self.width)
        return replace(self, height=2 * round(self.width * down / across / 2))


WIDE = "16:9"
ASPECTS: Registry[tuple[int, int]] = Registry("aspect")
"""Width to height. All frames of a quality are equally wide, so that nothing gets smaller; but 9:16
is 16:9 turned by a quarter, as telephones are."""
ASPECTS.add(WIDE, (16, 9))
ASPECTS.add("4:3", (4, 3))
ASPECTS.add("1:1", (1, 1))
ASPECTS.add("9:16", (9, 16))

QUALITIES: Registry[Quality] = Registry("quality")
QUALITIES.add("l", Quality(854, 480, 15, "preview"))
QUALITIES.add("m", Quality(1280, 720, 30, "preview"))
QUALITIES.add("h", Quality(1920, 1080, 60))
QUALITIES.add("p", Quality(2560, 1440, 60))
QUALITIES.add("k", Quality(3840, 2160, 60))

FORMATS = Registry[str]("format")
FORMATS.add("mp4", "film, H.264")
FORMATS.add("gif", "animated picture")
FORMATS.add("webm", "film, VP9")
FORMATS.add("png", "the last frame")
FORMATS.add("png-sequence", "a folder of all frames")

SUFFIXES = tuple(name for name in FORMATS if name != "png-sequence")


def format_of(path: Path) -> str:
    """Return the format by the suffix of a path; a path without one is a folder of pictures."""
    return path.suffix[1:].lower() or "png-sequence"


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

DEFAULT_CRF = 23
"""Constant rate factor, Manim's own: lower is better and larger."""


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
    def reordering(self) -> int:
        """How many frames ahead of their time pictures are decoded, at most.

        H.264 refers to later pictures, up to two levels of them.
        """
        return 2 if self.encoder.startswith("libx264") else 0


def codec_for(
    format: str,
    quality: Quality,
    preset: str | None = None,
    crf: int | None = None,
    *,
    transparent: bool = False,
) -> Codec:
    """Choose the encoder of a film.

    Parameters
    ----------
    format : str
        A name in `FORMATS`.
    quality : Quality
    preset : str, optional
        A name in `PRESETS`; by default the quality's own.
    crf : int, optional
        Constant rate factor; `DEFAULT_CRF` by default.
    transparent : bool
        Leave the background out.

    Raises
    ------
    UsageError
        If the format can't be transparent or knows no such setting, or the factor is out of range.
    """
    chosen = PRESETS.find(preset or quality.preset)
    size = (quality.width, quality.height, quality.frame_rate)
    if transparent and format in ("mp4", "gif"):
        raise UsageError(
            f"{format} cannot be transparent; choose --format webm, png or png-sequence"
        )
    if format in ("gif", "png", "png-sequence"):
        for flag, given in (("--preset", preset), ("--crf", crf)):
            if given is not None:
                raise UsageError(f"{flag} is for mp4 and webm; {format} is not encoded in that way")
        if format == "png-sequence":
            pixels = "rgba" if transparent else "rgb24"
            return Codec("mov", "png", pixels, *size, (), transparent)
        # What is converted later is kept without loss until then.
        lossless = (("preset", "ultrafast"), ("qp", "0"))
        return Codec("mp4", "libx264rgb", "rgb24", *size, lossless, transparent)
    factor = DEFAULT_CRF if crf is None else crf
    if format == "webm":
        in_range("--crf", factor, 0, 63)
        options = {"crf": str(factor), "b": "0", **chosen.vp9}
        pixels = "yuva420p" if transparent else "yuv420p"
        return Codec("webm", "libvpx-vp9", pixels, *size, _sorted(options), transparent)
    in_range("--crf", factor, 0, 51)
    options = {"crf": str(factor), **chosen.x264}
    if ceil(quality.width / 16) % 8:
        # x264's AVX-512 code for macroblock trees reads what was never written where a row has
        # another number of macroblocks, and no two encodings are the same.
        params = options.get("x264-params", "").replace("mbtree=1:", "")
        options["x264-params"] = ":".join(filter(None, (params, "mbtree=0")))
    return Codec("mp4", "libx264", "yuv420p", *size, _sorted(options))


def _sorted(options: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(options.items()))


def output_path(name: str, output: Path | None, format: str | None) -> Path:
    """Decide where a scene goes; the suffix is the format, and a sequence of pictures has none.

    Parameters
    ----------
    name : str
        The scene's.
    output : Path, optional
        What the user asked for; a folder gets the scene's name, and no suffix gets one. For a
        sequence of pictures it is the folder of them.
    format : str, optional
        What the user asked for; by default it follows the output's suffix, else mp4.

    Raises
    ------
    UsageError
        If both were given and disagree, or the suffix is no format.
    """
    if format is not None:
        format = FORMATS.key(format)
    path = output or Path("renders") / name
    if format == "png-sequence" and not path.suffix:
        return path
    if path.is_dir():
        path = path / name
    suffix = path.suffix[1:].lower()
    if suffix and suffix not in SUFFIXES:
        raise UsageError(f"-o {output}: the suffix must be one of {', '.join(SUFFIXES)}")
    if suffix and format and suffix != format:
        raise UsageError(f"-o {output} and the format {format} disagree; drop one of them")
    return path if suffix else path.with_name(f"{path.name}.{format or 'mp4'}")
