"""What depth without bends is said to be good for: the loss of many layers, and of one."""

from __future__ import annotations

from engine.networks.stages import Affine, Residual
from engine.recordings.recording import Recording
from engine.training.control import one_layer_loss
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, grouped


def depth_without_bends(network: Recording, control: Recording | None) -> Phrase:
    """Compare a control's last loss with the least one that its last layer alone can have.

    Parameters
    ----------
    network, control : Recording
        The run that is filmed, and the same network without activations, if there is one.
    """
    if control is None or control.spec is None or control.spec.loss != "cross-entropy":
        return "Without bends, many layers are no better than one.", {}
    loss = control.measured(control.metrics.loss, control.last_step)
    values = {"loss": fixed(loss, 3), "one": fixed(one_layer_loss(control), 3)}
    if blocks := sum(isinstance(stage, Residual) for stage in network.stages):
        text = "Without bends, {count} blocks reach loss {loss}. The last layer alone: {one}."
        return text, {"count": grouped(blocks), **values}
    hidden = sum(isinstance(stage, Affine) for stage in network.stages) - 1
    text = "Without bends, {count} hidden layers reach loss {loss}. The last layer alone: {one}."
    return text, {"count": grouped(hidden), **values}
