"""Digests of requests: the same for the same, another for whatever differs."""

from pathlib import Path

from engine.recordings.run_spec import RunSpec
from scenes.cache.digests import digest_of, request_digest

HOME = "engine.training.training"


def test_equal_requests_have_equal_digests_and_others_have_others() -> None:
    assert request_digest(HOME, "squares", RunSpec()) == request_digest(HOME, "squares", RunSpec())
    requests = [("squares", RunSpec()), ("squares", RunSpec(seed=1)), ("cubes", RunSpec())]
    assert len({request_digest(HOME, *request) for request in requests}) == 3


def test_a_file_stands_for_its_content(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("1,2,a")
    first = request_digest(HOME, ("data", str(path)))
    assert request_digest(HOME, ("data", str(path))) == first
    path.write_text("1,2,b")
    assert request_digest(HOME, ("data", str(path))) != first


def test_other_code_is_another_request() -> None:
    assert request_digest(HOME, "squares") != request_digest("engine.descent.descent", "squares")


def test_a_digest_depends_on_what_is_said_and_on_its_kind() -> None:
    assert digest_of(1, "a") == digest_of(1, "a")
    assert digest_of(1, "a") != digest_of("1", "a")
