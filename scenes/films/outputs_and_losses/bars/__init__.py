"""Bars of classes, lines across them, and what one of them draws."""
