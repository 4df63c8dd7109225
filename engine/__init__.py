"""Train networks, record every step, and compute what scenes and figures show.

Nothing in this package draws. The names below are loaded when they are first used, so that
importing the package costs nothing.
"""

from pkgutil import extend_path

__path__ = extend_path(__path__, __name__)  # a folder of the user's may have this name too

from engine.lazy_names import lazy_names

_HOMES = {
    "Descent": "engine.descent.descent",
    "DescentSpec": "engine.descent.descent_spec",
    "ProbedRecording": "engine.recordings.probed",
    "Recorder": "engine.training.recorder",
    "Recording": "engine.recordings.recording",
    "ResidualBlock": "engine.networks.residual_block",
    "RunSpec": "engine.recordings.run_spec",
    "Surface": "engine.descent.surface",
    "Warp": "engine.geometry.warps",
    "descend": "engine.descent.descent",
    "load": "engine.recordings.opening",
    "make_dataset": "engine.data.make_dataset",
    "open_recording": "engine.recordings.opening",
    "train": "engine.training.training",
}

__getattr__, __dir__, __all__ = lazy_names(__name__, _HOMES)
