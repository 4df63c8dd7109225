"""Findings: each thing once, with the time for which it was seen."""

import msgspec

from scenes.watching.findings import Check, CheckedScene, Fault, Findings


def test_what_is_seen_again_is_one_finding_that_lasts_longer() -> None:
    found = Findings()
    found.add(Fault.OVERLAP, "a and b", "first told", 2.0, 2.0)
    found.add(Fault.OVERLAP, "a and b", "told anew", 4.0, 4.5)
    found.add(Fault.TOO_SMALL, "a", "small", 1.0, 1.0)
    small, overlap = found.listed()
    assert str(small) == "1.0 s, too-small: small"
    assert str(overlap) == "2.0 to 4.5 s, overlap: first told"


def test_a_check_goes_through_json_and_back() -> None:
    found = Findings()
    found.add(Fault.EMPTY, "0", "nothing is there", 0.0, 2.0)
    check = Check(False, [CheckedScene("One", 3.0, found.listed())])
    assert msgspec.json.decode(msgspec.json.encode(check), type=Check) == check
