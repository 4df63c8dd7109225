"""Building figures: only what is missing or stale, the same bytes each time."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import UsageError, WarpreelError
from scenes.figures.build import build_figures, due_requests, result_digest
from scenes.figures.requests import OutputOptions, requests_for
from scenes.figures.specs import TrainingCurvesSpec
from tests.support.built_figures import FORMATS, NAMES, STEMS, build_states

RECORDED = TrainingCurvesSpec(recording=Path("none.safetensors"))


def test_every_file_and_a_manifest_appear_and_nothing_else(built_figures: Path) -> None:
    files = {f"{stem}.{format}" for stem in STEMS for format in FORMATS}
    assert {path.name for path in built_figures.iterdir()} == files | {"manifest.json"}


def test_two_runs_make_the_same_bytes(built_figures: Path, tmp_path: Path) -> None:
    build_states(tmp_path)
    first, second = (
        {path.name: path.read_bytes() for path in folder.iterdir()}
        for folder in (built_figures, tmp_path)
    )
    assert len(first) == 7
    assert first == second


def test_a_second_run_draws_nothing(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert set(build_states(folder).values()) == {"current"}
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_another_option_redraws_the_figure_that_has_it_alone(folder: Path) -> None:
    states = build_states(folder, options={"logits": (1.0, 2.0)})
    stale = {file for file, state in states.items() if state == "stale"}
    assert stale == {f"11.12-softmax.{format}" for format in FORMATS}


def test_what_was_edited_is_left_alone_unless_all_is_to_be_fresh(folder: Path) -> None:
    path = folder / "11.12-softmax.svg"
    original = path.read_bytes()
    path.write_bytes(original + b"<!-- mine -->")
    assert build_states(folder)["11.12-softmax.svg"] == "edited by hand"
    assert path.read_bytes() != original
    build_states(folder, fresh=True)
    assert path.read_bytes() == original


def test_other_themes_and_languages_are_other_files(tmp_path: Path) -> None:
    output = OutputOptions(theme="dark", language="zh", dpi=60)
    assert set(build_states(tmp_path, ("11.12",), output=output)) == {
        f"11.12-softmax-dark-zh.{format}" for format in FORMATS
    }
    record = json.loads((tmp_path / "manifest.json").read_text())["11.12-softmax-dark-zh.pdf"]
    assert "概率" in record["caption"]


def test_a_result_s_digest_is_that_of_its_numbers() -> None:
    one, other = np.array([1.0, 2.0]), np.array([1.0, 2.0 + 1e-15])
    assert result_digest((one, "a")) == result_digest((one.copy(), "a"))
    assert result_digest((one, "a")) != result_digest((other, "a"))
    assert result_digest(one) != result_digest(one.reshape(2, 1))
    assert result_digest((20, True)) == result_digest((20.0, True))
    assert result_digest(1) != result_digest(True)


def test_requests_are_due_while_a_file_is_missing_or_stale(folder: Path) -> None:
    requests = requests_for(NAMES, FORMATS, {}, OutputOptions(dpi=60))
    assert due_requests(requests, folder) == []
    (folder / f"{STEMS[1]}.svg").unlink()
    assert due_requests(requests, folder) == requests[1:]
    finer = requests_for(NAMES, FORMATS, {}, OutputOptions(dpi=70))
    assert due_requests(finer, folder) == finer


def test_a_width_too_small_for_one_figure_is_refused_before_any_is_drawn(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with pytest.raises(UsageError, match=r"^--width 60mm: the figure 11\.12 needs 75 mm"):
        build_states(folder, ("11.12", "11.4"), output=OutputOptions(width=60))
    assert not folder.exists()


def test_what_can_be_drawn_is_drawn_and_the_rest_is_told(tmp_path: Path) -> None:
    narrow, fits = (
        requests_for((name,), ("svg",), {}, OutputOptions(width=width))
        for name, width in (("11.12", 60), ("11.4", 80))
    )
    broken = replace(fits[0], stem="broken", name="training-curves", spec=RECORDED)
    refusals: list[WarpreelError] = []
    found: dict[str, str] = {}
    build_figures([*narrow, broken, *fits], tmp_path, on_file=found.__setitem__, refusals=refusals)
    assert found == {"11.04-perceptron.svg": "missing"}
    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        "11.04-perceptron.svg", "manifest.json",
    ]  # fmt: skip
    told = [str(refusal) for refusal in refusals]
    assert told[0].startswith("--width 60mm: the figure 11.12 needs")
    assert "none.safetensors" in told[1]


@pytest.mark.parametrize("name", ["gelu", "11.12", "11.14"])
def test_bytes_do_not_depend_on_which_formats_are_drawn_together(tmp_path: Path, name: str) -> None:
    for i, formats in enumerate((("svg",), ("pdf", "svg", "png"), ("png", "svg"), ("pdf",))):
        requests = requests_for((name,), formats, {}, OutputOptions(dpi=60))
        build_figures(requests, tmp_path / str(i))
    for suffix in FORMATS:
        contents = {path.read_bytes() for path in tmp_path.glob(f"*/*.{suffix}")}
        assert len(contents) == 1


@pytest.mark.parametrize("saves", [1, 2, 3, 4])
def test_a_killed_run_is_resumed_to_the_bytes_of_an_undisturbed_one(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, saves: int
) -> None:
    wider = OutputOptions(dpi=60, width=100)
    undisturbed = tmp_path_factory.mktemp("undisturbed")
    build_states(undisturbed, output=wider)
    program = f"""
import os
from scenes.figures.manifest import Manifest
from scenes.figures.requests import OutputOptions
from tests.support.built_figures import build_states
from pathlib import Path
save, left = Manifest.save, [{saves}]
def killed(self):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), 9)
    save(self)
Manifest.save = killed
build_states(Path({str(folder)!r}), output=OutputOptions(dpi=60, width=100))
"""
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == -9
    assert "edited by hand" not in build_states(folder, output=wider).values()
    after, wanted = (
        {path.name: path.read_bytes() for path in place.iterdir()}
        for place in (folder, undisturbed)
    )
    assert after == wanted
