"""A cache and a folder of one's own, small trained runs, each made once, and a browser."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import settings
from torch import nn

from engine.recordings.opening import load
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.recorder import Recorder
from engine.training.training import train
from tests.support.browser import Browser, open_browser

RecordLoop = Callable[..., Recording]

# No time limits, which a busy machine breaks; no database, whose place would be looked up thousands
# of times for each test.
settings.register_profile("warpreel", deadline=None, database=None)
settings.load_profile("warpreel")


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> None:
    """Keep torch from waiting for cores that other tests run on."""
    torch.set_num_threads(1)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep results where no other run of the tests looks; all workers of this one share them."""
    root = tmp_path_factory.getbasetemp()
    folder = (root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) / "shared-cache"
    folder.mkdir(exist_ok=True)
    threads = torch.get_num_threads()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WARPREEL_CACHE", str(folder))
        patch.setenv("OMP_NUM_THREADS", "1")  # for the processes that tests start
        torch.set_num_threads(1)
        yield folder
    torch.set_num_threads(threads)


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    folder = tmp_path / "workplace"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(autouse=True)
def _seeded() -> None:
    """Let no test depend on the weights that another one drew."""
    torch.manual_seed(0)


@pytest.fixture(scope="session")
def residual() -> Recording:
    """Two residual blocks, well on their way."""
    return train(RunSpec(architecture="residual", hidden=(8, 8), samples=90, steps=60))


@pytest.fixture(scope="session")
def mlp() -> Recording:
    """A network that widens from 2 to 16 and narrows back to 2."""
    return train(RunSpec(hidden=(16, 2), samples=90, steps=120))


@pytest.fixture(scope="session")
def circles() -> Recording:
    """Circles that are parted in space, by a hidden layer of three units."""
    return train(RunSpec(data="circles", hidden=(3,)))


@pytest.fixture(scope="session", params=["residual", "mlp", "circles"])
def run(request: pytest.FixtureRequest) -> Recording:
    """Each of the three in turn."""
    recording: Recording = request.getfixturevalue(request.param)
    return recording


@pytest.fixture(scope="session")
def hero_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `warpreel train` makes when it is asked for nothing in particular."""
    return train(RunSpec()).save(tmp_path_factory.mktemp("hero") / "hero.safetensors")


@pytest.fixture(scope="session")
def control_file(hero_file: Path) -> Path:
    """The same with every activation removed."""
    control = train(load(hero_file).spec.without_activations())
    return control.save(hero_file.with_name("control.safetensors"))


@pytest.fixture(scope="session")
def three_classes() -> tuple[np.ndarray, np.ndarray]:
    """Points of the plane in three noisy classes."""
    rng = np.random.default_rng(4)
    labels = np.arange(60) % 3
    angle = 2 * np.pi * labels / 3
    centres = 1.5 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return (centres + rng.normal(0, 0.6, (60, 2))).astype(np.float32), labels


@pytest.fixture(scope="session")
def recorded(three_classes: tuple[np.ndarray, np.ndarray]) -> RecordLoop:
    """Train anybody's network on three classes for a few steps, and record it."""

    def record(network: nn.Module, steps: int = 4, seed: int = 0) -> Recording:
        features, labels = map(torch.from_numpy, three_classes)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            optimizer = torch.optim.SGD(network.parameters(), lr=0.3)
            recorder = Recorder(network, features, labels)
            for _ in range(steps):
                optimizer.zero_grad()
                loss = nn.functional.cross_entropy(network(features), labels)
                loss.backward()
                recorder.record(loss)
                optimizer.step()
            return recorder.finish()

    return record


STARTED: list[Browser] = []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Open pages in one browser, started by the first test that asks for it."""
    with open_browser() as opened:
        STARTED.append(opened)
        yield opened


@pytest.fixture(scope="module", autouse=True)
def pages_are_closed() -> Iterator[None]:
    """Leave a module's last page, which would go on playing and training beside all other tests."""
    yield
    for each in STARTED:
        each.leave()
