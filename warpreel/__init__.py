"""Warpreel: train a small network, and get the film of how it bends space.

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

from typing import TYPE_CHECKING

from warpreel.shared_names import share_names

share_names()

from engine.lazy_names import lazy_names  # noqa: E402 — of ours, now that names are shared

if TYPE_CHECKING:
    from engine.data.make_dataset import make_dataset as make_dataset
    from engine.descent.descent import Descent as Descent
    from engine.descent.descent import descend as descend
    from engine.descent.descent_spec import DescentSpec as DescentSpec
    from engine.descent.surface import Surface as Surface
    from engine.geometry.warps import Warp as Warp
    from engine.landscape.network_landscape import NetworkLandscape as NetworkLandscape
    from engine.landscape.network_landscape import loss_landscape as loss_landscape
    from engine.networks.residual_block import ResidualBlock as ResidualBlock
    from engine.recordings.opening import load as load
    from engine.recordings.opening import open_recording as open_recording
    from engine.recordings.probed import ProbedRecording as ProbedRecording
    from engine.recordings.recording import Recording as Recording
    from engine.recordings.run_spec import RunSpec as RunSpec
    from engine.training.recorder import Recorder as Recorder
    from engine.training.training import train as train
    from scenes.camera.camera import speed_up as speed_up
    from scenes.notebook.display import figure as figure
    from scenes.notebook.display import show as show
    from scenes.notebook.explore import explore as explore
    from warpreel import mobjects as mobjects
    from warpreel.rendering import render as render

__version__ = "0.2.0"

_HOMES = {
    "Descent": "engine.descent.descent",
    "DescentSpec": "engine.descent.descent_spec",
    "NetworkLandscape": "engine.landscape.network_landscape",
    "ProbedRecording": "engine.recordings.probed",
    "Recorder": "engine.training.recorder",
    "Recording": "engine.recordings.recording",
    "ResidualBlock": "engine.networks.residual_block",
    "RunSpec": "engine.recordings.run_spec",
    "Surface": "engine.descent.surface",
    "Warp": "engine.geometry.warps",
    "descend": "engine.descent.descent",
    "explore": "scenes.notebook.explore",
    "figure": "scenes.notebook.display",
    "load": "engine.recordings.opening",
    "loss_landscape": "engine.landscape.network_landscape",
    "make_dataset": "engine.data.make_dataset",
    "mobjects": "warpreel",
    "open_recording": "engine.recordings.opening",
    "render": "warpreel.rendering",
    "show": "scenes.notebook.display",
    "speed_up": "scenes.camera.camera",
    "train": "engine.training.training",
}

__getattr__, __dir__, __all__ = lazy_names(__name__, _HOMES)
