"""Losses as areas: the figure of an error, and those of several losses side by side."""
