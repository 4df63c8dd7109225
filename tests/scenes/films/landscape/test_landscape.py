"""The film of a loss landscape: nothing is cut off or written over, and it owns up."""

from pathlib import Path

import numpy as np
import pytest

from scenes.films.landscape.landscape import LossLandscape
from scenes.films.landscape.landscape_stage import (
    Stage,
    cut_off,
    loss_text,
    positions,
    scale_of,
    share_text,
)
from scenes.films.landscape.landscape_views import LandscapeView, landscape_views
from scenes.films.landscape.specs import LandscapeSpec
from scenes.theme.theme import THEMES
from tests.support.command_line import CommandLine
from tests.support.layout import perform

SMALL = {"samples": 40, "steps": 40, "resolution": 15}
FILMS = {
    "the network of the demo": {"resolution": 15},
    "two lengths of training": {"hidden": (8, 8), "compare": "steps=9", "plane": "checkpoints"},
    "two architectures, a run beyond the edges": {
        "architecture": "residual",
        "hidden": (6, 6),
        "compare": "architecture=mlp",
        "plane": "random",
        "span": 0.05,
        "theme": "light",
    },
    "checkpoints, cut off": {
        "hidden": (16, 2),
        "plane": "checkpoints",
        "checkpoints": (0, 3, 20),
        "heights": "linear",
        "cap": 0.5,
    },
}


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, object], tmp_path: Path) -> None:
    spec = LandscapeSpec(**{**SMALL, **options})
    film = perform(LossLandscape, spec, LossLandscape.compute(spec), tmp_path)
    assert film.faults == []


@pytest.fixture(scope="module")
def view() -> LandscapeView:
    return landscape_views(LandscapeSpec(hidden=(8, 2), **SMALL))[0]


def test_the_numbers_are_those_of_the_step_that_is_shown(view: LandscapeView) -> None:
    spec = LandscapeSpec()
    stage = Stage(view, scale_of((view,), spec), positions(1)[0], THEMES["dark"])
    stage.figures(THEMES["dark"])
    written: list[str] = []
    for readout in stage.readouts:
        readout.write = written.append
    shadow = view.landscape.shadow
    for progress in (0.0, 0.37, 1.0):
        written.clear()
        stage.draw(progress)
        step, plane, true, distance, explained = written
        i = int(step)
        assert shadow.steps[i] <= stage.pace.step_at(progress) + 1e-5
        assert plane == f"{shadow.plane_loss[i]:.4f}"
        assert true == f"{shadow.true_loss[i]:.4f}"
        assert distance == f"{shadow.distance[i]:.2f}"
        assert explained == f"{100 * shadow.explained:.0f}%"
    assert i == shadow.steps[-1]


def test_the_surface_is_as_high_as_the_loss(view: LandscapeView) -> None:
    place, loss = positions(1)[0], view.landscape.loss
    scale = scale_of((view,), LandscapeSpec())
    panel = Stage(view, scale, place, THEMES["dark"]).panel
    heights = panel.mesh.vertices[..., 2] / place.height
    expected = np.log(loss / loss.min()) / np.log(loss.max() / loss.min())
    assert heights == pytest.approx(expected, abs=1e-5)


def with_losses(view: LandscapeView, **at: float) -> LandscapeView:
    loss = view.landscape.loss.copy()
    loss.flat[: len(at)] = list(at.values())
    landscape = type(view.landscape)(**{**vars(view.landscape), "loss": loss})
    return LandscapeView(view.name, view.parameters, view.checkpoints, landscape)


def test_nothing_is_cut_off_silently(view: LandscapeView) -> None:
    spec, capped = LandscapeSpec(), LandscapeSpec(cap=0.6)
    assert cut_off((view,), scale_of((view,), spec)) == (False, False)
    assert cut_off((view,), scale_of((view,), capped)) == (True, False)
    for odd in (np.inf, np.nan):
        strange = with_losses(view, a=odd)
        assert cut_off((strange,), scale_of((strange,), spec)) == (True, False)
    tiny = with_losses(view, a=1e-12)
    scale = scale_of((tiny,), spec)
    assert cut_off((tiny,), scale) == (False, True)
    assert scale.high / scale.low == pytest.approx(1e6)
    linear = scale_of((tiny,), LandscapeSpec(heights="linear"))
    assert cut_off((tiny,), linear) == (False, False)


def test_one_scale_holds_both(view: LandscapeView) -> None:
    higher = with_losses(view, a=50.0)
    scale = scale_of((view, higher), LandscapeSpec())
    assert (scale.low, scale.high) == pytest.approx((view.landscape.loss.min(), 50))


def test_numbers_are_short_and_never_rounded_to_all_or_nothing() -> None:
    assert [loss_text(x) for x in (0.0123, 12.5, 250.0, 3e12, np.nan)] == [
        "0.0123",
        "12.500",
        "2.5e2",
        "3.0e12",
        "∞",
    ]
    assert [share_text(x) for x in (0.004, 0.5, 0.9999, 1)] == ["0.4%", "50%", "99.9%", "100%"]


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--resolution", "1"], "--resolution 1: choose between 5 and 201"),
        (["--plane", "pcs"], "did you mean pca?"),
        (["--compare", "batch=none-such"], "--compare batch=none-such"),
        (["--checkpoints", "1,2,3"], "--checkpoints has no effect without"),
    ],
)
def test_bad_requests_are_answered_in_a_sentence(
    warpreel: CommandLine, flags: list[str], words: str
) -> None:
    answer = warpreel("render", "landscape", *flags)
    assert answer.code == 2
    assert words in answer.sentence


def test_missing_and_broken_recordings_are_too(warpreel: CommandLine, tmp_path: Path) -> None:
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"nothing of the kind")
    answer = warpreel("render", "landscape", "--recording", "none.safetensors")
    assert answer.code == 1
    assert "there is no recording at none.safetensors" in answer.sentence
    answer = warpreel("render", "landscape", "--recording", broken)
    assert answer.code == 1
    assert "is not a Warpreel recording" in answer.sentence


def test_checkpoints_beyond_the_end_of_a_run_are_refused(
    warpreel: CommandLine, brief_file: Path
) -> None:
    steps = ["--plane", "checkpoints", "--checkpoints", "0,1,99"]
    answer = warpreel("render", "landscape", "--recording", brief_file, *steps)
    assert answer.code == 2
    assert "the run has only" in answer.sentence
