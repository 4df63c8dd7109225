"""The network that a user hands to the recorder, and options, checked and made ready."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.parameter import is_lazy

from engine.data.dataset import Dataset
from engine.errors import DataError, NetworkError
from engine.tracing.asking import asked
from engine.tracing.probing import OUTPUT
from engine.tracing.tracing import ReadNetwork, evaluating, read_network


def columns_of(data: Dataset) -> int:
    """Return how many numbers are to be predicted for a point; 0 where it is a class."""
    return 0 if data.targets is None else int(data.targets.shape[1])


def prepared_network(network: nn.Module) -> nn.Module:
    """Return a network whose parameters all have names, without the shell of a compiler.

    Raises
    ------
    NetworkError
        If it is no module, one that cannot be listened to, or has no parameters.
    """
    if isinstance(network, type):
        raise NetworkError(f"the network is the class {network.__name__}; give an instance of it")
    if not isinstance(network, nn.Module):
        raise NetworkError(
            f"the network is a {type(network).__name__}, and no nn.Module; give the module that is "
            "trained, or None for a loop of another framework"
        )
    if isinstance(network, torch.jit.ScriptModule):
        raise NetworkError(
            "the network is compiled by torch.jit, so that its layers cannot be listened to; give "
            "the module that it was made from"
        )
    network = getattr(network, "_orig_mod", network)
    lazy = next((n for n, p in network.named_parameters() if is_lazy(p)), None)
    if lazy is not None:
        raise NetworkError(
            f"the size of {lazy} is not known before the network has seen a point; call it once "
            "with some points before it is recorded"
        )
    parameters = [*network.parameters()]
    if not any(p.is_floating_point() for p in parameters):
        kind = "parameters that are real numbers" if parameters else "parameters"
        raise NetworkError(f"the network has no {kind}, so there is nothing to record")
    if any(p.is_meta for p in parameters):
        raise NetworkError(
            'the network lies on the device "meta", where parameters have no values; give it some '
            'by network.to_empty(device="cpu") and an initialisation'
        )
    empty = next((n for n, p in network.named_parameters() if not p.numel()), None)
    if empty is not None:
        raise NetworkError(f"the parameter {empty} holds no number; give its layer a unit at least")
    if next(network.children(), None) is None and isinstance(network, nn.Linear):
        return nn.Sequential(network)
    return network


def as_stages(
    network: nn.Module | None,
    inputs: Tensor,
    layers: Sequence[str] | None = None,
    output: int | str | None = None,
) -> tuple[ReadNetwork | None, str]:
    """Return a network as stages; or None, and why it cannot be recorded as such.

    Parameters
    ----------
    network : nn.Module or None
    inputs : Tensor (samples, …)
        By which it is read.
    layers : sequence of str, optional
        Those whose activations are asked for.
    output : int or str, optional
        Which of its outputs counts, if it returns several.
    """
    if network is None:
        return None, "the loop handed over activations, no network"
    if layers is not None:
        return None, "layers=[…] asked for their activations"
    try:
        return read_network(network, inputs, output), ""
    except NetworkError as error:
        return None, str(error)


def kept_tensors(network: nn.Module) -> dict[str, Tensor]:
    """Return all that changes while a network learns, by its names in the state dictionary.

    Its parameters come first; then what it follows, such as running statistics.

    Raises
    ------
    DataError
        If some are complex.
    """
    state = network.state_dict(keep_vars=True)
    for name, parameter in network.named_parameters():
        if parameter.is_complex():
            raise DataError(
                f"parameters=True keeps real numbers, and {name!r} is complex; leave it out"
            )
    return dict(network.named_parameters()) | {
        name: buffer
        for name, buffer in network.named_buffers()
        if name in state and buffer.is_floating_point()
    }


def parameters_by_module(
    network: nn.Module, known: Collection[str] | None = None
) -> dict[str, list[nn.Parameter]]:
    """Return the trained parameters of every module that has some of its own, by its path.

    Those of a module that is not among the known ones count with the nearest around it that is.
    """
    groups: dict[str, list[nn.Parameter]] = {}
    for name, module in network.named_modules():
        own = [*module.parameters(recurse=False)]
        while known is not None and name and name not in known:
            name = name.rpartition(".")[0]
        if own:
            groups.setdefault(name or OUTPUT, []).extend(own)
    return groups


def say_what_is_rounded(network: nn.Module) -> None:
    """Warn where parameters are kept in less precision than they have."""
    types = {str(p.dtype).removeprefix("torch.") for p in network.parameters()} - {"float32"}
    if types:
        named = " and ".join(sorted(types))
        warnings.warn(f"parameters of {named} are recorded as float32", stacklevel=3)


def first_outputs(network: nn.Module, inputs: Tensor, output: int | str | None) -> Tensor:
    """Return a network's outputs for some points, one row for each, before it is recorded.

    Raises
    ------
    NetworkError
        If the network fails on them, or its output cannot be found.
    """
    try:
        with evaluating(network):
            return asked(network, inputs, output).detach()
    except NetworkError:
        raise
    except Exception as error:  # whatever a user's forward raises
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        advice = "give features as its forward takes them"
        if isinstance(error, NotImplementedError) and 'required "forward"' in reason:
            advice = "define forward(self, x), which returns its outputs for the features x"
        raise NetworkError(
            f"the network fails on the points, of shape {tuple(inputs.shape)}: {reason}; {advice}"
        ) from error


def check_options(loss: object, **counts: object) -> None:
    """Check that a loss can be called, and that counts are whole numbers from 1.

    Raises
    ------
    DataError
        With the name of the first that is not.
    """
    if loss is not None and not callable(loss):
        raise DataError(f"loss={loss!r}: give a function loss(outputs, labels), as nn.MSELoss()")
    for name, value in counts.items():
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 1:
            raise DataError(f"{name}={value!r}: give a whole number from 1")


def check_outputs(outputs: int, data: Dataset, *, compared: bool) -> None:
    """Refuse a network whose outputs do not suit what is to be predicted.

    Parameters
    ----------
    outputs : int
        How many numbers it gives for a point.
    data : Dataset
    compared : bool
        Whether a loss of the user's compares outputs and targets, however many there are of each:
        of a mean and a variance, or of several quantiles, with one target.

    Raises
    ------
    NetworkError
    """
    classes, targets = data.classes, columns_of(data)
    if targets and outputs != targets and not compared:
        raise NetworkError(
            f"the network has {outputs} outputs for {targets} targets; give it one per target, or "
            "the loss that compares them, Recorder(…, loss=…)"
        )
    if outputs < classes and (outputs, classes) != (1, 2):
        raise NetworkError(
            f"the network has {outputs} outputs for {classes} classes; give it one per class "
            '(or a single one for two classes), or say task="regression" if they are numbers to '
            "predict"
        )
