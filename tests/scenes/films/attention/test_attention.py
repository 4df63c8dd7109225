"""The film of attention: legible for any options, and true to what it shows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.experiments.transformer.sorting import SortingRun
from scenes.films.attention import attention_words as words
from scenes.films.attention.attention import Attention
from scenes.films.attention.attention_spec import AttentionSpec
from tests.support.layout import perform
from tests.support.sorting_runs import BRIEF
from tests.support.staged import on_stage

FILMS: dict[str, dict[str, Any]] = {
    "few numbers, in light": {**BRIEF, "length": 3, "steps": 60, "theme": "light"},
    "not trained, upright": {**BRIEF, "steps": 1, "aspect": "9:16"},
    "many numbers, square": {**BRIEF, "length": 10, "numbers": 100, "steps": 40, "aspect": "1:1"},
    "another seed": {**BRIEF, "steps": 100, "seed": 3, "aspect": "4:3"},
}


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, Any], tmp_path: Path) -> None:
    spec = AttentionSpec(**options)
    film = perform(Attention, spec, Attention.compute(spec), tmp_path)
    assert film.faults == []


@pytest.fixture(scope="module")
def usual() -> SortingRun:
    return Attention.compute(AttentionSpec())


def test_as_filmed_it_learns_to_sort_and_where_to_look(usual: SortingRun) -> None:
    assert usual.whole[0] == 0
    assert usual.whole[-1] > 0.98
    assert usual.sure[0] == pytest.approx(1 / 8, abs=0.01)
    assert usual.sure[-1] > 0.7
    after = usual.attention(usual.lists[1], usual.last_step)
    assert (after.argmax(axis=1) == usual.lists[1].argsort()).all()


def test_the_report_tells_what_was_measured(usual: SortingRun) -> None:
    sorted_, looked = Attention.report(usual)
    assert f"{100 * usual.whole[-1]:.1f}% after 300 steps" in sorted_
    assert f"{100 * usual.sure[0]:.1f}% before" in looked


def test_the_training_is_run_once_and_found_again() -> None:
    told: list[int] = []

    def work(what: str, steps: int) -> Callable[[int, str], None]:
        return lambda done, status: told.append(done)

    spec = AttentionSpec(**BRIEF, steps=3)
    first, second = (Attention.compute(spec, work) for _ in range(2))
    assert told == [0, 1, 2]
    assert np.array_equal(first.keys, second.keys)


def test_columns_come_to_stand_in_rising_order() -> None:
    places: list[np.ndarray] = []

    def tell(scene: Attention) -> None:
        scene.prepare()
        scene.add(scene.matrix)
        scene.order()
        places.append(scene.matrix.places)
        assert np.array_equal(scene.at_hand[np.argsort(places[0])], np.sort(scene.at_hand))

    on_stage(Attention, AttentionSpec(**BRIEF, steps=1), tell)
    assert sorted(places[0]) == list(range(5))


def test_training_goes_one_way_and_stands_at_each_step_that_is_spoken_of(
    usual: SortingRun,
) -> None:
    seen: list[float] = []
    stood: list[tuple[str, float]] = []

    def tell(scene: Attention) -> None:
        scene.prepare()
        scene.add(scene.matrix)
        show, say = scene.show_step, scene.say
        scene.show_step = lambda step: (seen.append(step), show(step))
        scene.say = lambda phrase, **values: (stood.append((phrase[0], seen[-1])), say(phrase))
        scene.training()

    on_stage(Attention, AttentionSpec(), tell)
    halts = words.halts(usual)
    assert len(halts) == 2
    assert (np.diff(seen) >= 0).all()
    assert (seen[0], seen[-1]) == (0, usual.last_step)
    assert [step for _, step in stood] == [*halts, usual.last_step]
