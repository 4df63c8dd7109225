"""Encoders and fonts: what is missing or damaged is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from scenes.diagnosis import media
from scenes.diagnosis.finding import State
from scenes.encoding import hardware
from scenes.encoding.formats import FORMATS
from scenes.encoding.hardware import HARDWARE, matched
from scenes.theme.typefaces import BUNDLED


def test_here_every_format_has_its_encoder() -> None:
    found = {each.about: each.state for each in media.encoders()}
    assert found == {f"format {name}": State.OK for name in FORMATS}


def test_an_encoder_that_is_missing_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    codec = media.codec_for
    monkeypatch.setattr(media, "codec_for", lambda *a: replace(codec(*a), encoder="libnone"))
    states = {each.state for each in media.encoders()}
    assert states == {State.FAULT}
    assert "no encoder libnone" in next(media.encoders()).told


def test_without_hardware_it_says_that_x264_encodes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, each in HARDWARE.items():
        monkeypatch.setitem(HARDWARE._entries, name, replace(each, encoder="h264_nothing"))
    matched.cache_clear()
    (found,) = media.hardware_encoders()
    assert found.state is State.OK
    assert found.told == (
        "none of videotoolbox, nvenc, qsv, vaapi encodes here at x264's quality; x264 encodes"
    )


def test_hardware_that_comes_up_to_x264_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hardware, "matched", lambda name, codec: HARDWARE[name].codec(codec, 0))
    (found,) = media.hardware_encoders()
    assert "--encoder nvenc (h264_nvenc), --encoder qsv" in found.told


def test_here_every_font_is_there() -> None:
    assert [each.state for each in media.fonts()] == [State.OK] * len(BUNDLED)


def test_a_font_that_is_missing_damaged_or_not_ours_is_a_fault(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.otf"
    damaged.write_bytes(b"no font")
    inter, noto = BUNDLED
    broken = (
        replace(inter, bold=tmp_path / "absent.otf"),
        replace(inter, regular=damaged),
        replace(noto, regular=inter.regular),
    )
    for each in broken:
        (found,) = media.fonts((each,))
        assert found.state is State.FAULT
        assert "install Warpreel anew" in found.told
    assert "lacks 神" in found.told
