"""Names are imported when they are first used, and others are missed as in any module."""

import sys

import pytest

from engine.lazy_names import lazy_names


def test_a_name_is_imported_from_its_home_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "this", raising=False)
    get, names, offered = lazy_names("colours", {"s": "this", "Fraction": "fractions"})
    assert names() == offered == ["Fraction", "s"]
    assert get("Fraction").__name__ == "Fraction"
    assert "this" not in sys.modules


def test_a_module_of_the_package_is_a_name_too() -> None:
    get, _, _ = lazy_names("email", {"mime": "email"})
    assert get("mime") is sys.modules["email.mime"]


def test_a_name_that_is_not_there_is_missed_as_in_any_module() -> None:
    get, _, _ = lazy_names("colours", {"Fraction": "fractions"})
    with pytest.raises(AttributeError, match=r"^module 'colours' has no attribute 'red'$"):
        get("red")
