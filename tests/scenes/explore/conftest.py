"""Pages in which recordings are explored."""

from tests.support.explored_pages import explore

__all__ = ["explore"]
