"""The JSON of every command is what its schema promises, with no field beside it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import torch
from cyclopts import App

from engine.training.recorder import Recorder
from scenes.cli.app import app
from scenes.cli.facts.schemas import SCHEMAS
from scenes.languages.language import LANGUAGES
from tests.support.command_line import CommandLine

SCENE = """
from manim import Scene, Square

class Empty(Scene):
    def construct(self):
        self.wait(3)
"""
DESCEND = ("descend", "--surface", "bowl", "--steps", "3")
COMMANDS: dict[str, tuple[str, ...]] = {
    "list": ("list",),
    "list FILM": ("list", "softmax"),
    "inspect": ("inspect", "run.safetensors"),
    "descend": DESCEND,
    "figures --check": ("figures", "11.8", "--check", "."),
    "theme check": ("theme", "check", "dark"),
    "languages check": ("languages", "check", str(LANGUAGES["zh"].file)),
    "cache": ("cache",),
    "doctor": ("doctor",),
    "check": ("check", "scene.py"),
}
"""A call of each command that has a schema."""


@pytest.fixture(autouse=True)
def files(workplace: Path, brief_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (workplace / "run.safetensors").write_bytes(brief_file.read_bytes())
    (workplace / "scene.py").write_text(SCENE)


def with_json(group: App, above: str = "") -> Iterator[str]:
    """Name the commands that have --json, at any depth."""
    for name in group:
        if name.startswith("-") or name in ("render", "show"):
            continue
        command = group[name]
        if command.default_command is not None and any(
            "--json" in each.names for each in command.assemble_argument_collection()
        ):
            yield f"{above}{name}"
        yield from with_json(command, f"{above}{name} ")


def test_every_command_with_json_has_a_schema() -> None:
    documented = {name.removesuffix(" FILM").removesuffix(" --check") for name in SCHEMAS}
    assert set(with_json(app)) == documented


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_as_promised(warpreel: CommandLine, name: str) -> None:
    answer = warpreel(*COMMANDS[name], "--json")
    found = msgspec.json.decode(answer.out, type=SCHEMAS[name])
    assert json.loads(msgspec.json.encode(found)) == json.loads(answer.out)
    assert answer.err.count("\n") <= 1


def test_a_probed_recording_and_a_descent_by_a_formula_are_too(
    warpreel: CommandLine, workplace: Path
) -> None:
    class Unusual(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.gru = torch.nn.GRU(1, 2, batch_first=True)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.gru(x[..., None])[0][:, -1]

    network, x, y = Unusual(), torch.randn(12, 3), torch.arange(12) % 2
    recorder = Recorder(network, x, y)
    optimizer = torch.optim.SGD(network.parameters(), 0.1)
    for _ in range(2):
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(network(x), y)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    recorder.finish().save(workplace / "gru.safetensors")
    told = warpreel("inspect", "gru.safetensors", "--json").out
    assert "probed" in json.loads(told)
    msgspec.json.decode(told, type=SCHEMAS["inspect"])
    walked = warpreel("descend", "--formula", "a**2+b**2", "--steps", "2", "--json").out
    assert msgspec.json.decode(walked, type=SCHEMAS["descend"]).formula == "a**2+b**2"


def test_json_of_figures_needs_something_to_tell(warpreel: CommandLine) -> None:
    answer = warpreel("figures", "--json")
    assert answer.code == 2
    assert "--check" in answer.sentence
