"""Sizes of films, and their shapes."""

import pytest

from engine.errors import UnknownNameError
from scenes.encoding.qualities import ASPECTS, QUALITIES


def test_qualities_grow_and_are_all_widescreen() -> None:
    pixels = [quality.width * quality.height for quality in QUALITIES.values()]
    assert pixels == sorted(pixels)
    for quality in QUALITIES.values():
        assert quality.width / quality.height == pytest.approx(16 / 9, rel=1e-3)
        assert quality.width % 2 == quality.height % 2 == 0  # as H.264 needs


@pytest.mark.parametrize(
    ("aspect", "size"),
    [("16:9", (1920, 1080)), ("4:3", (1920, 1440)), ("1:1", (1920, 1920)), ("9:16", (1080, 1920))],
)
def test_a_shape_keeps_the_width_unless_it_stands_upright(
    aspect: str, size: tuple[int, int]
) -> None:
    shaped = QUALITIES["h"].shaped(aspect)
    assert (shaped.width, shaped.height) == size
    assert (shaped.frame_rate, shaped.preset) == (60, "film")


@pytest.mark.parametrize("aspect", ASPECTS)
def test_every_shape_of_every_quality_can_be_encoded_and_is_what_it_is_called(aspect: str) -> None:
    across, down = map(int, aspect.split(":"))
    for quality in QUALITIES.values():
        shaped = quality.shaped(aspect)
        assert shaped.width % 2 == shaped.height % 2 == 0
        assert shaped.width / shaped.height == pytest.approx(across / down, rel=2e-3)


def test_a_shape_that_is_not_known_is_refused_by_name() -> None:
    with pytest.raises(UnknownNameError, match="there is no aspect named '3:4'"):
        QUALITIES["h"].shaped("3:4")
