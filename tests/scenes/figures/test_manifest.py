"""Manifests: where files come from, and whether they are up to date."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import WarpreelError
from engine.recordings.file_format import digest_of
from engine.recordings.opening import load
from scenes.figures.build import build_figures
from scenes.figures.manifest import Manifest, check, input_digest
from scenes.figures.requests import FigureRequest, OutputOptions, requests_for, spec_from
from tests.support.built_figures import FORMATS, build_states


def test_a_check_tells_what_is_stale_missing_or_edited(folder: Path) -> None:
    assert set(check(folder).values()) == {"current"}
    (folder / "11.12-softmax.pdf").unlink()
    with (folder / "11.12-softmax.svg").open("a") as file:
        file.write("<!-- mine -->")
    manifest = folder / "manifest.json"
    records = json.loads(manifest.read_text())
    records["11.12-softmax.png"]["request"] = "another source"
    manifest.write_text(json.dumps(records))
    states = check(folder)
    assert [states[f"11.12-softmax.{format}"] for format in FORMATS] == [
        "missing", "edited by hand", "stale",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/dev/zero", "a" * 5000, "\x1b[31m", ".a"])
def test_a_manifest_that_names_files_elsewhere_is_none(folder: Path, name: str) -> None:
    manifest = folder / "manifest.json"
    records = json.loads(manifest.read_text())
    records[name] = records["11.12-softmax.svg"]
    manifest.write_text(json.dumps(records))
    with pytest.raises(WarpreelError, match=r"is no manifest of figures .*is no file beside it"):
        check(folder)
    assert Manifest(folder).records == {}


@pytest.mark.parametrize("value", ["[" * 100_000 + "]" * 100_000, "9" * 5000, "1e999"])
def test_a_manifest_too_deep_or_too_large_is_none(folder: Path, value: str) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"spec": {', f'"spec": {{ "x": {value}, ', 1))
    with pytest.raises(WarpreelError, match="is no manifest of figures"):
        check(folder)
    assert Manifest(folder).records == {}


def test_a_folder_without_a_manifest_cannot_be_checked(tmp_path: Path) -> None:
    with pytest.raises(WarpreelError, match=r"cannot read .*manifest.json: no such file"):
        check(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(WarpreelError, match="is no manifest of figures"):
        check(tmp_path)


def test_a_record_tells_what_was_asked_for(built_figures: Path) -> None:
    record = json.loads((built_figures / "manifest.json").read_text())["11.12-softmax.png"]
    assert record["figure"] == "softmax"
    assert record["number"] == "11.12"
    assert record["spec"] == {"logits": [8.591, 8.454, 9.94]}
    assert record["edition"] == {"theme": "light", "language": "en", "width": None, "dpi": 60.0}


def test_a_figure_that_there_is_no_more_is_stale(folder: Path) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"softmax"', '"hardmax"'))
    states = check(folder)
    assert [states[f"11.12-softmax.{format}"] for format in FORMATS] == ["stale"] * 3
    assert [states[f"11.04-perceptron.{format}"] for format in FORMATS] == ["current"] * 3


def test_a_damaged_manifest_means_that_all_is_drawn_anew(folder: Path) -> None:
    (folder / "manifest.json").write_text("{")
    assert set(build_states(folder).values()) == {"stale"}
    assert set(check(folder).values()) == {"current"}


def test_a_digest_depends_on_all_that_determines_the_file() -> None:
    (request,) = requests_for(("11.12",), ("pdf",), {})
    output = request.output
    digests = [
        input_digest(request),
        input_digest(replace(request, caption="Ours")),
        input_digest(replace(request, spec=replace(request.spec, logits=(1.0, 2.0)))),
        *(
            input_digest(replace(request, output=replace(output, **{name: value})))
            for name, value in {"theme": "dark", "language": "zh", "width": 90, "dpi": 72}.items()
        ),
    ]
    assert len(set(digests)) == len(digests) == 7
    assert input_digest(replace(request, stem="other")) == digests[0]


def test_a_check_of_requests_tells_of_their_files_alone(folder: Path) -> None:
    output = OutputOptions(dpi=60)
    asked = requests_for(("11.12", "11.13"), ("png",), {}, output)
    (folder / "11.04-perceptron.png").unlink()
    assert check(folder, asked) == {
        "11.12-softmax.png": "current", "11.13-loss-surface.png": "missing",
    }  # fmt: skip
    finer = requests_for(("11.12",), ("png",), {}, replace(output, dpi=70))
    assert set(check(folder, finer).values()) == {"stale"}


def test_a_figure_of_a_recording_tells_the_recording_s_own_facts(
    tmp_path: Path, brief_file: Path
) -> None:
    spec = spec_from("training-curves", {"recording": str(brief_file)})
    request = FigureRequest("curves", "training-curves", spec, ("svg",))
    build_figures([request], tmp_path)
    record = json.loads((tmp_path / "manifest.json").read_text())["curves.svg"]
    recording = load(brief_file)
    assert recording.spec is not None
    assert record["spec"] == {"recording": str(brief_file)}
    assert record["seed"] == recording.spec.seed
    facts = record["recording"]
    assert facts["steps"] == recording.last_step
    assert facts["run"]["samples"] == recording.spec.samples
    assert facts["digest"] == digest_of(brief_file)
    assert facts["digest"] in (tmp_path / "curves.svg").read_text("utf-8")
    assert set(check(tmp_path).values()) == {"current"}
