"""What a landscape's plane can be asked for."""

import re

import pytest

from engine.errors import UnknownNameError, UsageError
from engine.landscape.plane_spec import PLANES, PlaneSpec, said_in_python


@pytest.mark.parametrize("plane", PLANES)
def test_every_plane_can_be_asked_for(plane: str) -> None:
    assert PlaneSpec(plane=plane.upper()).plane == plane


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"resolution": 4}, "--resolution 4: choose between 5 and 201"),
        ({"span": 30.0}, "--span 30: choose"),
        ({"checkpoints": (0, 1, 2)}, "--checkpoints has no effect without --plane checkpoints"),
        ({"plane": "checkpoints", "checkpoints": (0, 4)}, "--checkpoints 0,4: give three"),
        ({"plane": "checkpoints", "checkpoints": (0, 4, 4)}, "give three different steps"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(options: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        PlaneSpec(**options)


def test_another_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean pca"):
        PlaneSpec(plane="pcs")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"resolution": 4}, "resolution=4: choose between 5 and 201"),
        ({"span": 1e-9}, "span=1e-09: choose"),
        ({"checkpoints": (0, 1, 2)}, 'checkpoints has no effect without plane="checkpoints"'),
        ({"plane": "checkpoints", "checkpoints": (0, 4)}, "checkpoints=(0, 4): give three"),
    ],
    ids=str,
)
def test_in_python_options_are_named_as_there(options: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=f"^{re.escape(words)}"), said_in_python():
        PlaneSpec(**options)
    with pytest.raises(UnknownNameError, match="did you mean pca"), said_in_python():
        PlaneSpec(plane="pcs")
