"""Render a film from Python, as ``warpreel render`` does from a shell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.options import spec_of
from scenes.cli.render import render_command
from scenes.encoding.formats import output_path
from scenes.films.catalogue import CATALOGUE


def render(
    film: str,
    /,
    path: str | Path | None = None,
    *,
    quality: str = "m",
    transparent: bool = False,
    captions: bool = False,
    preset: str | None = None,
    crf: int | None = None,
    encoder: str = "x264",
    max_size: str | None = None,
    jobs: int = 1,
    cluster: str | None = None,
    fresh: bool = False,
    **options: Any,
) -> Path:
    """Render a film to a file, and print what was measured.

    Parameters
    ----------
    film : str
        Its name, as ``warpreel list`` prints it.
    path : str or Path, optional
        Where to put it; the suffix chooses the format (mp4, webm, gif, or png for the last frame),
        and a path without one is a folder for all frames. ``renders/FILM.mp4`` by default.
    quality : str
        l 480p15, m 720p30, h 1080p60, p 1440p60 or k 2160p60.
    transparent : bool
        Whether to leave the background out (webm and png).
    captions : bool
        Whether to write subtitles and a transcript beside the film.
    preset : str, optional
        How much work goes into the encoding: preview, film, manim or small; by quality if omitted.
    crf : int, optional
        Constant rate factor: lower is better and larger.
    encoder : str
        Of mp4: x264; videotoolbox, nvenc, qsv or vaapi, at x264's quality; or auto, the first of
        these that is as good on this machine, else x264.
    max_size : str, optional
        Most that a gif may take, such as ``"8MB"``.
    jobs : int
        Processes that draw at once. With more than one, a script needs the usual
        ``if __name__ == "__main__":`` around its work.
    cluster : str, optional
        Address of a Dask scheduler whose workers draw, instead of this machine.
    fresh : bool
        Whether to draw everything anew, whatever is kept from earlier.
    **options
        Those of the film, such as ``lang="zh"``; ``warpreel render FILM --help`` lists them.

    Returns
    -------
    Path
        The file, or the folder of frames.

    Raises
    ------
    UsageError
        If there is no such film, quality or option, or a value can't be meant.
    WarpreelError
        If the film can't be computed or written.
    """
    name = CATALOGUE.key(film)
    entry = CATALOGUE[name]
    spec = spec_of(entry.spec, options)
    place = output_path(name, None if path is None else Path(path), None)
    render_command(name, entry)(
        spec,
        output=place,
        quality=quality,
        last_frame=place.suffix.lower() == ".png",
        transparent=transparent,
        captions=captions,
        preset=preset,
        crf=crf,
        encoder=encoder,
        max_size=max_size,
        jobs=jobs if cluster is None else None,
        cluster=cluster,
        fresh=fresh,
    )
    return place
