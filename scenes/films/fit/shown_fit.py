"""The regression that a film or a figure shows: trained once and kept, or read from a recording."""

from __future__ import annotations

import numpy as np

from engine.experiments.curve_fit.curve_fit import curve_fit
from engine.experiments.curve_fit.curve_points import curve_points, true_curve
from engine.experiments.curve_fit.fitted_curve import FittedCurve, fitted_curve
from engine.progress import Work, each_training_step, unwatched
from engine.recordings.recording import Recording
from scenes.cache.digests import request_digest
from scenes.cache.results import filmed_recording, kept_recording, tell
from scenes.films.fit.fit_spec import FitOptions

HOME = curve_fit.__module__
SAMPLES = 401
"""Inputs at which the true curve is drawn."""


def shown_fit(options: FitOptions, work: Work = unwatched) -> FittedCurve:
    """Return the curve that is shown.

    Parameters
    ----------
    options : FitOptions
    work : callable, optional
        Called with the training.

    Raises
    ------
    DataError
        If a file cannot be read, or is unfit.
    RecordingError
        If the recording cannot be read, or is no regression from one number to another.
    """
    if options.recording is not None:
        recording = filmed_recording(options.recording, classes=False)
        return fitted_curve(recording, options.recording)
    spec = options.training

    def train() -> Recording:
        return curve_fit(spec, each_training_step(work("training on a curve", spec.steps)))

    recording = kept_recording("curve", request_digest(HOME, spec), train)
    for note in recording.data.notes:
        tell(note)
    points = curve_points(spec)
    if spec.data is not None:
        return FittedCurve(recording, points.held_out, names=points.names)
    x = np.linspace(-1, 1, SAMPLES)
    truth = np.column_stack([x, true_curve(x)])
    return FittedCurve(recording, points.held_out, truth, fresh=points.fresh)
