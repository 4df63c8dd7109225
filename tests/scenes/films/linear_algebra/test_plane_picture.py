"""The plane in its picture: it fills its place, and all on it is carried by the same map."""

import numpy as np
import pytest
from manim import tempconfig

from engine.geometry.plane_maps import REACH, plane_points
from scenes.films.linear_algebra.plane_picture import PlanePicture
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

VECTOR = np.array([0.83, 0.51])
MATRIX = np.array([[0.5, -0.2], [0.7, 0.6]])


def picture_of(vector: np.ndarray = VECTOR, reach: float | None = None) -> PlanePicture:
    return PlanePicture(stage_of_frame(), THEMES["dark"], vector, vector[None], reach)


@pytest.fixture
def picture() -> PlanePicture:
    return picture_of()


def test_points_arrows_and_square_are_carried_by_the_same_map(picture: PlanePicture) -> None:
    picture.draw(lambda points: points @ MATRIX.T)
    images = picture.place(picture.points_of_plane @ MATRIX.T)
    np.testing.assert_allclose(picture.dots.points[:, :2], images)
    for arrow, image in (
        (picture.first, MATRIX[:, 0]),
        (picture.second, MATRIX[:, 1]),
        (picture.vector_now, MATRIX @ VECTOR),
    ):
        away = np.abs(arrow.points[:, :2] - picture.place(image)).sum(axis=1)
        assert away.min() < 1e-9
    corners = picture.square.points[::4, :2]
    np.testing.assert_allclose(corners[2], picture.place(MATRIX.sum(axis=1)))


@pytest.mark.parametrize("aspect", [9 / 16, 1.0, 16 / 9])
def test_it_fills_its_place_in_a_frame_of_any_shape_even_at_half_its_size(aspect: float) -> None:
    with tempconfig({"frame_height": 14.222 / aspect if aspect < 1.7 else 8.0}):
        picture = picture_of()
        hero = picture.stage.hero
        picture.draw(lambda points: 0.5 * points)
    places = picture.dots.points[:, :2]
    step = 0.5 * picture.unit * 4 / 19
    assert (places.min(axis=0) < hero.low + step).all()
    assert (places.max(axis=0) > hero.high - step).all()


def test_the_chapter_s_grid_is_in_its_middle(picture: PlanePicture) -> None:
    near = np.abs(picture.points_of_plane).max(axis=1) < REACH + 0.01
    np.testing.assert_allclose(picture.points_of_plane[near], plane_points(), atol=1e-12)


def test_a_part_of_the_plane_is_the_chapter_s_grid() -> None:
    np.testing.assert_allclose(picture_of(reach=REACH).points_of_plane, plane_points(), atol=1e-12)


def test_a_far_vector_is_in_view_and_its_plane_has_no_more_points() -> None:
    far = picture_of(np.array([-10.0, 0.01]))
    hero = far.stage.hero
    tip = far.place(far.vector)
    assert ((tip > hero.low) & (tip < hero.high)).all()
    assert len(far.points_of_plane) == pytest.approx(len(picture_of().points_of_plane), rel=0.1)


def test_the_letter_is_mirrored_by_a_reflection(picture: PlanePicture) -> None:
    before = picture.letter.points[:, :2] - picture.centre
    picture.draw(lambda points: points * [1, -1])
    after = picture.letter.points[:, :2] - picture.centre
    np.testing.assert_allclose(after, before * [1, -1], atol=1e-12)


def test_parts_of_the_vector_lead_from_the_origin_to_its_tip(picture: PlanePicture) -> None:
    picture.draw(lambda points: points @ MATRIX.T)
    first, second = (part.points[[0, -1], :2] for part in picture.parts.paths)
    np.testing.assert_allclose(first[0], picture.place(np.zeros(2)))
    np.testing.assert_allclose(first[1], picture.place(0.83 * MATRIX[:, 0]))
    np.testing.assert_allclose(second[0], first[1])
    np.testing.assert_allclose(second[1], picture.place(MATRIX @ VECTOR))


def test_names_become_those_of_images_as_the_plane_moves(picture: PlanePicture) -> None:
    name, image = picture.names[2], picture.images[2]
    picture.present(name, 1.0)
    for moved in (0.0, 0.25, 1.0):
        picture.moved = np.full(3, moved)
        picture.draw(lambda points: points)
        assert name.get_fill_opacity() == pytest.approx(float(moved < 1))
        assert image.get_fill_opacity() == pytest.approx(float(moved == 1))


def test_names_are_equally_large_on_screen_at_every_zoom(picture: PlanePicture) -> None:
    picture.draw(lambda points: points, zoom=1.0)
    height = picture.names[0].height
    picture.draw(lambda points: points, zoom=2.5)
    assert picture.names[0].height == pytest.approx(height / 2.5)


def test_names_are_smaller_beside_arrows_that_are_short_and_do_not_meet(
    picture: PlanePicture,
) -> None:
    def names(scale: float) -> list[np.ndarray]:
        picture.moved = np.zeros(3)
        carry = lambda points: scale * points  # noqa: E731
        picture.names_at = picture.angles(carry)
        picture.draw(carry)
        return [name.points[:, :2] for name in picture.names]

    large, small = names(1.0), names(0.4)
    for before, after in zip(large, small, strict=True):
        assert np.ptp(after[:, 1]) < 0.85 * np.ptp(before[:, 1])
    for i in range(3):
        for k in range(i):
            gap = np.maximum(small[i].min(axis=0) - small[k].max(axis=0),
                             small[k].min(axis=0) - small[i].max(axis=0))  # fmt: skip
            assert gap.max() > 0


def test_the_sides_of_the_square_bend_as_lines_of_the_plane_do(picture: PlanePicture) -> None:
    picture.draw(lambda points: np.tanh(points @ MATRIX.T), bent=True)
    drawn = picture.square.points[::4, :2]
    side = np.column_stack([np.linspace(0, 1, 400), np.full(400, 1.0)])
    true = picture.place(np.tanh(side @ MATRIX.T))
    near = np.linalg.norm(drawn[:, None] - true[None], axis=-1).min(axis=1)
    assert (near < 0.01).sum() > 10
