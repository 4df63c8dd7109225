"""The demo film's first acts: against their length, and what it costs to share their drawing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from side_by_side import Row, cost

from scenes.encoding.formats import FORMATS, codec_for
from scenes.encoding.qualities import QUALITIES
from scenes.films.catalogue import CATALOGUE
from scenes.rendering.film import render
from scenes.rendering.job import Film, Job, Share
from scenes.rendering.workers import draw_by_one, local_workers

WORKERS = 4
ACTS = ("data", "training")
"""Of the film, so that it does not take long."""


def rows() -> list[Row]:
    """Render it three ways."""
    entry = CATALOGUE["space-warp"]
    spec = entry.spec(acts=ACTS)
    film = Film(entry.load(), {"spec": spec, "results": entry.prepare(spec)})
    quality = QUALITIES["m"]
    codec = codec_for(FORMATS["mp4"], quality)
    seconds: list[float] = []

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"

        def share(part: int, parts: int) -> None:
            job = Job(film, codec, f"{part} of {parts}", Path(folder))
            draw_by_one(job, Share(part, parts), scout=False, step=seconds.append)

        def make(workers: Any = None) -> None:
            render(film, path, quality, workers=workers)

        alone = cost(lambda: share(0, 1))
        length = seconds[-1]
        shares = [cost(lambda part=part: share(part, WORKERS)) for part in range(WORKERS)]
        serial = cost(make)
        together = cost(lambda: make(local_workers(2)))
    total = sum(each.cpu for each in shares)
    return [
        Row(
            f"the demo film's first {len(ACTS)} acts, 720p30, {length:.0f} s, in one process",
            "its own length",
            f"{serial.wall:.0f} s (CPU {serial.cpu:.0f}) : {length:.0f} s",
            length / serial.wall,
            1,
        ),
        Row(
            "the same, --jobs 2",
            "its own length",
            f"{together.wall:.0f} s : {length:.0f} s",
            length / together.wall,
            1,
        ),
        Row(
            f"the same, CPU of {WORKERS} workers",
            "one worker",
            f"{total:.0f} s : {alone.cpu:.0f} s",
            total / alone.cpu,
            1.1,
            most=True,
        ),
    ]
