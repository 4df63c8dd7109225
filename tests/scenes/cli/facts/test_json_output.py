"""Facts as programs read them."""

import json

import pytest

from scenes.cli.facts.json_output import print_json
from scenes.diagnosis.finding import Finding, State


def test_structures_are_objects_and_characters_stay_what_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_json([Finding("字体", State.OK, "σ")])
    out = capsys.readouterr().out
    assert json.loads(out) == [{"about": "字体", "state": "ok", "told": "σ"}]
    assert "字体" in out
    assert out.count("\n") > 3
