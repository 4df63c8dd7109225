"""A package that is not there is said to be missing, and how to install it."""

import json

import pytest

from engine.data.optional_package import optional_package
from engine.errors import UsageError


def test_what_is_installed_is_imported() -> None:
    assert optional_package("json", "Notes") is json


def test_what_is_not_is_told() -> None:
    with pytest.raises(UsageError, match=r"Sheets are read .*: pip install 'warpreel\[tables\]'"):
        optional_package("no_such_package", "Sheets")
