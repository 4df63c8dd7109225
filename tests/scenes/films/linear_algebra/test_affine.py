"""The film of affine maps: legible for any matrix and shift."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

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
