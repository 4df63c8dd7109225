"""``warpreel train``: train a network and record it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from engine.errors import DivergenceError
from engine.files import check_file, check_name
from engine.progress import each_training_step
from engine.recordings.run_spec import RunSpec
from scenes.cli.folders import folder_for
from scenes.cli.progress import bars, work_bars
from scenes.languages.numbers import counted, percent, significant


def train(
    spec: RunSpec,
    *,
    output: Annotated[Path, Parameter(name=("--output", "-o"))] = Path("run.safetensors"),
) -> None:
    """Train a network and record every step of it.

    Parameters
    ----------
    output
        The recording.
    """
    from engine.data.make_dataset import require_source

    require_source(spec.data)
    from engine.geometry.decisions import accuracy
    from engine.training.loss_spike import loss_spike
    from engine.training.training import train as run

    check_file(output, suffix=".safetensors", what="a recording")
    partial = output.with_name(f"{output.stem}-interrupted{output.suffix}")
    check_name(partial)
    with folder_for(output):
        with bars() as progress:
            try:
                advance = work_bars(progress)("training the network", spec.steps)
                recording = run(spec, each_training_step(advance))
            except DivergenceError as error:
                error.recording.save(output)
                raise DivergenceError(
                    f"{error}; what was recorded until then is in {output}", error.recording
                ) from error
        if recording.stopped == "interrupted":
            recording.save(partial)
            print(f"recorded until step {recording.last_step}: {partial}")
            raise KeyboardInterrupt
        recording.save(output)
    for note in recording.data.notes:
        print(note, file=sys.stderr)
    right = accuracy(recording, recording.last_step)
    told = f"{output}: {counted(recording.last_step, 'step')}, {recording.stopped}, accuracy "
    told += percent(right, 2)
    held = recording.metrics.validation_accuracy
    if held is not None:
        told += f", validation accuracy {percent(float(held[-1]), 2)}"
    print(told)
    if (spike := loss_spike(recording.metrics.loss)) is not None:
        losses = recording.metrics.loss[[spike.low, spike.peak]].tolist()
        low, peak = (significant(each, 2, superscript=True) for each in losses)
        print(
            f"the loss jumped from {low} at step {spike.low} to {peak} at step {spike.peak}; a "
            "lower --rate, or another --hidden, may avoid that",
            file=sys.stderr,
        )
