"""A run's specification: sensible defaults, and every absurd wish refused before any work."""

import dataclasses
from typing import Any

import pytest

from engine.data.datasets import DATASETS
from engine.errors import UnknownNameError, UsageError
from engine.networks.optimizers import OPTIMIZERS
from engine.recordings.run_spec import RunSpec


def test_left_to_itself_it_bends_the_plane_with_residual_blocks() -> None:
    spec = RunSpec()
    assert spec.network == "residual"
    assert spec.widths == (16,) * 8
    assert spec.activation == "tanh"


def test_hidden_widths_alone_mean_plain_layers() -> None:
    assert RunSpec(hidden=(5, 4)).network == "mlp"
    assert RunSpec(hidden=(5, 4)).widths == (5, 4)
    assert RunSpec(architecture="residual", hidden=(5, 4)).network == "residual"
    assert RunSpec(architecture="mlp").widths == (16, 2)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_rate_is_the_optimiser_s_usual_one_and_smaller_for_blocks(optimizer: str) -> None:
    layers = RunSpec(optimizer=optimizer, hidden=(5,))
    blocks = RunSpec(optimizer=optimizer, hidden=(5,), architecture="residual")
    assert layers.learning_rate == OPTIMIZERS[optimizer].rate
    assert 0 < blocks.learning_rate < layers.learning_rate


def test_a_rate_of_one_s_own_wins() -> None:
    assert RunSpec(rate=0.5).learning_rate == 0.5
    assert RunSpec(rate=0.5, hidden=(5,)).learning_rate == 0.5


def test_the_linear_control_differs_in_the_activation_alone() -> None:
    spec = RunSpec(hidden=(7, 3), seed=4, steps=9)
    control = spec.without_activations()
    changed = {k for k, v in dataclasses.asdict(spec).items() if getattr(control, k) != v}
    assert changed == {"activation"}
    assert control.activation == "identity"


def test_a_gain_is_refused_where_it_would_do_nothing() -> None:
    assert RunSpec(gain=1.4).network == "mlp"
    with pytest.raises(UsageError, match="--gain"):
        RunSpec(architecture="residual", gain=1.4)
    with pytest.raises(UsageError, match="--gain"):
        RunSpec(hidden=(5,), gain=0.0)


def test_it_cannot_be_changed_afterwards() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        RunSpec().steps = 3  # type: ignore[misc]


@pytest.mark.parametrize("field", dataclasses.fields(RunSpec), ids=lambda field: field.name)
def test_every_option_explains_itself_and_lists_the_names_it_takes(
    field: dataclasses.Field[Any],
) -> None:
    text = field.metadata["help"]
    assert text[0].isupper() or text[0] == "…"
    assert text[-1] in ".…"
    assert "\n" not in text
    assert all(name in text for name in field.metadata["names"] or ())


def test_the_help_names_every_data_set() -> None:
    (data,) = (field for field in dataclasses.fields(RunSpec) if field.name == "data")
    assert all(name in data.metadata["help"] for name in DATASETS)


def test_names_spelled_otherwise_make_the_same_specification() -> None:
    loose = RunSpec(
        architecture="MLP", activation="Leaky_ReLU", optimizer=" Adam", loss="Cross_Entropy"
    )
    strict = RunSpec(
        architecture="mlp", activation="leaky-relu", optimizer="adam", loss="cross-entropy"
    )
    assert loose == strict
    assert loose.network == "mlp"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"architecture": "resnet"}, "there is no architecture named 'resnet'"),
        ({"activation": "tan"}, "there is no activation named 'tan'; did you mean tanh"),
        ({"optimizer": "adm"}, "there is no optimizer named 'adm'; did you mean adam"),
        ({"loss": "hinge"}, "there is no loss named 'hinge'; choose from cross-entropy, mse"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(
    options: dict[str, Any], message: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        RunSpec(**options)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"hidden": ()}, "--hidden nothing: give one or more widths between 1 and 4096"),
        ({"hidden": (16, 0)}, "--hidden 16,0: give one or more widths"),
        ({"hidden": (5000,)}, "--hidden 5000: give one or more widths"),
        ({"hidden": (2,) * 65}, "--hidden has 65 layers: at most 64"),
        ({"steps": 0}, "--steps 0: choose between 1 and 1,000,000"),
        ({"steps": 2_000_000}, "--steps 2,000,000: choose between"),
        ({"batch": 0}, "--batch 0: choose between 1 and"),
        ({"rate": 0.0}, "--rate 0: choose between 1e-12 and"),
        ({"rate": float("nan")}, "--rate nan: choose between"),
        ({"rate": float("inf")}, "--rate inf: choose between"),
        ({"weight_decay": -1.0}, "--weight-decay -1: choose between 0 and 1,000"),
        ({"turns": 0.0}, "--turns 0: choose between 0.1 and 10"),
        ({"target_accuracy": 1.1}, "--target-accuracy 1.1: choose between 0 and 1"),
        ({"settle": -1}, "--settle -1: choose between 0"),
        ({"seed": -1}, "--seed -1: choose between 0"),
        ({"seed": 2**32}, "--seed 4,294,967,296: choose between 0 and 4,294,967,295"),
        ({"record_every": 0}, "--record-every 0: choose between 1"),
        ({"record_budget": 0}, "--record-budget 0: choose between 1 and 65,536"),
    ],
)
def test_a_number_out_of_range_is_refused_in_one_sentence(
    options: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        RunSpec(**options)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "options",
    [
        {"hidden": (1,)},
        {"hidden": (4096,) * 64},
        {"steps": 1},
        {"seed": 2**32 - 1},
        {"target_accuracy": 0.0},
        {"settle": 0},
        {"rate": 1e6},
    ],
)
def test_the_ends_of_every_range_are_allowed(options: dict[str, Any]) -> None:
    assert RunSpec(**options) != RunSpec()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"validation": 1.0}, "--validation 1: choose between 0.001 and 0.9"),
        ({"validation": 0.0}, "--validation 0: choose between"),
        ({"columns": ("x",)}, "--columns x: name two or more"),
        ({"sep": "ab"}, "--sep ab: give one sign"),
    ],
)
def test_what_a_table_cannot_be_asked_is_refused(options: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        RunSpec(**options)
