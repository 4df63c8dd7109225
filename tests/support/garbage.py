"""A pytest plugin: garbage is sought among what tests make, not among all that was imported.

There are more than a million objects of libraries and of collected tests, which all stay; to look
through them takes half a second each time.
"""

import gc

import pytest

gc.disable()  # until all is imported and collected


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """Leave alone what is there when the first test begins."""
    gc.freeze()
    gc.enable()
