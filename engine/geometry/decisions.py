"""Decisions of a network: classes, and the linear classifier of its last hidden space.

The *classifier* is the last affine stage; the *last hidden space* is what it sees. Softmax and
sigmoid after it do not change which class wins.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from engine.errors import NetworkError
from engine.networks.stages import Activation, Affine, Scaling, Stage, through
from engine.recordings.recording import Recording


def predicted(outputs: Tensor, recording: Recording) -> Tensor:
    """Turn the outputs of a recorded network into classes.

    Parameters
    ----------
    outputs : Tensor (…, samples, classes)
        A single output column is class 1's logit, or its probability after a final sigmoid.
    recording : Recording

    Returns
    -------
    int64 Tensor (…, samples)
    """
    return classes_of(outputs, threshold_of(recording))


def threshold_of(recording: Recording) -> float:
    """Return the value above which a single output means class 1."""
    if recording.threshold is not None:
        return recording.threshold
    return single_output_threshold(recording.stages)


def classes_of(outputs: Tensor, threshold: float) -> Tensor:
    """Turn outputs (…, samples, classes) into classes, int64 Tensor (…, samples).

    A single output column means class 1 where it is above the threshold.
    """
    if outputs.shape[-1] > 1:
        return outputs.argmax(-1)
    return (outputs.squeeze(-1) > threshold).long()


def single_output_threshold(stages: tuple[Stage, ...]) -> float:
    """Return what stages make of a logit of 0, above which a single output means class 1."""
    depth = len(stages)
    while depth and _is_plain(stages[depth - 1]):
        depth -= 1
    end = stages[depth:]
    if not any(isinstance(stage, Activation) for stage in end):
        return 0.0
    return through(end, torch.zeros(1, 1), {}).item()


def _is_plain(stage: Stage) -> bool:
    """Whether a stage turns a number into another, without parameters."""
    return isinstance(stage, Scaling) or (isinstance(stage, Activation) and not stage.learned)


def hidden_depth(stages: tuple[Stage, ...]) -> int:
    """Return the depth of the last hidden space: the stages before the classifier.

    Raises
    ------
    NetworkError
        If what follows the last affine stage can change which class wins.
    """
    for depth in range(len(stages) - 1, -1, -1):
        stage = stages[depth]
        if isinstance(stage, Affine):
            return depth
        if not isinstance(stage, Activation):
            break
        rising = stage.function.is_increasing and not stage.learned
        if not (rising or "Softmax" in stage.function.module):
            break
    raise NetworkError(
        "the network must end with nn.Linear (a softmax or sigmoid may follow), so that there is "
        "a last linear classifier to draw"
    )


def classifier(recording: Recording, step: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the linear classifier of the last hidden space.

    Parameters
    ----------
    recording : Recording
        The run.
    step : float
        Training step, continuous.

    Returns
    -------
    weights : float64 array (classes, width)
    biases : float64 array (classes,)
        Class k wins where ``weights[k] @ h + biases[k]`` is largest.
    """
    stage = recording.stages[hidden_depth(recording.stages)]
    theta = recording.parameters(step, names=stage.parameters)
    weights = theta[f"{stage.name}.weight"].numpy()
    biases = theta[f"{stage.name}.bias"].numpy() if len(stage.parameters) > 1 else None
    biases = np.zeros(len(weights)) if biases is None else biases
    if len(weights) == 1:  # a single logit z decides between the logits 0 and z
        biases = np.append(0.0, biases - classifier_threshold(recording))
        weights = np.vstack([0 * weights, weights])
    return weights, biases


def classifier_threshold(recording: Recording) -> float:
    """Return the value of the classifier's single output above which class 1 wins.

    Where an activation follows it, that is what makes 0 its threshold.
    """
    return threshold_of(recording) if isinstance(recording.stages[-1], Affine) else 0.0


def decide(recording: Recording, points: np.ndarray, step: float) -> np.ndarray:
    """Classify points of the input space.

    Parameters
    ----------
    points : array (points, features)
    step : float

    Returns
    -------
    int64 array (points,)
    """
    return predicted(_outputs(recording, points, step), recording).numpy()


def probabilities(recording: Recording, points: np.ndarray, step: float) -> np.ndarray:
    """Return the probability of each class, the softmax of the network's outputs.

    Parameters
    ----------
    points : array (points, features)
    step : float

    Returns
    -------
    float64 array (points, classes)
        For networks that end with one logit per class.
    """
    return torch.softmax(_outputs(recording, points, step), dim=-1).numpy()


def _outputs(recording: Recording, points: np.ndarray, step: float) -> Tensor:
    theta = recording.parameters(step)
    x = torch.from_numpy(np.asarray(points, dtype=np.float64))
    for stage in recording.stages:
        x = stage.apply(x, theta)
    return x


def accuracy(recording: Recording, step: float) -> float:
    """Compute the accuracy on the recording's data from its parameters alone."""
    data = recording.data
    return float((decide(recording, data.features, step) == data.labels).mean())


def found_by_class(recording: Recording, step: float) -> tuple[np.ndarray, np.ndarray]:
    """Count the points of each class, and those of them that are classified as such.

    Their quotient is each class's recall: where one class is rare, accuracy says little of it.

    Parameters
    ----------
    recording : Recording
    step : float

    Returns
    -------
    found, there : int64 array (classes,)
    """
    data = recording.data
    right = decide(recording, data.features, step) == data.labels
    there = np.bincount(data.labels, minlength=data.classes)
    return np.bincount(data.labels[right], minlength=data.classes), there


def accuracies(recording: Recording) -> np.ndarray:
    """Compute the accuracy at every recorded step, shape (recorded,)."""
    from engine.geometry.warps import Warp

    data = recording.data
    right = [
        (predicted(torch.from_numpy(outputs), recording).numpy() == data.labels).mean(axis=1)
        for outputs in Warp(recording).sweep(data.features, recording.steps)
    ]
    return np.concatenate(right).astype(np.float32)
