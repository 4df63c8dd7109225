"""The command line, for what examples tell to run."""

from tests.scenes.conftest import own_cache, warpreel, workplace

__all__ = ["own_cache", "warpreel", "workplace"]
