"""The film of racing optimisers: its order is that of the run, nothing is written over."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.descent.rules import RULES
from scenes.films.gradient_descent.descent_numbers import number_of, table_number
from scenes.films.gradient_descent.mobjects.race_track import RaceTrack
from scenes.films.gradient_descent.optimizer_race import OptimizerRace
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race.stage import DIM
from scenes.films.gradient_descent.race.two_races import CORNERS, WIDER
from scenes.films.gradient_descent.rule_words import TRAIT_BY_RULE
from scenes.languages.numbers import significant
from scenes.mobjects.text import number_outline
from scenes.storytelling.stage import area_of
from tests.support.command_line import CommandLine
from tests.support.layout import perform
from tests.support.staged import on_stage

SIX = ("gradient-descent", "momentum", "nesterov", "adagrad", "adamw", "newton")
FILMS = {
    "tuned, in light": {
        "tune": True, "theme": "light", "steps": 40, "optimizers": ("momentum", "adam"),
    },
    "six, and Newton at once": {"surface": "ravine", "optimizers": SIX, "steps": 80},
    "without a minimum": {"surface": "saddle"},
    "upright": {"aspect": "9:16", "steps": 80},
    "a formula": {"formula": "a**2 + 9*b**2", "optimizers": ("as-printed", "adamw")},
}  # fmt: skip


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, object], tmp_path: Path) -> None:
    spec = OptimizerRaceSpec(**options)
    film = perform(OptimizerRace, spec, OptimizerRace.compute(spec), tmp_path)
    assert film.faults == []


def test_every_optimiser_has_a_sentence() -> None:
    assert set(TRAIT_BY_RULE) == set(RULES)


def test_the_rates_stand_beside_the_ends_of_first_steps() -> None:
    def tell(film: OptimizerRace) -> None:
        film.prepare()
        film.go(film.first_view, 0.7)
        words = film.rates_at_steps()
        assert len(words) == len(film.rivals)
        for word, descent in zip(words, film.results.descents, strict=True):
            assert f"η = {significant(float(descent.rate[0]))}" in word[1].original_text
            tip = film.view.shows(film.track.map.place(descent.path[1]), film.stage)
            box = area_of(word)
            assert np.abs(np.clip(tip, box.low, box.high) - tip).max() < 1.8

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)


def test_steps_come_into_the_table_when_a_rival_arrives_beside_its_loss() -> None:
    def tell(film: OptimizerRace) -> None:
        film.prepare()
        race = film.results
        board = film.standings_of(race)
        for step in (0, 66 + 10, 146 + 10, 174 + 10, 245 + 10):
            film.write_standings(race, step)
            arrived = [at is not None and at < step for at in race.arrivals]
            shown = [steps.get_fill_opacity() for _, steps in board.numbers]
            assert shown == [float(each) for each in arrived]
            for (loss, _), descent in zip(board.numbers, race.descents, strict=True):
                text = table_number(float(descent.loss[step]))
                width = number_outline(text, board.size, align=1)[:, 0]
                assert np.ptp(loss.points[:, 0]) == pytest.approx(np.ptp(width))

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)


def test_who_rests_on_the_saddle_is_ringed_there_once_it_stands_still() -> None:
    def tell(film: OptimizerRace) -> None:
        film.prepare()
        race, track = film.results, film.track
        step, place = film.halt_of(race, track), track.map.place(race.descents[4].final)
        assert track.map.place(race.descents[4].path[step]) == pytest.approx(place, abs=0.06)
        rings: list[tuple[float, float]] = []
        draw_ring = film.draw_ring

        def note(ring: Any, at: np.ndarray, shown: float, left: float = 1.0) -> None:
            draw_ring(ring, at, shown, left)
            rings.append((float(np.abs(at - place).max()), ring.get_stroke_opacity()))

        film.draw_ring = note
        before = len(film.mobjects)
        film.ask_if_stuck(race, track, step)
        away, seen = np.transpose(rings)
        assert away.max() < 1e-3
        assert (seen.max(), seen[-1]) == (1, 0)
        assert len(film.mobjects) == before
        assert track.walkers[4].shown == min(step, track.walkers[4].route.last)

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)


def test_what_is_told_before_the_first_arrives_comes_at_its_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[tuple[str, float]] = []

    def tell(film: OptimizerRace) -> None:
        film.prepare()
        film.add(film.track)
        film.standings_of(film.results)
        say, silent = film.say, film.fall_silent

        def note(phrase: Any, **values: Any) -> None:
            told.append((phrase[0].split()[-1], film.track.walkers[1].shown))
            say(phrase, **values)

        def hush() -> None:
            told.append(("", film.track.walkers[1].shown))
            silent()

        monkeypatch.setattr(film, "say", note)
        monkeypatch.setattr(film, "fall_silent", hush)
        film.run_to_winner(film.results, film.track, 66)
        assert film.track.walkers[1].shown == pytest.approx(66)

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)
    at_step = [(word, round(step, 6)) for word, step in told]
    assert {("again.", 8), ("", 18), ("{above}.", 59)} <= {*at_step}


def test_both_races_stand_side_by_side_at_last_each_with_its_order() -> None:
    def tell(film: OptimizerRace) -> None:
        film.prepare()
        film.add(film.track)
        other = film.results.elsewhere
        assert other is not None
        left, right = film.halves()
        assert left.high[0] < right.low[0]
        for half, race in ((left, film.results), (right, other)):
            table = film.table_in(half, race, CORNERS[1])
            box = area_of(table)
            assert (box.low > half.low).all()
            assert (box.high < half.high).all()
            title, board = table
            assert board.ranks.argsort().tolist() == list(race.order)
            assert not area_of(title).meets(area_of(board))
        film.side_by_side(other)
        assert film.track not in film.mobjects
        assert len(film.hero) == 2

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)


@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
def test_the_list_of_who_takes_part_covers_neither_the_start_nor_the_goal(aspect: str) -> None:
    def tell(film: OptimizerRace) -> None:
        film.prepare()
        marks, (ground, names) = film.roster()
        box, track = area_of(ground), film.track
        assert len(marks) == len(names) == len(film.rivals)
        for part in (*marks, *names):
            assert (area_of(part).low > box.low).all()
            assert (area_of(part).high < box.high).all()
        for place in (track.map.place(film.results.descents[0].path[0]), *track.best):
            assert not ((place > box.low) & (place < box.high)).all()

    on_stage(OptimizerRace, OptimizerRaceSpec(aspect=aspect), tell)


def test_the_loss_is_low_and_high_where_it_is_called_so() -> None:
    def tell(film: OptimizerRace) -> None:
        film.prepare()
        view = film.track.map
        low, high = (
            float(view.surface.value((tag.get_center()[:2] - view.origin) / view.unit))
            for tag in film.low_and_high()
        )
        assert low < float(np.nanquantile(view.heights, 0.5)) < high

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)


def test_the_rest_of_the_race_is_seen_to_its_end_with_all_arrivals() -> None:
    def tell(film: OptimizerRace) -> None:
        film.prepare()
        film.standings_of(film.results)
        film.see_arrivals(film.results, film.track, 66)
        assert [walker.shown for walker in film.track.walkers[:4]] == [300] * 4
        assert [each.text for each in film.sentences] == ["Then the others, one after another."]
        shown = [steps.get_fill_opacity() for _, steps in film.board.numbers]
        assert shown == [1, 1, 1, 1, 0]

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)


def test_losses_are_dimmed_while_all_are_on_their_way_from_there() -> None:
    def tell(film: OptimizerRace) -> None:
        film.prepare()
        other = film.results.elsewhere
        assert other is not None
        board = film.standings_of(other)
        track = film.track_of(other)
        share = float(np.interp(1, film.pace_of(track).steps, film.pace_of(track).progress))
        draw = film.stretch(other, track, 0.0, share, 2.0)
        for progress, opacity in ((0.0, 1.0), (0.5, DIM), (1.0, 1.0)):
            draw(progress)
            assert [loss.get_fill_opacity() for loss, _ in board.numbers] == [opacity] * 5
        assert [walker.shown for walker in track.walkers] == pytest.approx([1] * 5)

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)


def test_the_rates_of_the_second_race_are_those_that_it_is_run_with() -> None:
    def tell(film: OptimizerRace) -> None:
        film.prepare()
        other = film.results.elsewhere
        assert other is not None
        board = film.rates_board(other)
        for (number,), descent in zip(board.numbers, other.descents, strict=True):
            outline = number_outline(significant(float(descent.rate[0])), board.size, align=1)
            assert np.ptp(number.points[:, 0]) == pytest.approx(np.ptp(outline[:, 0]))

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)


def test_all_begin_at_one_point_with_one_gradient() -> None:
    race = OptimizerRace.compute(OptimizerRaceSpec())
    assert len({tuple(each.path[0]) for each in race.descents}) == 1
    assert len({tuple(each.gradient[0]) for each in race.descents}) == 1


def test_it_reports_the_order_with_the_rates() -> None:
    lines = OptimizerRace.report(OptimizerRace.compute(OptimizerRaceSpec()))
    assert lines[0] == "steps until the loss stays below 0.042:"
    assert lines[1].startswith("momentum, learning rate 0.003: 66 steps")
    assert lines[-1].startswith("Newton's method, learning rate 1: not within 300 steps")


def test_given_rates_are_taken_and_tuned_ones_are_of_the_grid() -> None:
    two = ("gradient-descent", "adam")
    given = OptimizerRace.compute(OptimizerRaceSpec(optimizers=two, rates=(0.02, 0.3), steps=20))
    assert [each.rate[0] for each in given.descents] == [0.02, 0.3]
    tuned = OptimizerRace.compute(OptimizerRaceSpec(optimizers=two, tune=True, steps=40))
    for descent, tuning in zip(tuned.descents, tuned.tunings, strict=True):
        assert descent.rate[0] == tuning.rate
        assert descent.loss[-1] == tuning.losses[tuning.best]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--optimizers", "adam"], "--optimizers: name between 2 and 6, each once"),
        (["--optimizers", "adam,adam"], "--optimizers: name between 2 and 6, each once"),
        (["--optimizers", "adam,moment"], "momentum"),
        (["--rates", "0.1,0.2"], "--rates: give one for each optimiser: 5, not 2"),
        (["--rates", "1,1,1,1,0"], "--rates 0: choose between"),
        (["--tune", "--rates", "1,1,1,1,1"], "--tune chooses the learning rates"),
        (["--steps", "2"], "--steps 2: choose between 3 and 5,000"),
        (["--surface", "parabola"], "a race needs a surface of two variables"),
        (["--surface", "bowl", "--formula", "a*b"], "--surface bowl has no effect on a --formula"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_shown_is_refused_in_one_sentence(
    warpreel: CommandLine, arguments: list[str], told: str
) -> None:
    answer = warpreel("render", "optimizer-race", *arguments)
    assert answer.code == 2
    assert told in answer.sentence


@pytest.mark.parametrize(
    ("options", "bar"),
    [
        ({}, "0.042"),
        ({"surface": "two-basins"}, "−0.2481"),
        ({"surface": "booth", "below": 0.0049}, "0.0049"),
        ({"surface": "booth", "below": 1.25e-7}, "1.25 × 10⁻⁷"),
    ],
    ids=str,
)
def test_the_goal_is_said_as_it_is(options: dict[str, object], bar: str, tmp_path: Path) -> None:
    spec = OptimizerRaceSpec(steps=20, optimizers=("gradient-descent", "momentum"), **options)
    race = OptimizerRace.compute(spec)
    film = perform(OptimizerRace, spec, race, tmp_path)
    said = [sentence.text for sentence in film.timeline.sentences]
    assert f"Who is the first to bring the loss below {bar}, and keep it there?" in said
    assert number_of(bar) == race.goal


def test_the_first_to_arrive_comes_first_though_it_ends_at_a_kink() -> None:
    spec = OptimizerRaceSpec(
        formula="sqrt(x**2+y**2)", start=(3, 4), steps=40,
        optimizers=("momentum", "gradient-descent"), rates=(1, 1),
    )  # fmt: skip
    assert OptimizerRace.report(OptimizerRace.compute(spec))[1] == (
        "gradient descent, learning rate 1: 5 steps, last loss 0"
    )


def test_the_last_tables_cover_no_way() -> None:
    def tell(film: OptimizerRace) -> None:
        film.prepare()
        other = film.results.elsewhere
        assert other is not None
        for race, half in zip((film.results, other), film.halves(), strict=True):
            stage = replace(film.stage, hero=half)
            track = RaceTrack(
                race.descents, race.goal, film.rivals, stage, film.theme, WIDER, reach=1.0
            )
            _, board = film.table_in(half, race, film.free_corner(half, track))
            table, ways = area_of(board), track.ways()
            assert not ((ways > table.low) & (ways < table.high)).all(axis=1).any()

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)
