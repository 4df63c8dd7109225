"""Pages in which recordings are explored, and the playground."""

from tests.support.explored_pages import explore
from tests.support.playground_pages import play

__all__ = ["explore", "play"]
