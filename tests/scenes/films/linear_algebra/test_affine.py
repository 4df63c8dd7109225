"""The film of affine maps: legible for any matrix and shift."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scenes.films.linear_algebra.affine import LINE, AffineMap
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


def test_its_marks_are_at_equal_distances_before_and_after() -> None:
    spec = AffineSpec()
    images = LINE @ AffineMap.compute(spec).matrix.T + spec.shift
    for places in (LINE, images):
        steps = np.diff(places, axis=0)
        np.testing.assert_allclose(steps, np.broadcast_to(steps[0], steps.shape), atol=1e-12)


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


def test_what_has_slid_is_named_by_where_it_is() -> None:
    def tell(scene: Any) -> None:
        scene.prepare()
        picture = scene.picture
        picture.present(picture.names[2], 1.0)
        picture.moved = np.ones(3)
        scene.matrix = scene.map.matrix
        for share in (0.0, 0.5, 1.0):
            scene.shift = share * scene.added
            scene.redraw()
            seen = picture.images[2].get_fill_opacity(), scene.slid_name.get_fill_opacity()
            assert seen == pytest.approx((float(share < 1), float(share == 1)))

    on_stage(AffineMap, AffineSpec(), tell)
