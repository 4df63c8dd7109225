"""The film of stacked layers: legible for any number of them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.geometry.plane_maps import plane_points
from scenes.films.linear_algebra.chosen_points import some_of
from scenes.films.linear_algebra.specs import MOST_LAYERS, StackedLinearSpec
from scenes.films.linear_algebra.stacked_linear import StackedLinear
from tests.support.command_line import CommandLine
from tests.support.layout import perform
from tests.support.staged import on_stage

FILMS: dict[str, dict[str, Any]] = {
    "a single layer": {"count": 1},
    "two": {"count": 2, "activation": "softplus", "tempo": 2.0},
    "upright": {"count": 4, "aspect": "9:16", "tempo": 2.0},
    "square": {"count": 3, "aspect": "1:1", "tempo": 2.0},
    "as many as can be": {"count": MOST_LAYERS, "activation": "hardshrink", "theme": "light"},
}


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, Any], tmp_path: Path) -> None:
    spec = StackedLinearSpec(**options)
    film = perform(StackedLinear, spec, StackedLinear.compute(spec), tmp_path)
    assert film.faults == []


def test_what_it_says_is_what_was_measured(tmp_path: Path) -> None:
    for seed in (4, 9):
        spec = StackedLinearSpec(count=2, seed=seed, tempo=4.0)
        results = StackedLinear.compute(spec)
        film = perform(StackedLinear, spec, results, tmp_path)
        miss = f"{results.miss:.2f}"
        pair = results.pair.with_activations(plane_points(), "tanh")
        width, height = np.ptp(pair, axis=0)
        said = (
            f"It misses by {miss} on average; the bent sheet is {width:.1f} wide and "
            f"{height:.1f} high."
        )
        assert said in film.words


def test_the_misses_that_are_drawn_are_on_average_as_large_as_is_said() -> None:
    results = StackedLinear.compute(StackedLinearSpec())
    points = plane_points()
    bent = results.pair.with_activations(points, "tanh")
    near = points @ np.linalg.lstsq(points, bent, rcond=None)[0]
    misses = np.linalg.norm(near - bent, axis=1)
    assert f"{some_of(misses).mean():.2f}" == f"{misses.mean():.2f}" == f"{results.miss:.2f}"


def test_both_sheets_end_where_their_layers_carry_them() -> None:
    def tell(scene: StackedLinear) -> None:
        scene.prepare()
        scene.taken, scene.ways, scene.closed = np.ones(2), scene.find_ways(), 1.0
        points, run = plane_points(), scene.results
        first, second = (each.matrix for each in run.pair.maps)
        bent = np.tanh(points @ first.T) @ second.T
        for which, ends in enumerate((points @ run.matrix.T, bent)):
            carried = scene.carried(points, which)
            assert carried - carried.mean(axis=0) == pytest.approx(ends - ends.mean(axis=0))
        gap = scene.carried(points, 1)[:, 0].min() - scene.carried(points, 0)[:, 0].max()
        assert gap > 0

    on_stage(StackedLinear, StackedLinearSpec(), tell)


def test_the_terminal_is_told_what_was_measured() -> None:
    lines = StackedLinear.report(StackedLinear.compute(StackedLinearSpec(count=4)))
    assert "linear layers: 4" in lines[0]
    assert "tanh" in lines[1]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--count", "0"], "--count"),
        (["--count", "9"], "--count"),
        (["--count", "2.5"], "--count"),
        (["--seed", "-1"], "--seed"),
        (["--activation", "identity"], "bends nothing"),
        (["--activation", "tnh"], "tanh"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_answered_in_one_sentence(
    warpreel: CommandLine, arguments: list[str], part: str
) -> None:
    answer = warpreel("render", "stacked-linear", *arguments)
    assert answer.code == 2
    assert part in answer.sentence
