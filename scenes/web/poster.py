"""The picture that stands for a film until it is played."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from engine.errors import WarpreelError
from scenes.rendering.film import timeline_of_file
from scenes.rendering.timeline import Timeline
from scenes.web.reading import opened, read

KEY = "Poster of"
"""In a poster made by us, before the digest of its film: when the film changes, so must it."""

STANDING = 0.8
"""Part of the time of a sentence after which what it tells of is there, and nothing fades yet."""


def poster_of(path: Path) -> tuple[Path, bytes]:
    """Return the poster of a film: the PNG of its name beside it, or a frame of it.

    The frame is one of the first section where the film is known, else the one in the middle.

    Returns
    -------
    path : Path
        Where it is, or belongs.
    png : bytes
        Differs from what is there if that is missing, or was made for another film.

    Raises
    ------
    WarpreelError
        If the film cannot be read.
    """
    place = path.with_suffix(".png")
    digest = hashlib.sha256(read(path)).hexdigest()
    if place.exists() and _made_for(place) in (None, digest):
        return place, read(place)
    timeline = timeline_of_file(path)
    picture = frame_at(path, None if timeline is None else best_moment(timeline))
    facts, png = PngInfo(), io.BytesIO()
    facts.add_text(KEY, digest)
    picture.save(png, "PNG", pnginfo=facts)
    return place, png.getvalue()


def _made_for(poster: Path) -> str | None:
    """Tell for which film a poster was made by us; None if it was made by others."""
    try:
        with Image.open(poster) as picture:
            return picture.info.get(KEY)
    except OSError as error:
        raise WarpreelError(
            f"cannot read the poster {poster}: it is damaged; delete it, or name another with "
            "--poster"
        ) from error


def best_moment(timeline: Timeline) -> float:
    """Choose a time in seconds at which all of the first section is seen, before it fades."""
    section = timeline.sections[0]
    said = [each for each in timeline.sentences if section.begin <= each.begin < section.end]
    if not said:
        return section.end
    return said[-1].begin + STANDING * (said[-1].end - said[-1].begin)


def frame_at(path: Path, end: float | None) -> Image.Image:
    """Decode the last frame before a time in seconds, or the one in the middle of the film."""
    with opened(path) as film:
        stream = film.streams.video[0]
        step = 1 / float(stream.average_rate)
        if end is None:
            end = (film.duration or 0) / av.time_base / 2
        film.seek(max(int((end - step) * av.time_base), 0))
        shown = None
        for frame in _decoded(film, stream):
            if shown is not None and frame.time > end - step / 2:
                break
            shown = frame
        if shown is None:
            raise WarpreelError(f"the film {path} has no picture that can be read; render it anew")
        return Image.fromarray(shown.to_ndarray(format="rgba"))


def _decoded(film: Any, stream: Any) -> Iterator[Any]:
    if stream.metadata.get("ALPHA_MODE") != "1":
        yield from film.decode(stream)
        return
    decoder: Any = av.CodecContext.create("libvpx-vp9", "r")  # FFmpeg's own decoder drops alpha
    for packet in film.demux(stream):
        yield from decoder.decode(packet if packet.size else None)
