"""Experiments that the chapter quotes, run rather than drawn."""
