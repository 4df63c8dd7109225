"""Experiments that the chapter quotes, computed anew."""
