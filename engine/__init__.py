"""Train networks, record every step, and compute what scenes and figures show.

Nothing in this package draws. The names below are loaded when they are first used, so that
importing the package costs nothing.
"""

from importlib import import_module
from pkgutil import extend_path
from typing import Any

__path__ = extend_path(__path__, __name__)  # a folder of the user's may have this name too

_HOMES = {
    "Descent": "engine.descent.descent",
    "DescentSpec": "engine.descent.descent_spec",
    "Recorder": "engine.training.recorder",
    "Recording": "engine.recordings.recording",
    "ResidualBlock": "engine.training.networks",
    "RunSpec": "engine.recordings.run_spec",
    "Surface": "engine.descent.surface",
    "Warp": "engine.geometry.warps",
    "descend": "engine.descent.descent",
    "load": "engine.recordings.recording",
    "make_dataset": "engine.data.make_dataset",
    "train": "engine.training.training",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'engine' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
