"""Requests that can't be meant: one sentence, exit code 2, nothing done."""

import pytest
from cyclopts import CycloptsError

from scenes.cli import misuse
from scenes.cli.app import app
from tests.support.command_line import CommandLine

WARP = ("render", "space-warp")


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (["render", "space-wrap"], "space-warp"),
        (["rendr", "space-warp"], "render"),
        (["lst"], "list"),
        (["train", "spirls"], "spirals"),
        (["train", "--data", "circle"], "circles"),
        (["train", "--activation", "leaky-rlu"], "leaky-relu"),
        (["train", "--optimizer", "adm"], "adam"),
        (["train", "--architecture", "residul"], "residual"),
        (["train", "--loss", "cross-entrpy"], "cross-entropy"),
        ([*WARP, "--data", "mons"], "moons"),
        ([*WARP, "--theme", "lihgt"], "light"),
        ([*WARP, "--acts", "data,trainin"], "training"),
        ([*WARP, "--format", "mp5"], "mp4"),
        ([*WARP, "--qualty", "l"], "--quality"),
        (["train", "--stpes", "4"], "--steps"),
        (["inspect", "run.safetensors", "--jsn"], "--json"),
        (["list", "--jsn"], "--json"),
    ],
)
def test_a_misspelled_name_is_answered_with_the_nearest(
    warpreel: CommandLine, arguments: list[str], nearest: str
) -> None:
    answer = warpreel(*arguments)
    assert answer.code == 2
    assert arguments[-1].split(",")[-1] in answer.sentence or arguments[-2] in answer.sentence
    suggestion = answer.sentence.lower().partition("did you mean")[2]
    assert nearest in suggestion.split("?")[0]


@pytest.mark.parametrize(
    ("arguments", "choices"),
    [
        ([*WARP, "--quality", "x"], ["l", "m", "h", "p", "k"]),
        ([*WARP, "--format", "avi"], ["mp4", "gif", "webm", "png"]),
        ([*WARP, "--theme", "x"], ["dark", "light"]),
        ([*WARP, "--acts", "finale"], ["data", "training", "depth", "regions", "control"]),
        ([*WARP, "--acts", ""], ["data", "training", "depth", "regions", "control"]),
        (["train", "nothing-like-it"], ["spirals", "circles", "moons", "xor", "digits", "iris"]),
        (["train", "--optimizer", "zzz"], ["sgd", "momentum", "rmsprop", "adam", "adamw"]),
        (["frobnicate"], ["list", "train", "inspect", "render"]),
        (["--frobnicate"], ["list", "train", "inspect", "render"]),
    ],
)
def test_a_name_like_none_is_answered_with_all_there_are(
    warpreel: CommandLine, arguments: list[str], choices: list[str]
) -> None:
    answer = warpreel(*arguments)
    assert answer.code == 2
    words = answer.sentence.replace(",", " ").replace(";", " ").split()
    assert set(choices) <= set(words)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--hidden", "0"],
        ["--hidden", "x"],
        ["--hidden", ""],
        ["--hidden", "2.5"],
        ["--hidden", "-3"],
        ["--hidden", "16,0,2"],
        ["--hidden", "5000"],
        ["--hidden", ",".join(["2"] * 65)],
        ["--steps", "-1"],
        ["--steps", "0"],
        ["--steps", "1000000000"],
        ["--steps", "many"],
        ["--rate", "nan"],
        ["--rate", "inf"],
        ["--rate", "-1"],
        ["--noise", "-1"],
        ["--noise", "nan"],
        ["--samples", "1"],
        ["--samples", "-5"],
        ["--samples", "2000000000"],
        ["--classes", "1"],
        ["--turns", "0"],
        ["--batch", "0"],
        ["--seed", "-1"],
        ["--weight-decay", "-1"],
        ["--target-accuracy", "2"],
        ["--settle", "-1"],
        ["--record-every", "0"],
        ["--record-budget", "0"],
    ],
    ids=lambda arguments: " ".join(arguments)[:24],
)
@pytest.mark.parametrize("command", [("train",), WARP], ids=["train", "render"])
def test_an_absurd_number_is_answered_with_its_flag(
    warpreel: CommandLine, command: tuple[str, ...], arguments: list[str]
) -> None:
    answer = warpreel(*command, *arguments)
    assert answer.code == 2
    assert arguments[0] in answer.sentence


@pytest.mark.parametrize(
    "arguments",
    [
        ["train", "--samples", "300", "--batch", "10000"],
        ["train", "circles", "--classes", "3"],
        ["train", "iris", "--noise", "1"],
        [*WARP, "--tempo", "0"],
        [*WARP, "--tempo", "nan"],
        [*WARP, "--tempo", "1000"],
    ],
    ids=" ".join,
)
def test_a_number_that_does_not_fit_is_answered_with_its_flag(
    warpreel: CommandLine, arguments: list[str]
) -> None:
    answer = warpreel(*arguments)
    assert answer.code == 2
    assert arguments[-2] in answer.sentence


@pytest.mark.parametrize(
    "arguments",
    [
        ["train", "--hidden"],
        ["train", "spirals", "circles"],
        ["train", "--standardise=perhaps"],
        ["train", "--tempo", "2"],
        ["inspect"],
        ["inspect", "a", "b"],
        ["list", "scenes"],
        [*WARP, "spirals"],
    ],
    ids=" ".join,
)
def test_a_request_that_does_not_parse_is_answered_in_one_sentence(
    warpreel: CommandLine, arguments: list[str]
) -> None:
    answer = warpreel(*arguments)
    assert answer.code == 2
    assert answer.sentence


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "film.avi"],
        ["-o", "film.safetensors"],
        ["-o", "film.gif", "--format", "mp4"],
        ["-o", "film.mp4", "--last-frame"],
    ],
    ids=" ".join,
)
def test_a_film_of_no_known_format_is_refused(warpreel: CommandLine, arguments: list[str]) -> None:
    answer = warpreel(*WARP, *arguments)
    assert answer.code == 2
    assert arguments[1] in answer.sentence


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["lecture", "init", "a.toml", "b"],
            "`warpreel lecture init` has no place for a.toml b; see `warpreel lecture init --help`",
        ),
        (
            ["render", "space-warp", "--hiden", "4"],
            "Unknown option: --hiden. Did you mean --hidden? "
            "See `warpreel render space-warp --help`",
        ),
        (
            ["train", "--steps"],
            'Command "train" parameter --steps requires an argument; see `warpreel train --help`',
        ),
        (
            ["lecture", "frobnicate"],
            'Unknown command "frobnicate". Available commands: init, build; '
            "see `warpreel lecture --help`",
        ),
    ],
)
def test_it_says_what_is_wrong_and_which_help_tells_what_is_right(
    arguments: list[str], sentence: str
) -> None:
    with pytest.raises(CycloptsError) as caught:
        app(arguments, exit_on_error=False, print_error=False)
    assert misuse(caught.value) == sentence


def test_an_unknown_command_is_pointed_to_the_help_of_all() -> None:
    with pytest.raises(CycloptsError) as caught:
        app(["rendr"], exit_on_error=False, print_error=False)
    assert 'Did you mean "render"?' in misuse(caught.value)
    assert misuse(caught.value).endswith("and others; see `warpreel --help`")
