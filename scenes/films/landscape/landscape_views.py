"""What the film of a loss landscape shows: one or two networks, each on its own surface."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.data.dataset import Floats
from engine.errors import UsageError
from engine.landscape.landscape import (
    Landscape,
    LossField,
    Networks,
    landscape,
    shows_recorded_loss,
)
from engine.landscape.network_landscape import NetworkLandscape
from engine.landscape.parameter_space import ParameterSpace
from engine.landscape.planes import Plane, checkpoints_of, plane_of, square_of
from engine.landscape.run_networks import RunNetworks
from engine.landscape.sampling import sample_size, sampled
from engine.landscape.turning import TurningLoss, networks_drawn, turning_loss
from engine.progress import Advance, Work, unwatched
from engine.recordings.run_spec import RunSpec
from scenes.cache.results import filmed_recording, kept_result, trained_run
from scenes.films.landscape.specs import LandscapeSpec
from scenes.languages.language import translate
from scenes.languages.numbers import fixed, grouped, percent, significant

if TYPE_CHECKING:
    from engine.recordings.recording import Recording

LOSSES = {
    "plain": "plain cross-entropy",
    "squared": "the mean squared error",
    "given": "the loss that was given",
}


@dataclass(frozen=True)
class LandscapeView:
    """A network and its landscape.

    Attributes
    ----------
    name : str
        What tells it from the other one.
    parameters : int
        How many it has.
    checkpoints : tuple of int
        Steps through which its plane goes, if it is one of checkpoints.
    landscape : Landscape
    trained_on_it : bool or None
        Whether training recorded the loss that is drawn; None if it recorded none.
    loss : str
        ``plain`` cross-entropy, ``squared`` error, or ``given`` if it is a function of the user's.
    """

    name: str
    parameters: int
    checkpoints: tuple[int, ...]
    landscape: Landscape
    trained_on_it: bool | None = True
    loss: str = "plain"

    @property
    def title(self) -> str:
        """Its name, in the language of the film if it is that of a setting."""
        setting, _, value = self.name.partition(": ")
        return translate("{setting}: {value}", setting=setting, value=value) if value else self.name

    def report(self) -> str:
        """Return what was measured, in a line."""
        shadow, sample = self.landscape.shadow, self.landscape.sample
        measured = other = ""
        if not sample.is_whole:
            measured = (
                f"; measured on {grouped(sample.count)} of {grouped(sample.total)} points, "
                f"standard error {significant(sample.error, 2)}"
            )
        held = "the run has not moved"
        if isfinite(shadow.explained):
            held = (
                f"the plane holds {percent(shadow.explained)} of the run's variance, and is at "
                f"most {significant(shadow.distance.max(), 3)} away"
            )
        if self.trained_on_it is False:
            other = f"; this is {LOSSES[self.loss]}, and training recorded another"
            if self.loss != "given":
                other += " (warpreel.loss_landscape takes yours)"
        return (
            f"{self.name}: {grouped(self.parameters)} parameters; true loss "
            f"{fixed(shadow.true_loss[0], 4)} at step {shadow.steps[0]}, "
            f"{fixed(shadow.true_loss[-1], 4)} at step {shadow.steps[-1]}{measured}{other}; {held}"
        )

    @property
    def sample_values(self) -> dict[str, str]:
        """What stands in the fields of a sentence about the points that the loss is measured on."""
        sample = self.landscape.sample
        return {
            "name": self.title,
            "count": grouped(sample.count),
            "total": grouped(sample.total),
            "error": significant(sample.error, 2),
            "step": grouped(int(self.landscape.plane.step)),
        }


@dataclass(frozen=True)
class LandscapeResults:
    """What the film looks at.

    Attributes
    ----------
    views : tuple of LandscapeView
    turning : TurningLoss or None
        Slices that turn about the network; None if two networks are compared.
    """

    views: tuple[LandscapeView, ...]
    turning: TurningLoss | None

    @property
    def losses(self) -> list[np.ndarray]:
        """All losses that are drawn as heights."""
        shown = [view.landscape.loss for view in self.views]
        turning = self.turning
        return shown if turning is None else [*shown, turning.before, turning.after]


def landscape_results(spec: LandscapeSpec, work: Work = unwatched) -> LandscapeResults:
    """Compute all that the film shows: landscapes, and for one network the slices that turn."""
    if spec.landscape is not None:
        return opened_landscape(spec.landscape)
    views = landscape_views(spec, work)
    if len(views) > 1:
        return LandscapeResults(views, None)
    source = spec.recording or spec.run
    seen = views[0].landscape
    advance = work("slices that turn", 8)

    def compute() -> TurningLoss:
        recording = recorded(source)
        networks = networks_of(recording, spec)
        field = LossField(recording, seen.plane.step, networks)
        return turning_loss(field, seen.plane, seen.x, seen.y, spec.seed, advance)

    request = ("slices that turn", source, _data(source), views[0].checkpoints, *spec.subject)
    return LandscapeResults(views, kept_result(TurningLoss, request, compute))


def opened_landscape(path: Path) -> LandscapeResults:
    """Open a landscape that was computed where its network and its loss are.

    Raises
    ------
    ResultError
        If it cannot be read.
    """
    kept = NetworkLandscape.load(path)
    named = path.stem, kept.parameters, kept.checkpoints, kept.landscape
    view = LandscapeView(*named, kept.trained_on_it, kept.loss)
    return LandscapeResults((view,), kept.turning)


def landscape_views(spec: LandscapeSpec, work: Work = unwatched) -> tuple[LandscapeView, ...]:
    """Train what is to be seen, or open its recordings, and compute their landscapes.

    Both are computed on squares of one size, at the same number of places.

    Parameters
    ----------
    spec : LandscapeSpec
    work : callable, optional
        Called with each training and each landscape.
    """
    if spec.landscape is not None:
        return opened_landscape(spec.landscape).views
    sources: list[RunSpec | Path] = [spec.recording or spec.run]
    if spec.other is not None:
        sources.append(spec.other)
    names = names_of(spec)
    recordings = [
        recorded(source, work, "network" if i == 0 else "other network")
        for i, source in enumerate(sources)
    ]
    if len({recording.data.is_regression for recording in recordings}) > 1:
        raise UsageError(
            f"--compare {spec.compare}: one of the two is a regression and the other tells classes "
            "apart, and no scale of losses holds both; compare runs of one kind"
        )
    steps = [checkpoints_of(recording, spec) for recording in recordings]
    planes = [
        plane_of(recording, spec, chosen, spec.seed)
        for recording, chosen in zip(recordings, steps, strict=True)
    ]
    squares = [
        square_of(recording, plane, spec.span)
        for recording, plane in zip(recordings, planes, strict=True)
    ]
    half = max(half for _, half in squares)
    views = []
    for i, (recording, plane) in enumerate(zip(recordings, planes, strict=True)):
        x, y = (np.linspace(m - half, m + half, spec.resolution) for m in squares[i][0])
        advance = work(f"the landscape of the {'other ' if i else ''}network", spec.resolution)
        request = ("landscape", sources[i], _data(sources[i]), steps[i], *spec.subject, half)
        networks = networks_of(recording, spec)
        computed = _kept_landscape(request, recording, plane, x, y, advance, networks)
        size = ParameterSpace.of(recording).size
        same = shows_recorded_loss(recording, RunNetworks(recording).on(recording.data))
        kind = "squared" if recording.data.is_regression else "plain"
        views.append(LandscapeView(names[i], size, steps[i], computed, same, kind))
    return tuple(views)


def recorded(source: RunSpec | Path, work: Work = unwatched, name: str = "network") -> Recording:
    """Return a run that is shown: opened, a regression too, or trained."""
    if isinstance(source, Path):
        return filmed_recording(source, classes=False)
    return trained_run(source, work, name)


def networks_of(recording: Recording, spec: LandscapeSpec) -> Networks:
    """Return networks of a recording's shape, on the points on which their loss is measured."""
    parameters, steps = ParameterSpace.of(recording).size, len(recording.steps)
    drawn = networks_drawn(spec.resolution, parameters, steps)
    of_run, total = RunNetworks(recording), recording.data.samples
    count = sample_size(total, drawn, of_run.cost, spec.measured_on)
    return of_run.on(sampled(recording.data, count, spec.seed))


def _kept_landscape(
    request: object,
    recording: Recording,
    plane: Plane,
    x: Floats,
    y: Floats,
    advance: Advance,
    networks: Networks,
) -> Landscape:
    return kept_result(
        Landscape, request, lambda: landscape(recording, plane, x, y, advance, networks)
    )


def _data(source: RunSpec | Path) -> str | None:
    return source.data if isinstance(source, RunSpec) else None


def names_of(spec: LandscapeSpec) -> tuple[str, str]:
    """Return the two networks names by what they differ in."""
    if spec.setting is not None and isinstance(spec.other, RunSpec):
        name = spec.setting[0]
        words = name.replace("_", " ")
        first, second = (_written(name, run) for run in (spec.run, spec.other))
        return f"{words}: {first}", f"{words}: {second}"
    first = "network" if spec.recording is None else spec.recording.stem
    return first, Path(spec.compare or "").stem


def _written(name: str, run: RunSpec) -> str:
    """Write a setting's value, defaults resolved."""
    resolved = {"architecture": run.network, "hidden": run.widths, "rate": run.learning_rate}
    value = resolved.get(name, getattr(run, name))
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if value is None:
        return "all" if name == "batch" else "default"
    return significant(value) if isinstance(value, float) else str(value)
