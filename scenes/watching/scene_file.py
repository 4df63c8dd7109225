"""Scenes in a file of anybody's: found as Manim finds them, and played."""

from __future__ import annotations

import sys
import traceback
from contextlib import redirect_stdout
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from engine.errors import UsageError, WarpreelError
from engine.registry import unknown_name
from scenes.encoding.qualities import Quality
from scenes.watching.findings import CheckedScene

HEIGHT = 480
"""Of the frames that are looked at, in pixels."""
RATE = 10
"""Frames a second: enough to tell what rests and what changes."""


def split_request(text: str) -> tuple[Path, str | None]:
    """Split ``scene.py:Name`` into the file and the scene's name, which may be missing.

    Raises
    ------
    UsageError
        If it is no file of Python.
    """
    file, colon, name = text.rpartition(":")
    path = Path(file if colon and file.endswith(".py") else text)
    if path.suffix != ".py":
        raise UsageError(f"{text}: give a file of Python, and a scene in it, e.g. scene.py:Name")
    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    return path, name if colon and file.endswith(".py") else None


def scenes_in(path: Path, name: str | None = None) -> list[type]:
    """Load a file, and return its scenes in their order, or the one that has a name.

    Raises
    ------
    UsageError
        If it has no such scene, or none at all.
    WarpreelError
        If it cannot be loaded.
    """
    from manim import Scene

    module = _load(path)
    found = {
        each.__name__: each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Scene) and each.__module__ == module.__name__
    }
    if not found:
        raise UsageError(f"{path} has no scene: no class that is derived from manim.Scene")
    if name is None:
        return list(found.values())
    if name not in found:
        raise unknown_name(f"scene in {path}", name, list(found))
    return [found[name]]


def checked(scene: type) -> CheckedScene:
    """Play a scene, and return what is wrong with it.

    Raises
    ------
    WarpreelError
        If it cannot be played.
    """
    from scenes.camera.camera import speed_up
    from scenes.watching.inspection import Inspection
    from scenes.watching.playing import play_film

    def setup(self: object) -> None:
        scene.setup(self)  # type: ignore[attr-defined]
        speed_up(self)  # type: ignore[arg-type]

    inspection = Inspection()
    try:
        with redirect_stdout(sys.stderr):  # whatever it prints is no finding
            seconds = play_film(scene, {"setup": setup}, _size(), inspection)
    except (Exception, SystemExit) as error:
        raise WarpreelError(f"{scene.__name__} cannot be played: {_told(error)}") from error
    return CheckedScene(scene.__name__, round(seconds, 2), inspection.finish())


def _size() -> Quality:
    """Return a small size of the shape that Manim's configuration asks for."""
    from manim import config

    width = round(HEIGHT * config.pixel_width / config.pixel_height / 2) * 2
    return Quality(width, HEIGHT, RATE)


def _load(path: Path) -> ModuleType:
    spec = spec_from_file_location(path.stem, path.absolute())
    if spec is None or spec.loader is None:
        raise UsageError(f"{path} cannot be imported")
    module = module_from_spec(spec)
    sys.modules[path.stem] = module
    sys.path.insert(0, str(path.absolute().parent))
    try:
        with redirect_stdout(sys.stderr):
            spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise WarpreelError(f"{path} cannot be loaded: {_told(error)}") from error
    return module


def _told(error: BaseException) -> str:
    """Return what an error is and where it arose, in one line."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said} ({Path(place.filename).name}, line {place.lineno})"
