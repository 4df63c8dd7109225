"""Digests of requests: the same for the same, another for whatever differs."""

from pathlib import Path

import pytest

from engine.spec import RunSpec
from scenes import identity
from scenes.identity import digest_of, request_digest


def test_equal_requests_have_equal_digests_and_others_have_others() -> None:
    assert request_digest("squares", RunSpec()) == request_digest("squares", RunSpec())
    requests = [("squares", RunSpec()), ("squares", RunSpec(seed=1)), ("cubes", RunSpec())]
    assert len({request_digest(*request) for request in requests}) == 3


def test_a_file_stands_for_its_content(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("1,2,a")
    first = request_digest(("data", str(path)))
    assert request_digest(("data", str(path))) == first
    path.write_text("1,2,b")
    assert request_digest(("data", str(path))) != first


def test_changed_source_is_another_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = request_digest("squares")
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "squares.py").write_text("pass")
    identity._source.cache_clear()
    monkeypatch.setattr(identity, "HOME", tmp_path)
    try:
        assert request_digest("squares") != before
    finally:
        identity._source.cache_clear()


def test_a_digest_depends_on_what_is_said_and_on_its_kind() -> None:
    assert digest_of(1, "a") == digest_of(1, "a")
    assert digest_of(1, "a") != digest_of("1", "a")
