"""A network as somebody hands it over, made ready to be recorded."""

from __future__ import annotations

import warnings

from torch import Tensor, nn

from engine.errors import NetworkError


def prepared(network: nn.Module) -> nn.Module:
    """Return a network whose parameters all have names, without the shell of a compiler."""
    network = getattr(network, "_orig_mod", network)
    if next(network.parameters(), None) is None:
        raise NetworkError("the network has no parameters, so there is nothing to record")
    if next(network.children(), None) is None and isinstance(network, nn.Linear):
        return nn.Sequential(network)
    return network


def fed(network: nn.Module, inputs: Tensor) -> Tensor:
    """Return inputs as the network takes them: where it lies, and in its precision."""
    example = next(p for p in network.parameters() if p.is_floating_point())
    embeds = any(isinstance(m, (nn.Embedding, nn.EmbeddingBag)) for m in network.modules())
    if inputs.is_floating_point() or not embeds:
        return inputs.to(example.device, example.dtype)
    return inputs.to(example.device)


def say_what_is_rounded(network: nn.Module) -> None:
    """Warn of parameters in another precision than recordings have."""
    types = {str(p.dtype).removeprefix("torch.") for p in network.parameters()} - {"float32"}
    if types:
        named = " and ".join(sorted(types))
        warnings.warn(f"parameters of {named} are recorded as float32", stacklevel=3)


def check_outputs(outputs: int, classes: int) -> None:
    """Refuse a network with too few outputs for its classes."""
    if outputs < classes and (outputs, classes) != (1, 2):
        raise NetworkError(
            f"the network has {outputs} outputs for {classes} classes; give it one per class "
            "(or a single one for two classes)"
        )
