"""Equal steps stay equal, and what has slid is named at its tip, apart from its arrow."""

from typing import Any

import numpy as np

from scenes.films.linear_algebra.affine import AffineMap
from scenes.films.linear_algebra.shifting.shifted_plane import LINE
from scenes.films.linear_algebra.specs import AffineSpec
from tests.support.staged import on_stage


def test_its_marks_are_at_equal_distances_before_and_after() -> None:
    spec = AffineSpec()
    images = LINE @ AffineMap.compute(spec).matrix.T + spec.shift
    for places in (LINE, images):
        steps = np.diff(places, axis=0)
        np.testing.assert_allclose(steps, np.broadcast_to(steps[0], steps.shape), atol=1e-12)


def test_the_thick_arrow_is_w_v_wherever_it_is_and_only_its_tip_is_w_v_plus_b() -> None:
    def tell(scene: Any) -> None:
        scene.prepare()
        picture = scene.picture
        picture.present(picture.names[2], 1.0)
        picture.moved = np.ones(3)
        scene.matrix = scene.map.matrix
        for share in (0.0, 0.5, 1.0):
            shift = share * scene.added
            scene.travel(lambda f: scene.map.matrix, 0.1, shift=shift)
            tip, start = (picture.place(scene.carry(each)) for each in (picture.vector, [0, 0]))
            name = picture.images[2].get_center()[:2]
            assert picture.images[2].get_fill_opacity() == 1
            assert scene.slid_name.get_fill_opacity() == 0
            along = (name - start) @ (tip - start) / np.linalg.norm(tip - start) ** 2
            assert 0 < along < 1
            away = np.linalg.norm(scene.slid_name.get_center()[:2] - tip)
            assert away < 2 * picture.unit

    on_stage(AffineMap, AffineSpec(), tell)


def test_the_camera_comes_closer_to_the_origin() -> None:
    def tell(scene: Any) -> None:
        scene.prepare()
        scene.near = scene.view_on(scene.marks)
        scene._aim(scene.near)
        origin = scene.picture.place(np.zeros(2))
        before = (origin - scene.view.centre) * scene.view.zoom
        scene.linger(3.0)
        np.testing.assert_allclose((origin - scene.view.centre) * scene.view.zoom, before)
        assert scene.view.zoom > scene.near.zoom

    on_stage(AffineMap, AffineSpec(), tell)


def test_a_turn_keeps_every_length_on_its_way() -> None:
    def tell(scene: Any) -> None:
        scene.prepare()
        lengths: list[float] = []
        redraw = scene.redraw

        def look() -> None:
            redraw()
            lengths.extend(np.linalg.norm(scene.matrix, axis=0))

        scene.redraw = look
        angle = np.radians(40)
        turned = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        scene.go_on_to(turned, 3.0)
        assert len(lengths) > 5
        np.testing.assert_allclose(lengths, 1.0)
        np.testing.assert_allclose(scene.matrix, turned)

    on_stage(AffineMap, AffineSpec(), tell)
