"""What the tests of films share."""

import pytest

from scenes.mobjects.text import LiveNumber


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of all live numbers that are written from now on, in order."""
    texts: list[str] = []
    write = LiveNumber.write

    def note(number: LiveNumber, text: str) -> LiveNumber:
        texts.append(text)
        return write(number, text)

    monkeypatch.setattr(LiveNumber, "write", note)
    return texts
