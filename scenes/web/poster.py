"""Posters: the picture that is shown before a film is played."""

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
from scenes.encoding.conversion import pixels_of
from scenes.rendering.known_films import timeline_of_file
from scenes.rendering.timeline import Timeline
from scenes.web.reading import open_film, read_file

KEY = "Poster of"
"""Metadata key in a generated poster for the digest of its film, by which it is known as stale."""

STANDING = 0.8
"""Fraction of a sentence's duration at which all it describes is visible, and nothing fades."""


def poster_of(path: Path) -> tuple[Path, bytes]:
    """Return the poster of a film: the PNG of the same name beside it, or a frame of the film.

    The frame is of the first section if the film's timeline is cached, else the middle one.

    Returns
    -------
    path : Path
        Where the poster is, or should be written.
    png : bytes
        Its content; differs from that of the file if the file is missing or stale.

    Raises
    ------
    WarpreelError
        If the film cannot be read.
    """
    place = path.with_suffix(".png")
    digest = hashlib.sha256(read_file(path)).hexdigest()
    if place.exists() and _made_for(place) in (None, digest):
        return place, read_file(place)
    timeline = timeline_of_file(path)
    picture = frame_at(path, None if timeline is None else best_moment(timeline))
    facts, png = PngInfo(), io.BytesIO()
    facts.add_text(KEY, digest)
    picture.save(png, "PNG", pnginfo=facts)
    return place, png.getvalue()


def _made_for(poster: Path) -> str | None:
    """Return the digest of the film of a generated poster; None if it was not generated."""
    try:
        with Image.open(poster) as picture:
            return picture.info.get(KEY)
    except OSError as error:
        raise WarpreelError(
            f"cannot read the poster {poster}: it is damaged; delete it, or name another with "
            "--poster"
        ) from error


def best_moment(timeline: Timeline) -> float:
    """Return a time in seconds at which all of the first section is visible, before it fades."""
    section = timeline.sections[0]
    said = [each for each in timeline.sentences if section.begin <= each.begin < section.end]
    if not said:
        return section.end
    return said[-1].begin + STANDING * (said[-1].end - said[-1].begin)


def frame_at(path: Path, end: float | None) -> Image.Image:
    """Return the last frame before a time in seconds, or the middle frame, as an RGBA image.

    Parameters
    ----------
    path : Path
    end : float, optional
        The middle of the film if None.

    Raises
    ------
    WarpreelError
        If the film cannot be read, or has no such frame.
    """
    with open_film(path) as film:
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
        return Image.fromarray(pixels_of(shown))


def _decoded(film: Any, stream: Any) -> Iterator[Any]:
    if stream.metadata.get("ALPHA_MODE") != "1":
        yield from film.decode(stream)
        return
    decoder: Any = av.CodecContext.create("libvpx-vp9", "r")  # FFmpeg's own decoder drops alpha
    for packet in film.demux(stream):
        yield from decoder.decode(packet if packet.size else None)
