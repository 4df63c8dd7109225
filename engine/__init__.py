"""What is true: networks are trained here, and every step of their training is recorded.

Nothing in this package draws. The names below are loaded when they are first used, so that
importing the package costs nothing.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Descent": "engine.descent",
    "DescentSpec": "engine.descent_spec",
    "Recorder": "engine.recorder",
    "Recording": "engine.recording",
    "ResidualBlock": "engine.networks",
    "RunSpec": "engine.spec",
    "Surface": "engine.surface",
    "Warp": "engine.warps",
    "descend": "engine.descent",
    "load": "engine.recording_file",
    "make_dataset": "engine.datasets",
    "train": "engine.training",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'engine' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
