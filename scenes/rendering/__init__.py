"""Turning scenes into files."""
