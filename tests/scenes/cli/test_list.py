"""What can be rendered, as a table and as JSON."""

import json

from scenes.figures.catalogue import FIGURES
from scenes.films.catalogue import CATALOGUE
from tests.support.command_line import CommandLine


def test_the_json_names_every_entry_with_its_facts(
    warpreel: CommandLine,
) -> None:
    rows = json.loads(warpreel("list", "--json").out)
    assert [row["name"] for row in rows] == [*CATALOGUE, *FIGURES]
    for row in rows:
        assert row.keys() == {"name", "kind", "number", "summary", "section"}
        assert row["kind"] in ("scene", "figure")
        assert row["summary"]
        assert row["section"]


def test_the_table_names_every_entry(warpreel: CommandLine) -> None:
    answer = warpreel("list")
    assert answer.code == 0
    assert {*CATALOGUE, *FIGURES, "11.8"} <= set(answer.out.split())


def test_a_film_s_sections_are_listed(warpreel: CommandLine) -> None:
    shown = warpreel("list", "softmax").out.splitlines()
    assert "three-steps" in shown
    assert json.loads(warpreel("list", "softmax", "--json").out) == shown
    assert "named after what it shows" in warpreel("list", "losses").out


def test_a_film_that_there_is_not_is_told(warpreel: CommandLine) -> None:
    answer = warpreel("list", "sotfmax")
    assert answer.code == 2
    assert "did you mean softmax?" in answer.sentence
