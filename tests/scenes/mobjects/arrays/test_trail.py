"""Trails: the line goes as far as the head, is faint where it is old, and never grows in parts."""

import numpy as np
import pytest
from manim import Camera, FadeIn

from scenes.camera.camera import FastCamera
from scenes.mobjects.arrays.trail import Trail

ZIGZAG = np.array([[-3.0, 0], [-2, 1], [-1, -1], [0, 1], [1, -1], [2, 1], [3, 0]])
LEVEL = np.column_stack([np.linspace(-3, 3, 61), np.zeros(61)])


def picture(trail: Trail, kind: type[Camera] = FastCamera) -> np.ndarray:
    """Draw it on black, 20 pixels to a unit, array (120, 160, 3) from 0 to 255."""
    camera = kind(pixel_width=160, pixel_height=120, frame_width=8, frame_height=6)
    camera.capture_mobjects([trail])
    return camera.pixel_array[..., :3].astype(float)


def along(trail: Trail, kind: type[Camera] = FastCamera) -> np.ndarray:
    """Give how bright a level trail is in each column: light summed over the line's width."""
    return picture(trail, kind)[..., 0].sum(axis=0)


def anchors(trail: Trail) -> np.ndarray:
    """Give all ends of the line's pieces, from the oldest, array (n, 2)."""
    curves = np.concatenate([band.points for band in trail.bands]).reshape(-1, 4, 3)
    return curves[:, [0, 3], :2].reshape(-1, 2)


@pytest.mark.parametrize("upto", [0.0, 0.4, 1.0, 3.7, 6.0])
def test_the_line_runs_through_all_points_up_to_its_head(upto) -> None:
    trail = Trail("#ffffff").set_path(ZIGZAG, upto)
    whole = int(upto)
    end = ZIGZAG[whole]
    if whole < upto:
        end = end + (upto - whole) * (ZIGZAG[whole + 1] - end)
    assert trail.head.get_center()[:2] == pytest.approx(end)
    line = anchors(trail)
    if upto == 0:
        assert len(line) == 0
        return
    assert line[0] == pytest.approx(ZIGZAG[0])
    assert line[-1] == pytest.approx(end)
    for point in ZIGZAG[: whole + 1]:
        assert np.linalg.norm(line - point, axis=1).min() < 1e-9
    length = np.linalg.norm(line[1::2] - line[::2], axis=1).sum()
    straight = np.linalg.norm(np.diff(np.vstack([ZIGZAG[: whole + 1], end]), axis=0), axis=1).sum()
    assert length == pytest.approx(straight, abs=0.06)


def test_without_a_place_it_runs_to_the_end_and_never_beyond_it() -> None:
    assert Trail("#ffffff").set_path(ZIGZAG).head.get_center()[0] == pytest.approx(3)
    assert Trail("#ffffff").set_path(ZIGZAG, 99).head.get_center()[0] == pytest.approx(3)
    one = Trail("#ffffff").set_path(ZIGZAG[:1])
    assert one.head.get_center()[:2] == pytest.approx(ZIGZAG[0])
    assert len(anchors(one)) == 0


@pytest.mark.parametrize("kind", [Camera, FastCamera])
def test_it_fades_steadily_towards_the_past_without_gaps(kind) -> None:
    trail = Trail("#ffffff", bands=6, faintest=0.2, stroke_width=20, radius=0).set_path(LEVEL)
    light = along(trail, kind)[20:140]
    assert light.min() > 0.15 * light.max() / 3
    middles = light[10::20]
    assert (np.diff(middles) > 0).all()
    shares = np.linspace(0.2, 1, 6)
    assert middles / middles[-1] == pytest.approx(shares * (1 + 2 * shares) / 3, abs=0.02)
    assert (np.diff(light) > -0.02 * light.max()).all()
    assert light[:-1:20] == pytest.approx(middles, rel=0.1)


