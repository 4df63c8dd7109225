"""Each library is asked for only when its recorder is, and asked for in one sentence."""

import subprocess
import sys

import pytest

import warpreel.integrations
from warpreel.integrations.recorded_run import RecordedRun

LIBRARIES = ("lightning", "transformers", "keras", "skorch", "accelerate", "jax")


def test_a_recorder_imports_its_own_library_alone() -> None:
    code = (
        "import sys; from warpreel.integrations import SkorchRecorder; "
        f"print(*(set({LIBRARIES!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["skorch"]


@pytest.mark.parametrize("name", warpreel.integrations.__all__)
def test_every_recorder_is_a_recorded_run(name: str) -> None:
    recorder = getattr(warpreel.integrations, name)
    assert recorder.__name__ == name
    assert issubclass(recorder, RecordedRun)


def test_a_library_that_is_not_there_is_asked_for() -> None:
    code = (
        "import sys; sys.modules['skorch'] = None\n"
        "try: from warpreel.integrations import SkorchRecorder\n"
        "except ImportError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("SkorchRecorder needs the package skorch, which is not installed")
    assert done.stdout.count("\n") == 1


def test_lightning_is_found_under_either_of_its_names() -> None:
    code = (
        "import pytorch_lightning; from warpreel.integrations import LightningRecorder; "
        "print(issubclass(LightningRecorder, pytorch_lightning.Callback))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
