"""Depth without bends is measured by the losses of many layers and of one."""

from engine.recordings.run_spec import RunSpec
from engine.training.control import linear_control, one_layer_loss
from engine.training.training import train
from scenes.films.representation.stage_words import depth_without_bends


def test_both_losses_are_those_that_were_measured() -> None:
    for options, kind in (
        ({"hidden": (4, 4), "architecture": "residual"}, "2 blocks"),
        ({"hidden": (4, 3), "architecture": "mlp"}, "2 hidden layers"),
    ):
        network = train(RunSpec(samples=40, steps=5, **options))
        control = linear_control(network)
        text, values = depth_without_bends(network, control)
        loss = float(control.metrics.loss[control.last_step])
        assert text.format(**values) == (
            f"Without bends, {kind} reach loss {loss:.3f}. "
            f"The last layer alone: {one_layer_loss(control):.3f}."
        )
