"""A notebook shows the page in a frame that has no more rights than to run its script."""

import html
import re
from pathlib import Path

import pytest

from engine.errors import RecordingError
from engine.recordings.recording import Recording
from scenes.notebook.explore import explore


def test_a_recording_is_shown_in_a_frame_and_saved_as_a_page(
    mlp: Recording, tmp_path: Path
) -> None:
    shown = explore(mlp, lang="zh", theme="light", height=400)
    frame = shown._repr_mimebundle_()["text/html"]
    inside = re.fullmatch(
        r'<iframe srcdoc="([^"]*)" sandbox="allow-scripts" [^<>]*></iframe>', frame
    )
    assert inside is not None
    assert "height:400px" in frame
    page = shown.save(tmp_path / "page.html").read_text("utf-8")
    assert html.unescape(inside[1]) == page
    assert '<html lang="zh">' in page


def test_a_file_is_opened_or_refused(mlp: Recording, tmp_path: Path) -> None:
    path = mlp.save(tmp_path / "run.safetensors")
    assert explore(path).data == explore(str(path)).data
    (tmp_path / "none.safetensors").write_bytes(b"no")
    with pytest.raises(RecordingError):
        explore(tmp_path / "none.safetensors")


def test_without_a_recording_it_is_the_playground_which_may_hand_files_over(tmp_path: Path) -> None:
    shown = explore()
    frame = shown._repr_mimebundle_()["text/html"]
    assert 'sandbox="allow-scripts allow-downloads"' in frame
    assert 'id="layers"' in shown.save(tmp_path / "page.html").read_text("utf-8")
