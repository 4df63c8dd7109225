"""The film of affine maps: legible for any matrix and shift."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import DL, UR

from scenes.films.linear_algebra.affine import AffineMap
from scenes.films.linear_algebra.specs import AffineSpec
from tests.support.command_line import CommandLine
from tests.support.layout import perform
from tests.support.staged import on_stage

FILMS: dict[str, dict[str, Any]] = {
    "turned over and far away": {"matrix": (1.0, 0.0, 0.0, -1.0), "shift": (-10.0, 10.0)},
    "upright": {"aspect": "9:16", "tempo": 2.0},
    "square": {"aspect": "1:1", "tempo": 2.0, "shift": (-0.5, 0.2)},
    "collapsed, and not shifted": {
        "matrix": (0.0, 0.0, 0.0, 0.0), "shift": (0.0, 0.0), "theme": "light", "tempo": 3.0,
    },
}  # fmt: skip


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, Any], tmp_path: Path) -> None:
    spec = AffineSpec(**options)
    film = perform(AffineMap, spec, AffineMap.compute(spec), tmp_path)
    assert film.faults == []


def test_it_says_so_where_nothing_is_shifted(tmp_path: Path) -> None:
    spec = AffineSpec(shift=(0.0, 0.0), tempo=3.0)
    film = perform(AffineMap, spec, AffineMap.compute(spec), tmp_path)
    assert "Here b is 0, so nothing moves: this affine map is a linear one." in film.words
    assert not any("slides" in words for words in film.words)


def test_what_comes_out_of_the_layer_flies_to_the_point_that_w_v_plus_b_is() -> None:
    def tell(scene: Any) -> None:
        scene.prepare()
        scene.linear()
        scene.affine()
        scene.layer()
        lands = np.reshape(scene.spec.matrix, (2, 2)) @ scene.picture.vector + scene.spec.shift
        assert scene.carry(scene.picture.vector) == pytest.approx(lands)
        assert scene.picture.share_of(scene.picture.vector_now) == 1
        assert np.array(scene.matrix) == pytest.approx(np.reshape(scene.spec.matrix, (2, 2)))

    on_stage(AffineMap, AffineSpec(), tell)


@pytest.mark.parametrize("shift", [(1.2, -0.4), (-0.8, 0.6)])
def test_no_arrow_of_the_shift_ends_behind_its_numbers(shift: tuple[float, float]) -> None:
    def tell(scene: Any) -> None:
        scene.prepare()
        scene.linear()
        scene.affine()
        starts = scene.nodes @ scene.map.matrix.T
        assert len(starts) > 2
        for places in (starts, starts + scene.added):
            seen = scene.view.shows(scene.picture.place(places), scene.stage)
            for plate in (scene.weights, scene.bias):
                low, high = (plate.get_corner(c)[:2] for c in (DL, UR))
                assert not ((seen > low) & (seen < high)).all(axis=1).any()

    on_stage(AffineMap, AffineSpec(shift=shift), tell)


@pytest.mark.parametrize(
    ("arguments", "flag"),
    [
        (["--matrix", "1,2,3,4,5,6"], "--matrix"),
        (["--shift", "1"], "--shift"),
        (["--shift", "nan,0"], "--shift"),
        (["--shift", "0,-11"], "--shift"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_answered_in_one_sentence(
    warpreel: CommandLine, arguments: list[str], flag: str
) -> None:
    answer = warpreel("render", "affine", *arguments)
    assert answer.code == 2
    assert answer.sentence.startswith(flag)


def test_the_origin_stays_where_it_is_in_the_frame_until_b_moves_it(tmp_path: Path) -> None:
    places: list[np.ndarray] = []

    def tell(scene: Any) -> None:
        scene.prepare()
        redraw = scene.redraw

        def look() -> None:
            redraw()
            view, origin = scene.view, scene.picture.place(np.zeros(2))
            places.append((origin - view.centre) * view.zoom)

        scene.redraw = look
        scene.linear()
        scene.affine()
        scene.straight()

    on_stage(AffineMap, AffineSpec(), tell)
    assert len(places) > 20
    assert np.ptp(places[1:], axis=0).max() < 0.02
