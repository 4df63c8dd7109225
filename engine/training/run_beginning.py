"""Begin the run of a network: exactly if it is a chain of stages, by a probe if not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from torch import nn

from engine.data.stratified import stratified_choice
from engine.networks.stages import Stage
from engine.tracing.asking import fed
from engine.training.exact_run import ExactRun
from engine.training.judging import Judge
from engine.training.labelled_points import LabelledPoints
from engine.training.probed_run import ProbedRun, probed_run
from engine.training.thresholds import single_threshold
from engine.training.users_network import as_stages, first_outputs

TRACED = 256
"""Points by which a network is read."""


class Begun(NamedTuple):
    """A run that begins.

    Attributes
    ----------
    run : ExactRun or ProbedRun
    stages : tuple of Stage
        The network as stages; empty if it is probed.
    probe : int64 array
        Which of the points are the probe; all of them in an exact run.
    reason : str
        Why the run is probed; empty if it is exact.
    """

    run: ExactRun | ProbedRun
    stages: tuple[Stage, ...]
    probe: np.ndarray
    reason: str


def begun_run(
    network: nn.Module | None,
    judge: Judge,
    held: LabelledPoints | None,
    layers: Sequence[str] | None,
    output: int | str | None,
    *,
    probe: int,
    every: int,
    budget: int,
    parameters: bool,
) -> Begun:
    """Begin a run, and let its judge know what a single output means.

    Parameters
    ----------
    network : nn.Module or None
    judge : Judge
        Of all training points.
    held : LabelledPoints, optional
        Points that are not trained on.
    layers, output, probe, every, budget, parameters
        As `Recorder` has them.
    """
    data, inputs = judge.points.data, judge.points.inputs
    few = inputs[:TRACED]
    if network is not None:
        few = fed(network, few)
        judge.try_out(first_outputs(network, few, output))
    read, reason = as_stages(network, few, layers, output)
    judge.threshold = single_threshold(network, few, output, read, judge)
    if network is not None and read is not None:
        run = ExactRun(network, read, every, budget)
        return Begun(run, read.stages, np.arange(data.samples), reason)
    chosen = stratified_choice(data.strata, probe, np.random.default_rng(0))
    probed = probed_run(
        network, inputs, chosen, judge, held, layers, output,
        reason=reason, every=every, budget=budget, parameters=parameters,
    )  # fmt: skip
    return Begun(probed, (), chosen, reason)
