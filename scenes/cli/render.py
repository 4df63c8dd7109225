"""``warpreel render``: train if need be, render, and say what came of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from engine.errors import UsageError
from engine.files import check_name
from engine.options import in_range
from scenes.cli.folders import folder_for
from scenes.cli.progress import bars, rendering_bar, work_bars
from scenes.cli.sizes import bytes_of
from scenes.encoding.codec import X264
from scenes.encoding.format import Format
from scenes.encoding.formats import FORMATS, codec_for, format_of, output_path
from scenes.encoding.qualities import QUALITIES, Quality
from scenes.languages.language import LANGUAGES
from scenes.languages.lookup import language_of
from scenes.languages.numbers import counted, grouped
from scenes.storytelling.film_entry import FilmEntry

if TYPE_CHECKING:
    from scenes.rendering.film import Outcome
    from scenes.rendering.workers import Workers


def render_command(name: str, entry: FilmEntry) -> Callable[..., None]:
    """Return the command that renders one scene."""

    def command(
        spec: Any,
        *,
        output: Annotated[Path | None, Parameter(name=("--output", "-o"))] = None,
        quality: Annotated[str, Parameter(name=("--quality", "-q"))] = "m",
        format: Annotated[str | None, Parameter(name="--format")] = None,
        last_frame: Annotated[bool, Parameter(name=("--last-frame", "-s"), negative="")] = False,
        transparent: Annotated[bool, Parameter(name=("--transparent", "-t"), negative="")] = False,
        contact_sheet: Annotated[bool, Parameter(negative="")] = False,
        captions: Annotated[bool, Parameter(negative="")] = False,
        captions_in: Annotated[tuple[str, ...], Parameter(negative="")] = (),
        preset: str | None = None,
        crf: int | None = None,
        encoder: str = X264,
        max_size: str | None = None,
        jobs: Annotated[int | None, Parameter(name=("--jobs", "-j"))] = None,
        cluster: str | None = None,
        fresh: Annotated[bool, Parameter(negative="")] = False,
        preview: Annotated[bool, Parameter(name=("--preview", "-p"), negative="")] = False,
    ) -> None:
        # Imported late, so that --help and mistakes are answered at once.
        from scenes.films.render import render_scene
        from scenes.web.captions import caption_paths, keep_captions, retold

        still = last_frame or contact_sheet
        if still and (captions or captions_in):
            option = "--captions" if captions else "--captions-in"
            raise UsageError(f"{option}: a single picture has none; leave it out")
        spoken = language_of(spec.lang)
        others = [language_of(each) for each in captions_in]
        if still and format not in (None, "png"):
            raise UsageError(f"--format {format}: a single picture is a png; leave it out")
        stem = f"{name}-sheet" if contact_sheet else name
        path = output_path(stem, output, "png" if still else format)
        size = QUALITIES.find(quality).shaped(spec.aspect)
        spoken_in = [*([spoken] if captions else []), *others]
        for language in spoken_in:
            for each in caption_paths(path, language):
                check_name(each)
        chosen = format_of(path)
        if cluster is not None and encoder != X264:
            raise UsageError("--encoder is for this machine, not for a --cluster; leave it out")
        codec = codec_for(chosen, size, preset, crf, transparent=transparent, encoder=encoder)
        limit = _limit(max_size, chosen)
        chosen.check_place(path)
        in_range("--jobs", jobs, 1, 256)
        if jobs is not None and cluster is not None:
            raise UsageError("--jobs has no effect on a --cluster; leave one of them out")
        if cluster is not None:
            from scenes.rendering.cluster import check_address

            check_address(cluster)
        began = time.monotonic()
        with folder_for(path), bars() as progress:
            rendered = render_scene(
                entry,
                spec,
                path,
                size,
                kind="contact sheet" if contact_sheet else "film",
                codec=codec,
                limit=limit,
                workers=lambda: _workers(jobs, cluster, entry),
                work=work_bars(progress),
                watch=rendering_bar(progress, name),
                fresh=fresh,
                dry_pass=not progress.disable,
            )
        outcome = rendered.outcome
        _print_outcome(outcome, size, began)
        for line in rendered.report:
            print(line)
        if outcome.timeline is not None:
            for language in spoken_in:
                told = outcome.timeline
                if language is not spoken:
                    told = retold(told, spoken, language)
                for written in keep_captions(told, language, path):
                    print(written)
        if preview:
            from manim.utils.file_ops import open_file

            open_file(path)

    command.__name__ = name
    command.__doc__ = f"""Film: {entry.summary}.

    Parameters
    ----------
    output
        Where to put it [renders/{name}.mp4]; the suffix chooses the format. A png-sequence is a
        folder.
    quality
        l 480p15, m 720p30, h 1080p60, p 1440p60 or k 2160p60.
    format
        {"; ".join(f"{each}: {format.summary}" for each, format in FORMATS.items())}.
    last_frame
        Only the last frame: the same as --format png.
    contact_sheet
        Only a picture of the first, middle and last frame of every section, with their times.
    captions
        Also write what the film says: subtitles (.srt, .vtt) and a transcript (.txt), beside it.
    captions_in
        Write them in another language too, timed with this film: {", ".join(LANGUAGES)}, or a
        catalogue of your own; may be given several times.
    transparent
        Leave the background out (webm, png and png-sequence).
    preset
        How much work goes into the encoding: preview, film, manim or small [by quality: preview for
        l and m, film for h, p and k].
    crf
        Constant rate factor [23]: lower is better and larger.
    encoder
        Of mp4: x264; videotoolbox, nvenc, qsv or vaapi, at x264's quality; or auto, which is the
        first of these that is as good on this machine, else x264.
    max_size
        Most that a gif may take, e.g. 8MB: frame rate, colours and size are reduced in this order.
    jobs
        Processes that draw at once [half the processors, as each also keeps its encoder busy].
    cluster
        Address of a Dask scheduler whose workers draw, instead of this machine.
    fresh
        Draw everything anew, whatever is kept from earlier.
    preview
        Open it when it is done.
    """
    return command


def _limit(text: str | None, format: Format) -> int | None:
    if text is None:
        return None
    if not format.can_be_limited:
        able = [name for name, each in FORMATS.items() if each.can_be_limited]
        raise UsageError(
            f"--max-size is for {' and '.join(able)}; a {format.name} gets smaller with a smaller "
            "-q" + ", or a higher --crf" * format.has_rate
        )
    return bytes_of("--max-size", text)


def _workers(jobs: int | None, cluster: str | None, entry: FilmEntry) -> Workers | None:
    from scenes.rendering.workers import cores, local_workers

    if cluster is not None:
        from scenes.rendering.cluster import cluster_workers

        return cluster_workers(cluster)
    count = jobs or max(cores() // 2, 1)
    return None if count == 1 else local_workers(count, entry.home.partition(":")[0])


def _print_outcome(outcome: Outcome, size: Quality, began: float) -> None:
    if outcome.unchanged:
        print(f"{outcome.path}: unchanged since it was rendered")
        return
    shape = f"{outcome.path}: {outcome.reduced or f'{size.width}×{size.height}'}"
    seconds = f"made in {grouped(time.monotonic() - began)} s"
    kept = outcome.segments - outcome.drawn
    if outcome.lost_workers:
        print("the cluster was lost on the way; this machine drew the rest", file=sys.stderr)
    print(
        f"{shape}, {seconds}"
        + (f", {kept} of {counted(outcome.segments, 'segment')} kept" * (kept > 0))
    )
