"""Both drawing cores, one after the other."""

import pytest

from scenes.camera import canvas


@pytest.fixture(params=["compiled", "cairo"])
def core(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Draw by kernels, then by Cairo alone."""
    name: str = request.param
    if name == "compiled":
        pytest.importorskip("numba")
    monkeypatch.setattr(canvas, "is_compiled", lambda: name == "compiled")
    return name
