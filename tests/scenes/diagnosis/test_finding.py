"""Findings, as they are told."""

import msgspec

from scenes.diagnosis.finding import Diagnosis, Finding, State, one_line


def test_an_error_is_told_in_one_line_even_if_it_says_nothing() -> None:
    assert one_line(ValueError("two\n  lines")) == "two lines"
    assert one_line(KeyError()) == "KeyError"


def test_a_diagnosis_goes_through_json_and_back() -> None:
    found = Diagnosis(False, [Finding("film", State.FAULT, "it does not render")])
    text = msgspec.json.encode(found)
    assert b'"state":"fault"' in text
    assert msgspec.json.decode(text, type=Diagnosis) == found
