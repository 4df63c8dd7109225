"""The act of xor: it is defined before the line turns, and its plane stays coloured."""

import numpy as np
import pytest
from manim import VGroup

from scenes.films.perceptron.perceptron import Perceptron
from scenes.films.perceptron.specs import PerceptronSpec
from scenes.films.perceptron.story import neuron_number
from scenes.films.perceptron.xor_act import COUNTED
from tests.support.staged import on_stage


def test_the_plane_stays_coloured_while_the_line_turns_even_if_it_is_far_away() -> None:
    inks = []

    def tell(film: Perceptron) -> None:
        xor = film.results.xor
        film.panel = film.plane_of_xor()
        film.row, film.written, film.over = film.counters(), VGroup(), []
        for now in np.linspace(0, xor.mistakes, 20 * xor.mistakes + 1).tolist():
            film._turn(now)
            regions = film.panel.panel.regions
            there = [part.get_fill_opacity() for part in regions if len(part.points)]
            inks.append(max(there) / film.panel.tint)

    on_stage(Perceptron, PerceptronSpec(), tell)
    assert len(inks) > 500
    assert min(inks) > 0.45  # where one colour becomes the other, half of each


def test_the_printed_weights_are_those_of_the_line_at_every_moment() -> None:
    def tell(film: Perceptron) -> None:
        film.panel, film.row = film.plane_of_xor(), film.counters()
        film.written, film.over = VGroup(), []
        drawn: list[np.ndarray] = []
        written: list[list[str]] = []
        draw = film.panel.draw

        def drew(weights: np.ndarray, *args: object, **options: float) -> None:
            drawn.append(weights)
            draw(weights, *args, **options)

        film.panel.draw = drew
        film.row.write = written.append
        for now in np.linspace(0, 6, 61).tolist():
            film._turn(now)
            assert written[-1][:3] == [neuron_number(weight) for weight in drawn[-1]]

    on_stage(Perceptron, PerceptronSpec(), tell)


def test_the_band_is_coloured_only_between_two_whole_lines() -> None:
    seen: list[tuple[list[float], float, float]] = []

    def tell(film: Perceptron) -> None:
        film.panel, film.labels = film.plane_of_xor(), VGroup()
        film.row, film.written = film.counters(), VGroup()
        draw_two = film.panel.draw_two

        def watched(units: np.ndarray, shares: list[float], tint: float, band: float) -> None:
            seen.append((list(shares), tint, band))
            draw_two(units, shares, tint, band)

        film.panel.draw_two = watched
        film._add_a_unit([])

    on_stage(Perceptron, PerceptronSpec(), tell)
    assert all(min(shares) == 1 for shares, _, band in seen if band > 0)
    assert seen[-1] == ([1.0, 1.0], 1.0, 1.0)


def test_no_line_turns_while_xor_is_defined() -> None:
    def tell(film: Perceptron) -> None:
        film.panel, film.labels = film.plane_of_xor(), VGroup()
        film.say("Exclusive or: 1 if one input is on, but not both.")
        drawn: list[float] = []
        draw = film.panel.draw

        def watched(weights: np.ndarray, *args: object, **options: float) -> None:
            drawn.append(options["shown"])
            draw(weights, *args, **options)

        film.panel.draw = watched
        film._point_out()
        assert len(drawn) > 2
        assert set(drawn) == {0.0}

    on_stage(Perceptron, PerceptronSpec(), tell)


def test_weights_written_after_a_pass_are_those_of_the_rule_run_by_hand() -> None:
    points, answers = [(0, 0), (0, 1), (1, 0), (1, 1)], [0, 1, 1, 0]
    weights, after = np.zeros(3), []
    for _ in range(5):
        for point, answer in zip(points, answers, strict=True):
            inputs = np.array([1.0, *point])
            weights = weights + (answer - int(weights @ inputs >= 0)) * inputs
        after.append(weights)

    def tell(film: Perceptron) -> None:
        for passed, expected in enumerate(after):
            assert film.weights_after(passed) == pytest.approx(expected)

    on_stage(Perceptron, PerceptronSpec(), tell)
    assert all((each == [0, -1, 0]).all() for each in after[1:])


def test_mistakes_count_in_their_ring_and_weights_of_a_pass_are_written_when_it_is_over() -> None:
    def tell(film: Perceptron) -> None:
        film.panel, film.row = film.plane_of_xor(), film.counters()
        film.written = film._passes(range(3))
        written: list[list[str]] = []
        film.row.write = written.append
        for now in np.linspace(0, 10, 201).tolist():
            film._turn(now)
            seen = [row.family_members_with_points()[0].get_fill_opacity() for row in film.written]
            assert [each == 1 for each in seen] == [now >= end for end in (3, 6, 10)]
            passed, mistakes = map(int, written[-1][3:])
            assert mistakes == int(now) + (now % 1 >= COUNTED)
            assert passed == 1 + sum(mistakes > end for end in (3, 6))

    on_stage(Perceptron, PerceptronSpec(), tell)
