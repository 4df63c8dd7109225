"""Many steps at once are what the same steps are one by one."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from torch import nn

from engine.errors import UsageError
from engine.geometry import warps
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from engine.training.training import train
from tests.support.own_networks import OWN, RecordLoop, grid


@pytest.mark.parametrize("build", OWN.values(), ids=OWN)
def test_anybody_s_network_is_swept_as_it_is_traced(
    build: Callable[[], nn.Module], recorded: RecordLoop
) -> None:
    warp = Warp(recorded(build(), steps=6))
    (swept,) = warp.sweep(grid(), range(7))
    for step in range(7):
        np.testing.assert_allclose(swept[step], warp.trace(grid(), step)[-1], atol=1e-12)


@pytest.mark.parametrize("chunk_bytes", [1, 10_000, 100_000, 4_000_000])
def test_a_sweep_is_the_loop_of_traces_in_chunks_of_any_size(
    run: Recording, chunk_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warps, "CHUNK_BYTES", chunk_bytes)
    warp = Warp(run)
    chunks = list(warp.sweep(grid(), run.steps))
    swept = np.concatenate(chunks)
    looped = np.stack([warp.trace(grid(), step)[-1] for step in run.steps])
    np.testing.assert_allclose(swept, looped, atol=1e-10)
    assert run.spec is not None
    step_bytes = len(grid()) * max(run.spec.widths) * 8
    assert max(map(len, chunks)) == min(max(chunk_bytes // step_bytes, 1), len(run.steps))


def test_a_sweep_goes_to_any_depth_and_skips_steps(run: Recording) -> None:
    warp = Warp(run)
    steps = run.steps[3:50:7]
    assert len(steps) == 7
    for depth in range(run.depth + 1):
        swept = np.concatenate(list(warp.sweep(grid(), steps, depth)))
        looped = np.stack([warp.trace(grid(), step)[depth] for step in steps])
        np.testing.assert_allclose(swept, looped, atol=1e-10)


def test_a_sweep_of_a_recording_that_was_thinned_out(mlp: Recording) -> None:
    assert mlp.spec is not None
    warp = Warp(train(replace(mlp.spec, record_every=7)))
    looped = [warp.trace(grid(), step)[-1] for step in (0, 14, 120)]
    np.testing.assert_allclose(next(warp.sweep(grid(), [0, 14, 120])), looped, atol=1e-10)
    with pytest.raises(UsageError, match=r"sweep takes steps that were recorded"):
        next(warp.sweep(grid(), [0, 8]))


@pytest.mark.parametrize("steps", [[0.5], [-1], [100_000]])
def test_a_sweep_over_steps_that_were_not_recorded_is_refused(
    run: Recording, steps: list[float]
) -> None:
    with pytest.raises(UsageError, match=r"sweep takes steps that were recorded"):
        next(Warp(run).sweep(grid(), steps))
