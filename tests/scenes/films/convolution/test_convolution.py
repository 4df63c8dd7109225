"""The film of convolution: legible for any options, and true to what it shows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.experiments.filters import FilterRun
from scenes.films.convolution.convolution import Convolution
from scenes.films.convolution.convolution_spec import ConvolutionSpec
from scenes.films.convolution.convolution_words import finders
from scenes.languages.numbers import percent
from tests.support.layout import perform
from tests.support.staged import on_stage

BRIEF = {"steps": 12, "points": 40, "every": 4}
FILMS: dict[str, dict[str, Any]] = {
    "one, in light": {**BRIEF, "digit": 1, "theme": "light"},
    "eight, upright": {**BRIEF, "digit": 8, "seed": 1, "aspect": "9:16"},
    "zero, square": {**BRIEF, "digit": 0, "seed": 2, "aspect": "1:1"},
    "five, nothing learned": {**BRIEF, "digit": 5, "rate": 1e-6, "aspect": "4:3"},
}


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, Any], tmp_path: Path) -> None:
    spec = ConvolutionSpec(**options)
    film = perform(Convolution, spec, Convolution.compute(spec), tmp_path)
    assert film.faults == []
    assert f"A handwritten {options['digit']}: 8 × 8 pixels" in " ".join(
        sentence.text for sentence in film.timeline.sentences
    )


@pytest.fixture(scope="module")
def usual() -> FilterRun:
    return Convolution.compute(ConvolutionSpec())


def test_as_filmed_digits_are_read_and_maps_grow_stronger(usual: FilterRun) -> None:
    assert usual.accuracy[0] < 0.2
    assert usual.accuracy[-1] > 0.9
    assert usual.read_as == usual.label == 3
    strength = [np.maximum(usual.maps(step), 0).std() for step in (0, usual.last_step)]
    assert strength[1] > 2 * strength[0]


def test_the_report_tells_what_was_measured(usual: FilterRun) -> None:
    (line,) = Convolution.report(usual)
    assert f"{100 * usual.accuracy[-1]:.1f}% after 240 steps" in line


def test_the_training_is_run_once_and_found_again() -> None:
    told: list[int] = []

    def work(what: str, steps: int) -> Callable[[int, str], None]:
        return lambda done, status: told.append(done)

    spec = ConvolutionSpec(**{**BRIEF, "steps": 3})
    first, second = (Convolution.compute(spec, work) for _ in range(2))
    assert told == [0, 1, 2]
    assert np.array_equal(first.weights, second.weights)
    assert np.array_equal(first.image, second.image)


def test_sliding_fills_the_whole_map_with_the_filter_s_responses() -> None:
    def tell(scene: Convolution) -> None:
        scene.prepare()
        picture = scene.picture
        scene.add(picture, scene.card)
        picture.fill(scene.responses, np.zeros((8, 8)))
        snake = scene.snake()
        assert len({tuple(place) for place in snake.tolist()}) == 64
        assert (np.abs(np.diff(snake, axis=0)).sum(axis=1) == 1).all()
        scene.slide(snake[:8], 1.0)
        assert picture.filled[0].tolist() == [1] * 8
        assert picture.filled[1:].max() == 0
        scene.slide(snake[7:], 1.0)
        assert picture.filled.min() == 1
        run = scene.results
        assert np.allclose(picture.responses, run.maps(run.last_step)[scene.which], atol=0.5)
        written = [number.get_fill_opacity() for number in picture.answers]
        assert written == [0] * 64
        picture.written = 1.0
        scene.slide(snake[7:9], 0.5)
        assert [number.get_fill_opacity() for number in picture.answers] == [1] * 64

    on_stage(Convolution, ConvolutionSpec(**BRIEF), tell)


def test_the_response_lands_in_its_cell_and_the_filter_stays_on_its_pixels() -> None:
    def tell(scene: Convolution) -> None:
        scene.prepare()
        picture = scene.picture
        here = np.zeros((8, 8))
        here[scene.place] = 1.0
        scene.goal = picture.window_at(np.array(scene.place))
        scene.add(picture, scene.card, scene.cells, scene.sums, scene.rule)
        scene.card.put(scene.goal.centre, picture.pitch, lifted=1.0)
        scene.fly_into_map(here)
        answer = picture.answers[8 * scene.place[0] + scene.place[1]]
        cell = picture.map_middle(np.array(scene.place))
        assert answer.get_fill_opacity() == 1
        assert np.abs(answer.get_center()[:2] - cell).max() < 0.2 * picture.pitch
        assert sum(number.get_fill_opacity() for number in picture.answers) == 1
        assert np.allclose(scene.card.area.centre, scene.goal.centre)
        assert scene.view.zoom == pytest.approx(1.0)

    on_stage(Convolution, ConvolutionSpec(**BRIEF), tell)


def test_untraining_ends_where_the_training_began() -> None:
    def tell(scene: Convolution) -> None:
        scene.prepare()
        run = scene.results

        def colours() -> list[str]:
            return [cell.get_fill_color().to_hex() for grid in scene.own.grids for cell in grid]

        scene.show_step(run.last_step)
        trained = colours()
        scene.untrain(0.0)
        assert colours() == trained
        scene.show_step(0)
        start, widths = colours(), [bar.width for bar in scene.bars.bars]
        scene.untrain(1.0)
        assert colours() == start != trained
        assert [bar.width for bar in scene.bars.bars] == pytest.approx(widths)

    on_stage(Convolution, ConvolutionSpec(**BRIEF), tell)


def test_another_filter_fills_its_own_map_with_the_numbers_that_are_told(usual: FilterRun) -> None:
    def tell(scene: Any) -> None:
        scene.results = usual
        scene.prepare()
        picture = scene.picture
        picture.written = 1.0
        picture.fill(np.maximum(scene.responses, 0), np.ones((8, 8)))
        scene.add(picture)
        for finder in finders(usual):
            scene.try_filter(finder)
            filters, biases = (np.round(each, 2) for each in usual.filters(usual.last_step))
            padded = np.pad(usual.image, 1)
            for (row, column), told in zip(finder.places, finder.told, strict=True):
                patch = padded[row : row + 3, column : column + 3]
                worked = max((patch * filters[finder.which]).sum() + biases[finder.which], 0)
                assert told == round(worked)
                assert picture.responses[row, column] == pytest.approx(worked)
                answer = picture.answers[8 * row + column]
                assert answer.get_fill_opacity() == 1

    on_stage(Convolution, ConvolutionSpec(**BRIEF), tell)


def test_at_last_the_moved_digit_is_read_as_the_network_reads_it(
    usual: FilterRun, written: list[str]
) -> None:
    def tell(scene: Any) -> None:
        scene.results = usual
        scene.prepare()
        scene.add(scene.picture, scene.laid)
        scene.lay(np.array(scene.spot))
        scene.move_large(0)
        assert percent(float(usual.moved_shares[0, usual.read_as])) in written

    on_stage(Convolution, ConvolutionSpec(**BRIEF), tell)


def test_numbers_while_it_learns_are_those_of_recorded_steps(
    usual: FilterRun, written: list[str]
) -> None:
    def tell(scene: Any) -> None:
        scene.results = usual
        scene.prepare()
        recorded = {percent(share) for share in usual.shares.ravel()}
        recorded |= {percent(share, keep_zeros=True) for share in usual.accuracy}
        recorded |= {str(step) for step in usual.steps} | {"", *map(str, range(10))}
        written.clear()
        for step in np.linspace(0, usual.last_step, 37):
            scene.show_step(float(step))
        assert set(written) <= recorded

    on_stage(Convolution, ConvolutionSpec(**BRIEF), tell)
