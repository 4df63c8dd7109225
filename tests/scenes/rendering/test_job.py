"""What decides whether kept segments are as they would be drawn today."""

import subprocess
import sys
from pathlib import Path

import pytest

from scenes.cache import dependencies, digests
from scenes.rendering import job
from scenes.rendering.job import drawing_version

DRAWING = ("camera", "kernels", "encoding", "rendering")
"""Rooms whose code turns mobjects into pixels, and pixels into files."""


@pytest.mark.parametrize("room", DRAWING)
def test_a_change_of_what_draws_makes_kept_segments_stale(
    room: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [path for path in job.drawing_files() if path.parent.name == room]
    assert files
    before = drawing_version()
    for path in files:
        changed = tmp_path / path.name
        changed.write_text(path.read_text("utf-8") + "\n# changed\n")
        with monkeypatch.context() as patch:
            others = [other for other in job.drawing_files() if other != path]
            patch.setattr(job, "drawing_files", lambda o=others, c=changed: (*o, c))
            drawing_version.cache_clear()
            assert drawing_version() != before
    drawing_version.cache_clear()
    assert drawing_version() == before


def test_all_that_is_loaded_to_draw_counts() -> None:
    code = (
        "import sys, scenes.rendering.playback, scenes.rendering.renderer, scenes.encoding.join;"
        "print(*[sys.modules[name].__file__ for name in sys.modules if name.startswith('scenes.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {Path(file) for file in done.stdout.split()}
    assert len(loaded) > 10
    assert loaded <= set(job.drawing_files())


def test_a_film_does_not_count() -> None:
    assert not [path for path in job.drawing_files() if "films" in path.parts]
    assert digests.file_digest is dependencies.file_digest


def test_pictures_of_one_drawing_core_are_not_taken_for_those_of_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    versions = set()
    for name in ("cairo", "numba 0.61", "numba 0.62"):
        monkeypatch.setattr(job, "core_version", lambda name=name: name)
        versions.add(job.drawing_version.__wrapped__())
    assert len(versions) == 3
