"""The application: every command under its name."""

from scenes.cli.app import app, render
from scenes.films.catalogue import CATALOGUE


def test_every_command_has_a_help() -> None:
    names = {"list", "train", "render", "inspect", "descend", "figures", "lecture", "theme"}
    names |= {"embed", "cache"}
    assert names <= {name for name in app if not name.startswith("-")}
    assert all(app[name].help for name in names)


def test_every_scene_is_a_command_of_render() -> None:
    assert set(CATALOGUE) == {name for name in render if not name.startswith("-")}
