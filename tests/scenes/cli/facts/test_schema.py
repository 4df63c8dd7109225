"""``warpreel schema``: what the JSON of a command holds."""

import json

from scenes.cli.facts.schemas import SCHEMAS
from tests.support.command_line import CommandLine


def test_it_lists_the_commands_that_have_one(warpreel: CommandLine) -> None:
    assert warpreel("schema").out.splitlines() == list(SCHEMAS)


def test_it_prints_a_json_schema(warpreel: CommandLine) -> None:
    found = json.loads(warpreel("schema", "theme", "check").out)
    fields = found["$defs"]["MeasuredContrast"]
    assert fields["properties"]["ratio"] == {"type": "number"}
    assert fields["additionalProperties"] is False


def test_a_command_without_json_is_told(warpreel: CommandLine) -> None:
    answer = warpreel("schema", "docter")
    assert answer.code == 2
    assert "did you mean doctor?" in answer.sentence
