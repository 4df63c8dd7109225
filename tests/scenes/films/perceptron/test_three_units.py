"""The diagram of the three units that say xor."""

import numpy as np

from engine.experiments.perceptron import (
    GATE_INPUTS,
    XOR,
    XOR_THIRD,
    XOR_UNITS,
    heaviside,
    with_one,
)
from scenes.films.perceptron.perceptron import Perceptron
from scenes.films.perceptron.specs import PerceptronSpec
from scenes.films.perceptron.three_units import ThreeUnits
from tests.support.staged import on_stage


def test_the_third_of_the_units_says_xor() -> None:
    hidden = heaviside(with_one(GATE_INPUTS) @ XOR_UNITS.T)
    assert (heaviside(with_one(hidden) @ XOR_THIRD) == XOR).all()


def test_units_come_one_by_one_clear_of_points_and_lines() -> None:
    def tell(film: Perceptron) -> None:
        panel = film.plane_of_xor()
        room = film._room_for_units()
        units = ThreeUnits(XOR_UNITS, XOR_THIRD, room, film.stage, film.theme)
        assert not any(ring.get_stroke_opacity() for _, ring, _ in units.parts)
        units.reveal([1.0, 0.5, 0.0])
        rings = [ring.get_stroke_opacity() for _, ring, _ in units.parts]
        assert rings == [1.0, 0.5, 0.0]
        seen = [panel.place(film.results.xor.points), *map(panel.line_points, XOR_UNITS)]
        places = np.concatenate(seen)
        low, high = units.get_corner([-1, -1, 0])[:2], units.get_corner([1, 1, 0])[:2]
        assert not ((places > low - 0.2) & (places < high + 0.2)).all(axis=1).any()

    on_stage(Perceptron, PerceptronSpec(), tell)


def test_the_first_mistake_is_looked_for_in_the_order_of_the_points() -> None:
    looked: list[int] = []

    def tell(film: Perceptron) -> None:
        run = film.results.learning
        film.panel = film.plane_of(run, 0.11, 0.04, beside=True)
        film.say("All weights are 0: it says 1 everywhere.")
        draw = film.panel.draw

        def drew(weights: np.ndarray, sizes: np.ndarray, **options: float) -> None:
            if sizes.max() > 1.3:
                looked.append(int(sizes.argmax()))
            draw(weights, sizes, **options)

        film.panel.draw = drew
        film._look_for_the_first()
        assert max(looked) == run.mistaken[0]
        assert looked == sorted(looked)

    on_stage(Perceptron, PerceptronSpec(), tell)
