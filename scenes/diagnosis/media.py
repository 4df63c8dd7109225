"""Which encoders and fonts are found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from scenes.diagnosis.finding import Finding, State, one_line
from scenes.encoding.codec import Codec
from scenes.encoding.formats import FORMATS, codec_for
from scenes.encoding.qualities import QUALITIES
from scenes.theme.typefaces import BUNDLED, Typeface

SAMPLE = {"Inter": "Loss 0.25 × σ", "Noto Sans SC": "神经网络"}
"""Characters that films write, by the typeface that has to hold them."""


def encoders() -> Iterator[Finding]:
    """Tell which formats can be written."""
    for name, format in FORMATS.items():
        codec = codec_for(format, QUALITIES["l"])
        told = _missing_encoder(codec)
        if told is None:
            yield Finding(f"format {name}", State.OK, f"{format.summary}; encoder {codec.encoder}")
        else:
            yield Finding(f"format {name}", State.FAULT, told)


def _missing_encoder(codec: Codec) -> str | None:
    import av
    from av.codec.codec import UnknownCodecError

    try:
        av.Codec(codec.encoder, "w")
    except UnknownCodecError:
        return (
            f"av {av.__version__} has no encoder {codec.encoder}: pip install --force-reinstall av"
        )
    return None


def hardware_encoders() -> Iterator[Finding]:
    """Tell which encoders of graphics hardware come up to x264."""
    from scenes.encoding.hardware import HARDWARE, UnfitError, matched

    codec = codec_for(FORMATS["mp4"], QUALITIES["m"])
    fit = []
    for name in HARDWARE:
        with suppress(UnfitError):
            fit.append(f"--encoder {name} ({matched(name, codec).encoder})")
    told = f"at x264's quality by {', '.join(fit)}; x264 unless asked for" if fit else (
        f"none of {', '.join(HARDWARE)} encodes here at x264's quality; x264 encodes"
    )  # fmt: skip
    yield Finding("hardware", State.OK, told)


def fonts(typefaces: tuple[Typeface, ...] = BUNDLED) -> Iterator[Finding]:
    """Tell whether the typefaces of the package are there, can be read and hold what is needed."""
    from fontTools.ttLib import TTFont, TTLibError

    for each in typefaces:
        try:
            for file in (each.regular, each.bold):
                with file.open("rb") as stream, TTFont(stream, lazy=True) as font:
                    held = set(font.getBestCmap())
                lacking = [c for c in SAMPLE.get(each.family, "") if ord(c) not in held]
                if lacking:
                    raise TTLibError(f"{file} lacks {' '.join(lacking)}")
        except (OSError, TTLibError) as error:
            told = f"{one_line(error)}: install Warpreel anew"
            yield Finding(f"font {each.family}", State.FAULT, told)
        else:
            yield Finding(f"font {each.family}", State.OK, f"two weights in {each.regular.parent}")
