"""``warpreel render``: train if need be, render, and say what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from scenes.catalogue import Entry
from scenes.cli.folders import folder_for
from scenes.cli.progress import bars, rendering_bar, training_bar
from scenes.rendering.film import QUALITIES, output_path, render


def render_command(name: str, entry: Entry) -> Callable[..., None]:
    """Make the command that renders one scene."""

    def command(
        spec: Any,
        *,
        output: Annotated[Path | None, Parameter(name=("--output", "-o"))] = None,
        quality: Annotated[str, Parameter(name=("--quality", "-q"))] = "m",
        format: Annotated[str | None, Parameter(name="--format")] = None,
        last_frame: Annotated[bool, Parameter(name=("--last-frame", "-s"), negative="")] = False,
        preview: Annotated[bool, Parameter(name=("--preview", "-p"), negative="")] = False,
    ) -> None:
        path = output_path(name, output, "png" if last_frame else format)
        size = QUALITIES.find(quality)
        began = time.monotonic()
        with folder_for(path), bars() as progress:
            results = entry.prepare(spec, lambda what: training_bar(progress, what, spec.steps))
            advance = rendering_bar(progress, name)
            scene = entry.load()

            def watch(self: Any, seconds: float) -> None:
                advance(seconds, self.planned)

            film = type(
                scene.__name__, (scene,), {"spec": spec, "results": results, "watch": watch}
            )
            render(film, path, size)
        print(f"{path}: {size.width}×{size.height}, made in {time.monotonic() - began:.0f} s")
        for line in results.report():
            print(line)
        if preview:
            from manim.utils.file_ops import open_file

            open_file(path)

    command.__name__ = name
    command.__doc__ = f"""Film: {entry.summary}.

    Parameters
    ----------
    output
        Where to put it [renders/{name}.mp4]; the suffix chooses the format.
    quality
        l 480p15, m 720p30, h 1080p60, p 1440p60 or k 2160p60.
    format
        mp4, gif, webm, or png for the last frame.
    last_frame
        Only the last frame: the same as --format png.
    preview
        Open it when it is done.
    """
    return command
