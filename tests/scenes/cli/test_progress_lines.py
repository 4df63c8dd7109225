"""Where there is no terminal, a line every ten seconds says how far the work is."""

import io
import sys

import pytest

from scenes.cli.progress_lines import PAUSE, progress_lines


def test_a_line_comes_every_ten_seconds_and_not_more_often(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = iter([0.0, 9.0, 11.0, 11.0, 12.0, 22.0, 22.0])
    tell = progress_lines(lambda: next(clock))
    for done in range(4):
        tell(lambda done=done: f"{done} done")
    assert PAUSE == 10
    assert capsys.readouterr() == ("", "1 done\n3 done\n")


def test_a_log_that_takes_no_more_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stderr", Full())
    clock = iter([0.0, 11.0, 11.0])
    said: list[str] = []
    progress_lines(lambda: next(clock))(lambda: said.append("a line") or "a line")
    assert said == ["a line"]
