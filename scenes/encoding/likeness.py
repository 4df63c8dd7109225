"""How alike two films look, by the measure that encoders are compared with."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import av
import numpy as np

from scenes.encoding.conversion import converted


def mean_ssim(frames: Iterable[Any], others: Iterable[Any]) -> float:
    """Return the mean structural similarity of frames, over brightness and colour.

    Parameters
    ----------
    frames, others : iterable of av.VideoFrame
        As many of each, of one size.

    Returns
    -------
    float
        1 if all are alike.
    """
    pairs = list(zip(frames, others, strict=True))
    first, tick = pairs[0][0], Fraction(1, 25)
    graph: Any = av.filter.Graph()
    sources = [
        graph.add_buffer(
            width=first.width, height=first.height, format="yuv420p", time_base=tick
        )
        for _ in range(2)
    ]  # fmt: skip
    compare, sink = graph.add("ssim"), graph.add("buffersink")
    for place, source in enumerate(sources):
        source.link_to(compare, 0, place)
    compare.link_to(sink)
    graph.configure()
    for number, pair in enumerate(pairs):
        for source, frame in zip(sources, pair, strict=True):
            frame = converted(frame, "yuv420p")
            frame.pts, frame.time_base = number, tick
            source.push(frame)
    for source in sources:
        source.push(None)
    return float(np.mean([float(sink.pull().metadata["lavfi.ssim.All"]) for _ in pairs]))
