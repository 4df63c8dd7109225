"""The activations that pages can train with, as their scripts know them."""

from __future__ import annotations

from typing import Any

from engine.networks.activations import ACTIVATIONS
from scenes.explore.payload import plain_formula

LEARNED = ("prelu",)
"""Activations whose slope is learned."""


def activation_kinds() -> list[dict[str, Any]]:
    """Return what a page trains with: names, symbols and classes with their constants."""
    return [
        {
            "name": name,
            "symbol": plain_formula(kind.symbol),
            "learned": name in LEARNED,
            "function": {"module": kind.module, "arguments": kind.arguments},
        }
        for name, kind in ACTIVATIONS.items()
    ]
