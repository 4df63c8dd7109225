"""The command line, for what examples tell to run."""

from tests.scenes.conftest import warpreel

__all__ = ["warpreel"]
