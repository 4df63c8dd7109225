"""Films to be shown on pages."""

from tests.scenes.clips import film, films

__all__ = ["film", "films"]
