"""Manim objects that scenes share; each is one object whose data is an array."""
