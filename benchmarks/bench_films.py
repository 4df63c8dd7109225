"""Whole films at 1080p: drawing and encoding, against stock Manim and against the encoder alone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from manim import logger, tempconfig
from pictures import FULL_HD, OurGrid, OurSurface, StockGrid, StockSurface
from side_by_side import Race, Row, race

from scenes.encoding.codec import PRESETS
from scenes.encoding.formats import FORMATS, codec_for
from scenes.encoding.qualities import Quality
from scenes.rendering.film import render

ROUNDS = 3
SURFACE_RATE = 30
"""Frames of the rotating surface: Manim takes its time for each."""
GRID, STOCK = "82 warped curves and 600 points, 1080p60", "stock Manim, its defaults"
LOSSLESS = {"preset": "ultrafast", "crf": "0"}


def ours(
    scene: type, path: Path, preset: str = "film", rate: int = 60, crf: int | None = None
) -> None:
    """Film a scene by our renderer."""
    quality = Quality(1920, 1080, rate)
    render(scene, path, quality, codec=codec_for(FORMATS["mp4"], quality, preset, crf))


def stock(scene: type, path: Path, options: dict[str, str] | None = None, rate: int = 60) -> None:
    """Film a scene as Manim does by default, or with other options of its encoder."""
    settings: dict[str, Any] = {
        **FULL_HD, "frame_rate": rate, "media_dir": path.parent, "progress_bar": "none",
        "verbosity": "ERROR", "disable_caching": True, "video_encoder_options": options or {},
    }  # fmt: skip
    with tempconfig(settings):
        film = scene()
        film.render()
        Path(film.renderer.file_writer.final_file_path).rename(path)


def encode(frames: list[np.ndarray], path: Path, options: dict[str, str]) -> None:
    """Encode frames that are there already, and do nothing else."""
    with av.open(str(path), "w") as film:
        stream: Any = film.add_stream("libx264", rate=60, options=options)
        stream.width, stream.height, stream.pix_fmt = 1920, 1080, "yuv420p"
        for i, pixels in enumerate(frames):
            frame = av.VideoFrame.from_numpy_buffer(pixels, format="rgba")
            frame.pts, frame.time_base = i, Fraction(1, 60)
            film.mux(stream.encode(frame))
        film.mux(stream.encode())


def decoded(path: Path) -> Iterator[Any]:
    """Read a film's frames."""
    with av.open(str(path)) as film:
        yield from film.decode(video=0)


def likeness(path: Path, reference: Path) -> tuple[float, float]:
    """Give mean SSIM and PSNR (of luma, decibels) of a film against a lossless one."""
    means = []
    for measure, key in (("ssim", "lavfi.ssim.All"), ("psnr", "lavfi.psnr.psnr.y")):
        graph: Any = av.filter.Graph()
        sources = [graph.add_buffer(width=1920, height=1080, format="yuv420p",
                                    time_base=Fraction(1, 60)) for _ in range(2)]  # fmt: skip
        compare, sink = graph.add(measure), graph.add("buffersink")
        for i, source in enumerate(sources):
            source.link_to(compare, 0, i)
        compare.link_to(sink)
        graph.configure()
        values = []
        for i, pair in enumerate(zip(decoded(path), decoded(reference), strict=True)):
            for source, frame in zip(sources, pair, strict=True):
                frame.pts, frame.time_base = i, Fraction(1, 60)
                source.push(frame)
            if i:  # the last one waits to see whether another follows
                values.append(float(sink.pull().metadata[key]))
        means.append(float(np.mean(values)))
    return means[0], means[1]


def per_frame(result: Race, film: Path) -> str:
    """Write both costs of a frame."""
    return f"{result.times(1e-3, sum(1 for _ in decoded(film)))} a frame"


def rows() -> list[Row]:
    """Measure the grid, an unmodified scene, and the surface; its lossless films warm both up."""
    logger.setLevel("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        mine, theirs = Path(folder) / "mine.mp4", Path(folder) / "theirs.mp4"
        return [
            *_grid_against_stock(mine, theirs),
            *_grid_against_the_encoder(mine, theirs),
            _unmodified(mine, theirs),
            _surface(mine, theirs),
        ]


def _grid_against_stock(mine: Path, theirs: Path) -> list[Row]:
    lossless, their_lossless = (each.with_stem(f"{each.stem}_lossless") for each in (mine, theirs))
    ours(OurGrid, lossless, crf=0)
    stock(StockGrid, their_lossless, LOSSLESS)
    table = []
    for preset, target, larger, unlike in (("film", 4, 1, 0.005), ("preview", 7, None, None)):
        what = f"{GRID}, preset {preset}"
        result = race(
            lambda preset=preset: ours(OurGrid, mine, preset),
            lambda: stock(StockGrid, theirs),
            ROUNDS,
            warm=False,
        )
        sizes = mine.stat().st_size / 1e6, theirs.stat().st_size / 1e6
        ssim, psnr = zip(likeness(mine, lossless), likeness(theirs, their_lossless), strict=True)
        table += [
            Row(what, STOCK, per_frame(result, mine), result.wall, target),
            Row("… size of its file", STOCK, f"{sizes[0]:.2f} : {sizes[1]:.2f} MB",
                sizes[0] / sizes[1], larger, most=True),
            Row("… SSIM with lossless frames, difference", STOCK,
                f"{ssim[0]:.4f} : {ssim[1]:.4f} (PSNR {psnr[0]:.1f} : {psnr[1]:.1f} dB)",
                ssim[1] - ssim[0], unlike, most=True),
        ]  # fmt: skip
    return table


def _grid_against_the_encoder(mine: Path, theirs: Path) -> list[Row]:
    ours(OurGrid, mine, crf=0)
    frames = [frame.to_ndarray(format="rgba") for frame in decoded(mine)]
    table = []
    for preset in ("manim", "film", "preview"):
        options = {"crf": "23", **PRESETS[preset].x264}
        result = race(
            lambda preset=preset: ours(OurGrid, mine, preset),
            lambda options=options: encode(frames, theirs, options),
            ROUNDS,
            warm=False,
        )
        what, against = f"{GRID}, preset {preset}", "the encoder alone, same preset and frames"
        table.append(Row(what, against, per_frame(result, mine), 1 / result.wall, 1.3, most=True))
    return table


def _unmodified(mine: Path, theirs: Path) -> Row:
    options = {"crf": "23", **PRESETS["film"].x264}
    result = race(
        lambda: ours(StockGrid, mine),
        lambda: stock(StockGrid, theirs, options),
        ROUNDS,
        warm=False,
    )
    what = "82 VMobjects and 600 Dots, unmodified, through our camera, 1080p60"
    return Row(what, "stock camera, same preset", per_frame(result, mine), result.wall, 2)


def _surface(mine: Path, theirs: Path) -> Row:
    result = race(
        lambda: ours(OurSurface, mine, rate=SURFACE_RATE),
        lambda: stock(StockSurface, theirs, rate=SURFACE_RATE),
        ROUNDS,
        warm=False,
    )
    what, against = "rotating 40×40 surface, 1080p", "stock ThreeDScene and Surface"
    return Row(what, against, per_frame(result, mine), result.wall, 30)
