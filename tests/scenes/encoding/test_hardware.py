"""Hardware encoders: found by trying, as good as x264 or not taken.

No machine that tests has to have one, so one of FFmpeg's own encoders stands in: whatever is asked
of hardware is asked of it, by the same way.
"""

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import av
import pytest
from av.video.reformatter import Colorspace

from engine.errors import UnknownNameError, UsageError
from scenes.encoding import hardware
from scenes.encoding.codec import Codec
from scenes.encoding.formats import FORMATS, codec_for
from scenes.encoding.hardware import HARDWARE, Hardware, UnfitError, encoded_by, matched
from scenes.encoding.join import join
from scenes.encoding.qualities import QUALITIES, Quality
from tests.support.command_line import CommandLine
from tests.support.segments import QUALITY, encode, segments

X264 = codec_for(FORMATS["mp4"], Quality(192, 108, 10))
ABSENT = tuple(HARDWARE)
Add = Callable[..., None]


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch) -> Iterator[Add]:
    """Put a stand-in among the encoders; it reaches the quantizers given, from coarse to fine."""

    def add(name: str = "stand-in", quantizers: range = range(31, 0, -1)) -> None:
        qualities = tuple({"qmin": str(each), "qmax": str(each)} for each in quantizers)
        monkeypatch.setitem(HARDWARE._entries, name, Hardware("mpeg4", {}, qualities, "yuv420p"))

    matched.cache_clear()
    yield add
    matched.cache_clear()


def similarity(codec: Codec) -> float:
    return hardware._similarity(codec, hardware.trial_pictures(codec.width, codec.height))


def test_the_coarsest_setting_that_comes_up_to_x264_is_taken(add: Add) -> None:
    add()
    fit = encoded_by("stand-in", X264)
    place = HARDWARE["stand-in"].qualities.index(
        {key: value for key, value in fit.options if key != "bf"}
    )
    coarser = HARDWARE["stand-in"].codec(X264, place - 1)
    assert similarity(coarser) < similarity(X264) <= similarity(fit)


def test_a_better_x264_asks_for_more(add: Add) -> None:
    add()
    coarse, fine = (
        dict(encoded_by("stand-in", codec_for(FORMATS["mp4"], QUALITY, crf=crf)).options)["qmax"]
        for crf in (40, 20)
    )
    assert int(coarse) > int(fine)


def test_the_codec_tells_the_encoder_apart_and_gives_the_same_film_twice(
    add: Add, tmp_path: Path
) -> None:
    add()
    codec = encoded_by("stand-in", codec_for(FORMATS["mp4"], QUALITY))
    assert (codec.encoder, codec.reordering) == ("mpeg4", 0)
    assert replace(codec, options=()) != replace(codec_for(FORMATS["mp4"], QUALITY), options=())
    parts, pictures = segments(codec)
    assert parts == segments(codec)[0]
    join(parts, codec, tmp_path / "film.mp4", FORMATS["mp4"])
    with av.open(str(tmp_path / "film.mp4")) as film:
        assert sum(1 for _ in film.decode(video=0)) == len(pictures)


def test_auto_takes_the_first_that_is_fit(add: Add) -> None:
    add("coarse", range(31, 28, -1))
    add("fine")
    assert encoded_by("auto", X264) == encoded_by("fine", X264) != X264


def test_one_that_stays_below_x264_is_refused_by_name_and_passed_over_by_auto(add: Add) -> None:
    add("coarse", range(31, 28, -1))
    assert encoded_by("auto", X264) == X264
    with pytest.raises(UsageError, match="coarse: mpeg4 does not come up to x264's quality; leave"):
        encoded_by("coarse", X264)


def test_one_that_never_encodes_the_same_twice_is_unfit(
    add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add()
    true, count = hardware._encoded, iter(range(1000))
    monkeypatch.setattr(hardware, "_encoded", lambda *a: true(*a) + bytes(next(count)))
    with pytest.raises(UnfitError, match="twice"):
        matched("stand-in", X264)


@pytest.mark.parametrize("name", ABSENT)
def test_what_cannot_be_opened_is_unfit(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = replace(HARDWARE[name], encoder="h264_nothing")
    monkeypatch.setitem(HARDWARE._entries, name, nothing)
    matched.cache_clear()
    with pytest.raises(UsageError, match=f"--encoder {name}: h264_nothing does not encode on this"):
        encoded_by(name, X264)


def test_that_none_is_there_is_found_out_in_less_than_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ABSENT:
        nothing = replace(HARDWARE[name], encoder="h264_nothing")
        monkeypatch.setitem(HARDWARE._entries, name, nothing)
    matched.cache_clear()
    codec = codec_for(FORMATS["mp4"], QUALITIES["h"])
    began = time.process_time()
    assert encoded_by("auto", codec) == codec
    assert time.process_time() - began < 1


def test_vaapi_is_handed_frames_on_its_device() -> None:
    assert HARDWARE["vaapi"].codec(X264, 0).device == "vaapi"
    assert {HARDWARE[name].codec(X264, 0).device for name in ABSENT[:-1]} == {None}


def test_other_formats_keep_their_encoder() -> None:
    webm = codec_for(FORMATS["webm"], QUALITY)
    assert codec_for(FORMATS["webm"], QUALITY, encoder="auto") == webm
    with pytest.raises(UsageError, match="--encoder nvenc is for mp4"):
        codec_for(FORMATS["webm"], QUALITY, encoder="nvenc")


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean nvenc"):
        encoded_by("nvencc", X264)
    assert encoded_by("X264", X264) == X264


def test_the_pictures_tried_are_hard_enough_to_tell_qualities_apart() -> None:
    found = [similarity(codec_for(FORMATS["mp4"], QUALITY, crf=crf)) for crf in (40, 30, 20)]
    assert found == sorted(set(found))


def test_a_film_is_rendered_by_the_encoder_asked_for(
    add: Add, warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(QUALITIES._entries, "l", Quality(96, 54, 2, "preview"))
    add()
    add("coarse", range(31, 30, -1))
    film = ("render", "affine", "-q", "l", "--tempo", "20", "-o")
    assert warpreel(*film, "hard.mp4", "--encoder", "stand-in").code == 0
    assert warpreel(*film, "soft.mp4").code == 0
    names = {}
    for path in ("hard.mp4", "soft.mp4"):
        with av.open(path) as container:
            names[path] = container.streams.video[0].codec_context.name
    assert names == {"hard.mp4": "mpeg4", "soft.mp4": "h264"}
    first = Path("hard.mp4").read_bytes()
    assert warpreel(*film, "again.mp4", "--encoder", "stand-in", "--fresh").code == 0
    assert Path("again.mp4").read_bytes() == first
    assert "unchanged" in warpreel(*film, "hard.mp4", "--encoder", "stand-in").out
    refused = warpreel(*film, "other.mp4", "--encoder", "coarse")
    assert refused.code == 2
    assert "--encoder coarse: mpeg4 does not come up" in refused.sentence
    assert not Path("other.mp4").exists()


def test_frames_of_hardware_are_in_the_colours_of_films() -> None:
    codec = replace(HARDWARE["qsv"].codec(X264, 0), encoder="libx264", options=())
    pictures = hardware.trial_pictures(X264.width, X264.height)
    assert codec.brightness_and_colour
    with av.open(io.BytesIO(encode(codec, pictures))) as film:
        assert film.streams.video[0].codec_context.colorspace == Colorspace.ITU709
