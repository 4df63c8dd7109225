"""Recordings are trained once and found again; only what is still true is found."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import DivergenceError, RecordingError
from engine.recordings.opening import load
from engine.recordings.recording import Recording
from scenes.cache.location import cache_folder
from scenes.cache.results import filmed_recording, kept_result
from scenes.films.representation.space_warp_spec import SpaceWarpSpec
from scenes.films.representation.warp_runs import WarpRuns, warp_runs

SPEC = SpaceWarpSpec(hidden=(3,), samples=20, steps=5)
Trained = Callable[[SpaceWarpSpec], list[str]]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("WARPREEL_CACHE", str(folder))
    return folder


def trained(spec: SpaceWarpSpec) -> tuple[WarpRuns, set[str]]:
    """Get the runs, and say which of them were trained for it."""
    seen: set[str] = set()

    def work(what: str, steps: int) -> Callable[[int, str], None]:
        return lambda done, status: seen.add(what)

    return warp_runs(spec, work), seen


def same(one: Recording, other: Recording) -> bool:
    return np.array_equal(one.metrics.loss, other.metrics.loss) and all(
        np.array_equal(one.tensors[name][:], other.tensors[name][:]) for name in one.tensors
    )


def test_the_control_is_the_same_network_without_activations(cache: Path) -> None:
    runs = warp_runs(SPEC)
    assert runs.network.spec == SPEC.run
    assert runs.control.spec == SPEC.run.without_activations()
    assert np.array_equal(runs.control.data.features, runs.network.data.features)


def test_a_second_request_trains_nothing_and_finds_the_same(cache: Path) -> None:
    first, at_first = trained(SPEC)
    second, then = trained(SPEC)
    assert len(at_first) == 2
    assert then == set()
    assert same(first.network, second.network)
    assert same(first.control, second.control)


def test_looks_alone_train_nothing_anew(cache: Path) -> None:
    trained(SPEC)
    assert trained(replace(SPEC, theme="light", tempo=5.0, acts=("data",)))[1] == set()


def test_another_seed_is_another_run(cache: Path) -> None:
    first, _ = trained(SPEC)
    second, then = trained(replace(SPEC, seed=1))
    assert len(then) == 2
    assert not same(first.network, second.network)


@pytest.mark.parametrize("damage", [b"", b"nonsense", None], ids=["empty", "other", "truncated"])
def test_a_damaged_recording_is_trained_anew(cache: Path, damage: bytes | None) -> None:
    first, _ = trained(SPEC)
    for kept in cache.iterdir():
        kept.write_bytes(kept.read_bytes()[:-40] if damage is None else damage)
    second, then = trained(SPEC)
    assert len(then) == 2
    assert len(second.network.steps) == len(first.network.steps)
    assert trained(SPEC)[1] == set()


def test_a_cache_that_cannot_be_written_costs_time_but_no_result(cache: Path) -> None:
    cache.write_text("a file in its place")
    first, at_first = trained(SPEC)
    second, then = trained(SPEC)
    assert at_first == then != set()
    assert same(first.network, second.network)
    assert cache.read_text() == "a file in its place"


def test_a_changed_table_is_noticed(cache: Path, tmp_path: Path) -> None:
    table = tmp_path / "points.csv"
    rows = [f"{x},{x * x},{'ab'[x % 2]}" for x in range(12)]
    spec = SpaceWarpSpec(data=str(table), hidden=(2,), steps=3)
    table.write_text("\n".join(rows))
    assert len(trained(spec)[1]) == 2
    assert trained(spec)[1] == set()
    table.write_text("\n".join([*rows, "5,5,a"]))
    runs, then = trained(spec)
    assert len(then) == 2
    assert runs.network.data.samples == 13


def test_a_given_recording_is_filmed_as_it_is(cache: Path, brief_file: Path) -> None:
    spec = SpaceWarpSpec(recording=brief_file)
    runs, at_first = trained(spec)
    assert same(runs.network, load(brief_file))
    assert runs.control.spec == runs.network.spec.without_activations()
    assert len(at_first) == 1
    assert trained(spec)[1] == set()


def test_an_interrupted_training_is_not_kept(cache: Path) -> None:
    def interrupt(done: int, status: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        warp_runs(SPEC, lambda what, steps: interrupt)
    assert not cache.exists()


def test_a_diverged_training_is_not_kept(cache: Path) -> None:
    with pytest.raises(DivergenceError):
        warp_runs(replace(SPEC, optimizer="sgd", rate=1e6, steps=50, hidden=None))
    assert not cache.exists()


def test_a_recording_whose_parameters_are_not_finite_is_refused(tmp_path: Path) -> None:
    run = warp_runs(SPEC).network
    tensors = {name: rows[:].clone() for name, rows in run.tensors.items()}
    tensors["0.bias"][3:] = np.nan
    replace(run, tensors=tensors).save(tmp_path / "odd.safetensors")
    with pytest.raises(RecordingError, match=r"from step 3 on, the parameter 0.bias is not finite"):
        filmed_recording(tmp_path / "odd.safetensors")


def test_the_report_tells_both_accuracies(cache: Path) -> None:
    runs = warp_runs(SPEC)
    lines = runs.report()
    for line, run in zip(lines, (runs.network, runs.control), strict=True):
        assert f"{run.metrics.accuracy[-1]:.2%}" in line
        assert str(run.last_step) in line


def test_the_cache_is_where_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path / "mine"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "mine"
    monkeypatch.delenv("WARPREEL_CACHE")
    assert cache_folder() == tmp_path / "xdg" / "warpreel"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    assert cache_folder() == tmp_path / "home" / ".cache" / "warpreel"


@dataclass(frozen=True)
class Squares:
    """A result."""

    values: np.ndarray


def test_a_result_is_computed_once_for_each_request(cache: Path) -> None:
    computed = []

    def compute() -> Squares:
        computed.append(True)
        return Squares(np.arange(5.0) ** 2)

    first, second = (kept_result(Squares, ("squares", 5), compute) for _ in range(2))
    assert np.array_equal(first.values, second.values)
    assert len(computed) == 1
    kept_result(Squares, ("squares", 6), compute)
    assert len(computed) == 2
    for kept in cache.iterdir():
        kept.write_bytes(b"damaged")
    kept_result(Squares, ("squares", 5), compute)
    assert len(computed) == 3
