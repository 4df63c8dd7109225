"""The graph of single numbers: every number has a place of its own."""

import numpy as np
import pytest

from engine.experiments.small_network import SmallNetwork, descend
from scenes.films.backprop.names import symbol
from scenes.films.backprop.value_graph import ValueGraph
from scenes.storytelling.stage import Area
from scenes.theme.theme import THEMES

AREA = Area(np.array([-6.8, -2.7]), np.array([6.8, 2.4]))


def graph_of(network: SmallNetwork, links: list[str]) -> ValueGraph:
    return ValueGraph(descend(network, network.start(0), 0.1), AREA, links, THEMES["dark"])


@pytest.mark.parametrize(
    ("loss", "links"), [("mse", ["f", "L"]), ("cross-entropy", ["f", "g", "L"])]
)
def test_every_number_of_the_network_has_a_place_of_its_own(loss: str, links: list[str]) -> None:
    network = SmallNetwork((1.0, 2.0), 1.0, 3, "tanh", loss)
    names = set(network.forward(network.start(0)))
    graph = graph_of(network, links)
    assert set(graph.values) == set(graph.adjoints) == names
    places = np.array([number.start for number in graph.values.values()])
    apart = np.linalg.norm(places[:, None] - places, axis=2) + 9 * np.eye(len(places))
    assert apart.min() > 0.4


def test_weights_are_drawn_by_sign() -> None:
    network = SmallNetwork((1.0, 2.0), 1.0, 2, "tanh", "mse")
    graph = graph_of(network, ["f", "L"])
    graph.set_parameters(dict.fromkeys(network.parameters, 0.5) | {"v1": -0.5})
    first, _, last, _ = graph.diagram.weights
    assert len(first.negative.points) == 0
    assert len(last.positive.points) == 16


def test_signals_to_a_unit_come_from_all_that_it_is_computed_from() -> None:
    network = SmallNetwork((1.0, 2.0), 1.0, 2, "tanh", "mse")
    graph = graph_of(network, ["f", "L"])
    assert graph.way_to("z2") == [(0, 0, 1), (0, 1, 1)]
    assert graph.way_to("a2") == [(1, 1, 1)]
    assert graph.way_to("L") == [(3, 0, 0)]


def test_a_path_is_its_units_weights_and_links() -> None:
    network = SmallNetwork((1.0, 2.0), 1.0, 2, "tanh", "mse")
    graph = graph_of(network, ["f", "L"])
    units, edges = graph.among(["w11", "z1", "a1"])
    assert units == [(1, 0), (2, 0)]
    assert edges == [(0, 0, 0), (1, 0, 0)]
    assert graph.among(["a1"]) == ([(2, 0)], [])


def test_names_are_set_with_subscripts() -> None:
    assert [symbol(name) for name in ("w12", "p", "L")] == ["w_(12)", "hat(y)", "L"]
