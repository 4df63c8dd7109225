"""The film of batches: samples are counted rightly, nothing is cut off or written over."""

from pathlib import Path

import numpy as np
import pytest

from scenes.films.gradient_descent.batch_sgd_minibatch import BatchSgdMinibatch
from scenes.films.gradient_descent.batch_sgd_minibatch_spec import BatchSgdMinibatchSpec
from scenes.films.gradient_descent.batches import words
from tests.support.command_line import CommandLine
from tests.support.layout import perform
from tests.support.staged import on_stage

FILMS = {
    "many samples, in light": {"samples": 200, "batch": 30, "epochs": 4, "theme": "light"},
    "a batch of all": {"samples": 20, "batch": 20, "epochs": 5},
    "four by three": {"aspect": "4:3", "epochs": 4},
    "diverging": {"rate": 2.0, "batch": 7, "epochs": 5},
}


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, object], tmp_path: Path) -> None:
    spec = BatchSgdMinibatchSpec(**options)
    film = perform(BatchSgdMinibatch, spec, BatchSgdMinibatch.compute(spec), tmp_path)
    assert film.faults == []


def test_all_three_see_as_many_samples() -> None:
    results = BatchSgdMinibatch.compute(BatchSgdMinibatchSpec(samples=24, batch=6, epochs=5))
    assert [each.steps for each in results.descents] == [5, 20, 120]
    assert [results.seen(i)[-1] for i in range(3)] == [120, 120, 120]
    assert [results.step_after(i, 24) for i in range(3)] == [1, 4, 24]
    assert [results.step_after(i, 12) for i in range(3)] == [0.5, 2, 12]
    assert results.excess_after(2, 24) == results.descents[2].loss[24] - results.lowest


def test_a_step_is_taken_once_its_samples_are_read(written: list[str]) -> None:
    def look(story: BatchSgdMinibatch) -> None:
        story.prepare()
        story.set_up()
        story.reads = True
        written.clear()
        story.draw(story.steps_after(30))
        assert written[0::2] == ["30", "30", "30"]
        batch = story.walkers[0]
        assert batch.shown == 0
        story.draw(story.steps_after(55))
        assert batch.shown == 0  # it waits until all are read
        story.draw(story.steps_after(60))
        assert batch.shown == 1

    on_stage(BatchSgdMinibatch, BatchSgdMinibatchSpec(epochs=3), look)


def test_no_way_hides_the_lowest_point_and_the_last_words_are_the_conclusion() -> None:
    def tell(film: BatchSgdMinibatch) -> None:
        film.prepare()
        film.add(film.map, film.cross)
        film.hero = (film.map.heat,)
        film.by_steps()
        run = film.run

        def watched(*arguments: object) -> None:
            run(*arguments)
            shown = film.mobjects
            assert shown.index(film.cross) > shown.index(film.crowd)

        film.run = watched
        film.by_samples()
        template, values = words.moral(film.results)
        assert film.sentences[-1].text == template.format(**values)

    on_stage(BatchSgdMinibatch, BatchSgdMinibatchSpec(epochs=3, tempo=2.0), tell)


def test_after_one_round_fewer_samples_a_step_are_better_and_in_the_end_noisier() -> None:
    results = BatchSgdMinibatch.compute(BatchSgdMinibatchSpec())
    whole, few, single = (results.excess_after(i, 60) for i in range(3))
    assert single < few < whole
    assert results.excess(1)[-1] < results.excess(2)[-1]
    assert results.noise[0] < 1e-12 < results.noise[1] < results.noise[2]


def test_a_mini_batch_of_all_is_batch_and_of_one_is_stochastic() -> None:
    whole = BatchSgdMinibatch.compute(BatchSgdMinibatchSpec(samples=12, batch=12, epochs=4))
    np.testing.assert_array_equal(whole.descents[1].path, whole.descents[0].path)
    single = BatchSgdMinibatch.compute(BatchSgdMinibatchSpec(samples=12, batch=1, epochs=4))
    np.testing.assert_array_equal(single.descents[1].path, single.descents[2].path)


def test_the_gradients_shown_average_to_those_of_the_whole() -> None:
    results = BatchSgdMinibatch.compute(BatchSgdMinibatchSpec(epochs=3))
    first = results.descents[0].gradient[0]
    np.testing.assert_allclose(results.gradients[0].mean(axis=0), first, rtol=1e-12)
    np.testing.assert_allclose(results.gradients[1].mean(axis=0), 0, atol=1e-12)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--batch", "61"], "--batch 61: choose between 1 and 60"),
        (["--samples", "3"], "--samples 3: choose between 4 and 1,000"),
        (["--samples", "1000"], "--epochs 30 of 1000 samples are too many steps"),
        (["--epochs", "2"], "--epochs 2: choose between 3 and 1,000"),
        (["--start", "9,9"], "--start 9,9 lies outside"),
        (["--rate", "0"], "--rate 0: choose between"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_shown_is_refused_in_one_sentence(
    warpreel: CommandLine, arguments: list[str], told: str
) -> None:
    answer = warpreel("render", "batch-sgd-minibatch", *arguments)
    assert answer.code == 2
    assert told in answer.sentence
