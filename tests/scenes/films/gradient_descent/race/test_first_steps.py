"""Each optimiser's step is drawn large, and what is drawn into it has its name beside it."""

import numpy as np
import pytest
from manim import VGroup

from scenes.films.gradient_descent.mobjects.step_anatomy import StepAnatomy
from scenes.films.gradient_descent.optimizer_race import OptimizerRace
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race.first_steps import STRIDE, TURNED, UPHILL, shown_step
from scenes.films.gradient_descent.race.newton_section import NewtonSection
from scenes.storytelling.stage import area_of
from tests.support.staged import on_stage


def test_who_steps_alone_stays_in_the_frame_and_all_steps_are_drawn_alike() -> None:
    lengths: list[float] = []

    def tell(film: OptimizerRace) -> None:
        film.prepare()
        film.add(film.track)
        for i, walker in enumerate(film.track.walkers):
            anatomy = film.anatomy_of(i)
            step = shown_step(anatomy)
            film.meet_one(i, [])
            assert walker.shown == step + 1
            ends = film.track.map.place(anatomy.descent.path[[step, step + 1]])
            seen, hero = film.view.shows(ends, film.stage), film.stage.hero
            assert ((seen > hero.low) & (seen < hero.high)).all()
            lengths.append(float(np.linalg.norm(seen[1] - seen[0])) / film.stage.scale)
            first = film.track.map.place(anatomy.descent.path[:2])
            assert film.ghost_of(i)[0].points[[0, -1], :2] == pytest.approx(first)

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)
    assert max(lengths) == pytest.approx(STRIDE)
    assert min(lengths) > 0.6 * STRIDE


def test_a_step_is_shown_in_which_its_rule_is_seen() -> None:
    def tell(film: OptimizerRace) -> None:
        film.prepare()
        steps = [shown_step(film.anatomy_of(i)) for i in range(5)]
        assert steps[:3] == [0, 1, 0]
        assert steps[4] == 0
        anatomy = film.anatomy_of(3)
        slopes = anatomy.descent.gradient
        turns = []
        for k in range(steps[3] + 1):
            mean, slope = anatomy.mean_of(k), slopes[k]
            cosine = mean @ slope / np.linalg.norm(mean) / np.linalg.norm(slope)
            turns.append(np.degrees(np.arccos(np.clip(cosine, -1, 1))))
        assert turns[-1] > TURNED
        assert max(turns[:-1]) < TURNED

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)


def test_each_arrow_of_a_step_is_named_beside_it() -> None:
    named: list[set[str]] = []

    def tell(film: OptimizerRace) -> None:
        film.prepare()
        film.add(film.track)
        words_of = film.words_of

        def told(
            i: int, anatomy: StepAnatomy, step: int, section: NewtonSection | None
        ) -> dict[str, VGroup]:
            words = words_of(i, anatomy, step, section)
            ways = anatomy.ways_of(step, UPHILL, film.stage.scale / film.view.zoom)
            assert set(ways) <= set(words)
            boxes = [area_of(word) for word in words.values()]
            for k, box in enumerate(boxes):
                assert not box.meets(area_of(film.title))
                assert not any(box.meets(other) for other in boxes[:k])
            for way in ways.values():
                start, end = film.view.shows(np.array(way), film.stage)
                places = start + np.linspace(0, 1, 40)[:, None] * (end - start)
                for box in boxes:
                    assert not ((places > box.low) & (places < box.high)).all(axis=1).any()
            named.append(set(words))
            return words

        film.words_of = told
        for i in range(len(film.rivals)):
            film.meet_one(i, [])

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)
    parted = {"slope", "leg 0", "leg 1", "part 0", "part 1", "step"}
    assert named == [
        {"slope", "step"}, {"slope", "part", "push", "step"}, parted, parted | {"mean"},
        {"slope", "loss", "parabola", "part", "step"},
    ]  # fmt: skip
