"""Loss landscapes: our grid against those of public packages, and against a plain loop.

`make bench` installs them; one that is missing is named in its row. The network is a 2-50-3
perceptron, the data 3,000 points; ours computes the accuracy along with the loss, the others the
loss alone.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable
from importlib import import_module, util
from types import ModuleType

import numpy as np
import torch
from side_by_side import Row, race
from torch import nn
from torch.nn.utils import parameters_to_vector, vector_to_parameters

from engine.landscape.landscape import LossField
from engine.landscape.planes import random_plane
from warpreel import Recorder, Recording, make_dataset

SIDE, SAMPLES, HIDDEN, ROUNDS = 51, 3_000, 50, 3
GRID = SIDE * SIDE
TARGET = 2.0
WHAT = f"loss of a 2-{HIDDEN}-3 network on {SAMPLES:,} points, {SIDE} × {SIDE} grid, one thread"

Grid = Callable[[], object]


def record() -> tuple[nn.Module, Recording]:
    """Train the network for a little while."""
    torch.manual_seed(0)
    data = make_dataset("spirals", samples=SAMPLES, classes=3)
    features, labels = torch.tensor(data.features), torch.tensor(data.labels)
    network = nn.Sequential(nn.Linear(2, HIDDEN), nn.Tanh(), nn.Linear(HIDDEN, 3))
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    recorder = Recorder(network, data)
    for _ in range(40):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(features), labels)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    return network, recorder.finish()


def plain_loop(network: nn.Module, x: torch.Tensor, y: torch.Tensor, points: torch.Tensor) -> Grid:
    """Put each place's parameters into the module, and call it."""

    @torch.no_grad()
    def grid() -> np.ndarray:
        losses = []
        for point in points:
            vector_to_parameters(point, network.parameters())
            losses.append(nn.functional.cross_entropy(network(x), y).item())
        return np.array(losses)

    return grid


def loss_landscapes(network: nn.Module, x: torch.Tensor, y: torch.Tensor) -> Grid:
    """Give the grid of the package of that name."""
    package, metrics = (
        import_module(name) for name in ("loss_landscapes", "loss_landscapes.metrics")
    )
    metric = metrics.Loss(nn.functional.cross_entropy, x, y)
    return lambda: package.random_plane(network, metric, steps=SIDE, deepcopy_model=True)


def gradfield(network: nn.Module, x: torch.Tensor, y: torch.Tensor) -> Grid:
    """Give the grid of the package of that name."""
    package = import_module("gradfield")
    loss = package.model_loss_fn(network, nn.functional.cross_entropy, x, y)
    return lambda: package.sample_grid(loss, (-1, 1), (-1, 1), resolution=SIDE)


def loss_landscape_anim(network: nn.Module, x: torch.Tensor, y: torch.Tensor) -> Grid:
    """Give the grid of the package of that name, of SIDE - 1 places a side, scaled to all.

    The package wants a Lightning module and offers its network the parameters in a slower way.
    """
    module = _single_file("loss_landscape_anim", "loss_landscape")
    network.loss_fn = nn.functional.cross_entropy  # type: ignore[assignment]
    network.init_from_flat_params = lambda flat: vector_to_parameters(  # type: ignore[assignment]
        flat, network.parameters()
    )
    with torch.no_grad():
        end = parameters_to_vector(network.parameters())
    path = torch.stack([end, end])
    u, v = torch.randn(2, len(end))

    def grid() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            module.LossGrid(
                path,
                network,
                (x, y),
                np.array([[0.0, 0.0], [1.0, 1.0]]),
                (u, v),
                res=SIDE // 2,
                tqdm_disable=True,
                save_grid=False,
            )

    return grid


def _single_file(package: str, name: str) -> ModuleType:
    """Import a module without its package, which would import Lightning."""
    found = util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(f"No module named '{package}'")
    where = f"{found.submodule_search_locations[0]}/{name}.py"
    spec = util.spec_from_file_location(name, where)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


PACKAGES = {
    "loss-landscapes": (loss_landscapes, GRID),
    "loss-landscape-anim": (loss_landscape_anim, (SIDE // 2 * 2) ** 2),
    "gradfield": (gradfield, GRID),
}


def rows() -> list[Row]:
    """Race ours against each."""
    torch.set_num_threads(1)
    network, recording = record()
    x, y = torch.tensor(recording.data.features), torch.tensor(recording.data.labels)
    plane = random_plane(recording, recording.last_step)
    side = np.linspace(-1, 1, SIDE)
    coordinates = np.stack(np.meshgrid(side, side), axis=-1)
    field = LossField(recording, recording.last_step)

    def ours() -> np.ndarray:
        return np.stack([field.on(plane, row).loss for row in coordinates])

    points = torch.from_numpy(plane.points(coordinates.reshape(-1, 2)).astype(np.float32))
    loop = plain_loop(network, x, y, points)
    assert np.allclose(ours().ravel(), loop(), rtol=1e-4, atol=1e-5)
    table = [compare("a plain loop over the same places", ours, loop, GRID)]
    for name, (make, count) in PACKAGES.items():
        try:
            theirs = make(network, x, y)
        except ImportError as error:
            missing = f"not measured: {error}; `make bench` installs it"
            table.append(Row(WHAT, name, missing, float("nan"), None))
        else:
            table.append(compare(name, ours, theirs, count))
    return table


def compare(name: str, ours: Grid, theirs: Grid, count: int) -> Row:
    """Race two grids, of which theirs has `count` places; compared by CPU time a place."""
    result = race(ours, theirs, ROUNDS)
    rates = GRID / result.ours.cpu, count / result.theirs.cpu
    measured = f"{rates[0]:,.0f} : {rates[1]:,.0f} places per CPU second"
    return Row(WHAT, name, measured, result.cpu * GRID / count, TARGET)


if __name__ == "__main__":
    for row in rows():
        print(row)
