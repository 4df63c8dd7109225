"""The main film: for any data and network nothing is cut off or written over."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn
from torch.nn import functional as F

from engine.training.recorder import Recorder
from scenes.films.representation import space_warp
from scenes.films.representation.space_warp import SpaceWarp
from scenes.films.representation.space_warp_spec import ACTS, SpaceWarpSpec
from scenes.films.representation.warp_runs import warp_runs
from tests.support.layout import perform

SOURCE = Path(space_warp.__file__)
FILMS = {
    "residual blocks": {"steps": 25, "samples": 80},
    "plain layers": {"hidden": (16, 2), "steps": 40, "samples": 80},
    "three dimensions": {"data": "circles", "hidden": (3,), "rate": 0.02, "samples": 80},
    "two dimensions that do not do": {"data": "circles", "hidden": (2,), "steps": 30},
    "three classes": {"classes": 3, "hidden": (8, 8), "architecture": "residual", "steps": 30},
    "iris": {"data": "iris", "hidden": (6, 6), "architecture": "residual", "steps": 20},
    "digits": {"data": "digits", "hidden": (16, 2), "samples": 200, "steps": 15},
    "a table": {"data": "people.csv", "hidden": (5,), "steps": 20, "theme": "light"},
}


@pytest.fixture
def people(workplace: Path) -> None:
    """A user's table, whose classes have long names."""
    names = [
        "people who answered the second questionnaire late",
        "everybody else, as far as it is known",
    ]
    rng = np.random.default_rng(0)
    rows = [
        f'{x:.3f},{y:.3f},"{names[k % 2]}"' for k, (x, y) in enumerate(rng.normal(size=(30, 2)))
    ]
    Path("people.csv").write_text("\n".join(["height,weight,label", *rows]))


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, object], tmp_path: Path) -> None:
    spec = SpaceWarpSpec(**options)
    film = perform(SpaceWarp, spec, warp_runs(spec), tmp_path)
    assert film.faults == []
    assert film.looks > 100
    assert film.markers > 0


@pytest.mark.parametrize("act", ACTS)
def test_every_act_can_stand_alone(act: str, tmp_path: Path) -> None:
    spec = SpaceWarpSpec(hidden=(2,), samples=20, steps=3, acts=(act,))
    film = perform(SpaceWarp, spec, warp_runs(spec), tmp_path)
    assert film.faults == []
    assert film.markers > 0
    assert film.seconds > 5


def test_acts_can_be_shown_in_another_order(tmp_path: Path) -> None:
    spec = SpaceWarpSpec(hidden=(2,), samples=20, steps=3, acts=ACTS[::-1])
    assert perform(SpaceWarp, spec, warp_runs(spec), tmp_path).faults == []


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"hidden": (4, 4), "architecture": "residual", "tempo": 2.0},
        {"hidden": (3,)},
        {"hidden": (4, 2), "acts": ("data", "training", "depth")},
        {"hidden": (4, 2), "classes": 3},
        {"hidden": (4, 4), "architecture": "residual", "aspect": "9:16"},
        {"hidden": (4, 2), "aspect": "1:1", "lang": "zh"},
    ],
    ids=str,
)
def test_it_fits_for_other_networks_and_acts(options: dict[str, object], tmp_path: Path) -> None:
    spec = SpaceWarpSpec(samples=30, steps=3, **options)
    assert perform(SpaceWarp, spec, warp_runs(spec), tmp_path).faults == []


@pytest.mark.parametrize(
    ("layers", "columns", "labels"),
    [
        (lambda: (nn.Linear(2, 2),), 2, "half"),
        (lambda: (nn.Linear(2, 1),), 2, "half"),
        (lambda: (nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 2)), 2, "none"),
        (lambda: (nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 2)), 2, "one"),
        (lambda: (nn.Linear(1, 1), nn.Tanh(), nn.Linear(1, 2)), 1, "half"),
    ],
    ids=("a layer", "a layer of one output", "one class", "a rare class", "one column"),
)
def test_of_a_network_that_did_not_separate_anything_it_says_what_is_seen(
    layers: Callable[[], tuple[nn.Module, ...]], columns: int, labels: str, tmp_path: Path
) -> None:
    torch.manual_seed(0)
    points = torch.randn(40, columns)
    classes = {
        "half": (points[:, 0] > 0).long(),
        "none": torch.zeros(40, dtype=torch.int64),
        "one": (torch.arange(40) == 5).long(),
    }[labels]
    network = nn.Sequential(*layers())
    if labels != "half":  # it answers class 0 everywhere
        network[-1].bias.data += torch.tensor([4.0, -4.0])
    optimizer = torch.optim.SGD(network.parameters(), 0.05)
    recorder = Recorder(network, points, classes)
    for _ in range(3):
        optimizer.zero_grad()
        z = network(points)
        loss = F.cross_entropy(torch.cat([0 * z, z], 1) if z.shape[1] == 1 else z, classes)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    path = recorder.finish().save(tmp_path / "run.safetensors")
    spec = SpaceWarpSpec(recording=path)
    film = perform(SpaceWarp, spec, warp_runs(spec), tmp_path)
    assert film.faults == []
    said = " ".join(film.words)
    assert "separates the classes" not in said
    assert "this curve" not in said
    assert ("But the plane can" in said) == (labels == "one")
    assert ("single class" in said) == (labels == "none")


def test_a_run_of_which_no_loss_is_known_is_told_without_it(tmp_path: Path) -> None:
    torch.manual_seed(0)
    points = torch.randn(40, 2)
    network = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 2))
    recorder = Recorder(network, points, (points[:, 0] > 0).long())
    for _ in range(3):  # such as averaged weights, of which nothing is measured
        recorder.record(None)
        network[0].weight.data += 0.1
    spec = SpaceWarpSpec(recording=recorder.finish().save(tmp_path / "run.safetensors"))
    assert perform(SpaceWarp, spec, warp_runs(spec), tmp_path).faults == []


def test_manim_itself_draws_it(tmp_path: Path) -> None:
    options = ["-s", "-ql", "--media_dir", str(tmp_path), "--progress_bar", "none"]
    done = subprocess.run(
        [sys.executable, "-m", "manim", "render", *options, str(SOURCE), "SpaceWarp"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    (still,) = tmp_path.rglob("SpaceWarp*.png")
    with Image.open(still) as picture:
        assert picture.size == (854, 480)
        assert np.asarray(picture.convert("L")).std() > 5
