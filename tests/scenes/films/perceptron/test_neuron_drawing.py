"""A drawn neuron: signals arrive together, and only enough of them send a pulse on."""

import numpy as np
import pytest

from scenes.films.perceptron.neuron_drawing import ARRIVED, FIRED, NeuronDrawing, along
from scenes.films.perceptron.neuron_shape import HIGH, LOW, PARTS
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]


@pytest.fixture
def cell() -> NeuronDrawing:
    return NeuronDrawing(THEME, np.array([1.0, -0.5]), 8.0)


def places(cell: NeuronDrawing) -> np.ndarray:
    """Find the middles of the signals on their way."""
    curves = cell.signals.points.reshape(-1, 4 * cell.signals.marker_curves, 3)
    return (curves.min(axis=1) + curves.max(axis=1))[:, :2] / 2


def test_it_is_as_wide_as_asked_and_where(cell: NeuronDrawing) -> None:
    drawn = np.concatenate([part.points for part in cell.parts.values()])[:, :2]
    assert np.ptp(drawn[:, 0]) == pytest.approx(8, rel=0.01)
    half = (HIGH - LOW) * cell.unit / 2
    assert (np.abs(drawn - cell.centre) <= half + 1e-6).all()


@pytest.mark.parametrize("part", PARTS)
def test_lighting_a_part_changes_its_colour_and_no_other(cell: NeuronDrawing, part: str) -> None:
    before = {name: shape.get_fill_color().to_hex() for name, shape in cell.parts.items()}
    cell.light(part)
    after = {name: shape.get_fill_color().to_hex() for name, shape in cell.parts.items()}
    assert {name for name in PARTS if before[name] != after[name]} == {part}
    assert after[part].lower() == THEME.highlight
    cell.light(part, 0.0)
    assert cell.parts[part].get_fill_color().to_hex() == before[part]


def test_signals_run_from_the_dendrites_into_the_soma(cell: NeuronDrawing) -> None:
    soma = cell.place(np.zeros(2))
    distances = []
    for progress in (0.05, 0.2, 0.4):
        cell.send(progress, 5)
        assert len(places(cell)) == 5
        distances.append(np.linalg.norm(places(cell) - soma, axis=1).mean())
    assert distances == sorted(distances, reverse=True)


@pytest.mark.parametrize("signals", range(6))
def test_a_pulse_goes_out_only_if_the_threshold_is_reached(
    cell: NeuronDrawing, signals: int
) -> None:
    cell.send((FIRED + 0.9) / 2, signals)
    assert len(places(cell)) == (1 if signals >= cell.threshold else 0)
    if signals >= cell.threshold:
        assert places(cell)[0, 0] > cell.place(np.zeros(2))[0]
    cell.send((ARRIVED + FIRED) / 2, signals)
    assert len(places(cell)) == 0


def test_a_pulse_reaches_every_synapse(cell: NeuronDrawing) -> None:
    cell.send(0.97, 5)
    assert len(places(cell)) == len(cell.ends)
    cell.send(1.0, 5)
    assert len(places(cell)) == 0
    arrived = cell.parts["synapses"].get_fill_color().to_hex()
    cell.light("synapses")
    assert arrived == cell.parts["synapses"].get_fill_color().to_hex()


def test_equal_shares_of_a_path_are_equally_long() -> None:
    path = np.array([[0, 0], [3, 0], [3, 1]])
    assert along(path, 0.5) == pytest.approx([2, 0])
    assert along(path, 1.0) == pytest.approx([3, 1])


def test_upright_signals_run_down() -> None:
    cell = NeuronDrawing(THEME, np.zeros(2), 8.0, upright=True)
    assert cell.trunk[-1, 1] < cell.trunk[0, 1]
    drawn = np.concatenate([part.points for part in cell.parts.values()])[:, :2]
    assert np.ptp(drawn[:, 1]) == pytest.approx(8, rel=0.01)


def test_too_few_signals_leave_the_soma_half_lit_until_they_fade(cell: NeuronDrawing) -> None:
    for progress in (FIRED - 0.05, FIRED, 0.8):
        cell.send(progress, cell.threshold // 2)
        assert cell.lit("soma") == pytest.approx(0.5)
        assert cell.lit("hillock") == 0
    cell.send(1.0, cell.threshold // 2)
    assert cell.lit("soma") == 0
