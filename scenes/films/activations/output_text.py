"""Outputs and slopes of activation functions as they are written while they change."""

from __future__ import annotations

from scenes.languages.numbers import by_size, typographic

DECIMALS = 3
"""Of outputs and slopes: so many tell them apart from limits, but for far out."""


def output_text(value: float) -> str:
    """Write a number, rounded, with the sign that it has: a small one below 0 is −0.000."""
    return typographic(f"{value + 0.0:+,.{DECIMALS}f}")


def chain_text(value: float) -> str:
    """Write what a chain of units lets through: six decimals of little, three of more."""
    return "0" if value == 0 else by_size(value, {0.001: 6, 1000: 3})
