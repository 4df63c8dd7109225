"""Playing a scene: in the frame that was asked for, to whoever takes its frames, to the end."""

import os
from pathlib import Path
from typing import Any, ClassVar
from xml.etree.ElementTree import ParseError

import numpy as np
import pytest
from manim import Scene, config

from engine.errors import WarpreelError
from scenes.encoding.codec import Codec
from scenes.encoding.formats import FORMATS, codec_for
from scenes.encoding.qualities import QUALITIES
from scenes.rendering.film import render
from scenes.rendering.job import Film, Job, Share
from scenes.rendering.playback import Consumer, draw_share, perform
from scenes.rendering.segments import SegmentCache
from tests.support.command_line import listing
from tests.support.decoded import frames
from tests.support.films import SMALL, Broken, Busy, Moving

CODEC = codec_for(FORMATS["png-sequence"], SMALL)


class Watching(Consumer):
    """Takes every frame and the time after every step."""

    draws = True

    def __init__(self, job: Job, share: Share) -> None:
        self.times: list[float] = []
        super().__init__(job, share, self.times.append)
        self.frames: list[np.ndarray] = []
        self.ended = 0

    def take(self, frame: np.ndarray, repeat: int) -> None:
        self.frames += [frame.copy()] * repeat

    def end(self, renderer: Any) -> None:
        self.ended += 1


SETTINGS = ("pixel_width", "pixel_height", "frame_width", "frame_height", "seed")


class Settings(Scene):
    """A scene that writes down the settings it is played with."""

    seen: ClassVar[dict[str, Any]] = {}

    def construct(self) -> None:
        self.seen.update((name, getattr(config, name)) for name in SETTINGS)
        self.wait(0.2)


def job_of(scene: type[Scene], codec: Codec = CODEC, folder: Path | None = None) -> Job:
    return Job(Film(scene), codec, "a key", folder)


def watched(scene: type[Scene], codec: Codec = CODEC) -> Watching:
    consumer = Watching(job_of(scene, codec), Share())
    perform(Film(scene), codec, consumer)
    return consumer


def pictures(report: Any) -> np.ndarray:
    return np.concatenate([frames(report.data[each.key]) for each in report.segments])


def test_every_frame_is_taken_and_the_time_told_until_the_end() -> None:
    consumer = watched(Moving)
    assert len(consumer.frames) == 10
    assert consumer.times == sorted(consumer.times)
    assert consumer.times[-1] == pytest.approx(2)
    assert consumer.ended == 1
    assert sum(each.frames for each in consumer.segments) == 10


@pytest.mark.parametrize("aspect", ["16:9", "4:3", "1:1", "9:16"])
def test_a_frame_of_another_shape_is_as_wide_and_higher_or_lower(aspect: str) -> None:
    before = {name: getattr(config, name) for name in SETTINGS}
    quality = QUALITIES["l"].shaped(aspect)
    codec = codec_for(FORMATS["png-sequence"], quality)
    watched(Settings, codec)
    seen = Settings.seen
    across, down = map(int, aspect.split(":"))
    assert (seen["pixel_width"], seen["pixel_height"]) == (quality.width, quality.height)
    assert seen["frame_width"] == pytest.approx(128 / 9)
    assert seen["frame_height"] == pytest.approx(128 / 9 * down / across, rel=2e-3)
    assert seen["seed"] == 0
    assert before == {name: getattr(config, name) for name in before}


def test_a_transparent_film_has_no_background() -> None:
    codec = codec_for(FORMATS["png-sequence"], SMALL, transparent=True)
    (clear,), (opaque,) = (
        {frame[0, 0, 3] for frame in watched(Moving, c).frames} for c in (codec, CODEC)
    )
    assert (clear, opaque) == (0, 255)


def test_shares_together_are_the_film_and_nothing_is_drawn_twice() -> None:
    whole = draw_share(job_of(Busy), Share(), lambda _: None)
    parts = [draw_share(job_of(Busy), Share(part, 2), lambda _: None) for part in range(2)]
    assert [each.total for each in parts] == [whole.total] * 2
    together = sorted((s for part in parts for s in part.segments), key=lambda s: s.number)
    assert together == whole.segments
    data = parts[0].data | parts[1].data
    assert all(data[each.key] == whole.data[each.key] for each in whole.segments)
    assert parts[0].timeline == parts[1].timeline == whole.timeline


def test_a_scout_finds_the_same_segments_and_draws_none() -> None:
    drawn = draw_share(job_of(Moving), Share(), lambda _: None)
    scouted = draw_share(job_of(Moving), Share(), lambda _: None, scout=True)
    assert scouted.segments == drawn.segments
    assert scouted.data == {}
    assert pictures(drawn).shape == (10, 144, 256, 3)


def test_what_is_drawn_is_what_was_taken() -> None:
    report = draw_share(job_of(Moving), Share(), lambda _: None)
    taken = np.stack(watched(Moving).frames)[..., :3]
    assert (pictures(report) == taken).all()


def test_segments_go_into_the_cache_where_there_is_one(tmp_path: Path) -> None:
    report = draw_share(job_of(Moving, folder=tmp_path), Share(), lambda _: None)
    cache = SegmentCache(tmp_path)
    assert report.data == {}
    assert [cache.get(each.key) is not None for each in report.segments] == [True]
    assert list(cache.noted("a key")) != []


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    full = type("Broken", (Broken,), {"problem": OSError(28, os.strerror(28))})
    with pytest.raises(WarpreelError, match="rendering stopped: no space left"):
        render(full, tmp_path / "film.mp4", SMALL)
    assert listing(tmp_path) == []


def test_text_that_was_cut_off_by_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    cut = type("Broken", (Broken,), {"problem": ParseError("unclosed token: line 108, column 0")})
    with pytest.raises(WarpreelError, match=r"a drawing of text in .* is cut off"):
        render(cut, tmp_path / "film.mp4", SMALL)
    assert listing(tmp_path) == []


def test_what_a_scene_raises_is_not_taken_for_a_full_disk() -> None:
    problem = ZeroDivisionError("in a scene")
    scene = type("Broken", (Broken,), {"problem": problem})
    with pytest.raises(ZeroDivisionError, match="in a scene"):
        watched(scene)
