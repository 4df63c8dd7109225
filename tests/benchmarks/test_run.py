"""``make bench``'s command: a mistake is answered before anything is measured."""

import subprocess
import sys

from benchmarks.history import HISTORY
from tests.support.structure import ROOT


def test_an_unknown_name_is_a_mistake_and_measures_nothing() -> None:
    before = HISTORY.read_bytes() if HISTORY.exists() else None
    command = [sys.executable, "benchmarks/run.py", "drwaing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no benchmark named drwaing" in done.stderr
    assert "Traceback" not in done.stderr
    assert before == (HISTORY.read_bytes() if HISTORY.exists() else None)
