"""Progress bars: on a terminal only, and gone when the work is done."""

import io

import pytest
from rich.console import Console

from engine.progress import each_training_step
from scenes.cli.progress import bars, rendering_bar, work_bars


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Give a terminal of 100 columns to look at."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    monkeypatch.setattr("scenes.cli.progress.CONSOLE", console)
    return screen


def test_where_nobody_watches_nothing_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scenes.cli.progress.CONSOLE", Console(stderr=True, force_terminal=False))
    with bars() as progress:
        work_bars(progress)("counting", 10)(10, "ten")
        rendering_bar(progress, "space-warp")(1.0, 2.0)
    assert capsys.readouterr() == ("", "")


def test_without_a_terminal_lines_tell_what_bars_would_show(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scenes.cli.progress.CONSOLE", Console(stderr=True, force_terminal=False))
    monkeypatch.setattr("scenes.cli.progress_lines.PAUSE", 0)
    with bars() as progress:
        work_bars(progress)("training the network", 2_000)(1_500, "loss 0.1000")
        rendering_bar(progress, "space-warp")(30.0, 0.0)
        rendering_bar(progress, "space-warp")(30.0, 60.0)
    assert capsys.readouterr().err.splitlines() == [
        "training the network: 1,500 of 2,000  loss 0.1000",
        "rendering space-warp: 30 s of film, of a length not known yet",
        "rendering space-warp: 30 of 60 s of film",
    ]


def test_on_a_terminal_there_are_no_lines(
    screen: io.StringIO, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scenes.cli.progress_lines.PAUSE", 0)
    with bars() as progress:
        work_bars(progress)("counting", 10)(10, "ten")
    assert "counting" in screen.getvalue()
    assert capsys.readouterr() == ("", "")


def test_training_shows_step_loss_and_accuracy(screen: io.StringIO) -> None:
    with bars() as progress:
        each_training_step(work_bars(progress)("training the network", 100))(40, 0.5, 0.75)
        progress.refresh()
        shown = screen.getvalue()
        assert progress.tasks[0].percentage == 40
    for part in ("network", "step 40", "0.5000", "75.0%"):
        assert part in shown


def test_rendering_shows_seconds_done_and_planned(screen: io.StringIO) -> None:
    with bars() as progress:
        rendering_bar(progress, "space-warp")(30.0, 60.0)
        progress.refresh()
        assert progress.tasks[0].percentage == 50
        assert "30 of 60 s" in screen.getvalue()


def test_of_a_film_whose_length_is_not_known_no_share_is_shown(screen: io.StringIO) -> None:
    with bars() as progress:
        rendering_bar(progress, "space-warp")(30.0, 0.0)
        progress.refresh()
        assert progress.tasks[0].total is None
        assert "of a length not known yet" in screen.getvalue()


def test_a_film_longer_than_planned_never_passes_its_end(screen: io.StringIO) -> None:
    with bars() as progress:
        rendering_bar(progress, "space-warp")(70.0, 60.0)
        assert progress.tasks[0].percentage == 100
