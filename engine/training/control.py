"""The control of an experiment: the same network, trained without its activations."""

from __future__ import annotations

from dataclasses import replace

from engine.networks.stages import Affine
from engine.progress import TrainingStep
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.training import train


def linear_control(recording: Recording, progress: TrainingStep | None = None) -> Recording:
    """Train the same network on the same data with every activation removed.

    All that is left of it is one affine map. The run of a user's own loop, of which no spec is
    known, is repeated with the layers' widths and this package's defaults.

    Parameters
    ----------
    recording : Recording
    progress : callable, optional
        As in `train`.
    """
    spec = recording.spec
    if spec is None:
        affine = [stage for stage in recording.stages if isinstance(stage, Affine)]
        hidden = tuple(stage.outputs for stage in affine[:-1]) or (recording.data.dims,)
        spec = RunSpec(architecture="mlp", hidden=hidden)
    spec = replace(spec.without_activations(), validation=None)  # held out of the data already
    return train(spec, progress, data=recording.data)
