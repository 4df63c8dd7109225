"""Animated pictures: the best choice of colours, and a size that is not exceeded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

import av

from engine.errors import WarpreelError
from scenes.encoding.codec import Codec
from scenes.encoding.conversion import converted
from scenes.encoding.join import decoded
from scenes.encoding.reduction import Reduced
from scenes.languages.numbers import significant

SLOWEST = 7
"""Frames a second, below which nothing moves any more."""

_opened: Any = av.open  # PyAV's own annotation is a union of reading and writing


@dataclass(frozen=True)
class Form:
    """What an animated picture is reduced to.

    Attributes
    ----------
    every : int
        One of so many frames is shown.
    colours : int
    scale : Fraction
        Of width and height.
    """

    every: int = 1
    colours: int = 256
    scale: Fraction = Fraction(1)


def forms(frame_rate: int) -> Iterator[Form]:
    """Yield ever smaller forms: fewer frames first, then fewer colours, then fewer pixels."""
    form = Form()
    yield form
    for every in (2, 3, 4, 6, 8):
        if frame_rate / every >= SLOWEST:
            form = replace(form, every=every)
            yield form
    for colours in (128, 64, 32):
        form = replace(form, colours=colours)
        yield form
    for eighths in (6, 4, 3, 2):
        form = replace(form, scale=Fraction(eighths, 8))
        yield form


def write_gif(
    segments: list[bytes], codec: Codec, path: Path, limit: int | None = None
) -> Reduced | None:
    """Write an animated picture.

    Parameters
    ----------
    segments : list of bytes
        Files made by `scenes.encoding.encoder.Encoder` with the same codec, lossless.
    codec : Codec
    path : Path
    limit : int, optional
        Most bytes. The first of `forms` that keeps within it is written; each is tried.

    Returns
    -------
    Reduced or None
        What was chosen; None without a limit.

    Raises
    ------
    WarpreelError
        If even the least of forms is larger.
    """
    film = _SegmentedFilm(segments, codec)
    if limit is None:
        film.write(Form(), path)
        return None
    *greater, least = forms(codec.frame_rate)
    for form in greater:
        if film.write(form, path, limit):
            return film.told(form, path)
    film.write(least, path)
    told = film.told(least, path)
    if told.bytes > limit:
        raise WarpreelError(
            f"no form of this film fits within {significant(limit / 1e6)} MB, not even {told}; "
            "raise --max-size, choose a smaller -q, or make a webm"
        )
    return told


class _SegmentedFilm:
    """A film that is looked at several times."""

    def __init__(self, segments: list[bytes], codec: Codec) -> None:
        self.segments, self.codec = segments, codec
        self.tick = Fraction(1, codec.frame_rate)
        self.palettes: dict[int, Any] = {}

    def told(self, form: Form, path: Path) -> Reduced:
        width, height = self._size(form)
        rate = self.codec.frame_rate / form.every
        return Reduced(rate, form.colours, width, height, path.stat().st_size)

    def write(self, form: Form, path: Path, limit: int | None = None) -> bool:
        """Write the film in a form; give up, and tell so, once it has exceeded the limit."""
        with _opened(str(path), "w", format="gif") as film:
            film.flags |= av.container.Flags.bitexact.value
            stream = film.add_stream("gif", rate=self.codec.frame_rate)
            stream.pix_fmt = "pal8"
            stream.width, stream.height = self._size(form)
            for picture in self._pictures(form):
                film.mux(stream.encode(picture))
                if limit is not None and path.stat().st_size > limit:
                    return False
            film.mux(stream.encode())
        return limit is None or path.stat().st_size <= limit

    def _size(self, form: Form) -> tuple[int, int]:
        width, height = self.codec.width * form.scale, self.codec.height * form.scale
        return max(round(width), 1), max(round(height), 1)

    def _pictures(self, form: Form) -> Iterator[Any]:
        """Draw every frame of the form with the colours of its palette."""
        graph: Any = av.filter.Graph()
        source = graph.add_buffer(
            width=self.codec.width, height=self.codec.height, format=self.codec.pixel_format,
            time_base=self.tick,
        )  # fmt: skip
        palette = self._palette(form.colours)
        colours = graph.add_buffer(
            width=palette.width, height=palette.height, format=palette.format.name,
            time_base=self.tick,
        )  # fmt: skip
        width, height = self._size(form)
        scale = graph.add("scale", f"{width}:{height}:flags=lanczos")
        use = graph.add("paletteuse", "dither=bayer:bayer_scale=5:diff_mode=rectangle")
        sink = graph.add("buffersink")
        source.link_to(scale)
        scale.link_to(use, 0, 0)
        colours.link_to(use, 0, 1)
        use.link_to(sink)
        graph.configure()
        colours.push(palette)
        colours.push(None)
        number = 0
        for frame in chain(self._frames(form.every), [None]):
            source.push(frame)
            for picture in _pulled(sink):
                picture.pts, picture.time_base = number * form.every, self.tick
                number += 1
                yield picture

    def _frames(self, every: int = 1) -> Iterator[Any]:
        for number, frame in enumerate(decoded(self.segments)):
            if number % every == 0:
                frame.pts, frame.time_base = number // every, self.tick
                yield converted(frame, self.codec.pixel_format)

    def _palette(self, colours: int) -> Any:
        """Choose the colours by a look at all frames."""
        if colours not in self.palettes:
            self.palettes[colours] = _palette(self._frames(), self.codec, colours)
        return self.palettes[colours]


def _palette(frames: Iterable[Any], codec: Codec, colours: int) -> Any:
    graph: Any = av.filter.Graph()
    source = graph.add_buffer(
        width=codec.width, height=codec.height, format=codec.pixel_format,
        time_base=Fraction(1, codec.frame_rate),
    )  # fmt: skip
    graph.link_nodes(
        source,
        graph.add("palettegen", f"max_colors={colours}:stats_mode=diff"),
        graph.add("buffersink"),
    ).configure()
    for frame in frames:
        graph.push(frame)
    graph.push(None)
    return graph.pull()


def _pulled(sink: Any) -> Iterator[Any]:
    with suppress(av.error.BlockingIOError, av.error.EOFError):
        while True:
            yield sink.pull()
