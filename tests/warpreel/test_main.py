"""The command line as a module and as the installed command."""

import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import warpreel
from scenes.cli import main

HOME = Path(warpreel.__file__).parents[1]


def test_python_runs_the_package_as_the_command_line() -> None:
    command = [sys.executable, "-m", "warpreel", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == warpreel.__version__


def test_a_mistake_ends_in_one_sentence_there_too() -> None:
    command = [sys.executable, "-m", "warpreel", "render", "sofmax"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("warpreel: ")
    assert done.stderr.count("\n") == 1


def test_the_installed_command_is_the_same() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    module, _, name = project["scripts"]["warpreel"].partition(":")
    assert getattr(import_module(module), name) is main
