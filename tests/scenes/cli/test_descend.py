"""``warpreel descend``: the path in full precision, and what is refused."""

import csv
import json

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from tests.support.command_line import CommandLine

CHAPTER = ("--surface", "bowl", "--rate", "0.01", "--steps", "500", "--start", "28,27")


def test_json_holds_the_whole_path_bit_for_bit(warpreel: CommandLine) -> None:
    answer = warpreel("descend", *CHAPTER, "--optimizer", "as-printed", "--json")
    assert (answer.code, answer.err, answer.made) == (0, "", set())
    facts = json.loads(answer.out)
    descent = descend(DescentSpec(optimizer="as-printed", rate=0.01))
    assert facts["final"] == [8.000000000000005, 2.000000002230101]
    for name in ("path", "loss", "gradient", "rate"):
        assert np.array_equal(facts[name], getattr(descent, name))
    assert facts["diverged_at"] is None
    assert facts["optimizer"] == "as-printed"
    assert facts["minima"] == [{"place": [8, 2], "value": 0}]
    assert facts["samples"] is None


def test_json_has_null_where_a_number_broke_down(warpreel: CommandLine) -> None:
    formula = ("--formula", "log(a) + b**2", "--domain", "0.1,5", "--start", "1,1", "--rate", "9")
    facts = json.loads(warpreel("descend", *formula, "--json").out)
    assert facts["stopped"] == "undefined"
    assert facts["diverged_at"] is None
    assert facts["final_loss"] is None
    assert facts["loss"][-1] is None
    assert None not in facts["loss"][:-1]


def test_json_discloses_the_samples_of_every_step(warpreel: CommandLine) -> None:
    loss = ("--surface", "linear-regression", "--batch", "4", "--seed", "7", "--steps", "5")
    facts = json.loads(warpreel("descend", *loss, "--json").out)
    assert np.shape(facts["samples"]) == (5, 4)
    assert facts["seed"] == 7


def test_csv_holds_a_row_for_each_point(warpreel: CommandLine) -> None:
    answer = warpreel("descend", *CHAPTER, "--csv")
    header, *rows = csv.reader(answer.out.splitlines())
    assert header == ["step", "a", "b", "loss", "gradient_a", "gradient_b", "rate"]
    assert len(rows) == 501
    assert rows[0] == ["0", "28.0", "27.0", "1025.0", "40.0", "50.0", "0.01"]
    assert rows[-1][:3] == ["500", "8.00082047970291", "2.0010255996286364"]
    assert rows[-1][-1] == ""


def test_people_read_a_short_table(warpreel: CommandLine) -> None:
    shown = warpreel("descend", *CHAPTER).out
    assert "gradient descent, learning rate 0.01" in shown
    assert "(8.00082047970291, 2.0010255996286364)" in shown
    assert len(shown.splitlines()) < 20
    diverging = warpreel("descend", "--optimizer", "as-printed", "--start", "-5,-5").out
    assert "diverged: step 11 is at (-1512116.8" in diverging
    assert "as printed" in diverging


def test_tables_have_true_minus_signs_and_powers_of_ten(warpreel: CommandLine) -> None:
    shown = warpreel("descend", "--start", "-4,-3", "--rate", "1e-6", "--steps", "2").out
    assert "learning rate 10⁻⁶" in shown
    assert "−4" in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--start", "31,0"], "--start 31,0 lies outside"),
        (["--start", "nan,0"], "--start nan,0"),
        (["--start", "inf,0"], "--start inf,0"),
        (["--start", "1"], "give two numbers"),
        (["--start", "x,y"], "--start x,y: give numbers"),
        (["--rate", "0"], "--rate 0: choose between"),
        (["--rate", "-1"], "--rate -1: choose between"),
        (["--steps", "0"], "--steps 0"),
        (["--steps", "2.5"], "give a whole number"),
        (["--surface", "bowel"], "did you mean bowl"),
        (["--optimizer", "adm"], "did you mean adam"),
        (["--schedule", "zzz"], "choose from constant, step, exponential, cosine, 1/t"),
        (["--formula", "3 + 0*a"], "is 3 everywhere"),
        (["--formula", "sqrt(a)"], "no finite value at (-5)"),
        (["--formula", "__import__('os').getcwd()"], "the formula contains"),
        (["--formula", "a" * 1_000_000], "1,000,000 characters"),
        (["--formula", "a + b + c"], "3 variables"),
        (["--batch", "2"], "no effect on a surface without samples"),
        (["--json", "--csv"], "exclude each other"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(
    warpreel: CommandLine, arguments: list[str], told: str
) -> None:
    answer = warpreel("descend", *arguments)
    assert answer.code == 2
    assert told in answer.sentence


@pytest.mark.parametrize("formula", ["-x**2", "-x^2 − 3×x"])
def test_a_formula_may_begin_with_a_minus(warpreel: CommandLine, formula: str) -> None:
    answer = warpreel("descend", "--formula", formula, "--steps", "2", "--json")
    assert answer.code == 0
    assert json.loads(answer.out)["formula"] == formula


@pytest.mark.parametrize("film", ["optimizer-race", "learning-rates"])
def test_the_stars_of_a_formula_stand_in_the_help(warpreel: CommandLine, film: str) -> None:
    assert "a**2" in warpreel("render", film, "--help").out
