"""Films to be shown on pages."""

from tests.support.clips import film, films

__all__ = ["film", "films"]
