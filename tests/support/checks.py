"""A pytest plugin: a test in which no check ran has not tested anything, and fails.

So a test whose asserts all stand in a loop cannot pass because the loop had nothing to go over.
What counts is a rewritten ``assert``, an expected error, a check of `numpy.testing` or of
`torch.testing`, and a comparison of figures.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import wraps
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from _pytest.assertion import util

SUPPORT = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
pytest.register_assert_rewrite(*(f"tests.support.{name}" for name in SUPPORT if name != "checks"))

_ran = 0
_is_called = False
COMPARED = "mpl_image_compare"
"""The marker of tests whose figure is compared with a kept one."""


def _count() -> None:
    global _ran
    _ran += 1


def _counted(check: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(check)
    def counted(*args: Any, **kwargs: Any) -> Any:
        result = check(*args, **kwargs)
        _count()
        return result

    return counted


def pytest_configure() -> None:
    """Count the checks of libraries."""
    for library in (np.testing, torch.testing):
        for name in dir(library):
            if name.startswith("assert_"):
                setattr(library, name, _counted(getattr(library, name)))
    for expected in (pytest.RaisesExc, pytest.WarningsRecorder):
        expected.__exit__ = _counted(expected.__exit__)  # type: ignore[method-assign]


def pytest_assertion_pass() -> None:
    """Count an assert that held."""
    _count()
    if _is_called:
        # One is enough, and each costs a description of all values in it; pytest sets this anew
        # for the next test.
        util._assertion_pass = None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a test that passed although nothing was checked."""
    global _is_called
    before, _is_called = _ran, True
    try:
        result = yield
    finally:
        _is_called = False
    if _ran == before and item.get_closest_marker(COMPARED) is None:
        pytest.fail("no check ran: the test would pass whatever the code does", pytrace=False)
    return result