@pytest.mark.parametrize("offset", [0.0, 0.25, 0.5, 0.75])
def test_no_hairline_parts_two_bands_at_full_size(offset) -> None:
    scale = 135  # pixels to a unit, as at 1080p
    camera = FastCamera(
        pixel_width=160, pixel_height=40, frame_width=160 / scale, frame_height=40 / scale
    )
    path = np.array([[-1.0, 0], [1, 0]]) + [offset / scale, 0]
    camera.capture_mobjects([Trail("#ffffff", bands=2, faintest=0.9, radius=0).set_path(path)])
    line = camera.pixel_array[20, :, 0].astype(float)
    assert line.min() > 0.95 * 0.9 * 255


def test_what_is_older_than_its_length_stays_at_its_faintest() -> None:
    trail = Trail("#ffffff", length=20, bands=4, faintest=0.25, radius=0, stroke_width=20)
    light = along(trail.set_path(LEVEL))
    assert light[25:95] == pytest.approx(np.full(70, light[30]), rel=0.02)
    assert light[137] > 4 * light[30]


def test_it_is_as_many_mobjects_however_long_the_path() -> None:
    trail = Trail("#ffffff", bands=5)
    family = [id(part) for part in trail.get_family()]
    for count in (1, 2, 1000):
        path = np.random.default_rng(0).random((count, 2))
        assert [id(part) for part in trail.set_path(path).get_family()] == family
    assert len(family) == 8


def test_a_crossing_within_a_band_is_no_brighter_than_the_line() -> None:
    cross = np.array([[-1.0, 0], [1, 0], [1, 1], [0, 1], [0, -1]])
    trail = Trail("#ffffff", bands=1, faintest=0.5, stroke_width=20, radius=0).set_path(cross)
    trail.bands[0].set_stroke(opacity=0.5)
    shown = picture(trail)[..., 0]
    assert shown[60, 80] == pytest.approx(shown[60, 70], abs=1)
    assert shown[60, 70] == pytest.approx(127, abs=1)


def test_paths_in_space_keep_their_heights() -> None:
    path = np.column_stack([ZIGZAG, np.arange(7.0)])
    trail = Trail("#ffffff").set_path(path, 4.5)
    assert trail.head.get_center()[2] == pytest.approx(4.5)
    assert trail.bands[-1].points[-1] == pytest.approx([1.5, 0, 4.5])


def test_its_opacity_and_its_fading_leave_the_old_fainter_than_the_new() -> None:
    def light(trail: Trail) -> np.ndarray:
        return along(trail.set_path(LEVEL))

    whole = light(Trail("#ffffff", bands=6, radius=0))
    half = light(Trail("#ffffff", bands=6, radius=0).set_opacity(0.5))
    assert half == pytest.approx(whole / 2, abs=5)
    fading = Trail("#ffffff", bands=6, radius=0).set_path(LEVEL)
    animation = FadeIn(fading, rate_func=lambda t: t)
    animation.begin()
    animation.interpolate(0.5)
    assert along(fading) == pytest.approx(whole / 2, abs=5)
    assert 20 < whole[40] < whole[120] / 4


def test_it_is_moved_by_manim_s_own_animations() -> None:
    trail = Trail("#ffffff", bands=3).set_path(LEVEL)
    before = picture(trail)
    animation = trail.animate(rate_func=lambda t: t).shift([0, 2, 0]).build()
    animation.begin()
    animation.interpolate(0.5)
    assert picture(trail) == pytest.approx(np.roll(before, -20, axis=0), abs=1)


def test_the_head_has_its_radius_and_lies_on_top_of_the_line() -> None:
    trail = Trail("#ff0000", radius=0.5, edge="#0000ff").set_path(LEVEL, 30)
    shown = picture(trail)
    assert shown[60, 80] == pytest.approx([255, 0, 0])
    assert (shown[60, 81:89] == [255, 0, 0]).all()
    assert shown[60, 92:].max() == 0
    assert shown[60, 89:92, 2].max() > 0
