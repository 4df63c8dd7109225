"""``warpreel render``: a film, or a sentence that says why there is none."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import av
import pytest
from PIL import Image

from engine.errors import DivergenceError
from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from tests.support.command_line import CommandLine, listing

COMMAND = Path(sys.executable).with_name("warpreel")
BRIEF = ("render", "space-warp", "--hidden", "2", "--samples", "20", "--steps", "3", "-q", "l")
SHORT = (*BRIEF, "--acts", "data", "--tempo", "20")


def test_a_film_stands_in_renders_unless_told_otherwise(warpreel: CommandLine) -> None:
    answer = warpreel(*SHORT)
    assert answer.code == 0
    assert answer.err == ""
    assert answer.made == {"renders", "renders/space-warp.mp4"}
    assert answer.out.startswith("renders/space-warp.mp4: 854×480")
    assert len(answer.out.splitlines()) == 3  # where it is, and both accuracies
    with av.open("renders/space-warp.mp4") as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height, stream.average_rate) == (854, 480, 15)


@pytest.mark.parametrize(
    ("options", "name", "kind"),
    [
        (("-s",), "renders/space-warp.png", "PNG"),
        (("-o", "there"), "there/space-warp.gif", "GIF"),
    ],
)
def test_stills_and_animated_pictures_are_made_too(
    warpreel: CommandLine,
    workplace: Path,
    options: tuple[str, ...],
    name: str,
    kind: str,
) -> None:
    (workplace / "there").mkdir()
    options = (*options, "--format", "gif") if kind == "GIF" else options
    assert warpreel(*SHORT, *options).code == 0
    with Image.open(name) as picture:
        assert picture.format == kind
        assert picture.size == (854, 480)


def test_all_frames_are_put_in_a_folder(warpreel: CommandLine) -> None:
    assert warpreel(*SHORT, "--format", "png-sequence").code == 0
    names = listing(Path("renders/space-warp"))
    assert names[0] == "0001.png"
    assert names[-1] == f"{len(names):04d}.png"
    again = warpreel(*SHORT, "--format", "png-sequence", "--transparent", "-o", "renders")
    assert again.code == 2
    assert "no sequence of ours" in again.sentence


def test_a_size_is_kept_and_it_is_told_how(warpreel: CommandLine) -> None:
    answer = warpreel(*SHORT, "--format", "gif", "--max-size", "60kB")
    assert answer.code == 0
    assert Path("renders/space-warp.gif").stat().st_size <= 60_000
    assert "frames a second" in answer.out.splitlines()[0]
    assert "colours" in answer.out.splitlines()[0]


def test_a_recording_is_filmed_and_what_it_measured_is_told(
    warpreel: CommandLine, brief_file: Path
) -> None:
    film = ("render", "space-warp", "-q", "l", "--acts", "data", "--tempo", "20")
    answer = warpreel(*film, "--recording", brief_file, "-o", "film.png")
    assert answer.code == 0
    assert answer.made == {"film.png"}
    assert "after 4 steps" in answer.out


def test_a_flag_of_training_beside_a_recording_is_refused(
    warpreel: CommandLine, brief_file: Path
) -> None:
    answer = warpreel("render", "space-warp", "--recording", brief_file, "--hidden", "7")
    assert answer.code == 2
    assert "--hidden" in answer.sentence


@pytest.mark.parametrize(
    ("flags", "part"),
    [
        (("--jobs", "0"), "--jobs"),
        (("--jobs", "2", "--cluster", "tcp://127.0.0.1:9"), "--cluster"),
        (("--crf", "99"), "--crf"),
        (("--preset", "flim"), "film"),
        (("--encoder", "nvencc"), "nvenc"),
        (("--format", "webm", "--encoder", "nvenc"), "--encoder nvenc is for mp4"),
        (("--encoder", "auto", "--cluster", "tcp://127.0.0.1:9"), "--cluster"),
        (("--transparent",), "webm"),
        (("--format", "gif", "--crf", "20"), "gif"),
        (("--max-size", "8MB"), "gif"),
        (("--format", "gif", "--max-size", "8"), "8MB"),
        (("--cluster", "nowhere"), "is no address of a Dask scheduler"),
    ],
)
def test_settings_that_make_no_sense_are_refused_before_training(
    warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch, flags: tuple[str, ...], part: str
) -> None:
    monkeypatch.setattr(
        "scenes.films.representation.space_warp.warp_runs", lambda *_: pytest.fail("it trained")
    )
    answer = warpreel(*SHORT, *flags)
    assert answer.code == 2
    assert part in answer.sentence


def test_an_unchanged_film_is_known_in_less_than_three_seconds(warpreel: CommandLine) -> None:
    assert warpreel(*SHORT, "--seed", "5").code == 0
    before = Path("renders/space-warp.mp4").stat()
    began = time.monotonic()
    done = subprocess.run(
        [COMMAND, *SHORT, "--seed", "5"], capture_output=True, text=True, check=True
    )
    assert time.monotonic() - began < 3
    assert "unchanged" in done.stdout
    after = Path("renders/space-warp.mp4").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_is_kept_saves_drawing_unless_all_is_to_be_fresh(warpreel: CommandLine) -> None:
    film = (*SHORT, "--seed", "6", "-o")
    assert "kept" not in warpreel(*film, "first.mp4").out
    again = warpreel(*film, "second.mp4")
    _, _, told = again.out.splitlines()[0].partition(" s, ")
    kept, _, total = told.split()[:3]
    assert kept == total
    assert Path("first.mp4").read_bytes() == Path("second.mp4").read_bytes()
    fresh = warpreel(*film, "second.mp4", "--fresh", "--jobs", "2")
    assert "kept" not in fresh.out
    assert "unchanged" not in fresh.out
    assert Path("first.mp4").read_bytes() == Path("second.mp4").read_bytes()


def test_a_file_in_the_way_of_the_folder_is_refused_before_training(
    warpreel: CommandLine, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workplace / "file").write_text("mine")
    monkeypatch.setattr(
        "scenes.films.representation.space_warp.warp_runs", lambda *_: pytest.fail("it trained")
    )
    answer = warpreel(*SHORT, "-o", "file/film.mp4")
    assert answer.code == 2
    assert "file" in answer.sentence


def test_a_folder_that_cannot_be_written_is_refused_before_training(
    warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    monkeypatch.setattr(
        "scenes.films.representation.space_warp.warp_runs", lambda *_: pytest.fail("it trained")
    )
    answer = warpreel(*SHORT, "-o", "new/film.mp4")
    assert answer.code == 1
    assert "not writable" in answer.sentence


def test_divergence_is_told_and_leaves_nothing(warpreel: CommandLine) -> None:
    answer = warpreel("render", "space-warp", "--optimizer", "sgd", "--rate", "1e6")
    assert answer.code == 1
    assert "diverged" in answer.sentence
    assert "--rate" in answer.sentence


def test_the_recording_of_a_divergence_is_no_film(warpreel: CommandLine, tmp_path: Path) -> None:
    with pytest.raises(DivergenceError) as caught:
        train(RunSpec(optimizer="sgd", rate=1e6, samples=20))
    path = caught.value.recording.save(tmp_path / "diverged.safetensors")
    answer = warpreel("render", "space-warp", "--recording", path)
    assert answer.code == 1
    assert "diverged" in answer.sentence


def test_points_that_all_coincide_are_refused(warpreel: CommandLine, workplace: Path) -> None:
    rows = [f"1,1,{'ab'[row % 2]}" for row in range(8)]
    (workplace / "points.csv").write_text("\n".join(rows))
    answer = warpreel("render", "space-warp", "--data", "points.csv", "--steps", "2")
    assert answer.code == 1
    assert answer.sentence


def test_an_interruption_while_it_trains_leaves_nothing(
    warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("scenes.cli.render.work_bars", lambda _: lambda *_: interrupt)
    answer = warpreel(*SHORT, "--seed", "123")
    assert answer.code == 130
    assert answer.sentence


@pytest.mark.parametrize(
    ("signum", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "kill"]
)
def test_stopped_while_it_renders_it_leaves_the_older_film_alone_and_ends_soon(
    workplace: Path, tmp_path: Path, signum: signal.Signals, code: int
) -> None:
    film, cache = workplace / "film.mp4", tmp_path / "cache"
    film.write_text("an older film")
    with subprocess.Popen(
        [COMMAND, *BRIEF, "-o", film],
        cwd=workplace,
        env={**os.environ, "WARPREEL_CACHE": str(cache)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            deadline = time.monotonic() + 60
            while not list((cache / "segments").glob("*")):
                assert process.poll() is None, process.communicate()
                assert time.monotonic() < deadline
                time.sleep(0.05)
            process.send_signal(signum)
            out, err = process.communicate(timeout=10)
        finally:
            process.kill()
    assert process.returncode == code
    assert out == ""
    assert "Traceback" not in err
    told = [line for line in err.splitlines() if line.startswith("warpreel: ")]
    assert len(told) == (1 if signum == signal.SIGINT else 0)
    assert listing(workplace) == ["film.mp4"]
    assert film.read_text() == "an older film"


def test_captions_stand_beside_the_film_also_when_it_was_there_before(
    warpreel: CommandLine,
) -> None:
    assert warpreel(*SHORT, "-o", "film.mp4").made == {"film.mp4"}
    answer = warpreel(*SHORT, "-o", "film.mp4", "--captions", "--lang", "en")
    assert "unchanged" in answer.out
    assert answer.made == {f"film.en.{kind}" for kind in ("srt", "vtt", "txt")}
    assert (
        "How does a neural network tell these two classes apart?" in Path("film.en.txt").read_text()
    )


def test_captions_in_another_language_have_the_times_of_the_film(warpreel: CommandLine) -> None:
    answer = warpreel(*SHORT, "-o", "film.mp4", "--captions", "--captions-in", "zh")
    kinds = ("srt", "vtt", "txt")
    assert answer.made == {"film.mp4"} | {
        f"film.{lang}.{k}" for lang in ("en", "zh") for k in kinds
    }
    times = [
        [line.split(" --> ")[0] for line in Path(f"film.{lang}.vtt").read_text().splitlines()
         if "-->" in line]
        for lang in ("en", "zh")
    ]  # fmt: skip
    assert set(times[1]) <= set(times[0])
    assert "这两个类别" in Path("film.zh.txt").read_text()


def test_a_single_picture_has_no_captions(warpreel: CommandLine) -> None:
    assert "leave it out" in warpreel(*SHORT, "-s", "--captions").sentence
    assert "leave it out" in warpreel(*SHORT, "-s", "--captions-in", "zh").sentence


def test_captions_in_an_unknown_language_are_refused_before_any_work(
    warpreel: CommandLine,
) -> None:
    answer = warpreel(*SHORT, "-o", "film.mp4", "--captions-in", "xx")
    assert answer.code == 2
    assert answer.made == set()


def test_a_language_without_a_catalogue_is_refused_with_those_there_are(
    warpreel: CommandLine,
) -> None:
    answer = warpreel(*SHORT, "--lang", "zz")
    assert answer.code == 2
    assert "zh" in answer.sentence
