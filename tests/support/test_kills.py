"""What was killed goes on where it was; `make soak` tries it a hundred times."""

from pathlib import Path

import pytest

from tests.support.kills import TRIALS, run


@pytest.mark.parametrize("name", ["training", "figures"])
def test_what_was_killed_resumes_to_the_same_files_and_leaves_nothing(
    name: str, tmp_path: Path
) -> None:
    assert name in TRIALS
    assert run([name], 1, seed=1, folder=tmp_path) == {name: 1}
