"""Pages train with every activation that the engine trains with."""

from torch import nn

from engine.networks.activations import ACTIVATIONS
from scenes.explore.activation_kinds import activation_kinds


def test_every_trainable_activation_is_there_with_its_constants() -> None:
    kinds = {kind["name"]: kind for kind in activation_kinds()}
    assert list(kinds) == list(ACTIVATIONS)
    for name, kind in kinds.items():
        module = ACTIVATIONS[name].build()
        assert type(module).__name__ == kind["function"]["module"]
        assert kind["learned"] == bool(list(module.parameters()))
        assert all(getattr(module, k) == v for k, v in kind["function"]["arguments"].items())
    assert isinstance(ACTIVATIONS["prelu"].build(), nn.PReLU)
    assert kinds["leaky-relu"]["symbol"] == "LReLU"
