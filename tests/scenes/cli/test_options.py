"""Flags from a spec: each of its fields, with its help and its default."""

import dataclasses
import re
from dataclasses import dataclass
from typing import Annotated

import pytest
from cyclopts import App, Parameter

from engine.data.datasets import DATASETS
from engine.errors import UsageError
from engine.networks.activations import ACTIVATIONS
from engine.networks.optimizers import OPTIMIZERS
from engine.options import option
from engine.recordings.run_spec import ARCHITECTURES, LOSSES, RunSpec
from scenes.cli.options import command_of
from scenes.films.catalogue import CATALOGUE
from scenes.films.representation.space_warp_spec import ACTS
from scenes.theme.theme import THEMES
from tests.support.command_line import CommandLine


@dataclass(frozen=True, kw_only=True)
class TinySpec(RunSpec):
    """A spec with one field more."""

    sizes: tuple[int, ...] = option((1, 2), "Some sizes.")
    start: tuple[float, float] = option((0.0, 0.0), "A place.")


@pytest.fixture
def app() -> App:
    def show(
        spec: TinySpec, *, output: Annotated[str, Parameter(name=("--output", "-o"))] = "here"
    ) -> tuple[TinySpec, str]:
        """Give back what was asked for."""
        return spec, output

    app = App(name="tiny", result_action="return_value")
    app.command(command_of(show, TinySpec, positional=("data",)), name="show")
    return app


def words(text: str) -> set[str]:
    return set(re.sub(r"[│,.:\[\]]", " ", text).split())


@pytest.mark.parametrize(
    ("command", "spec"),
    [(("train",), RunSpec), *((("render", name), e.spec) for name, e in CATALOGUE.items())],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_help_shows_every_flag_of_the_spec(
    warpreel: CommandLine, command: tuple[str, ...], spec: type
) -> None:
    shown = words(warpreel(*command, "--help").out)
    names = {field.name.replace("_", "-") for field in dataclasses.fields(spec)}
    switches = {"--no-standardise"} if "standardise" in names else set()
    assert {f"--{name}" for name in names} | {"--output", "-o"} | switches <= shown


def test_help_names_every_dataset_activation_and_other_choice(warpreel: CommandLine) -> None:
    shown = words(warpreel("train", "--help").out)
    registries = (DATASETS, ACTIVATIONS, ARCHITECTURES, OPTIMIZERS, LOSSES)
    assert {name for registry in registries for name in registry} <= shown


def test_help_of_the_film_names_its_acts_themes_and_qualities(warpreel: CommandLine) -> None:
    shown = words(warpreel("render", "space-warp", "--help").out)
    assert {*ACTS, *THEMES, "480p15", "720p30", "1080p60", "1440p60", "2160p60"} <= shown


def test_without_flags_the_spec_has_its_own_defaults(app: App) -> None:
    assert app(["show"]) == (TinySpec(), "here")


def test_every_flag_sets_its_own_field(app: App) -> None:
    flags = {
        "data": "moons", "label": "kind", "columns": ("x", "y"), "sep": ";", "validation": 0.25,
        "samples": 40, "noise": 0.5, "classes": 3, "turns": 2.0,
        "standardise": False, "architecture": "mlp", "hidden": (4, 3), "activation": "relu",
        "optimizer": "sgd", "rate": 0.25, "weight_decay": 0.5, "loss": "mse", "batch": 5,
        "steps": 7, "target_accuracy": 0.5, "settle": 2, "seed": 3, "record_every": 4,
        "record_budget": 8, "gain": 1.5, "sizes": (9, 8), "start": (-4.0, 0.5),
    }  # fmt: skip
    assert flags.keys() == {field.name for field in dataclasses.fields(TinySpec)}
    for name, value in flags.items():
        flag = "--" + name.replace("_", "-")
        text = ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
        arguments = ["--no-standardise"] if value is False else [flag, text]
        spec, output = app(["show", *arguments])
        assert spec == dataclasses.replace(TinySpec(), **{name: value})
        assert output == "here"


def test_the_data_may_be_named_without_a_flag(app: App) -> None:
    assert app(["show", "xor"]) == app(["show", "--data", "xor"])


def test_a_flag_of_the_command_s_own_stands_beside_those_of_the_spec(app: App) -> None:
    assert app(["show", "-o", "there", "--seed", "1"]) == (TinySpec(seed=1), "there")


@pytest.mark.parametrize("text", ["16,2", " 16 , 2 ", "16,2,"])
def test_several_numbers_are_divided_by_commas(app: App, text: str) -> None:
    assert app(["show", "--hidden", text])[0].hidden == (16, 2)


@pytest.mark.parametrize("arguments", [["--start", "-4,4"], ["--start=-4, 4"]])
def test_what_is_given_may_begin_with_a_minus_sign(app: App, arguments: list[str]) -> None:
    assert app(["show", *arguments])[0].start == (-4.0, 4.0)


def test_numbers_that_are_none_are_refused_with_the_flag(app: App) -> None:
    with pytest.raises(UsageError, match=r"^--sizes 1,two: "):
        app(["show", "--sizes", "1,two"])
